/** The layouts that come with the program. Others are loaded from a file by an administrator. */
import { Layout } from './layout.ts';
import paidList2022 from './paid-list-2022.json';
import windowIntake from './window-intake.json';

export const WINDOW_INTAKE_LAYOUT = 'window-intake';

/** In the order in which they are offered. */
export const builtInLayouts: readonly Layout[] = [Layout.parse(windowIntake), Layout.parse(paidList2022)];

/** The layout with this id, of the given ones. */
export function findLayout(id: string, layouts: readonly Layout[] = builtInLayouts): Layout | undefined {
  return layouts.find((layout) => layout.id === id);
}
