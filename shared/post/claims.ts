/**
 * Claims: for whom a case of a window is open or accepted, said without saying who. A person is a keyed digest that only the
 * windows of the office can make; the hub orders what it is told and hands every window all claims of the office, so that each
 * finds the same person at another window by itself, also while it is off line. They are a state that follows from the ledger, not
 * entries of it: the same letter again changes nothing, and whoever lost them says them again.
 */
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { LogName } from './heads.ts';
import { Epoch, HubInstant, Sequence, Signed, Version } from './parts.ts';

export const claimLimits = {
  /** Cases in one letter, and persons in all of them; one case may have more. */
  cases: 500,
  persons: 2000,
  personsOfOne: 20_000,
  /** Rows of one answer. */
  rows: 2000,
} as const;

const Short = /^[0-9a-f]{32}$/u;
/** A citizen ID as the claim key gives it: HMAC-SHA-256, the first 16 bytes in hex. */
export const ClaimDigest = z.string().regex(Short);
/** Which claim key made the digests: those of two keys never meet. Says nothing of the key. */
export const ClaimKeyName = z.string().regex(Short);
export const ClaimState = z.enum(['open', 'accepted']);
export type ClaimState = z.infer<typeof ClaimState>;

const CaseNumber = z.string().min(1).max(40);
const Subject = z.string().min(1).max(200);

/** Whoever one case claims now. Persons of before who are not named are released. */
export const CaseClaims = z.strictObject({
  subject: Subject,
  number: CaseNumber,
  /** Day of receipt. */
  on: PlainDateSchema,
  persons: z.array(z.tuple([ClaimDigest, ClaimState])).max(claimLimits.personsOfOne),
});
export type CaseClaims = z.infer<typeof CaseClaims>;

/** A claim as the hub has it. */
export const ClaimRow = z.strictObject({
  /** Place in the office's one order, from when it was raised; a claim that was released and raised again has a later one. */
  order: Sequence.positive(),
  /** Rises with every change of any claim of the office. */
  change: Sequence.positive(),
  window: z.uuid(),
  prefix: z.string().min(1).max(12),
  subject: Subject,
  number: CaseNumber,
  on: PlainDateSchema,
  digest: ClaimDigest,
  state: z.enum([...ClaimState.options, 'released']),
});
export type ClaimRow = z.infer<typeof ClaimRow>;

/** `drop`: cases that were destroyed at their term. `key` null: this window has none; it tells nothing, and asks for the name alone. */
export const ClaimsLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  key: ClaimKeyName.nullable(),
  put: z.array(CaseClaims).max(claimLimits.cases),
  drop: z.array(Subject).max(claimLimits.cases),
  /** What the window has up to now. */
  after: Sequence,
  nonce: z.uuid(),
  signature: Signed,
});
export type ClaimsLetter = z.infer<typeof ClaimsLetter>;

/** What was put is durable; what changed behind `after`, in order. Signed, for it may come on a stick. */
export const ClaimsPage = z.strictObject({
  ...LogName.shape,
  version: Version,
  hub: z.uuid(),
  epoch: Epoch,
  nonce: z.uuid(),
  /** The office's; `null` while no window has made one. */
  key: ClaimKeyName.nullable(),
  rows: z.array(ClaimRow).max(claimLimits.rows),
  upTo: Sequence,
  more: z.boolean(),
  at: HubInstant,
  signature: Signed,
});
export type ClaimsPage = z.infer<typeof ClaimsPage>;

/** What the window signs. */
export const claimsText = (letter: Omit<ClaimsLetter, 'signature' | 'version'>): string => {
  const { office, area, window, generation, key, put, drop, after, nonce } = letter;
  const cases = put.map(({ subject, number, on, persons }) => [subject, number, on, persons]);
  return `counter-post claims 1\n${JSON.stringify([office, area, window, generation, key, cases, drop, after, nonce])}`;
};

/** What the hub signs. */
export const claimsPageText = (page: Omit<ClaimsPage, 'signature' | 'version'>): string => {
  const { office, area, window, generation, hub, epoch, nonce, key, upTo, more, at } = page;
  const rows = page.rows.map((row) => [
    row.order,
    row.change,
    row.window,
    row.prefix,
    row.subject,
    row.number,
    row.on,
    row.digest,
    row.state,
  ]);
  const head = [hub, office, area, window, generation, epoch, nonce, key, upTo, more, at];
  return `counter-post claims page 1\n${JSON.stringify([head, rows])}`;
};
