/**
 * 合并导出: one batch for the whole office. An owner releases accepted cases to the exporting window (casework/release.ts) and hands their
 * rows over; what that window made of each case comes back as a word, signed by its officer's card over the very release: exported in
 * which batch, or given back and why. Only the owner adds it to its case. Each travels as a dispatch (casework/dispatches.ts). The
 * exporting window's ledger names no person of another's case.
 */
import { z } from 'zod';
import { DispatchName, WordSignature } from '../casework/dispatches.ts';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { SentRecord } from '../layouts/provincial-record.ts';
import { digestOf } from '../policy/canonical-json.ts';
import type { BatchState } from './batch-events.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
/** Which release: the case, and the ledger number and hash of the entry that released it. */
const ofRelease = { caseId: z.string().min(1), number: z.string(), of: z.number().int().positive(), hash: Hash };
const Rounds = z.array(z.number().int().positive()).min(1);

/** A released case, as the exporting window has to have it. */
export const ReleasedCase = z.object({
  version: z.literal(1),
  ...ofRelease,
  on: PlainDateSchema,
  employerName: z.string(),
  unifiedSocialCreditCode: z.string(),
  rounds: Rounds,
  records: z.array(SentRecord).min(1),
  /** Of whoever was signed in at the owner's window when it was sent. */
  by: WordSignature,
});
export type ReleasedCase = z.infer<typeof ReleasedCase>;

/** What became of it there. */
const WordSaid = z.discriminatedUnion('became', [
  z.object({ became: z.literal('exported'), batchId: z.string(), batchNumber: z.string(), rounds: Rounds }),
  z.object({ became: z.literal('handedBack'), reason: z.string().trim().min(1).max(500) }),
]);
export const HallWord = z.object({ ...ofRelease, on: PlainDateSchema, said: WordSaid });
export type HallWord = z.infer<typeof HallWord>;

export const MOST_WORDS = 200;
const Words = z
  .array(z.object({ word: HallWord, by: WordSignature }))
  .min(1)
  .max(MOST_WORDS);
export const GivenHallWords = z.object({ version: z.literal(1), words: Words });
export type GivenHallWords = z.infer<typeof GivenHallWords>;

/**
 * Why a word was not added: no such release stands (any more); it is not what its card signed; the card is none of the roll's, which
 * another officer's word mends.
 */
export const HallFailure = z.enum(['moved-on', 'untrue', 'not-on-roll']);
export type HallFailure = z.infer<typeof HallFailure>;
const Became = z.object({
  caseId: z.string(),
  of: z.number().int().positive(),
  became: z.union([z.literal('applied'), HallFailure]),
});
export type HallBecame = z.infer<typeof Became>;
export const HallOutcome = z.object({
  version: z.literal(1),
  given: DispatchName,
  became: z.array(Became).max(MOST_WORDS),
});
export type HallOutcome = z.infer<typeof HallOutcome>;

/** Entries of the kind `exchange`, at the exporting window. */
export const HallEvent = z.discriminatedUnion('type', [
  /** Words for one window, recorded before they are sent. */
  z.object({ type: z.literal('hallSaid'), name: DispatchName, window: z.uuid(), prefix: z.string(), words: Words }),
  /** What their owner made of them. */
  z.object({ type: z.literal('hallSettled'), name: DispatchName, became: z.array(Became) }),
]);
export type HallEvent = z.infer<typeof HallEvent>;
type Said = Extract<HallEvent, { readonly type: 'hallSaid' }>;

export const releasedName = (caseId: string, of: number): string => `caseReleased ${caseId} ${of}`;
export const isReleased = (name: string): boolean => name.startsWith('caseReleased ');
export const hallWordsName = (id: string): string => `hallWords ${id}`;
export const isHallWords = (name: string): boolean => name.startsWith('hallWords ');
export const hallOutcomeName = (given: string): string => given.replace(/^hallWords /u, 'hallOutcome ');

/** What the card of the exporting window's officer signs, with who and when. `owner`: the window whose case it is. */
export function hallWordStatement(owner: string, { caseId, number, of, hash, on, said }: HallWord): string {
  const what =
    said.became === 'exported'
      ? [said.became, said.batchId, said.batchNumber, said.rounds]
      : [said.became, said.reason];
  return JSON.stringify(['hall-word', 1, owner, caseId, number, of, hash, on, what]);
}

/** What the card of the owner's officer signs: these rows, for this window, from that one. */
export function releaseStatement(owner: string, to: string, released: Omit<ReleasedCase, 'by'>): string {
  const { caseId, number, of, hash, on, employerName, unifiedSocialCreditCode, rounds, records } = released;
  const rows = digestOf(records);
  return JSON.stringify([
    'release',
    1,
    [owner, to],
    [caseId, number, of, hash, on],
    [employerName, unifiedSocialCreditCode],
    rounds,
    rows,
  ]);
}

/** A release by its window, case and entry: the same in a batch, a word and an outcome. */
export const releaseKey = (window: string, { caseId, of }: { readonly caseId: string; readonly of: number }): string =>
  JSON.stringify([window, caseId, of]);

/** The last word on a release, and what its owner made of it; `null` while the owner has not answered. */
export interface SaidOfRelease {
  readonly event: Said;
  readonly word: HallWord;
  readonly officerId: string;
  readonly became: HallBecame['became'] | null;
}

/** What was said of which release, by {@link releaseKey}, and the letters whose owner did not answer yet; by the entries, oldest first. */
export function foldHall(contents: readonly unknown[]) {
  const letters = new Map<string, Said>();
  const said = new Map<string, SaidOfRelease>();
  for (const content of contents) {
    const event = HallEvent.safeParse(content).data;
    if (event?.type === 'hallSaid') {
      letters.set(event.name, event);
      for (const { word, by } of event.words)
        said.set(releaseKey(event.window, word), { event, word, officerId: by.officerId, became: null });
    }
    const letter = event?.type === 'hallSettled' ? letters.get(event.name) : undefined;
    if (event?.type !== 'hallSettled' || letter === undefined) continue;
    letters.delete(event.name);
    for (const one of event.became) {
      const key = releaseKey(letter.window, one);
      const before = said.get(key);
      // An answer to an earlier letter says nothing of a later word.
      if (before?.event.name === letter.name) said.set(key, { ...before, became: one.became });
    }
  }
  return { said, unanswered: [...letters.values()] };
}

/** An answer of another window's case, whichever release brought it. */
export const roundKey = (window: string, caseId: string, round: number): string =>
  JSON.stringify([window, caseId, round]);

/**
 * Answers of other windows' cases in batches that were not given up, by {@link roundKey}: a window that was restored to before its release
 * may release the same answer again, under another entry.
 */
export function roundsInBatches(batches: readonly BatchState[]): ReadonlyMap<string, BatchState> {
  const found = new Map<string, BatchState>();
  for (const batch of batches)
    if (batch.voided === null)
      for (const { window, caseId, rounds } of batch.begun.released ?? [])
        for (const round of rounds) found.set(roundKey(window, caseId, round), batch);
  return found;
}

/** Releases in batches that were not given up, by {@link releaseKey}: they are in no other batch any more. */
export function releasesInBatches(batches: readonly BatchState[]): ReadonlyMap<string, BatchState> {
  const found = new Map<string, BatchState>();
  for (const batch of batches)
    if (batch.voided === null)
      for (const one of batch.begun.released ?? []) found.set(releaseKey(one.window, one), batch);
  return found;
}
