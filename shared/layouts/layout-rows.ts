/** The table of a layout: heading rows and data rows as text, in the order of its columns. */
import { TRAINING_BANNER } from '../encodings/training-banner.ts';
import { columnCode, type CodeChoice, type Layout, type LayoutColumn } from './layout.ts';
import { writtenValue } from './written-value.ts';
import type { ProvincialRecord } from './provincial-record.ts';

/** Rows over the data: the banner of a training file, headings, codes where the layout has them. */
export function headingRows(layout: Layout, codes: CodeChoice, training: boolean): readonly (readonly string[])[] {
  const rows: string[][] = training ? [[TRAINING_BANNER]] : [];
  rows.push(layout.columns.map((column) => column.heading));
  if (layout.headingRows === 'headingsAndCodes') rows.push(layout.columns.map((column) => columnCode(column, codes)));
  return rows;
}

/** The cells of one record. */
export function dataRow(layout: Layout, record: ProvincialRecord): readonly string[] {
  return layout.columns.map((column) => writtenValue(column, record.values).text);
}

/** Width of a column on screen in half-width characters: enough for heading and value, never more than 40. */
export function columnWidth(column: LayoutColumn): number {
  return Math.min(40, Math.max(Array.from(column.heading).length * 2 + 2, Math.min(column.length, 36) + 2));
}
