/**
 * 复核: an answer that accepts somebody is seen by another officer before it leaves in a batch, where the office's rule says so
 * (`ReviewRule`, as it stood when the answer was given). Every answer is reviewed on its own; nobody reviews what he worked on.
 */
import type { Application, Attestation } from '../domain/application.ts';
import type { ReviewRule } from '../domain/office.ts';
import type { OfficerRole } from '../domain/officer.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { Decision, EntryDecision } from '../policy/verdict.ts';
import type { CaseAction } from './action.ts';
import { isWaiting, type Round } from './rounds.ts';
import type { Answer } from './sent-rows.ts';

export type ReviewedAction = Extract<CaseAction, { readonly kind: 'reviewed' }>;

export interface ReviewReason {
  readonly citizenId: string;
  readonly text: string;
}

/** Where the review of one answer stands. */
export interface RoundReview {
  readonly state: 'waiting' | 'passed' | 'returned';
  /** What takes it: every acceptance, or a word that turned the registers' answer. */
  readonly because: ReviewRule['takes'];
  readonly by: ReviewRule['by'];
  /** Officers who decided it, attested in it or confirmed that: none of them may review it. */
  readonly workers: readonly string[];
  /** The last word; `null` while there is none. */
  readonly word: {
    readonly officerId: string;
    readonly on: PlainDate;
    readonly reasons: readonly ReviewReason[];
    readonly note: string;
  } | null;
}

/** An answer, as far as its review goes. */
interface Reviewable {
  readonly ledgerNumber: number;
  readonly batchNumber: string | null;
  readonly review: RoundReview | null;
}

/** A check that the registers left other than met, and that somebody's word made met. */
const isOverturned = ({ verdict, detail }: EntryDecision['checks'][number]): boolean =>
  verdict === 'met' &&
  typeof detail?.['before'] === 'object' &&
  detail['before'] !== null &&
  wasAgainst(detail['before']);

/** 待核 is no answer against anybody: what the registers did not know, papers may show. */
const wasAgainst = (before: object): boolean =>
  'verdict' in before && (before.verdict === 'unmet' || before.verdict === 'remediable');

const hasOverturned = ({ employerChecks, entries }: Decision): boolean =>
  [...employerChecks, ...entries.flatMap(({ checks }) => checks)].some(isOverturned);

const ofAttestations = (attestations: readonly Attestation[]): string[] =>
  attestations.flatMap(({ by, confirmedBy }) => (confirmedBy === undefined ? [by] : [by, confirmedBy]));

/** Everybody who worked on an application as it was decided. */
export function workersOn(officerId: string, { employer, roster }: Application): readonly string[] {
  const attested = [employer, ...roster].flatMap(({ attestations }) => ofAttestations(attestations));
  return [...new Set([officerId, ...attested])];
}

/** The review that an answer takes; `null`: none. */
export function reviewOf({ action }: Answer): RoundReview | null {
  const rule = action.office.review;
  if (rule === undefined) return null;
  if (rule.takes === 'overturned' && !hasOverturned(action.record.decision)) return null;
  const workers = workersOn(action.officer.id, action.application);
  return { state: 'waiting', because: rule.takes, by: rule.by, workers, word: null };
}

/** Whose word it is: of an officer at another window, of whoever gave a passphrase for it here, else of the one signed in. */
export const reviewerOf = ({ officer, confirmation, dispatched }: ReviewedAction): string =>
  dispatched?.officerId ?? confirmation?.officerId ?? officer.id;

/** The review after another word. An own word changes nothing, wherever it came from. */
function afterReview(before: RoundReview, action: ReviewedAction): RoundReview {
  const { on, passed, reasons, note } = action;
  const officerId = reviewerOf(action);
  if (before.workers.includes(officerId)) return before;
  return { ...before, state: passed ? 'passed' : 'returned', word: { officerId, on, reasons, note } };
}

/** The answers of a case after a word on one of them; what has left is not reviewed any more. */
export const afterReviewOf = <R extends Reviewable>(rounds: readonly R[], action: ReviewedAction): readonly R[] =>
  rounds.map((round) =>
    round.ledgerNumber === action.of && round.review !== null && round.batchNumber === null
      ? { ...round, review: afterReview(round.review, action) }
      : round,
  );

/** Whether nothing stands in the way of sending an answer. */
const isReviewed = ({ review }: { readonly review: RoundReview | null }): boolean =>
  review === null || review.state === 'passed';

export type ReviewFault = 'review-not-waiting' | 'review-own-work' | 'review-without-reason';

/** Why a word cannot be recorded about this answer; `null` when it can. */
export function reviewFault(rounds: readonly Reviewable[] | undefined, action: ReviewedAction): ReviewFault | null {
  const round = rounds?.find(({ ledgerNumber }) => ledgerNumber === action.of);
  if (round === undefined || round.review === null || round.batchNumber !== null) return 'review-not-waiting';
  // What travelled may come late: only here somebody sees that there is a word already, and means to give another.
  if (action.dispatched !== undefined && round.review.state !== 'waiting') return 'review-not-waiting';
  if (round.review.workers.includes(reviewerOf(action))) return 'review-own-work';
  const said = action.note.trim() !== '' || action.reasons.length > 0;
  return action.passed || said ? null : 'review-without-reason';
}

/** Whether the office's rule leaves the word on this answer to an administrator. */
export const takesAdministratorsReview = (
  before: { readonly rounds: readonly Reviewable[] } | null,
  action: CaseAction,
): boolean =>
  action.kind === 'reviewed' &&
  before?.rounds.some(({ ledgerNumber, review }) => ledgerNumber === action.of && review?.by === 'administrators') ===
    true;

/** Who may review an answer here: the one signed in, another one by the own passphrase, or nobody at present and why. */
export type ReviewChance = 'self' | 'other' | 'own-work' | 'administrators';

export function reviewChance(
  { workers, by }: RoundReview,
  signedIn: { readonly id: string; readonly capacity: OfficerRole; readonly training: boolean },
): ReviewChance {
  const administrator = by === 'anybody' || signedIn.capacity === 'administrator';
  if (!workers.includes(signedIn.id) && administrator) return 'self';
  // Whether the other one is an administrator, only the own sign-in proves; in training everybody is.
  if (by === 'anybody' || signedIn.training) return 'other';
  return workers.includes(signedIn.id) ? 'own-work' : 'administrators';
}

interface CaseReviewed {
  readonly status: string;
  readonly rounds: readonly (Reviewable & Pick<Round, 'rows'>)[];
}

/** Whether an answer may leave in a batch now: it has something to send, and nobody has to see it first. */
export const mayLeave = (round: Pick<Round, 'rows' | 'batchNumber' | 'review'>): boolean =>
  isWaiting(round) && isReviewed(round);

/** The answers of a case that are kept back: to be reviewed, or sent back and not corrected yet. */
export const heldBack = <Case extends CaseReviewed>(entry: Case): readonly Case['rounds'][number][] =>
  entry.status === 'accepted' || entry.status === 'partlyExported'
    ? entry.rounds.filter((round) => isWaiting(round) && !isReviewed(round))
    : [];
