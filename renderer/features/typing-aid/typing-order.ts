/** Which fields are typed, and in which order: the layout's columns, moved and left out as the provincial page needs it. */
import { z } from 'zod';
import type { Layout, LayoutColumn } from '#shared/layouts/layout.ts';

/** One line of the order. `key`: number and code of the column, as codes may stand twice. */
export const OrderLine = z.object({ key: z.string(), shown: z.boolean() });
export type OrderLine = z.infer<typeof OrderLine>;
export type TypingOrder = readonly OrderLine[];

export const columnKey = (column: LayoutColumn): string => `${column.no} ${column.code}`;

/** The remembered order fitted to the layout: columns it no longer has fall out, new ones come last. */
export function fittedOrder(layout: Layout, remembered: TypingOrder): TypingOrder {
  const keys = new Set(layout.columns.map(columnKey));
  const known = new Set(remembered.map(({ key }) => key));
  const added = [...keys].filter((key) => !known.has(key)).map((key) => ({ key, shown: true }));
  return [...remembered.filter(({ key }) => keys.has(key)), ...added];
}

/** The columns to type, in order. */
export function columnsToType(layout: Layout, order: TypingOrder): readonly LayoutColumn[] {
  const byKey = new Map(layout.columns.map((column) => [columnKey(column), column]));
  return order.flatMap(({ key, shown }) => (shown ? (byKey.get(key) ?? []) : []));
}

/** The line one place up (-1) or down (+1); the ends stay where they are. */
export function movedLine(order: TypingOrder, index: number, by: -1 | 1): TypingOrder {
  const line = order[index];
  const other = order[index + by];
  if (line === undefined || other === undefined) return order;
  return order.map((one, at) => (at === index ? other : at === index + by ? line : one));
}

/** The same order with one line shown or left out. */
export function toggledLine(order: TypingOrder, index: number): TypingOrder {
  return order.map((line, at) => (at === index ? { ...line, shown: !line.shown } : line));
}
