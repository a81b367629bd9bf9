import { fetchEditor } from './note/editor.svelte.ts';
import { fetchIcons } from './parts/drawing.svelte.ts';
import { withRetry } from './parts/with-retry.ts';
import { fetchSentences } from './refusals.svelte.ts';
import { language } from './words/language.svelte.ts';

let paint: () => void;
const painted = new Promise<void>((resolve) => {
  paint = resolve;
});

/** A board stands on the page, or there is none: what comes later may come now. */
export function firstPaint(): void {
  setTimeout(paint);
}

/** Nothing comes before the first paint, which it would delay. */
function after<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    await painted;
    return load();
  };
}

/**
 * The parts of a workshop's page that come after its first paint. Nobody waits for them, and all are fetched then, so
 * that each is there when the network is not. Those who moderate have windows of their own.
 */
export const late = {
  focus: after(async () => (await import('./focus.ts')).keepFocus()),
  icons: after(fetchIcons),
  voice: after(() => import('./announcing/Voice.svelte')),
  editor: after(fetchEditor),
  groupName: after(() => import('./note/GroupName.svelte')),
  groupNaming: after(() => import('./note/GroupNaming.svelte')),
  keyboard: after(() => import('./note/keyboard.ts')),
  refusals: after(fetchSentences),
  stream: after(() => import('../sync/stream.ts')),
  orphan: after(() => import('../sync/orphan.ts')),
  votes: after(() => import('./voting/ItemVotes.svelte')),
  voteStrip: after(() => import('./voting/VoteStrip.svelte')),
  attention: after(() => import('./phase/Attention.svelte')),
  workshopMenu: after(() => import('./workshop/WorkshopMenu.svelte')),
  tools: after(() => import('./note/Tools.svelte')),
  ownTools: after(() => import('./phase/OwnTools.svelte')),
  reactions: after(() => import('./phase/Reactions.svelte')),
  chooseTeam: after(() => import('./teams/ChooseTeam.svelte')),
  chooseLead: after(() => import('./teams/ChooseLead.svelte')),
  boardSwitch: after(() => import('./phase/BoardSwitch.svelte')),
  noteMenu: after(() => import('./note/NoteMenu.svelte')),
  groupMenu: after(() => import('./note/GroupMenu.svelte')),
  sectionMenu: after(() => import('./note/SectionActions.svelte')),
  menu: after(() => import('./parts/Menu.svelte')),
  timer: after(() => import('./phase/Timer.svelte')),
  motion: after(() => import('./note/motion.ts')),
  selectionBar: after(() => import('./note/SelectionBar.svelte')),
  find: after(() => import('./note/FindNotes.svelte')),
  overview: after(() => import('./note/Overview.svelte')),
  list: after(() => import('./note/ListView.svelte')),
  lostNote: after(() => import('./note/LostNote.svelte')),
  bin: after(() => import('./note/Bin.svelte')),
  happened: after(() => import('./announcing/Happened.svelte')),
  settings: after(() => import('./settings/SettingsDialog.svelte')),
  pageKeys: after(() => import('./workshop/PageKeys.svelte')),
  merge: after(() => import('./teams/MergeDialog.svelte')),
  promote: after(() => import('./teams/PromoteDialog.svelte')),
  publish: after(() => import('./teams/PublishDialog.svelte')),
  results: after(() => import('./voting/Results.svelte')),
  myPoints: after(() => import('./voting/MyPoints.svelte')),
  moments: after(() => import('./past/Moments.svelte')),
  since: after(() => import('./past/Since.svelte')),
  paste: after(() => import('./paste/Paste.svelte')),
  windows: after(() => import('./workshop/Windows.svelte')),
  refused: after(() => import('./workshop/Refused.svelte')),
  peopleBadge: after(() => import('./workshop/PeopleBadge.svelte')),
  people: after(() => import('./workshop/People.svelte')),
  shortcuts: after(() => import('./workshop/Shortcuts.svelte')),
  device: after(() => import('./workshop/Device.svelte')),
  takeAway: after(() => import('./document/TakeAway.svelte')),
  paper: after(() => import('./document/Paper.svelte')),
  leave: after(() => import('./workshop/Leave.svelte')),
} as const;

/** Fetches all parts, one after the other, each until it comes. */
export async function fetchLate(): Promise<void> {
  for (const load of Object.values(late)) await withRetry(() => language.with<unknown>(load));
}
