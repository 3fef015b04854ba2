import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gridReducer,
  initialGridState,
  rangeOf,
  rowsAsTyped,
  type GridAction,
  type GridState,
} from '#renderer/ui/grid/grid-reducer.ts';
import type { GridColumnShape, GridRow } from '#renderer/ui/grid/grid-types.ts';

const columns: readonly GridColumnShape[] = [
  { id: 'name', editable: true, tidy: (text) => text.trim() },
  { id: 'number', editable: true },
  { id: 'verdict', editable: false },
  { id: 'school', editable: true },
];
const rowsOf = (...names: string[]): GridRow[] => names.map((name, index) => ({ id: `r${index}`, cells: { name } }));
const run = (state: GridState, ...actions: GridAction[]): GridState =>
  actions.reduce((now, action) => gridReducer(now, action, columns), state);
const start = (...names: string[]) => initialGridState(rowsOf(...names));
const to = (row: number, column: number, extend = false): GridAction => ({
  type: 'moveTo',
  to: { row, column },
  extend,
});
const typed = (text: string): GridAction => ({ type: 'typed', text, newId: 'new' });
const namesOf = (state: GridState) => state.rows.map((row) => row.cells['name'] ?? '');

describe('typing', () => {
  it('replaces what stood there, and Enter goes down', () => {
    const state = run(start('甲', '乙'), typed('丙'), { type: 'enter', step: 1 });
    expect(namesOf(state)).toEqual(['丙', '乙']);
    expect(state.active).toEqual({ row: 1, column: 0 });
    expect(state.editor).toBeNull();
  });
  it('edits what stands there', () => {
    const state = run(start('甲'), { type: 'openEditor', newId: '' }, typed('甲乙'), { type: 'commit' });
    expect(namesOf(state)).toEqual(['甲乙']);
  });
  it('writes tidied text when the cell is left, not before', () => {
    const open = run(start('甲'), typed(' 乙 '));
    expect(rowsAsTyped(open, columns)[0]?.cells['name']).toBe(' 乙 ');
    expect(namesOf(run(open, { type: 'commit' }))).toEqual(['乙']);
  });
  it('adds a row on the blank line, with the id that was given; nothing typed adds none', () => {
    expect(run(start('甲'), to(1, 1), typed('440'), { type: 'commit' }).rows).toEqual([
      { id: 'r0', cells: { name: '甲' } },
      { id: 'new', cells: { number: '440' } },
    ]);
    expect(run(start('甲'), to(1, 1), typed(''), { type: 'commit' }).rows.length).toBe(1);
  });
  it('leaves read-only cells alone', () => {
    expect(run(start('甲'), to(0, 2), typed('x')).editor).toBeNull();
  });
  it('commits when another cell is chosen', () => {
    expect(namesOf(run(start('甲', '乙'), typed('丙'), to(1, 0)))).toEqual(['丙', '乙']);
  });
  it('gives text thrown away with Esc back with Ctrl+Y', () => {
    const thrown = run(start('甲'), typed('很长的名字'), { type: 'cancel' });
    expect(namesOf(thrown)).toEqual(['甲']);
    expect(namesOf(run(thrown, { type: 'redo' }))).toEqual(['很长的名字']);
  });
  it('returns to the column where a run of Tabs began', () => {
    const state = run(start('甲', '乙'), { type: 'tab', step: 1 }, { type: 'tab', step: 1 });
    expect(state.active).toEqual({ row: 0, column: 3 });
    expect(run(state, { type: 'enter', step: 1 }).active).toEqual({ row: 1, column: 0 });
  });
});

describe('pasting', () => {
  const paste = (table: string[][]): GridAction => ({
    type: 'paste',
    table,
    newIds: table.map((_, index) => `p${index}`),
  });
  it('goes in from the first cell of the selection and selects what it wrote', () => {
    const state = run(
      start('甲', '乙', '丙'),
      to(1, 0),
      paste([
        ['A', '1'],
        ['B', '2'],
      ]),
    );
    expect(namesOf(state)).toEqual(['甲', 'A', 'B']);
    expect(rangeOf(state)).toEqual({ top: 1, bottom: 2, left: 0, right: 1 });
  });
  it('adds rows past the end, blank lines none', () => {
    const state = run(start('甲'), to(1, 0), paste([['A'], [''], ['B']]));
    expect(state.rows.map((row) => row.id)).toEqual(['r0', 'p0', 'p2']);
  });
  it('passes over read-only columns', () => {
    const state = run(start('甲'), to(0, 1), paste([['1', '符合', '某校']]));
    expect(state.rows[0]?.cells).toEqual({ name: '甲', number: '1', school: '某校' });
  });
  it('fills a selection with a single value', () => {
    const state = run(start('甲', '乙', '丙'), to(0, 3), to(2, 3, true), paste([['某校']]));
    expect(state.rows.map((row) => row.cells['school'])).toEqual(['某校', '某校', '某校']);
  });
  it('is one step of undo', () => {
    const before = start('甲');
    const state = run(
      before,
      paste([
        ['A', '1'],
        ['B', '2'],
      ]),
      { type: 'undo' },
    );
    expect(state.rows).toEqual(before.rows);
  });
});

describe('rows', () => {
  it('inserts above and deletes what is selected', () => {
    const inserted = run(start('甲', '乙'), to(1, 0), { type: 'insertRow', newId: 'n' });
    expect(inserted.rows.map((row) => row.id)).toEqual(['r0', 'n', 'r1']);
    const deleted = run(inserted, to(1, 0), to(2, 0, true), { type: 'deleteRows' });
    expect(deleted.rows.map((row) => row.id)).toEqual(['r0']);
    expect(run(deleted, { type: 'undo' }).rows.map((row) => row.id)).toEqual(['r0', 'n', 'r1']);
  });
  it('takes an import as one step', () => {
    const state = run(start('甲'), { type: 'load', rows: rowsOf('丁', '戊') }, { type: 'undo' });
    expect(namesOf(state)).toEqual(['甲']);
  });
});

const position = fc.record({ row: fc.integer({ min: -2, max: 8 }), column: fc.integer({ min: -2, max: 6 }) });
const someText = fc.string({ maxLength: 4 });
const someAction: fc.Arbitrary<GridAction> = fc.oneof(
  fc.record({ type: fc.constant('moveTo' as const), to: position, extend: fc.boolean() }),
  fc.record({ type: fc.constant('typed' as const), text: someText, newId: fc.uuid() }),
  fc.record({ type: fc.constant('openEditor' as const), newId: fc.uuid() }),
  fc.record({ type: fc.constant('enter' as const), step: fc.constantFrom(1 as const, -1 as const) }),
  fc.record({ type: fc.constant('tab' as const), step: fc.constantFrom(1 as const, -1 as const) }),
  fc.constant<GridAction>({ type: 'clear' }),
  fc.constant<GridAction>({ type: 'deleteRows' }),
  fc.record({ type: fc.constant('insertRow' as const), newId: fc.uuid() }),
  fc
    .array(fc.array(someText, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
    .chain((table) =>
      fc
        .array(fc.uuid(), { minLength: table.length, maxLength: table.length })
        .map((newIds): GridAction => ({ type: 'paste', table, newIds })),
    ),
);

describe('whatever is done', () => {
  it('can be undone to the start and redone to the end', () => {
    fc.assert(
      fc.property(fc.array(someAction, { maxLength: 30 }), (actions) => {
        const before = start('甲', '乙', '丙');
        const end = run(before, ...actions, { type: 'commit' });
        const steps = end.past.length;
        const back = run(end, ...Array.from({ length: steps }, (): GridAction => ({ type: 'undo' })));
        expect(back.rows).toEqual(before.rows);
        const again = run(back, ...Array.from({ length: steps }, (): GridAction => ({ type: 'redo' })));
        expect(again.rows).toEqual(end.rows);
      }),
    );
  });
  it('keeps the cursor inside, ids apart, and read-only cells empty', () => {
    fc.assert(
      fc.property(fc.array(someAction, { maxLength: 30 }), (actions) => {
        const state = run(start('甲', '乙'), ...actions);
        for (const at of [state.active, state.anchor]) {
          expect(at.row).toBeGreaterThanOrEqual(0);
          expect(at.row).toBeLessThanOrEqual(state.rows.length);
          expect(at.column).toBeGreaterThanOrEqual(0);
          expect(at.column).toBeLessThan(columns.length);
        }
        expect(new Set(state.rows.map((row) => row.id)).size).toBe(state.rows.length);
        expect(state.rows.every((row) => row.cells['verdict'] === undefined)).toBe(true);
      }),
    );
  });
});
