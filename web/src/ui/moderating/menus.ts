import type { Pull } from '../../board/focus.ts';
import { focusOf, talksOf } from '../../board/focus.ts';
import { members } from '../../board/people.ts';
import { anonymous } from '../../board/phase.ts';
import { flag, list, text } from '../../board/record.ts';
import { type Quadrant, quadrants } from '../../board/swot.ts';
import { teams } from '../../board/team.ts';
import { timerOf } from '../../board/timer.ts';
import type { MenuItem } from '../parts/menu.ts';
import { boardName, type Place, placeName, quadrantName, quadrantsOf } from '../phase/places.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { covered, sum } from './reveal.ts';
import { words } from './words.ts';

/** What opens in a window of its own. */
export type Window = 'agenda' | 'talks' | 'minutes' | 'vote' | 'teams';

/** What the menus of the bar work on. */
export interface Desk {
  readonly store: WorkshopStore;
  /** The board that is shown. */
  readonly board: string | undefined;
  open(window: Window): void;
  /** Hidden notes are shown one after the other from here on. */
  oneByOne(place: { board: string; quadrant?: string }): void;
}

const presets = [1, 3, 5];

export function timerItems(desk: Desk): MenuItem[] {
  const { store } = desk;
  const w = words().timer;
  const { kind } = timerOf(store.state);
  const run = (seconds: number) => store.run({ do: 'StartTimer', with: { seconds } });
  return [
    ...presets.map((n): MenuItem => ({ label: w.start(n), icon: 'play', run: () => run(n * 60) })),
    { label: w.own, icon: 'timer', run: () => desk.open('minutes') },
    {
      label: kind === 'paused' ? w.resume : w.pause,
      icon: kind === 'paused' ? 'play' : 'pause',
      section: true,
      disabled: kind === 'off',
      run: () => store.run(kind === 'paused' ? { do: 'ResumeTimer', with: {} } : { do: 'PauseTimer', with: {} }),
    },
    { label: w.more, icon: 'plus', run: () => store.run({ do: 'ExtendTimer', with: { seconds: 60 } }) },
    { label: w.stop, icon: 'square', disabled: kind === 'off', run: () => store.run({ do: 'StopTimer', with: {} }) },
  ];
}

export function revealItems(desk: Desk): MenuItem[] {
  const { store } = desk;
  const w = words().reveal;
  const all = covered(store.state);
  const items: MenuItem[] = [];
  const reveal = (spots: readonly { board: string; quadrant?: string; member?: string }[]) => {
    for (const spot of spots) if (!store.run({ do: 'Reveal', with: spot })) return;
    store.announcer.say(w.done);
  };
  if (all.length > 1)
    items.push({ label: w.everywhere(sum(all)), icon: 'eye', run: () => reveal(all.map(({ board }) => ({ board }))) });
  // The board in view first: it is the one that is talked about.
  const near = all.find(({ board }) => board === desk.board);
  for (const here of near === undefined ? all : [near]) {
    const { board, count } = here;
    const name = nameOf(store, board);
    items.push({ label: w.board(name, count), icon: 'eye', section: all.length > 1, run: () => reveal([{ board }]) });
    if (here !== near && all.length > 1) continue;
    for (const { quadrant, count: n } of here.quadrants) {
      items.push({
        label: w.quadrant(quadrantName(language.words, quadrant), n),
        ...signOf(quadrant),
        run: () => reveal([{ board, quadrant }]),
      });
    }
    items.push({ label: w.next, icon: 'list-ordered', section: true, items: oneByOne(desk, here) });
    if (!anonymous(store.state)) items.push({ label: w.person, icon: 'users', items: byPerson(store, board, reveal) });
  }
  return items;
}

function oneByOne(desk: Desk, here: ReturnType<typeof covered>[number]): MenuItem[] {
  const w = words().reveal;
  const { board } = here;
  return [
    { label: w.nextAny, icon: 'eye', run: () => desk.oneByOne({ board }) },
    ...here.quadrants.map(
      ({ quadrant, count }): MenuItem => ({
        label: w.quadrant(quadrantName(language.words, quadrant), count),
        ...signOf(quadrant),
        run: () => desk.oneByOne({ board, quadrant }),
      }),
    ),
  ];
}

function byPerson(
  store: WorkshopStore,
  board: string,
  reveal: (spots: { board: string; member: string }[]) => void,
): MenuItem[] {
  const team = text(store.state.of('board', board), 'team');
  return members(store.state)
    .filter((member) => team === '' || text(member, 'team') === team)
    .sort((a, b) => language.compare(text(a, 'name'), text(b, 'name')))
    .map(({ id }) => ({ label: store.nameOf(id), run: () => reveal([{ board, member: id }]) }));
}

export function lockItems(desk: Desk): MenuItem[] {
  const { store, board } = desk;
  const w = words().lock;
  const record = board === undefined ? undefined : store.state.of('board', board);
  if (record === undefined) return [];
  const toggle = (name: string, on: boolean, quadrant?: string): MenuItem => ({
    label: quadrant === undefined ? (on ? w.lockBoard : w.unlockBoard)(name) : (on ? w.lock : w.unlock)(name),
    icon: on ? 'lock' : 'lock-open',
    run: () =>
      store.run({ do: 'SetLock', with: { record: record.id, quadrant, on } }, on ? w.locked(name) : w.unlocked(name)),
  });
  const closed = list(record, 'closed');
  return [
    toggle(nameOf(store, record.id), !flag(record, 'locked')),
    ...quadrantsOf(store.state, record.id).map((quadrant, i) => ({
      ...toggle(quadrantName(language.words, quadrant), !closed.includes(quadrant), quadrant),
      section: i === 0,
    })),
  ];
}

export function attentionItems(desk: Desk): MenuItem[] {
  const { store, board } = desk;
  const w = words().attention;
  const talks = talksOf(store.state);
  const next = text(store.state.of('team', talks?.queue[0] ?? ''), 'name');
  const items: MenuItem[] = [
    {
      label: w.release,
      icon: 'check',
      disabled: focusOf(store.state) === undefined,
      run: () => store.run({ do: 'Release', with: {} }, language.words.phase.call.released),
    },
    { label: w.ask, icon: 'hand', section: true, disabled: board === undefined, items: calls(desk, 'ask', w.asked) },
    { label: w.bring, icon: 'arrow-right', disabled: board === undefined, items: calls(desk, 'bring', w.brought) },
    { label: w.hold, icon: 'pause', disabled: board === undefined, items: calls(desk, 'hold', w.held) },
    {
      label: w.talks,
      icon: 'mic',
      section: true,
      disabled: teams(store.state).length === 0,
      run: () => desk.open('talks'),
    },
  ];
  if (talks !== undefined && (next !== '' || talks.now !== undefined))
    items.push({
      label: next === '' ? w.endTalks : w.nextTalk(next),
      icon: next === '' ? 'check' : 'chevron-right',
      run: () => store.run({ do: 'NextTalk', with: {} }),
    });
  return items;
}

function calls({ store, board }: Desk, pull: Pull, done: (where: string) => string): MenuItem[] {
  if (board === undefined) return [];
  const call = (place: Place): MenuItem => {
    const name = placeName(language.words, store.state, place);
    return {
      label: name,
      ...signOf(place.quadrant),
      run: () => store.run({ do: 'SetFocus', with: { ...place, pull } }, done(name)),
    };
  };
  return [call({ board }), ...quadrantsOf(store.state, board).map((quadrant) => call({ board, quadrant }))];
}

function nameOf(store: WorkshopStore, board: string): string {
  const record = store.state.of('board', board);
  return record === undefined ? '' : boardName(language.words, store.state, record);
}

function signOf(quadrant: string | undefined): Pick<MenuItem, 'sign' | 'icon'> {
  const sign = quadrants.find((each): each is Quadrant => each === quadrant);
  return sign === undefined ? { icon: 'layout-grid' } : { sign };
}
