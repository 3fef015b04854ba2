import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInLayouts } from '#shared/layouts/index.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import { marked, readMemory, typedCount, emptyMemory } from '#renderer/features/typing-aid/typing-marks.ts';
import {
  columnKey,
  columnsToType,
  fittedOrder,
  movedLine,
  toggledLine,
} from '#renderer/features/typing-aid/typing-order.ts';

const layout = builtInLayouts[0];
const paidList = builtInLayouts[1];
const first = fittedOrder(layout, []);

describe('order of the fields', () => {
  it('begins as the layout has it, AAB01 twice and all', () => {
    expect(columnsToType(layout, first)).toEqual(layout.columns);
    expect(columnsToType(paidList, fittedOrder(paidList, [])).map(columnKey)).toEqual(paidList.columns.map(columnKey));
  });

  it('loses no field, however it is moved', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: first.length }), fc.constantFrom(-1 as const, 1 as const))),
        (moves) => {
          const moved = moves.reduce((order, [index, by]) => movedLine(order, index, by), first);
          expect(moved.map(({ key }) => key).toSorted()).toEqual(first.map(({ key }) => key).toSorted());
        },
      ),
    );
  });

  it('a layout with other columns keeps what it can', () => {
    const smaller: Layout = { ...layout, columns: layout.columns.slice(1) };
    const remembered = movedLine(toggledLine(first, 2), 1, -1);
    const keys = columnsToType(smaller, fittedOrder(smaller, remembered)).map(columnKey);
    expect(keys).not.toContain(columnKey(layout.columns[0]));
    expect(keys).not.toContain(columnKey(layout.columns[2]));
    expect(columnsToType(layout, fittedOrder(layout, fittedOrder(smaller, remembered)))).toContain(layout.columns[0]);
  });
});

describe('marks', () => {
  it('are set once and taken back', () => {
    const twice = marked(marked(emptyMemory, 'c', 2, true), 'c', 2, true);
    expect(typedCount(twice, 'c')).toBe(1);
    expect(typedCount(marked(twice, 'c', 2, false), 'c')).toBe(0);
  });

  it('what is not readable is nothing', () => {
    expect(readMemory({ done: 'x' })).toEqual(emptyMemory);
    expect(readMemory(undefined)).toEqual(emptyMemory);
  });
});
