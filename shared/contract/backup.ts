/** Backups as the window sees them. */
import { z } from 'zod';
import { Area } from './area.ts';
import { Failure } from './failure.ts';

/** Why a place will not do. */
export const PlaceUnfit = z.enum(['relative', 'missing', 'not-folder', 'not-writable', 'inside-data', 'same-disk']);
export type PlaceUnfit = z.infer<typeof PlaceUnfit>;

export const BackupPlace = z.object({
  path: z.string(),
  /** Bytes that are free; `null` where the system does not say. */
  freeBytes: z.number().nullable(),
  unfit: PlaceUnfit.nullable(),
});
export type BackupPlace = z.infer<typeof BackupPlace>;

export const BackupState = z.object({
  /** `null`: none was chosen. */
  place: z.string().nullable(),
  /** A backup is made by itself after so many entries. */
  every: z.number().int().positive(),
  /** The last one that was read back whole. `at`: local instant. */
  last: z.object({ at: z.string(), count: z.number().int(), folder: z.string() }).nullable(),
  /** How the last try failed; `null` after a good one. */
  failure: Failure.nullable(),
  running: z.boolean(),
  /** Entries that no backup has yet. */
  waiting: z.number().int().nonnegative(),
});
export type BackupState = z.infer<typeof BackupState>;

/** What lies in a place. `half`: not finished, cut short or altered; `newer`: of a later program. */
export const FoundBackup = z.object({
  folder: z.string(),
  state: z.enum(['whole', 'half', 'newer']),
  area: Area.nullable(),
  /** Made by a hub: vault and settings are sealed, and nothing but the recovery key opens them. */
  sealed: z.boolean(),
  officeName: z.string(),
  prefix: z.string(),
  count: z.number().int().nonnegative(),
  /** Instants of the last entry and of the backup. */
  at: z.string(),
  madeAt: z.string(),
});
export type FoundBackup = z.infer<typeof FoundBackup>;
