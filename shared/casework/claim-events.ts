/**
 * What a window learnt of claims of the office's other windows, and what people decided about them: entries of the kind `exchange`. So the
 * ledger says what was known here and when, without the hub. A person is named by the digest alone.
 */
import { z } from 'zod';
import { Confirmation } from '../domain/confirmation.ts';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { ClaimDigest, type ClaimRow } from './claims.ts';

/** The other window's claim as it was met. */
const OtherClaim = z.object({
  window: z.uuid(),
  prefix: z.string(),
  subject: z.string(),
  number: z.string(),
  on: PlainDateSchema,
  /** 0: not known yet. */
  order: z.number().int().nonnegative(),
});
export type OtherClaim = z.infer<typeof OtherClaim>;

const met = { caseId: z.string().min(1), digest: ClaimDigest, other: OtherClaim };

export const ClaimEvent = z.discriminatedUnion('type', [
  /** `order`: place of the own claim, `null` while the hub had not given it; `asOf`: the hub's instant of what was known. */
  z.object({
    type: z.literal('claimMet'),
    ...met,
    order: z.number().int().positive().nullable(),
    asOf: z.string().nullable(),
  }),
  /** One of the two does not claim the person any more. */
  z.object({ type: z.literal('claimOver'), ...met, asOf: z.string().nullable() }),
  /** Two officers say that this window's case stands; it may leave. The other window is told by telephone. */
  z.object({
    type: z.literal('claimSettled'),
    ...met,
    reason: z.string().trim().min(1).max(500),
    confirmation: Confirmation,
  }),
]);
export type ClaimEvent = z.infer<typeof ClaimEvent>;

type Met = Pick<ClaimEvent, 'caseId' | 'digest' | 'other'>;

/** One name for one meeting of two claims: until it is over, whatever is learnt about it. */
export const meetingName = ({ caseId, digest, other: { window, subject } }: Met): string =>
  JSON.stringify([caseId, digest, window, subject]);

/** What a second officer's word is given for. */
export const settlementStatement = (event: Met & { readonly reason: string }): string =>
  JSON.stringify(['claim-settled', 1, meetingName(event), event.reason]);

export const otherClaimOf = ({ window, prefix, subject, number, on, order }: ClaimRow): OtherClaim => ({
  window,
  prefix,
  subject,
  number,
  on,
  order,
});

export interface ClaimsKnown {
  /** Meetings that were told and are not over, by name. */
  readonly met: ReadonlyMap<string, Met>;
  /** Those that two officers settled. */
  readonly settled: ReadonlyMap<string, Extract<ClaimEvent, { readonly type: 'claimSettled' }>>;
}

/** Whether what was settled is what meets now: a claim that was raised anew unseen has another place in the order. */
export const stillSettled = ({ order: then }: OtherClaim, { order }: OtherClaim): boolean =>
  then === order || then === 0 || order === 0;

/** What the entries, oldest first, leave standing; what this version cannot read changes nothing. */
export function foldClaims(contents: readonly unknown[]): ClaimsKnown {
  const standing = new Map<string, Met>();
  const settled = new Map<string, Extract<ClaimEvent, { readonly type: 'claimSettled' }>>();
  for (const content of contents) {
    const read = ClaimEvent.safeParse(content);
    if (!read.success) continue;
    const event = read.data;
    const name = meetingName(event);
    if (event.type === 'claimMet') standing.set(name, event);
    else if (event.type === 'claimSettled') settled.set(name, event);
    else {
      standing.delete(name);
      settled.delete(name);
    }
  }
  return { met: standing, settled };
}
