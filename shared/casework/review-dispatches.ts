/**
 * 复核 at another window of the office: what the case's window hands out, the word that comes back, and what became of it. Each travels
 * as a dispatch (dispatches.ts), sealed for the windows. The word is signed by the reviewer's own card over the entry that it is about;
 * only the window that owns the case adds it to the case. Persons are named by their place in the answer: the reviewer's ledger, which
 * records the word, then holds no number of anybody.
 */
import { z } from 'zod';
import { Application } from '../domain/application.ts';
import { normaliseCode, normaliseEmployerName } from '../domain/normalise.ts';
import { OfficeSettings } from '../domain/office.ts';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { DecisionRecord, type CaseAction } from './action.ts';
import { DispatchName, WordSignature } from './dispatches.ts';
import type { ReviewedAction } from './review.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
/** Which answer: the case, the ledger number of the answer there, and the hash of that entry. */
const ofAnswer = { caseId: z.string().min(1), number: z.string(), of: z.number().int().positive(), hash: Hash };

/** An answer that waits, as another window has to see it. */
export const AskedReview = z.object({
  version: z.literal(1),
  ...ofAnswer,
  employerName: z.string(),
  unifiedSocialCreditCode: z.string(),
  because: z.enum(['overturned', 'acceptances']),
  by: z.enum(['anybody', 'administrators']),
  workers: z.array(z.string()),
  persons: z.number().int().nonnegative(),
  amountFen: z.number().int().nonnegative(),
  /** As it was decided. */
  at: z.string(),
  on: PlainDateSchema,
  officer: z.object({ id: z.string(), name: z.string() }),
  office: OfficeSettings,
  application: Application,
  record: DecisionRecord,
});
export type AskedReview = z.infer<typeof AskedReview>;

/** What a reviewer says. `place`: of the person in the answer's own order, from 0. */
export const ReviewWord = z.object({
  ...ofAnswer,
  on: PlainDateSchema,
  passed: z.boolean(),
  reasons: z
    .array(z.object({ place: z.number().int().nonnegative(), text: z.string().trim().min(1).max(500) }))
    .max(2000),
  note: z.string().trim().max(500),
});
export type ReviewWord = z.infer<typeof ReviewWord>;

export const GivenReview = z.object({ version: z.literal(1), word: ReviewWord, by: WordSignature });
export type GivenReview = z.infer<typeof GivenReview>;

/** Why a word was not added: the case moved on, it is the reviewer's own work, the card is none of the roll's, it takes an administrator. */
export const ReviewFailure = z.enum(['moved-on', 'own-work', 'not-on-roll', 'untrue', 'administrator-only']);
export type ReviewFailure = z.infer<typeof ReviewFailure>;
const Became = z.union([z.literal('applied'), ReviewFailure]);
export const ReviewOutcome = z.object({ version: z.literal(1), given: DispatchName, became: Became });
export type ReviewOutcome = z.infer<typeof ReviewOutcome>;

/** Entries of the kind `exchange`. */
export const ReviewDispatchEvent = z.discriminatedUnion('type', [
  /** At the reviewer's window: the word that was sent, to which window. */
  z.object({
    type: z.literal('reviewGiven'),
    name: DispatchName,
    window: z.uuid(),
    prefix: z.string(),
    employerName: z.string(),
    given: GivenReview,
  }),
  /** There again: what the owner made of it. */
  z.object({ type: z.literal('reviewSettled'), name: DispatchName, became: Became }),
  /** At the owner's window: a word that was not added. One that was is an action of the case. */
  z.object({
    type: z.literal('reviewUnapplied'),
    name: DispatchName,
    window: z.uuid(),
    caseId: z.string(),
    officerName: z.string(),
    became: ReviewFailure,
  }),
]);
export type ReviewDispatchEvent = z.infer<typeof ReviewDispatchEvent>;

export const askedName = (caseId: string, of: number): string => `reviewAsked ${caseId} ${of}`;
export const isAsked = (name: string): boolean => name.startsWith('reviewAsked ');
export const givenName = (id: string): string => `reviewGiven ${id}`;
export const isGiven = (name: string): boolean => name.startsWith('reviewGiven ');
export const outcomeName = (given: string): string => given.replace(/^reviewGiven /u, 'reviewOutcome ');

/** What the reviewer's card signs, with who and when (domain/confirmation.ts). `owner`: the window whose case it is. */
export function reviewWordStatement(
  owner: string,
  firm: { readonly employerName: string; readonly unifiedSocialCreditCode: string },
  { caseId, number, of, hash, on, passed, reasons, note }: ReviewWord,
): string {
  const firmName = [normaliseCode(firm.unifiedSocialCreditCode), normaliseEmployerName(firm.employerName)];
  const said = reasons.map(({ place, text }) => [place, text]);
  return JSON.stringify(['review-word', 1, owner, caseId, number, ...firmName, of, hash, on, passed, said, note]);
}

const personsOf = (answer: CaseAction): readonly string[] =>
  'record' in answer ? (answer.record?.decision.entries ?? []).map(({ citizenId }) => normaliseCode(citizenId)) : [];

/** The reasons with the persons whom they are about; `null` where the answer has no such place. */
export function reasonsOn(answer: CaseAction, reasons: ReviewWord['reasons']): ReviewedAction['reasons'] | null {
  const persons = personsOf(answer);
  const found = reasons.flatMap(({ place, text }) => {
    const citizenId = persons[place];
    return citizenId === undefined ? [] : [{ citizenId, text }];
  });
  return found.length === reasons.length ? found : null;
}

/** The word that an action of the case repeats, as it was signed; `null` where it came from no other window. */
export function wordIn(
  action: ReviewedAction,
  of: { readonly caseId: string; readonly number: string },
  answer: { readonly hash: string; readonly action: CaseAction },
): ReviewWord | null {
  if (action.dispatched === undefined) return null;
  const persons = personsOf(answer.action);
  const reasons = action.reasons.map(({ citizenId, text }) => ({ place: persons.indexOf(citizenId), text }));
  const { passed, note } = action;
  const { caseId, number } = of;
  return { caseId, number, of: action.of, hash: answer.hash, on: action.dispatched.on, passed, reasons, note };
}

/** What stands of what was sent and received, by the entries, oldest first; what this version cannot read changes nothing. */
export function foldReviewDispatches(contents: readonly unknown[]) {
  const given = new Map<string, Extract<ReviewDispatchEvent, { readonly type: 'reviewGiven' }>>();
  const settled = new Map<string, z.infer<typeof Became>>();
  const unapplied = new Map<string, Extract<ReviewDispatchEvent, { readonly type: 'reviewUnapplied' }>>();
  for (const content of contents) {
    const event = ReviewDispatchEvent.safeParse(content).data;
    if (event?.type === 'reviewGiven') given.set(event.name, event);
    if (event?.type === 'reviewSettled') settled.set(event.name, event.became);
    if (event?.type === 'reviewUnapplied') unapplied.set(`${event.window} ${event.name}`, event);
  }
  return { given, settled, unapplied };
}
