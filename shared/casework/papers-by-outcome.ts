/** Which papers belong to which answer: the one that the applicant waits for, and the set that is handed over with it. */
import type { PaperKind } from '../domain/letter.ts';
import type { Outcome } from '../policy/verdict.ts';
import type { DecisionRecord } from './action.ts';
import type { ApplicationAction } from './print-inputs.ts';
import type { CaseStatus } from './status.ts';

export const paperOfOutcome = {
  accept: 'acceptance',
  deficient: 'deficiencyNotice',
  decline: 'declineNotice',
  pending: 'receipt',
} as const satisfies Record<Outcome, PaperKind>;

type MainPaper = (typeof paperOfOutcome)[Outcome] | 'supplementNotice';

const byKind = {
  received: 'receipt',
  accepted: paperOfOutcome.accept,
  deficiencyNotified: paperOfOutcome.deficient,
  declined: paperOfOutcome.decline,
  heldPending: paperOfOutcome.pending,
} as const satisfies Readonly<Record<Exclude<ApplicationAction['kind'], 'supplemented' | 'corrected'>, PaperKind>>;

interface Answer {
  readonly kind: ApplicationAction['kind'];
  readonly record: DecisionRecord | null;
}

/** The paper that an action hands to the applicant; of a supplementary decision, by whether it accepts somebody. */
export function mainPaperOf({ kind, record }: Answer): MainPaper {
  const outcome = record?.decision.outcome ?? 'pending';
  if (kind === 'corrected') return paperOfOutcome[outcome];
  if (kind === 'supplemented') return outcome === 'accept' ? 'acceptance' : 'supplementNotice';
  return byKind[kind];
}

/** With the main paper goes what shows that it was handed over, or what was handed in. 收件 takes the firm's two forms along. */
const withMain = {
  receipt: [],
  acceptance: ['receipt'],
  deficiencyNotice: ['receipt', 'deliveryReceipt'],
  declineNotice: ['deliveryReceipt'],
  supplementNotice: ['deliveryReceipt'],
} as const satisfies Record<MainPaper, readonly PaperKind[]>;

/** The set that one key prints for an action, the main paper first. A supplementary acceptance takes in no papers anew. */
export function paperSetOf(answer: Answer): readonly PaperKind[] {
  const main = mainPaperOf(answer);
  if (answer.kind === 'received') return [main, 'applicationForm', 'roster'];
  if (answer.kind === 'supplemented' && main === 'acceptance') return [main];
  return [main, ...withMain[main]];
}

/** The same main paper by where a case stands; of an accepted case each round names its own. `null`: nothing is printed any more. */
export const mainPaperOfStatus = {
  received: byKind.received,
  accepted: paperOfOutcome.accept,
  deficient: paperOfOutcome.deficient,
  declined: paperOfOutcome.decline,
  pending: paperOfOutcome.pending,
  partlyExported: paperOfOutcome.accept,
  exported: paperOfOutcome.accept,
  voided: null,
  withdrawn: null,
} as const satisfies Record<CaseStatus, PaperKind | null>;
