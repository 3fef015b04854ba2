/**
 * Input errors of an application: what is wrong with the text on form and roster, before any policy is asked. They are neither
 * missing papers nor ineligibility (policy/README.md); they hinder 受理, never 收件 or 一次性告知.
 */
import { isBlankEntry, type Application, type RosterEntry } from '../domain/application.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import { employerFormIssues, type EmployerFormIssue } from '../domain/employer-form.ts';
import type { Decision, Outcome } from '../policy/verdict.ts';
import type { CaseAction } from './action.ts';

export interface InputErrors {
  readonly form: readonly EmployerFormIssue[];
  /** Rows whose name or number cannot be read. */
  readonly entries: readonly RosterEntry[];
  /** Nobody stands on the roster. */
  readonly noPersons: boolean;
}

/** Whether something can be decided about the person: name and number can be read. */
export function isReadable(entry: RosterEntry): boolean {
  return entry.name.trim() !== '' && parseCitizenId(entry.citizenId).ok;
}

/** All input errors of an application; blank rows are none. */
export function inputErrors({ employer, roster }: Application): InputErrors {
  const persons = roster.filter((entry) => !isBlankEntry(entry));
  return {
    form: employerFormIssues(employer),
    entries: persons.filter((entry) => !isReadable(entry)),
    noPersons: persons.length === 0,
  };
}

/** How many there are. */
export function countInputErrors({ form, entries, noPersons }: InputErrors): number {
  return form.length + entries.length + Number(noPersons);
}

/**
 * The one outcome that may be recorded. With input errors that is 一次性告知, which names them; a refusal stands all the same
 * where the firm is not entitled, or where everybody on the roster could be read and is refused. `null`: nothing is decided.
 */
export function answerOf(decision: Decision | null, errors: InputErrors): Outcome | null {
  const clean = countInputErrors(errors) === 0;
  if (decision === null) return clean ? null : 'deficient';
  const firmRefused = decision.employerChecks.some(({ verdict }) => verdict === 'unmet');
  if (decision.outcome === 'decline' && (firmRefused || errors.entries.length === 0)) return 'decline';
  return clean ? decision.outcome : 'deficient';
}

const answers: Readonly<Partial<Record<CaseAction['kind'], Outcome>>> = {
  accepted: 'accept',
  deficiencyNotified: 'deficient',
  declined: 'decline',
  heldPending: 'pending',
};

/** Whether an action says what its own decision and application come to. Actions that decide nothing always do. */
export function saysItsAnswer(action: CaseAction): boolean {
  const answer = answers[action.kind];
  if (answer === undefined || !('application' in action)) return true;
  return answerOf(action.record?.decision ?? null, inputErrors(action.application)) === answer;
}
