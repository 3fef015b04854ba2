/** The fold: from the actions of a case to what is shown of it. There is no other way to know a status. */
import type { Application } from '../domain/application.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { Decision, Outcome } from '../policy/verdict.ts';
import type { CaseAction } from './action.ts';
import { hasOtherOfficer } from './confirmations.ts';
import { formatNumber, type AssignedNumber } from './journal.ts';
import { afterReviewOf, reviewOf } from './review.ts';
import { mainPaperOf } from './papers-by-outcome.ts';
import type { ApplicationAction } from './print-inputs.ts';
import { printsOf, type PrintState, type PrintSummary } from './print-summary.ts';
import { AT_HOME, cameBack, releasedBy, type HandedBack, type Release } from './release.ts';
import { isWaiting, standingsIn, standingsOf, withRest, type PersonStanding, type Round } from './rounds.ts';
import {
  afterAnswer,
  afterCorrection,
  stagesOf,
  type ProvinceStage,
  NO_WORDS,
  type ProvinceStanding,
  type ProvinceWords,
} from './province-answer.ts';
import { correctionRows, departuresIn, sentRows, type Answer, type Traffic } from './sent-rows.ts';
import type { CaseStatus } from './status.ts';

/** Raised whenever the fold gives another result for the same actions, or stored lines look different: they are then made anew. */
export const FOLD_VERSION = 7;

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
    /** What the provincial system said of this person last. */
    readonly province: ProvinceStanding;
  }[];
  /** As-of day of the last file that the province answered in; `null` while it has not. */
  readonly answeredOn: PlainDate | null;
  /** How far the province has come with whom; empty while nothing came back. */
  readonly stages: readonly ProvinceStage[];
  readonly metPersons: number;
  readonly totalAmountFen: number;
  /**
   * The acceptance, or the correction in its place, and every supplementary decision that stand, oldest first; empty for a
   * case that is not accepted.
   */
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
  /** Prefix of the window whose batch that is; `null` for an own one. */
  readonly batchWindow: string | null;
  /** Released to the window that exports for the office; `null` when it is here. */
  readonly release: Release | null;
  /** Why it came back from there, until it is decided or released anew. */
  readonly handedBack: HandedBack | null;
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
  readonly batchWindow: string | null;
  readonly release: Release | null;
  readonly handedBack: HandedBack | null;
  /** Every answer that accepted somebody, every batch that took some of them, what came back: what a correction is measured against. */
  readonly answers: readonly Answer[];
  readonly traffic: readonly Traffic[];
  readonly province: ProvinceWords;
  readonly answeredOn: PlainDate | null;
}

type Correction = Extract<ApplicationAction, { readonly kind: 'corrected' }>;
type WholeAction = Exclude<ApplicationAction, { readonly kind: 'supplemented' | 'corrected' }>;

function carriesApplication(action: CaseAction): action is ApplicationAction {
  return 'application' in action;
}

const decisionIn = ({ action, sequence }: StoredAction) => (carriesApplication(action) ? [{ action, sequence }] : []);

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

/** Where a correction leaves a case of which nothing has left yet. */
const correctedStatus = {
  accept: 'accepted',
  deficient: 'deficient',
  decline: 'declined',
  pending: 'pending',
} as const satisfies Record<Outcome, CaseStatus>;

/** What a round accepts; of a decision that accepts nobody, nothing. */
function roundOf({ action, sequence }: Answer): Round {
  const { decision } = action.record;
  const accepts = decision.outcome === 'accept';
  const met = accepts ? decision.entries.filter(({ verdict }) => verdict === 'met') : [];
  const amountFen = met.reduce((sum, entry) => sum + entry.amountFen, 0);
  const persons = met.length;
  const paper = mainPaperOf(action);
  return {
    ledgerNumber: sequence,
    on: action.on,
    persons,
    amountFen,
    rows: persons,
    batchNumber: null,
    corrects: null,
    paper,
    review: persons > 0 ? reviewOf({ action, sequence }) : null,
  };
}

interface Decided {
  readonly status: CaseStatus;
  readonly outcome: Outcome | null;
  readonly answer: Answer | null;
}

/** A decision on the whole case: it stands in place of everything that was decided before. */
function decideWhole(
  state: State | null,
  action: WholeAction | Correction,
  sequence: number,
  { status, outcome, answer }: Decided,
): State {
  const decision = action.record?.decision ?? null;
  return {
    status,
    outcome,
    application: action.application,
    decision,
    decidedOn: action.kind === 'received' ? (state?.decidedOn ?? null) : action.on,
    decidedAt: sequence,
    remedyBy: 'remedyBy' in action ? action.remedyBy : null,
    acceptBy: 'acceptBy' in action ? action.acceptBy : null,
    standings: standingsIn(status, action.application, decision),
    rounds: answer === null ? [] : [roundOf(answer)],
    prints: state?.prints ?? [],
    batchNumber: state?.batchNumber ?? null,
    batchWindow: state?.batchWindow ?? null,
    ...AT_HOME,
    answers: [...(state?.answers ?? []), ...(answer === null ? [] : [answer])],
    traffic: state?.traffic ?? [],
    province: state?.province ?? NO_WORDS,
    answeredOn: state?.answeredOn ?? null,
  };
}

function decide(state: State | null, action: WholeAction, sequence: number): State {
  const said = action.kind === 'received' ? action.record?.decision.outcome : decidedOutcome[action.kind];
  const answer = action.kind === 'accepted' ? { action, sequence } : null;
  return decideWhole(state, action, sequence, {
    status: decidedStatus[action.kind],
    outcome: said ?? null,
    answer,
  });
}

/**
 * A correction. While nothing has left, the case is as if it had been decided so from the beginning; once something has,
 * it stays with the accepted ones, and what reads otherwise now waits for the next batch.
 */
function correct(state: State, action: Correction, sequence: number): State {
  const { decision } = action.record;
  const { outcome } = decision;
  const answer = { action, sequence };
  const first = departuresIn(state.traffic)[0]?.batchNumber;
  const accepts = outcome === 'accept' || first !== undefined;
  const told = { ...state, province: afterCorrection(state.province, action.on) };
  const corrected = decideWhole(told, action, sequence, {
    status: correctedStatus[outcome],
    outcome,
    answer: accepts ? answer : null,
  });
  if (first === undefined) return corrected;
  const { changed, removed } = correctionRows(sentRows(state.answers, state.traffic), first, answer);
  const rows = changed.size + removed.size;
  const rounds = [{ ...roundOf(answer), rows, corrects: first, review: rows > 0 ? reviewOf(answer) : null }];
  // Something has left already: waiting or not, the case is never as untouched as one that was only accepted.
  const status = rounds.some(isWaiting) ? 'partlyExported' : 'exported';
  return { ...corrected, status, rounds, standings: standingsOf(decision) };
}

/** Where a case with these rounds stands: at the window, partly out, or out. */
function statusOf(rounds: readonly Round[], traffic: readonly Traffic[]): CaseStatus {
  if (!rounds.some(isWaiting)) return 'exported';
  return departuresIn(traffic).length > 0 ? 'partlyExported' : 'accepted';
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
  const answer = { action, sequence };
  const rounds = [...state.rounds, roundOf(answer)];
  return {
    ...state,
    answers: [...state.answers, answer],
    status: statusOf(rounds, state.traffic),
    application: withRest(state.application, action.application),
    decidedOn: action.on,
    decidedAt: sequence,
    standings: new Map([...state.standings].map(([id, was]) => [id, was === 'open' ? (told.get(id) ?? was) : was])),
    rounds,
  };
}

function exported(
  state: State,
  { batchNumber, rounds: left, dispatched }: Extract<CaseAction, { kind: 'exported' }>,
  sequence: number,
): State {
  const rounds = state.rounds.map((round) =>
    left.includes(round.ledgerNumber) && isWaiting(round) ? { ...round, batchNumber } : round,
  );
  const traffic = [...state.traffic, { sequence, batchNumber, rounds: left }];
  const batchWindow = dispatched?.prefix ?? null;
  return { ...state, ...AT_HOME, status: statusOf(rounds, traffic), rounds, batchNumber, batchWindow, traffic };
}

/** The next state. `null` in, and an action that decides nothing whole: nothing to stand on yet. */
function step(state: State | null, { action, sequence }: StoredAction): State | null {
  if (carriesApplication(action) && action.kind !== 'supplemented' && action.kind !== 'corrected')
    return decide(state, action, sequence);
  if (state === null) return null;
  switch (action.kind) {
    case 'corrected':
      return correct(state, action, sequence);
    case 'caseNote':
      return state;
    case 'reviewed':
      return { ...state, rounds: afterReviewOf(state.rounds, action) };
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
      return exported(state, action, sequence);
    case 'released':
      return { ...state, ...releasedBy(action, sequence) };
    case 'handedBack':
      return { ...state, ...cameBack(action) };
    case 'provinceAnswered': {
      const { file } = action;
      const { words: province, fresh: answered } = afterAnswer(state.province, action);
      const answeredOn = state.answeredOn === null || file.day > state.answeredOn ? file.day : state.answeredOn;
      return { ...state, traffic: [...state.traffic, { sequence, answered }], province, answeredOn };
    }
    case 'withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'voided':
      return action.entry === undefined && hasOtherOfficer(action) ? { ...state, status: 'voided' } : state;
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
  const { standings, rounds } = state;
  const { employer, roster, receivedOn } = state.application;
  const number = actions.flatMap(({ numbers }) => numbers).find(({ series }) => series === 'case');
  const persons = roster.map(({ name, citizenId: typed }) => {
    const citizenId = normaliseCode(typed);
    const standing = standings.get(citizenId) ?? ('out' as const);
    return { name, citizenId, standing, province: state.province.get(citizenId)?.standing ?? ('unknown' as const) };
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
    answeredOn: state.answeredOn,
    stages: stagesOf(state.province),
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
    prints: printsOf(state.prints, standingActions(actions).flatMap(decisionIn)),
    batchNumber: state.batchNumber,
    batchWindow: state.batchWindow,
    release: state.release,
    handedBack: state.handedBack,
    decidedAt: state.decidedAt,
    firstSequence: actions[0]?.sequence ?? 0,
    lastSequence: actions.at(-1)?.sequence ?? 0,
  };
}
