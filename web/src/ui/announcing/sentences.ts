import type { Note } from '../../board/generated.ts';
import { running } from '../../board/phase.ts';
import { presentationsOf } from '../../board/presentations.ts';
import type { Spot } from '../../board/spot.ts';
import { teamOf } from '../../board/team.ts';
import { leftAt, timerOf } from '../../board/timer.ts';
import { waitingPeople } from '../../board/waiting-room.ts';
import { sectionName } from '../boards.ts';
import { clockText } from '../phase/clock.ts';
import { rulesNow } from '../phase/rules.ts';
import { boardName, snippet } from '../phase/spot-names.ts';
import { linesOf } from '../voting/results.ts';
import { rulesOf, titleOf } from '../voting/votes.ts';
import { language } from '../words/language.svelte.ts';
import { later } from '../words/later.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import type { Told } from './budget.ts';
import type { Happening, NoteAct } from './heard.ts';
import { isolated } from './speak.ts';
import { words } from './words.ts';

/** How what happened is announced to this person; undefined when there is nothing to say. */
export function announced(store: WorkshopStore, board: string | undefined, event: Happening): Told | undefined {
  const { state } = store;
  const w = words();
  const moderators = (key: string, say: Told['say'], spot?: Spot): Told => ({ key, of: 'moderators', say, spot });
  const mine = (key: string, say: Told['say']): Told => ({ key, of: 'mine', say });
  switch (event.is) {
    case 'phase':
      return moderators('phase', () => summary(store, board));
    case 'choosing':
      return moderators('choosing', () => (state.workshop?.choosing ? w.choosing : ''));
    case 'presenting':
      return moderators('presenting', () => presenting(store));
    case 'timer':
      return moderators('timer', () => w.timer[event.what](clockText(leftAt(timerOf(state), store.now()))));
    case 'lock': {
      const { on, section } = event;
      const record = state.of('board', event.board);
      if (record === undefined) return undefined;
      const name =
        section === undefined
          ? boardName(language.words, state, record)
          : sectionName(language.words, state, event.board, section);
      const say = (on ? language.words.surface.locked : language.words.surface.unlocked)(name);
      return moderators(`lock ${event.board} ${section ?? ''}`, say, { board: event.board, section });
    }
    case 'opened':
    case 'closed':
      return moderators(`vote ${event.vote}`, () => vote(store, event.vote));
    case 'hand':
      return mine('hand', later().own.lowered);
    case 'editedLocked':
      return { ...mine('editedLocked', w.editedLocked), of: 'moderators' };
    case 'team':
      return mine('team', w.team(event.team === '' ? '' : isolated(store.teamName(event.team))));
    case 'role':
      return { ...mine('role', w.role[event.role]), of: 'moderators' };
    case 'lead':
      return mine('lead', w.lead(event.on, isolated(store.teamName(event.team))));
    case 'raised':
      return { ...mine('hands', w.hands), about: event.member, first: isolated(store.nameOf(event.member)) };
    case 'waits':
      return mine('waits', () => {
        const waiting = waitingPeople(state).length;
        return waiting === 0 ? '' : `${language.words.people.badge.waiting(waiting)}.`;
      });
    case 'note':
      return ofNote(store, event.what, event.note);
  }
}

/** The running phase as it is told once, and to whoever comes in; '' while none runs. */
export function summary(store: WorkshopStore, board: string | undefined): string {
  const w = language.words.phase;
  const { state } = store;
  const phase = running(state);
  const rules = rulesNow(store, board, store.me.role === 'participant');
  if (phase === undefined) return `${w.freed} ${rules}`;
  const left = leftAt(timerOf(state), store.now());
  const time = left > 0 ? w.timer.sayLeft(clockText(left)) : '';
  const [title, ask] = [isolated(phase.title), phase.ask === '' ? '' : isolated(phase.ask)];
  return [w.now(title), ask, rules, time].filter(Boolean).join(' ');
}

function ofNote(store: WorkshopStore, what: NoteAct, id: string): Told | undefined {
  const { state } = store;
  const note = state.of('note', id);
  if (note === undefined) return undefined;
  const where = whereIs(store, what, note);
  return {
    key: `note ${what}`,
    of: 'mine',
    about: id,
    first: language.words.phase.quote(isolated(snippet(note.text.trim() || language.words.note.blank))),
    say: (count, text) => words().note(what, count, text, where),
    spot: note.deleted ? undefined : { board: note.board, section: note.section, item: id },
  };
}

function whereIs({ state }: WorkshopStore, what: NoteAct, note: Note): string {
  if (what === 'grouped') return isolated(state.of('group', note.group)?.name ?? '');
  return what === 'moved' ? sectionName(language.words, state, note.board, note.section) : '';
}

function presenting(store: WorkshopStore): string {
  const w = language.words.phase;
  const queue = presentationsOf(store.state);
  const mine = teamOf(store.state, store.me.member)?.id;
  const next = queue?.queue[0] ?? '';
  if (queue === undefined || (queue.now === '' && next === '')) return words().presented;
  if (queue.now === mine) return words().mine.now;
  const names = [queue.now, next].map((team) => (team === '' ? '' : isolated(store.teamName(team))));
  const [now = '', then = ''] = names;
  const all = now === '' ? w.presentationsNext(then) : w.presentations(now, then);
  return next === mine ? `${all}. ${words().mine.next}` : `${all}.`;
}

function vote(store: WorkshopStore, id: string): string {
  const { state } = store;
  const record = state.of('vote', id);
  if (record === undefined) return '';
  const w = words().vote;
  const v = later().voting;
  const title = isolated(titleOf(state, record, v.of));
  if (!record.closed) {
    const { points } = rulesOf(record);
    const asked = record.electorate.includes(store.me.member) && store.me.role !== 'moderator';
    return asked ? `${w.opened(title)} ${v.remaining(points, points)}.` : w.opened(title);
  }
  const [best] = linesOf(state, record);
  const line =
    best === undefined || best.points === 0
      ? ''
      : ` ${w.best(language.words.phase.quote(isolated(snippet(best.words))), v.points(best.points))}`;
  return w.closed(title) + line;
}
