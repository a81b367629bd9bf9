import { flushSync } from 'svelte';
import { columnOf, levelOf } from '../../board/kind.ts';
import { composes, isAltGr, isWriting } from '../keys.ts';
import type { Drawn } from './lines.ts';
import type { Step } from './steps.ts';
import type { Table } from './table.svelte.ts';
import { choicesFor } from './values.ts';

// The keys of a table are those of a spreadsheet. A character that is typed on a cell begins its change: the field comes
// with the key press, so that the browser puts the character there itself, however it is composed.

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

/** What the table does with a key outside its fields; `menu` opens what can be done with the line. */
export function tableKey(event: KeyboardEvent, table: Table, menu: () => void): void {
  const at = table.cursor;
  if (at === null || composes(event) || isWriting(event.target)) return;
  const line = table.drawn.find(({ key }) => key === at.key);
  if (line === undefined) return;
  if (acted(event, table, line, at.cell, menu)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function acted(event: KeyboardEvent, table: Table, line: Drawn, cell: string, menu: () => void): boolean {
  const { key, altKey, shiftKey } = event;
  const command = event.ctrlKey || event.metaKey;
  const isRow = line.kind === 'row';
  if (altKey && shiftKey && isRow && key.startsWith('Arrow')) {
    if (key === 'ArrowUp' || key === 'ArrowDown') void table.shift(line.id, key === 'ArrowUp' ? -1 : 1);
    else void table.indent(line.id, key === 'ArrowLeft' ? -1 : 1);
    return true;
  }
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) {
    menu();
    return true;
  }
  if (altKey && !isAltGr(event)) return false;
  const where = stepOf(event);
  if (where !== undefined) {
    if (!folds(table, line, cell, where)) void table.step(where);
    return true;
  }
  if (key === 'Tab' && !command && !altKey) return table.tab(shiftKey ? 'left' : 'right');
  if (key === 'Enter' && command && isRow) {
    table.addBelow(line.id);
    return true;
  }
  if (key === 'Delete' && command && isRow) {
    void table.remove(line.id);
    return true;
  }
  if (command && !isAltGr(event)) return false;
  if (key === 'Enter' || key === 'F2') {
    if (line.kind === 'add') table.add(cell, line.id);
    else if (isRow) table.edit(line.id, cell);
    else table.fold(line.id);
    return true;
  }
  if ((key === 'Delete' || key === 'Backspace') && isRow) {
    table.clear(line.id, cell);
    return true;
  }
  if (key === ' ' && !isRow) {
    if (line.kind === 'add') table.add(cell, line.id);
    else table.fold(line.id);
    return true;
  }
  return key.length === 1 && key !== ' ' && typed(table, line, cell, key);
}

/** Begins to change a cell with a character. True when the character is used up. */
function typed(table: Table, line: Drawn, cell: string, key: string): boolean {
  if (line.kind === 'add') flushSync(() => table.add(cell, line.id));
  if (line.kind !== 'row') return false;
  const row = table.row(line.id);
  const holds = row === undefined ? undefined : columnOf(levelOf(table.store.state, row), cell);
  if (row === undefined || holds === undefined) return false;
  if (typeof holds !== 'string') {
    const [choice] = choicesFor(holds, key, table.titles(line.level), cell);
    if (choice !== undefined) table.choose(line.id, cell, choice);
    return true;
  }
  flushSync(() => table.edit(line.id, cell, true));
  return false;
}

function stepOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): Step | undefined {
  if (shiftKey) return undefined;
  if (key === 'Home') return ctrlKey || metaKey ? 'first' : 'home';
  if (key === 'End') return ctrlKey || metaKey ? 'last' : 'end';
  return ctrlKey || metaKey ? undefined : steps[key];
}

/** Left and right in the first cell fold and unfold what stands under the line. */
function folds(table: Table, line: Drawn, cell: string, where: Step): boolean {
  if (line.folded === undefined || cell !== line.cells[0]) return false;
  if (where === 'left' && !line.folded) table.fold(line.id, true);
  else if (where === 'right' && line.folded) table.fold(line.id, false);
  else return false;
  return true;
}
