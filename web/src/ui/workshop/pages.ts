// Fetched as one: the two pages share nearly everything, and the door is to wait for none of it.
export { default as ParticipantPage } from '../participant/ParticipantPage.svelte';
export { default as WorkshopPage } from './WorkshopPage.svelte';
