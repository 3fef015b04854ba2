/** Which layouts there are for the window, and which of them is in force. */
import { loadedLayouts, type StoredExportEvent } from '#shared/batches/batch-events.ts';
import { builtInLayouts, WINDOW_INTAKE_LAYOUT } from '#shared/layouts/index.ts';
import type { Layout } from '#shared/layouts/layout.ts';

/** Built-in ones first; a loaded one stands beside them under its own id. */
export const allLayouts = (events: readonly StoredExportEvent[]): readonly Layout[] => [
  ...builtInLayouts,
  ...loadedLayouts(events),
];

export interface LayoutChoice {
  readonly offered: readonly Layout[];
  readonly layout: Layout;
}

/** The layouts of the window, and the chosen one while it is among them; else the one that comes with the program. */
export function layoutChoice(layouts: readonly Layout[], chosen = WINDOW_INTAKE_LAYOUT): LayoutChoice {
  const offered = layouts.filter(({ purpose }) => purpose === 'intake');
  const layout = offered.find(({ id }) => id === chosen) ?? offered[0];
  if (layout === undefined) throw new Error('no layout for the window is built in');
  return { offered, layout };
}
