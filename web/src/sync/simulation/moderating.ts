import type { Command } from '../../board/command.ts';
import { isHidden, running } from '../../board/phase.ts';
import { rankBetween } from '../../board/rank.ts';
import { flag, list, num, type Rec, text } from '../../board/record.ts';
import { boards, groupsOf, notesOf, type Patch, type State } from '../../board/state.ts';
import { sections } from '../../board/swot.ts';

/** When a command comes: the number of the change it becomes, and the server's time. */
interface Moment {
  readonly seq: number;
  readonly at: number;
}

/** What the server makes of the commands that only it decides; a small part of it, for tests. */
export function awaitedEffects(state: State, command: Command, { seq, at }: Moment): Patch[] {
  switch (command.do) {
    case 'GoTo': {
      const { phase } = command.with;
      const cleared: Patch[] = phase === '' ? [] : [{ set: phase, fields: { revealed: null } }];
      return [...cleared, { set: 'workshop', fields: { phase: phase || null, began: phase === '' ? null : at } }];
    }
    case 'Reveal': {
      const { board, section, next } = command.with;
      const there = (note: Rec) => section === undefined || text(note, 'section') === section;
      const notes = hiddenNotes(state, board).filter(there);
      const open = (section === undefined ? sections : [section]).map((q) => `${board}/${q}`);
      return [...reveal(state, next === true ? notes.slice(0, 1) : notes), ...(next === true ? [] : kept(state, open))];
    }
    case 'ShowNotes':
      return reveal(state, command.with.notes.flatMap((id) => state.of('note', id) ?? []).filter(isHidden));
    case 'AssignTeam': {
      const { team, members } = command.with;
      return members.map((id) => ({ set: id, fields: { team: team || null, moved: seq } }));
    }
    case 'SetRole':
      return [{ set: command.with.member, fields: { role: command.with.role, moved: seq } }];
    case 'SetLock':
      return [{ set: command.with.item ?? command.with.board ?? '', fields: { locked: command.with.on || null } }];
    case 'SetFocus': {
      const { board, mode } = command.with;
      const fields = { board, by: 'jan', since: seq, ...(mode === undefined ? {} : { mode }) };
      return [{ put: { id: ':focus', kind: 'focus', audience: 'everyone', fields } }];
    }
    case 'Release':
      return [{ set: ':focus', fields: { mode: null } }];
    default:
      return [];
  }
}

/** Keeps the number of hidden notes true, where the phase tells it. */
export function shownHiddenCount(state: State): Patch[] {
  const phase = running(state);
  const told = phase === undefined || !flag(phase, 'hidden') || flag(phase, 'counts');
  return state.siblings(boards).flatMap((board): Patch[] => {
    const notes = told ? hiddenNotes(state, board.id) : [];
    const counts = sections.map((q) => [q, notes.filter((note) => text(note, 'section') === q).length] as const);
    const id = `hiddenCount:${board.id}`;
    const old = state.get(id);
    const same = counts.every(([q, n]) => num(old, q) === n);
    if (same) return [];
    const fields = { board: board.id, ...Object.fromEntries(counts.filter(([, n]) => n > 0)) };
    return [{ put: { id, kind: 'hiddenCount', audience: board.audience, fields } }];
  });
}

function hiddenNotes(state: State, board: string): Rec[] {
  return [...state.records.values()]
    .filter((r) => r.kind === 'note' && isHidden(r) && text(r, 'board') === board && !flag(r, 'deleted'))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Puts notes and the hidden groups they stand in to everybody: all are taken away first, then all are put (W22). */
function reveal(state: State, notes: readonly Rec[]): Patch[] {
  const groups = new Set(notes.flatMap((note) => state.of('group', text(note, 'group')) ?? []).filter(isHidden));
  const all = [...groups, ...notes];
  const last = new Map<string, string>();
  const puts = all.map((record): Patch => {
    const board = text(record, 'board');
    const place =
      record.kind === 'group' ? groupsOf(board) : notesOf(board, text(record, 'section'), text(record, 'group'));
    const open = state.siblings(place).findLast((sibling) => !isHidden(sibling));
    const rank = rankBetween(last.get(place) ?? text(open, 'rank'), '');
    last.set(place, rank);
    const audience = state.get(board)?.audience ?? 'nobody';
    return { put: { ...record, audience, fields: { ...record.fields, rank } } };
  });
  return [...all.map(({ id }) => ({ remove: id })), ...puts];
}

function kept(state: State, places: readonly string[]): Patch[] {
  const phase = running(state);
  if (phase === undefined || !flag(phase, 'hidden')) return [];
  return [{ set: phase.id, fields: { revealed: [...new Set([...list(phase, 'revealed'), ...places])] } }];
}
