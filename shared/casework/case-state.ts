/** The fold: from the actions of a case to what is shown of it. There is no other way to know a status. */
import type { Application } from '../domain/application.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { Decision, Outcome } from '../policy/verdict.ts';
import type { CaseAction } from './action.ts';
import { formatNumber, type AssignedNumber } from './journal.ts';
import type { CaseStatus } from './status.ts';

/** Raised whenever the fold gives another result for the same actions, or stored lines look different: they are then made anew. */
export const FOLD_VERSION = 2;

export interface PrintSummary {
  readonly printId: string;
  readonly paper: string;
  readonly copy: number;
  readonly state: 'sent' | 'printed' | 'failed';
  /** The application changed after this print (内容已变，请重打). */
  readonly outdated: boolean;
  /** The journal's sequence of the print: its ledger number. */
  readonly ledgerNumber: number;
}

/** One line of a list; a fold of the case's actions. */
export interface CaseSummary {
  readonly caseId: string;
  /** `〔2022〕W03-000127` */
  readonly number: string;
  readonly status: CaseStatus;
  readonly outcome: Outcome | null;
  readonly employerName: string;
  readonly unifiedSocialCreditCode: string;
  readonly persons: readonly { readonly name: string; readonly citizenId: string }[];
  readonly metPersons: number;
  readonly totalAmountFen: number;
  readonly receivedOn: PlainDate;
  /** Day of the last decision. */
  readonly decidedOn: PlainDate | null;
  readonly decisionDue: PlainDate | null;
  readonly remedyBy: PlainDate | null;
  readonly acceptBy: PlainDate | null;
  readonly prints: readonly PrintSummary[];
  readonly batchNumber: string | null;
  /** The journal's sequence of the case's first entry: the order in which cases came in. */
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** One action as stored: with its ledger number and the hash that the chain gave it. */
export interface StoredAction {
  readonly sequence: number;
  readonly hash: string;
  readonly numbers: readonly AssignedNumber[];
  readonly action: CaseAction;
}

type ApplicationAction = Extract<CaseAction, { readonly application: Application }>;

interface State {
  readonly status: CaseStatus;
  readonly outcome: Outcome | null;
  readonly application: Application;
  readonly decision: Decision | null;
  readonly decidedOn: PlainDate | null;
  readonly remedyBy: PlainDate | null;
  readonly acceptBy: PlainDate | null;
  readonly prints: readonly PrintSummary[];
  readonly batchNumber: string | null;
}

function carriesApplication(action: CaseAction): action is ApplicationAction {
  return 'application' in action;
}

const decidedStatus = {
  received: 'received',
  accepted: 'accepted',
  deficiencyNotified: 'deficient',
  declined: 'declined',
  heldPending: 'pending',
} as const satisfies Record<ApplicationAction['kind'], CaseStatus>;

const decidedOutcome = {
  accepted: 'accept',
  deficiencyNotified: 'deficient',
  declined: 'decline',
  heldPending: 'pending',
} as const satisfies Record<Exclude<ApplicationAction['kind'], 'received'>, Outcome>;

/** What stands on paper of an application: attestations do not, so a new one makes no paper wrong. Keys in one order. */
function paperContent(application: Application): string {
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

function decide(state: State | null, action: ApplicationAction): State {
  const changed = state !== null && paperContent(state.application) !== paperContent(action.application);
  const decision = action.record?.decision ?? null;
  return {
    status: decidedStatus[action.kind],
    outcome: action.kind === 'received' ? (decision?.outcome ?? null) : decidedOutcome[action.kind],
    application: action.application,
    decision,
    decidedOn: action.kind === 'received' ? (state?.decidedOn ?? null) : action.on,
    remedyBy: action.kind === 'deficiencyNotified' ? action.remedyBy : null,
    acceptBy: action.kind === 'heldPending' ? action.acceptBy : null,
    prints: (state?.prints ?? []).map((print) => (changed ? { ...print, outdated: true } : print)),
    batchNumber: null,
  };
}

/** The next state. `null` in, and an action that carries no application: nothing to stand on yet. */
function step(state: State | null, { action, sequence }: StoredAction): State | null {
  if (carriesApplication(action)) return decide(state, action);
  if (state === null) return null;
  switch (action.kind) {
    case 'printSent': {
      const { printId, copy, letter } = action;
      const print = {
        printId,
        paper: letter.paper,
        copy,
        state: 'sent',
        outdated: false,
        ledgerNumber: sequence,
      } as const;
      return { ...state, prints: [...state.prints, print] };
    }
    case 'printConfirmed':
      return {
        ...state,
        prints: state.prints.map((print) =>
          print.printId === action.printId ? { ...print, state: action.state } : print,
        ),
      };
    case 'exported':
      return { ...state, status: 'exported', batchNumber: action.batchNumber };
    case 'withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'voided':
      return action.entry === undefined ? { ...state, status: 'voided' } : state;
  }
}

/** The actions that count: without the entries that a later `voided` took back one by one. */
export function standingActions(actions: readonly StoredAction[]): readonly StoredAction[] {
  const takenBack = new Set(
    actions.flatMap(({ action }) => (action.kind === 'voided' && action.entry !== undefined ? [action.entry] : [])),
  );
  return takenBack.size === 0 ? actions : actions.filter(({ sequence }) => !takenBack.has(sequence));
}

function finalState(actions: readonly StoredAction[]): State | null {
  const run = (list: readonly StoredAction[]): State | null => list.reduce<State | null>(step, null);
  const state = run(standingActions(actions));
  if (state !== null) return state;
  const all = run(actions);
  return all === null ? null : { ...all, status: 'voided' };
}

/** The application as last recorded; `null` for a list without any (no case). */
export function lastApplication(actions: readonly StoredAction[]): Application | null {
  return finalState(actions)?.application ?? null;
}

/**
 * Folds the actions of one case, oldest first, into its line. An entry that was taken back counts for nothing but its
 * number; a case of which nothing stands is voided. `null` for a list in which no action carries an application.
 */
export function foldCase(caseId: string, actions: readonly StoredAction[]): CaseSummary | null {
  const state = finalState(actions);
  if (state === null) return null;
  const { employer, roster, receivedOn } = state.application;
  const number = actions.flatMap(({ numbers }) => numbers).find(({ series }) => series === 'case');
  return {
    caseId,
    number: number === undefined ? '' : formatNumber(number),
    status: state.status,
    outcome: state.outcome,
    employerName: employer.name,
    unifiedSocialCreditCode: normaliseCode(employer.unifiedSocialCreditCode),
    persons: roster.map(({ name, citizenId }) => ({ name, citizenId: normaliseCode(citizenId) })),
    metPersons: state.decision?.entries.filter(({ verdict }) => verdict === 'met').length ?? 0,
    totalAmountFen: state.decision?.totalAmountFen ?? 0,
    receivedOn,
    decidedOn: state.decidedOn,
    decisionDue: state.decision?.decisionDue ?? null,
    remedyBy: state.remedyBy,
    acceptBy: state.acceptBy,
    prints: state.prints,
    batchNumber: state.batchNumber,
    firstSequence: actions[0]?.sequence ?? 0,
    lastSequence: actions.at(-1)?.sequence ?? 0,
  };
}
