/** The office's settings of one area. The ledger says which revision holds; before its first entry of today's form, the newest. */
import { z } from 'zod';
import { OfficeSettings } from '#shared/domain/office.ts';
import type { FileLayer } from './file-layer.ts';
import type { MarkedFile } from './marked-file.ts';

export const StoredSettings = z.strictObject({ revision: z.number().int().positive(), settings: OfficeSettings });
export type StoredSettings = z.infer<typeof StoredSettings>;

/** As programs before 2026-12 wrote them: without a revision. */
export const AnySettings = z.union([
  StoredSettings,
  OfficeSettings.transform((settings) => ({ revision: 0, settings })),
]);

export function settingsFile(
  layer: FileLayer,
  path: string,
  onRestored: MarkedFile<StoredSettings>['onRestored'],
): MarkedFile<StoredSettings> {
  return {
    layer,
    path,
    schema: AnySettings,
    revision: ({ revision }) => revision,
    damaged: 'settings-damaged',
    behind: 'settings-behind',
    onRestored,
  };
}
