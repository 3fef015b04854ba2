/**
 * Vault and settings of an office as they lie at a hub: sealed under the data key, with nothing beside them but the recovery key's
 * own card. No officer's card is in the open part: a passphrase can be guessed by whoever has it, the printed key cannot.
 */
import { z } from 'zod';
import { FileMark } from '../casework/journal.ts';
import { OfficeSettings } from '../domain/office.ts';
import { Holding, Vault } from './vault.ts';

/** The two files as they lie in a data folder. */
export const OfficeFilesPair = z.object({
  vault: Vault,
  settings: z.strictObject({ revision: z.number().int().positive(), settings: OfficeSettings }),
});
export type OfficeFilesPair = z.infer<typeof OfficeFilesPair>;

/** The name of the file where one stands in a backup in place of the two files. */
export const SEALED_OFFICE_FILE = 'sealed-office.json';
/** Characters of Base64; a vault of a hundred officers needs about 200,000. */
const LARGEST = 2_000_000;

export const SealedOffice = z.strictObject({
  version: z.literal(1),
  /** What the ledger records of the two files that are in it. */
  vault: FileMark,
  settings: FileMark,
  /** `null`: the office has no recovery key, so that nothing but a folder or a backup opens it again. */
  recovery: Holding.nullable(),
  /** AES-256-GCM of both files as JSON. Base64. */
  sealed: z
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/u)
    .max(LARGEST),
});
export type SealedOffice = z.infer<typeof SealedOffice>;
