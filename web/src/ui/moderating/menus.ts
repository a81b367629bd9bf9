import { focusOf, type Mode } from '../../board/focus.ts';
import { anonymous } from '../../board/hidden.ts';
import { namedSections } from '../../board/kind.ts';
import { members } from '../../board/member.ts';
import { presentationsOf } from '../../board/presentations.ts';
import type { Spot } from '../../board/spot.ts';

import { teams } from '../../board/team.ts';
import { timerOf } from '../../board/timer.ts';
import { sectionLabel, sectionName } from '../boards.ts';
import type { MenuItem } from '../parts/menu.ts';
import { boardName, spotName } from '../phase/spot-names.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { hiddenBoards, leftHidden, sumOf } from './hidden-boards.ts';
import { barKeys } from './keys.ts';
import { words } from './words.ts';

/** What opens in a window of its own. */
export type WindowName = 'agenda' | 'presentations' | 'present' | 'minutes' | 'vote' | 'teams' | 'moments' | 'term';

/** What the menus of the bar work on. */
export interface MenuContext {
  readonly store: WorkshopStore;
  /** The board that is shown. */
  readonly board: string | undefined;
  open(window: WindowName): void;
  /** The next team of the queue begins to present. */
  present(): void;
  /** The pages of the screens in the hall are turned from here on. */
  turnPages(): void;
  /** Hidden notes are shown one after the other from here on. */
  oneByOne(spot: { board: string; section?: string }): void;
}

const presets = [1, 3, 5];

export function timerItems(context: MenuContext): MenuItem[] {
  const { store } = context;
  const w = words().timer;
  const { kind } = timerOf(store.state);
  const run = (seconds: number) => store.run({ do: 'StartTimer', with: { seconds } });
  return [
    ...presets.map((n): MenuItem => ({ label: w.start(n), icon: 'play', run: () => run(n * 60) })),
    { label: w.own, icon: 'timer', run: () => context.open('minutes') },
    {
      label: kind === 'paused' ? w.resume : w.pause,
      icon: kind === 'paused' ? 'play' : 'pause',
      divider: true,
      disabled: kind === 'off',
      run: () => store.run(kind === 'paused' ? { do: 'ResumeTimer', with: {} } : { do: 'PauseTimer', with: {} }),
    },
    { label: w.more, icon: 'plus', run: () => store.run({ do: 'ExtendTimer', with: { seconds: 60 } }) },
    { label: w.stop, icon: 'square', disabled: kind === 'off', run: () => store.run({ do: 'StopTimer', with: {} }) },
  ];
}

export function revealItems(context: MenuContext): MenuItem[] {
  const { store } = context;
  const w = words().reveal;
  const all = hiddenBoards(store.state);
  const items: MenuItem[] = [];
  const reveal = async (spots: readonly { board: string; section?: string; member?: string }[]) => {
    for (const spot of spots) {
      // Of one member nobody is told how much is hidden.
      const left = spot.member === undefined ? leftHidden(store.state, spot.board, spot.section) : undefined;
      if (!(await store.runWhole({ do: 'Reveal', with: spot }, left))) return;
    }
    store.announcer.say(w.done);
  };
  if (all.length > 1)
    items.push({
      label: w.everywhere(sumOf(all)),
      icon: 'eye',
      run: () => void reveal(all.map(({ board }) => ({ board }))),
    });
  // The board in view first: it is the one that is talked about.
  const near = all.find(({ board }) => board === context.board);
  for (const here of near === undefined ? all : [near]) {
    const { board, count } = here;
    const name = nameOf(store, board);
    items.push({
      label: w.board(name, count),
      icon: 'eye',
      divider: all.length > 1,
      run: () => void reveal([{ board }]),
    });
    if (here !== near && all.length > 1) continue;
    for (const { section, count: n } of here.sections) {
      items.push({
        label: w.section(sectionName(language.words, store.state, board, section), n),
        ...signOf(store, board, section),
        run: () => void reveal([{ board, section }]),
      });
    }
    items.push({ label: w.next, icon: 'list-ordered', divider: true, items: oneByOne(context, here) });
    if (!anonymous(store.state)) items.push({ label: w.person, icon: 'users', items: byPerson(store, board, reveal) });
  }
  return items;
}

function oneByOne(context: MenuContext, here: ReturnType<typeof hiddenBoards>[number]): MenuItem[] {
  const w = words().reveal;
  const { board } = here;
  return [
    { label: w.nextAny, icon: 'eye', run: () => context.oneByOne({ board }) },
    ...here.sections.map(
      ({ section, count }): MenuItem => ({
        label: w.section(sectionName(language.words, context.store.state, board, section), count),
        ...signOf(context.store, board, section),
        run: () => context.oneByOne({ board, section }),
      }),
    ),
  ];
}

function byPerson(
  store: WorkshopStore,
  board: string,
  reveal: (spots: { board: string; member: string }[]) => Promise<void>,
): MenuItem[] {
  const team = store.state.of('board', board)?.team ?? '';
  return members(store.state)
    .filter((member) => team === '' || member.team === team)
    .sort((a, b) => language.compare(a.name, b.name))
    .map(({ id }) => ({ label: store.nameOf(id), run: () => void reveal([{ board, member: id }]) }));
}

export function lockItems(context: MenuContext): MenuItem[] {
  const { store, board } = context;
  const w = words().lock;
  const record = board === undefined ? undefined : store.state.of('board', board);
  if (record === undefined) return [];
  const toggle = (name: string, on: boolean, section?: string): MenuItem => ({
    label: section === undefined ? (on ? w.lockBoard : w.unlockBoard)(name) : (on ? w.lock : w.unlock)(name),
    icon: on ? 'lock' : 'lock-open',
    run: () =>
      store.run({ do: 'SetLock', with: { board: record.id, section, on } }, on ? w.locked(name) : w.unlocked(name)),
  });
  const closed = record.lockedSections;
  return [
    toggle(nameOf(store, record.id), !record.locked),
    ...namedSections(store.state, record.id).map((section, i) => ({
      ...toggle(sectionName(language.words, store.state, record.id, section), !closed.includes(section), section),
      divider: i === 0,
    })),
  ];
}

export function attentionItems(context: MenuContext): MenuItem[] {
  const { store, board } = context;
  const w = words().attention;
  const presentations = presentationsOf(store.state);
  const next = store.teamName(presentations?.queue[0]);
  const items: MenuItem[] = [
    {
      label: w.release,
      icon: 'check',
      disabled: focusOf(store.state) === undefined,
      run: () => store.run({ do: 'Release', with: {} }, language.words.phase.call.released),
    },
    { label: w.ask, icon: 'hand', divider: true, disabled: board === undefined, items: calls(context, 'ask', w.asked) },
    { label: w.bring, icon: 'arrow-right', disabled: board === undefined, items: calls(context, 'bring', w.brought) },
    { label: w.hold, icon: 'pause', disabled: board === undefined, items: calls(context, 'hold', w.held) },
    {
      label: words().wall.title,
      icon: 'presentation',
      divider: true,
      run: () => context.turnPages(),
    },
    {
      label: w.presentations,
      icon: 'mic',
      keys: barKeys.presentations,
      disabled: teams(store.state).length === 0,
      run: () => context.open('presentations'),
    },
  ];
  if (presentations !== undefined && (next !== '' || presentations.now !== ''))
    items.push({
      label: next === '' ? w.endPresentations : w.nextPresentation(next),
      icon: next === '' ? 'check' : 'chevron-right',
      run: () => context.present(),
    });
  return items;
}

function calls({ store, board }: MenuContext, mode: Mode, done: (where: string) => string): MenuItem[] {
  if (board === undefined) return [];
  const call = (spot: Spot): MenuItem => {
    const name = spotName(language.words, store.state, spot);
    return {
      label: name,
      ...signOf(store, board, spot.section),
      run: () => store.run({ do: 'SetFocus', with: { ...spot, mode } }, done(name)),
    };
  };
  return [call({ board }), ...namedSections(store.state, board).map((section) => call({ board, section }))];
}

function nameOf(store: WorkshopStore, board: string): string {
  const record = store.state.of('board', board);
  return record === undefined ? '' : boardName(language.words, store.state, record);
}

function signOf(store: WorkshopStore, board: string, section = ''): Pick<MenuItem, 'sign' | 'icon'> {
  const { sign } = sectionLabel(language.words, store.state, board, section);
  return sign === undefined ? { icon: 'layout-grid' } : { sign };
}
