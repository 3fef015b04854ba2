/** The layouts that come with the program. Others are loaded from a file by an administrator. */
import { Layout } from './layout.ts';
import paidList2022 from './paid-list-2022.json';
import windowIntake from './window-intake.json';

export const WINDOW_INTAKE_LAYOUT = 'window-intake';

/** In the order in which they are offered. */
export const builtInLayouts: readonly Layout[] = [Layout.parse(windowIntake), Layout.parse(paidList2022)];

const withoutCorrections = ({ codeTables, columns, ...layout }: Layout): Layout => ({
  ...layout,
  version: '1',
  codeTables: Object.fromEntries(Object.entries(codeTables).filter(([id]) => id !== 'correction')),
  columns: columns.filter(({ value }) => !('field' in value) || !CORRECTION_FIELDS.has(value.field)),
});

const CORRECTION_FIELDS: ReadonlySet<string> = new Set(['correction', 'correctedBatch']);

/** Not offered any more: what a batch that was begun under an earlier version of the program is finished with. */
export const formerLayouts: readonly Layout[] = builtInLayouts
  .filter(({ id }) => id === WINDOW_INTAKE_LAYOUT)
  .map(withoutCorrections);

/** The layout with this id, of the given ones. */
export function findLayout(id: string, layouts: readonly Layout[] = builtInLayouts): Layout | undefined {
  return layouts.find((layout) => layout.id === id);
}
