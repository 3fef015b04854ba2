/**
 * Claims: for whom a case is open or accepted, told to the other windows of the office without saying who (shared/post/claims.ts).
 */
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';
import type { CaseSummary } from './case-state.ts';
import type { CaseStatus } from './status.ts';

/** Of one case. */
const MOST_PERSONS = 20_000;
const Short = /^[0-9a-f]{32}$/u;
/** A citizen ID as the claim key gives it: HMAC-SHA-256, the first 16 bytes in hex. */
export const ClaimDigest = z.string().regex(Short);
/** Which claim key made the digests: those of two keys never meet. Says nothing of the key. */
export const ClaimKeyName = z.string().regex(Short);
export const ClaimState = z.enum(['open', 'accepted']);
export type ClaimState = z.infer<typeof ClaimState>;

const CaseNumber = z.string().min(1).max(40);
export const ClaimSubject = z.string().min(1).max(200);

/** Whoever one case claims now. Persons of before who are not named are released. */
export const CaseClaims = z.strictObject({
  subject: ClaimSubject,
  number: CaseNumber,
  /** Day of receipt. */
  on: PlainDateSchema,
  persons: z.array(z.tuple([ClaimDigest, ClaimState])).max(MOST_PERSONS),
});
export type CaseClaims = z.infer<typeof CaseClaims>;

/** A claim as the hub has it. */
export const ClaimRow = z.strictObject({
  /**
   * Place in the office's one order, from when it was raised; a claim that was released and raised again has a later one. 0: heard
   * from the other window itself by stick, while the hub has not said where it stands.
   */
  order: z.number().int().nonnegative(),
  /** Rises with every change of any claim of the office. */
  change: z.number().int().nonnegative(),
  window: z.uuid(),
  prefix: z.string().min(1).max(12),
  subject: ClaimSubject,
  number: CaseNumber,
  on: PlainDateSchema,
  digest: ClaimDigest,
  state: z.enum([...ClaimState.options, 'released']),
});
export type ClaimRow = z.infer<typeof ClaimRow>;

/** Whether a case in this status claims those of its persons who are accepted or to be decided yet. */
const claiming = {
  received: true,
  accepted: true,
  deficient: true,
  pending: true,
  partlyExported: true,
  exported: true,
  declined: false,
  voided: false,
  withdrawn: false,
} as const satisfies Record<CaseStatus, boolean>;

interface ClaimingCase {
  readonly status: CaseStatus;
  readonly persons: readonly Pick<CaseSummary['persons'][number], 'citizenId' | 'standing'>[];
}

/** Whom a case claims now, by citizen ID, each once. */
export function claimedBy({ status, persons }: ClaimingCase): ReadonlyMap<string, ClaimState> {
  if (!claiming[status]) return new Map();
  return new Map(
    persons.flatMap(({ citizenId, standing }): [string, ClaimState][] =>
      standing === 'out' ? [] : [[citizenId, standing === 'met' ? 'accepted' : 'open']],
    ),
  );
}
