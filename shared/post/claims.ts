/**
 * Claims: for whom a case of a window is open or accepted, said without saying who. A person is a keyed digest that only the
 * windows of the office can make; the hub orders what it is told and hands every window all claims of the office, so that each
 * finds the same person at another window by itself, also while it is off line. They are a state that follows from the ledger, not
 * entries of it: the same letter again changes nothing, and whoever lost them says them again.
 */
import { z } from 'zod';
import { CaseClaims, ClaimKeyName, ClaimRow, ClaimSubject } from '../casework/claims.ts';
import { LogName } from './heads.ts';
import { Epoch, HubInstant, Sequence, Signed, Version } from './parts.ts';

export const claimLimits = {
  /** Cases in one letter, and persons in all of them; one case may have more. */
  cases: 500,
  persons: 2000,
  /** Rows of one answer. */
  rows: 2000,
} as const;

/** `drop`: cases that were destroyed at their term. `key` null: this window has none; it tells nothing, and asks for the name alone. */
export const ClaimsLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  key: ClaimKeyName.nullable(),
  put: z.array(CaseClaims).max(claimLimits.cases),
  drop: z.array(ClaimSubject).max(claimLimits.cases),
  /** What the window has up to now. */
  after: Sequence,
  nonce: z.uuid(),
  /** By the window's clock, and later than in every letter of it before: an older letter that comes late changes nothing. */
  told: z.iso.datetime({ precision: 3 }),
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
  const { office, area, window, generation, key, put, drop, after, nonce, told } = letter;
  const cases = put.map(({ subject, number, on, persons }) => [subject, number, on, persons]);
  return `counter-post claims 1\n${JSON.stringify([office, area, window, generation, key, cases, drop, after, nonce, told])}`;
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

/** The prefix that a number carries, `W04` of `〔2022〕W04-000017`; empty where it reads otherwise. */
export const prefixOfNumber = (number: string): string =>
  /〕(?<prefix>.{1,12})-\d+$/u.exec(number)?.groups?.['prefix'] ?? '';
