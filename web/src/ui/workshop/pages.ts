// Fetched as one: the two pages share nearly everything, and nobody who enters waits for them.
export { default as ParticipantPage } from '../participant/ParticipantPage.svelte';
export { default as WorkshopPage } from './WorkshopPage.svelte';
