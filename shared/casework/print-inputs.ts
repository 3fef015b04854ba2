/**
 * What each paper of a case reads. A print is current while the paper that could be made now would read the same; a paper
 * for signature only depends on what the firm signs, so that a decision does not void what was signed (papers/README.md).
 */
import type { Application } from '../domain/application.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { CaseAction } from './action.ts';

export type ApplicationAction = Extract<CaseAction, { readonly application: Application }>;

/** The day on which, and to whom, the papers of this content were handed in. */
export interface Taken {
  readonly on: PlainDate;
  readonly officerName: string;
}

/** What stands on paper of an application: attestations do not, so a new one makes no paper wrong. Keys in one order. */
export function paperContent(application: Application): string {
  const { employer, roster, papers } = application;
  const sorted = (value: object): unknown => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    application.receivedOn,
    sorted({
      ...employer,
      attestations: null,
      account: sorted(employer.account),
      agent: sorted(employer.agent),
    }),
    roster.map((entry) => sorted({ ...entry, attestations: null })),
    sorted(papers),
  ]);
}

/** Whoever first took in what the last of these actions holds: a later decision or correction does not change who received the papers. */
export function takenOf(all: readonly ApplicationAction[]): Taken | null {
  const actions = all.filter(({ kind }) => kind !== 'corrected');
  const last = actions.at(-1);
  if (last === undefined) return null;
  const content = paperContent(last.application);
  const first = actions.find(
    ({ application }) => application === last.application || paperContent(application) === content,
  );
  return { on: (first ?? last).on, officerName: (first ?? last).officer.name };
}

const acceptByOf = (action: ApplicationAction): PlainDate | null => ('acceptBy' in action ? action.acceptBy : null);
const remedyByOf = (action: ApplicationAction): PlainDate | null => ('remedyBy' in action ? action.remedyBy : null);

/** Everything that the paper of this kind reads, as one text to compare. */
export function printInputs(paper: string, action: ApplicationAction, taken: Taken | null): string {
  const { kind, application, office, record } = action;
  const content = paperContent(application);
  const pack = record === null ? null : [record.policy, record.packDigest];
  switch (paper) {
    case 'applicationForm':
    case 'roster':
      return content;
    case 'receipt': {
      const clocks = [record?.decision.decisionDue ?? null, kind === 'heldPending' ? acceptByOf(action) : null];
      return JSON.stringify([content, office, taken, pack, kind === 'heldPending', clocks]);
    }
    case 'deliveryReceipt':
      return JSON.stringify([kind, application.employer.name, office]);
    default:
      return JSON.stringify([
        kind,
        action.on,
        action.officer.name,
        content,
        office,
        pack,
        record?.decision ?? null,
        remedyByOf(action),
        acceptByOf(action),
        kind === 'corrected' ? action.reason : null,
      ]);
  }
}
