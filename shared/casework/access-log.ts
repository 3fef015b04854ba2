/**
 * Who looked at what: sign-ins, opened cases, persons whose evidence was shown, and what was recorded, printed, exported or
 * destroyed meanwhile. A chain of its own beside the journal, so that looking is no entry of the ledger: each line names
 * the one before by its hash, and once a day the ledger takes its head. Personal data lie sealed; a failed sign-in, when no
 * key is at hand, names an officer's id in clear. Kept six months at least (个人信息保护法 does not name a term for such
 * records; 网络安全法 21 (3): logs not less than six months).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { addMonths, monthOf, PlainDateSchema, type Month, type PlainDate } from '../domain/plain-date.ts';

export const ACCESS_LOG_FORMAT = 1;
/** Whole months that a line is kept at least. */
export const KEPT_MONTHS = 6;
/** `previous` of the first line. */
export const ACCESS_GENESIS = '0'.repeat(64);

const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
const Text = z.string().max(400);
const ofCase = { caseId: Text, number: Text };

export const AccessEvent = z.discriminatedUnion('type', [
  /** `failures`: wrong passphrases in a row before it. */
  z.object({ type: z.literal('signedIn'), failures: z.number().int().nonnegative() }),
  z.object({ type: z.literal('locked') }),
  z.object({ type: z.literal('caseOpened'), ...ofCase }),
  z.object({ type: z.literal('personOpened'), ...ofCase, name: Text, citizenId: Text }),
  /** An action of a case; `correction`: it replaces a decision that stood. */
  z.object({
    type: z.literal('recorded'),
    ...ofCase,
    action: Text,
    correction: z.boolean(),
    sequence: z.number().int().nonnegative(),
  }),
  /** An entry of no case; `step`: what it says of itself, where it does. */
  z.object({
    type: z.literal('entered'),
    kind: Text,
    step: Text,
    what: Text,
    sequence: z.number().int().nonnegative(),
  }),
]);
export type AccessEvent = z.infer<typeof AccessEvent>;

/** What lies sealed in a line. `at`: local wall-clock instant, ISO 8601 with offset. */
export const AccessRecord = z.object({
  at: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  event: AccessEvent,
});
export type AccessRecord = z.infer<typeof AccessRecord>;

/** A wrong passphrase: nobody is signed in who could seal it. */
export const FailedSignIn = z.strictObject({ at: z.string().max(40), officerId: z.string().min(1).max(64) });
export type FailedSignIn = z.infer<typeof FailedSignIn>;

export const AccessLine = z.strictObject({
  format: z.literal(ACCESS_LOG_FORMAT),
  sequence: z.number().int().positive(),
  on: PlainDateSchema,
  /** Base64 of nonce ‖ ciphertext ‖ tag over an {@link AccessRecord}; `null` where `failed` stands. */
  sealed: z.string().max(8000).nullable(),
  failed: FailedSignIn.nullable(),
  previous: Hash,
  hash: Hash,
});
export type AccessLine = z.infer<typeof AccessLine>;

/** Lower-case hex SHA-256 over everything else in the line. */
export function accessHash(line: Omit<AccessLine, 'hash'>): string {
  const { format, sequence, on, sealed, failed, previous } = line;
  const text = JSON.stringify([
    format,
    sequence,
    on,
    sealed,
    failed === null ? null : [failed.at, failed.officerId],
    previous,
  ]);
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

/** Where a chain stands: how many lines there ever were, and the hash of the last. */
export interface AccessHead {
  readonly count: number;
  readonly head: string;
}

/** The line after `after`. */
export function accessLine(after: AccessHead, content: Pick<AccessLine, 'on' | 'sealed' | 'failed'>): AccessLine {
  const { on, sealed, failed } = content;
  const line = {
    format: ACCESS_LOG_FORMAT,
    sequence: after.count + 1,
    on,
    sealed,
    failed,
    previous: after.head,
  } as const;
  return { ...line, hash: accessHash(line) };
}

/** The first sequence at which lines do not follow `base`; `null` when the chain is whole. */
export function accessBrokenAt(base: AccessHead, lines: readonly AccessLine[]): number | null {
  let { count, head } = base;
  for (const line of lines) {
    if (line.sequence !== count + 1 || line.previous !== head || accessHash(line) !== line.hash) return count + 1;
    count = line.sequence;
    head = line.hash;
  }
  return null;
}

/** The first month that is kept on a day: whole months lie between what goes and today. */
export const keptFrom = (today: PlainDate): Month => addMonths(monthOf(today), -KEPT_MONTHS);
