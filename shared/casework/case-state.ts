/** The fold: from the actions of a case to what is shown of it. There is no other way to know a status. */
import type { Application } from '../domain/application.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { Decision, Outcome } from '../policy/verdict.ts';
import type { CaseAction } from './action.ts';
import { hasOtherOfficer } from './confirmations.ts';
import { formatNumber, type AssignedNumber } from './journal.ts';
import { printInputs, takenOf, type ApplicationAction } from './print-inputs.ts';
import {
  isWaiting,
  standingsIn,
  standingsOf,
  supplementFault,
  withRest,
  type PersonStanding,
  type Round,
} from './rounds.ts';
import type { CaseStatus } from './status.ts';

/** Raised whenever the fold gives another result for the same actions, or stored lines look different: they are then made anew. */
export const FOLD_VERSION = 3;

export interface PrintSummary {
  readonly printId: string;
  readonly paper: string;
  readonly copy: number;
  readonly state: 'sent' | 'printed' | 'failed';
  /** Ledger number of the entry that the paper was made from. */
  readonly of: number;
  /** What the paper reads has changed since (内容已变，请重打). */
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
  readonly persons: readonly {
    readonly name: string;
    readonly citizenId: string;
    readonly standing: PersonStanding;
  }[];
  readonly metPersons: number;
  readonly totalAmountFen: number;
  /** The acceptance and every supplementary decision that stand, oldest first; empty for a case that is not accepted. */
  readonly rounds: readonly Round[];
  readonly receivedOn: PlainDate;
  /** Day of the last decision. */
  readonly decidedOn: PlainDate | null;
  readonly decisionDue: PlainDate | null;
  readonly remedyBy: PlainDate | null;
  /** By when those who are received or 待核 are to be answered; `null` where nobody is, and without a calendar. */
  readonly acceptBy: PlainDate | null;
  readonly prints: readonly PrintSummary[];
  /** Of the last export. */
  readonly batchNumber: string | null;
  /** Ledger number of the last entry that carries an application: a draft made from an earlier one is out of date. */
  readonly decidedAt: number;
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

type PrintState = Omit<PrintSummary, 'outdated'>;

interface State {
  readonly status: CaseStatus;
  readonly outcome: Outcome | null;
  readonly application: Application;
  readonly decision: Decision | null;
  readonly decidedOn: PlainDate | null;
  readonly decidedAt: number;
  readonly remedyBy: PlainDate | null;
  readonly acceptBy: PlainDate | null;
  readonly standings: ReadonlyMap<string, PersonStanding>;
  readonly rounds: readonly Round[];
  readonly prints: readonly PrintState[];
  readonly batchNumber: string | null;
}

type WholeAction = Exclude<ApplicationAction, { readonly kind: 'supplemented' }>;

function carriesApplication(action: CaseAction): action is ApplicationAction {
  return 'application' in action;
}

const decidedStatus = {
  received: 'received',
  accepted: 'accepted',
  deficiencyNotified: 'deficient',
  declined: 'declined',
  heldPending: 'pending',
} as const satisfies Record<WholeAction['kind'], CaseStatus>;

const decidedOutcome = {
  accepted: 'accept',
  deficiencyNotified: 'deficient',
  declined: 'decline',
  heldPending: 'pending',
} as const satisfies Record<Exclude<WholeAction['kind'], 'received'>, Outcome>;

/** What a round accepts; of a decision that accepts nobody, nothing. */
function roundOf(decision: Decision, on: PlainDate, ledgerNumber: number): Round {
  const accepts = decision.outcome === 'accept';
  const met = accepts ? decision.entries.filter(({ verdict }) => verdict === 'met') : [];
  const amountFen = met.reduce((sum, entry) => sum + entry.amountFen, 0);
  return { ledgerNumber, on, persons: met.length, amountFen, batchNumber: null };
}

function decide(state: State | null, action: WholeAction, sequence: number): State {
  const decision = action.record?.decision ?? null;
  const status = decidedStatus[action.kind];
  return {
    status,
    outcome: action.kind === 'received' ? (decision?.outcome ?? null) : decidedOutcome[action.kind],
    application: action.application,
    decision,
    decidedOn: action.kind === 'received' ? (state?.decidedOn ?? null) : action.on,
    decidedAt: sequence,
    remedyBy: action.kind === 'deficiencyNotified' ? action.remedyBy : null,
    acceptBy: 'acceptBy' in action ? action.acceptBy : null,
    standings: standingsIn(status, action.application, decision),
    rounds: action.kind === 'accepted' && decision !== null ? [roundOf(decision, action.on, sequence)] : [],
    prints: state?.prints ?? [],
    batchNumber: null,
  };
}

/** Where a case with these rounds stands: at the window, partly out, or out. */
function statusOf(rounds: readonly Round[]): CaseStatus {
  if (!rounds.some(isWaiting)) return 'exported';
  return rounds.some(({ batchNumber }) => batchNumber !== null) ? 'partlyExported' : 'accepted';
}

/** A supplementary decision changes nothing about those who were told before. */
function supplement(
  state: State,
  action: Extract<ApplicationAction, { readonly kind: 'supplemented' }>,
  sequence: number,
): State {
  if (state.rounds.length === 0) return state;
  const { decision } = action.record;
  const told = standingsOf(decision);
  const rounds = [...state.rounds, roundOf(decision, action.on, sequence)];
  return {
    ...state,
    status: statusOf(rounds),
    application: withRest(state.application, action.application),
    decidedOn: action.on,
    decidedAt: sequence,
    standings: new Map([...state.standings].map(([id, was]) => [id, was === 'open' ? (told.get(id) ?? was) : was])),
    rounds,
  };
}

function exported(state: State, { batchNumber, rounds: left }: Extract<CaseAction, { kind: 'exported' }>): State {
  const rounds = state.rounds.map((round) =>
    left.includes(round.ledgerNumber) && isWaiting(round) ? { ...round, batchNumber } : round,
  );
  return { ...state, status: statusOf(rounds), rounds, batchNumber };
}

/** The next state. `null` in, and an action that decides nothing whole: nothing to stand on yet. */
function step(state: State | null, { action, sequence }: StoredAction): State | null {
  if (carriesApplication(action) && action.kind !== 'supplemented') return decide(state, action, sequence);
  if (state === null) return null;
  switch (action.kind) {
    case 'supplemented':
      return supplement(state, action, sequence);
    case 'printSent': {
      const { printId, copy, letter, of } = action;
      const print = { printId, paper: letter.paper, copy, state: 'sent', of, ledgerNumber: sequence } as const;
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
      return exported(state, action);
    case 'withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'voided':
      return action.entry === undefined && hasOtherOfficer(action) ? { ...state, status: 'voided' } : state;
  }
}

interface Decided {
  readonly sequence: number;
  readonly action: ApplicationAction;
}

/**
 * Whether a paper would read otherwise now: made from the last decision of the whole case, or for a supplementary decision
 * from that. A paper of an entry that was taken back is out of date in any case.
 */
function isOutdated({ paper, of }: PrintState, decided: readonly Decided[]): boolean {
  const source = decided.find(({ sequence }) => sequence === of);
  if (source === undefined) return true;
  if (source.action.kind === 'supplemented') return false;
  const whole = decided.filter(({ action }) => action.kind !== 'supplemented');
  const now = whole.at(-1);
  if (now === undefined || now.sequence === of) return false;
  const upTo = (last: number) => takenOf(whole.filter(({ sequence }) => sequence <= last).map(({ action }) => action));
  return printInputs(paper, source.action, upTo(of)) !== printInputs(paper, now.action, upTo(now.sequence));
}

function printsOf({ prints }: State, actions: readonly StoredAction[]): readonly PrintSummary[] {
  if (prints.length === 0) return [];
  const decided = actions.flatMap(({ action, sequence }) => (carriesApplication(action) ? [{ action, sequence }] : []));
  return prints.map((print) => ({ ...print, outdated: isOutdated(print, decided) }));
}

/** The actions that count: without the entries that a later `voided` took back one by one. */
export function standingActions(actions: readonly StoredAction[]): readonly StoredAction[] {
  const takenBack = new Set(
    actions.flatMap(({ action }) => (action.kind === 'voided' && action.entry !== undefined ? [action.entry] : [])),
  );
  return takenBack.size === 0 ? actions : actions.filter(({ sequence }) => !takenBack.has(sequence));
}

/**
 * Whether the content of an action keeps it from following, beyond the table: an export of what is not waiting, or a
 * supplementary decision on persons who are not open or that settles nobody. `null` when nothing does.
 */
export function objectionTo(
  before: CaseSummary | null,
  action: CaseAction,
): 'action-not-allowed' | NonNullable<ReturnType<typeof supplementFault>> | null {
  if (action.kind === 'supplemented') return supplementFault(before?.persons ?? [], action.record.decision);
  if (action.kind !== 'exported') return null;
  const waiting = new Set(before?.rounds.filter(isWaiting).map(({ ledgerNumber }) => ledgerNumber));
  return action.rounds.every((ledgerNumber) => waiting.has(ledgerNumber)) ? null : 'action-not-allowed';
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
  const { standings, rounds } = state;
  const { employer, roster, receivedOn } = state.application;
  const number = actions.flatMap(({ numbers }) => numbers).find(({ series }) => series === 'case');
  const persons = roster.map(({ name, citizenId: typed }) => {
    const citizenId = normaliseCode(typed);
    return { name, citizenId, standing: standings.get(citizenId) ?? ('out' as const) };
  });
  const met = state.decision?.entries.filter(({ verdict }) => verdict === 'met').length ?? 0;
  return {
    caseId,
    number: number === undefined ? '' : formatNumber(number),
    status: state.status,
    outcome: state.outcome,
    employerName: employer.name,
    unifiedSocialCreditCode: normaliseCode(employer.unifiedSocialCreditCode),
    persons,
    metPersons: rounds.length === 0 ? met : rounds.reduce((sum, round) => sum + round.persons, 0),
    totalAmountFen:
      rounds.length === 0
        ? (state.decision?.totalAmountFen ?? 0)
        : rounds.reduce((sum, { amountFen }) => sum + amountFen, 0),
    rounds,
    receivedOn,
    decidedOn: state.decidedOn,
    decisionDue: state.decision?.decisionDue ?? null,
    remedyBy: state.remedyBy,
    acceptBy: persons.some(({ standing }) => standing === 'open') ? state.acceptBy : null,
    prints: printsOf(state, standingActions(actions)),
    batchNumber: state.batchNumber,
    decidedAt: state.decidedAt,
    firstSequence: actions[0]?.sequence ?? 0,
    lastSequence: actions.at(-1)?.sequence ?? 0,
  };
}
