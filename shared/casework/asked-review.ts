/** What another window is given to see of an answer that waits for 复核. */
import type { Application } from '../domain/application.ts';
import { foldCase, type CaseSummary, type StoredAction } from './case-state.ts';
import type { AskedReview } from './review-dispatches.ts';

interface Case {
  readonly summary: CaseSummary;
  readonly actions: readonly StoredAction[];
  readonly application: Application;
}

/** `null`: no such answer waits. `of`: its ledger number. */
export function askedReview({ summary, actions }: Case, of: number): AskedReview | null {
  const round = summary.rounds.find(({ ledgerNumber }) => ledgerNumber === of);
  const answer = actions.find(({ sequence }) => sequence === of);
  const action = answer?.action;
  if (round === undefined || round.review === null || answer === undefined || action === undefined) return null;
  if (!('record' in action) || action.record === null) return null;
  const { caseId, number, employerName, unifiedSocialCreditCode } = summary;
  const { because, by, workers } = round.review;
  return {
    version: 1,
    caseId,
    number,
    of,
    hash: answer.hash,
    employerName,
    unifiedSocialCreditCode,
    because,
    by,
    workers: [...workers],
    persons: round.persons,
    amountFen: round.amountFen,
    at: action.at,
    on: action.on,
    officer: action.officer,
    office: action.office,
    application: action.application,
    record: action.record,
  };
}

/** The answer as a case of its own, for the screens that show cases: whatever kind it was, it accepts somebody. */
export function caseOfAsked(asked: AskedReview): Case | null {
  const { caseId, number, of, hash, at, on, officer, office, application, record } = asked;
  const action = { kind: 'accepted', at, on, officer, office, application, record, acceptBy: null } as const;
  const actions: StoredAction[] = [{ sequence: of, hash, numbers: [], action }];
  const summary = foldCase(caseId, actions);
  return summary === null ? null : { summary: { ...summary, number }, actions, application };
}
