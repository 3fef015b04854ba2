/** Updates of the program by stick, as the window sees them. */
import { z } from 'zod';
import { JOURNAL_FORMAT } from '../casework/journal.ts';
import { Failure } from './failure.ts';

/** A program of this line takes the place of one whose contract is at least this old. */
export const OLDEST_REPLACED_CONTRACT = 1;

/** Formats of what lies in a data folder: the oldest that a program opens and the one that it writes. */
const FormatRange = z.object({ from: z.number().int().positive(), to: z.number().int().positive() });
export const DataFormats = z.object({ journal: FormatRange, smallFiles: FormatRange });
export type DataFormats = z.infer<typeof DataFormats>;

/** What this program opens and writes. */
export const dataFormats: DataFormats = {
  journal: { from: 1, to: JOURNAL_FORMAT },
  smallFiles: { from: 1, to: 2 },
};

/** Three figures, each compared as a number. */
export const ProgramVersion = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/u);

/** Why a whole and rightly signed update does not suit what is installed. */
export const UpdateUnfit = z.enum([
  'older',
  'same',
  'other-product',
  'other-machine',
  'other-contract',
  'data-too-old',
  'data-newer',
]);
export type UpdateUnfit = z.infer<typeof UpdateUnfit>;

/** An update that was checked and could be prepared. */
export const UpdateOffer = z.object({
  /** Full path of the update itself. */
  folder: z.string(),
  from: z.string(),
  to: z.string(),
  /** What changes, in the maker's words. */
  notes: z.string(),
  files: z.number().int().positive(),
  bytes: z.number().int().positive(),
});
export type UpdateOffer = z.infer<typeof UpdateOffer>;

/** How the last change of the program ended; `failure`: nothing was changed. */
export const UpdateOutcome = z.object({
  at: z.string(),
  from: z.string(),
  to: z.string(),
  kind: z.enum(['update', 'back']),
  failure: Failure.nullable(),
  /** Folder with the copies of journal, keys and vault from before; empty when there was nothing to copy. */
  copies: z.string(),
});
export type UpdateOutcome = z.infer<typeof UpdateOutcome>;

export const UpdateState = z.object({
  version: z.string(),
  /** False where the program does not lie in a folder that it may change itself (an installer's, a source tree). */
  supported: z.boolean(),
  /** What takes the program's place at the next start. */
  prepared: z.object({ version: z.string(), kind: z.enum(['update', 'back']) }).nullable(),
  /** The older program that is kept for one step back. */
  previous: z.string().nullable(),
  last: UpdateOutcome.nullable(),
});
export type UpdateState = z.infer<typeof UpdateState>;
