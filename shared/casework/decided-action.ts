/** From an application and what was decided of it to the one action that is recorded. */
import type { Application } from '../domain/application.ts';
import type { OfficeSettings } from '../domain/office.ts';
import type { Officer } from '../domain/officer.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { CaseFile } from '../policy/case-file.ts';
import { acceptBy, remedyBy } from '../policy/deadlines.ts';
import type { HeldCalendar } from '../policy/held-calendar.ts';
import type { HeldPack } from '../policy/pack.ts';
import { ENGINE_VERSION } from '../policy/pack-library.ts';
import type { Decision, Outcome } from '../policy/verdict.ts';
import type { CaseAction, DecisionRecord } from './action.ts';
import { standingsOf } from './rounds.ts';

export interface DecidedCase {
  readonly held: HeldPack;
  /** The calendar that the days were counted by. */
  readonly calendar: HeldCalendar;
  readonly caseFile: CaseFile;
  readonly decision: Decision;
}

export interface ActionContext {
  readonly application: Application;
  readonly office: OfficeSettings;
  readonly officer: Officer;
  readonly on: PlainDate;
  /** Local wall-clock instant, ISO 8601 with offset. */
  readonly at: string;
  /** `null` while nothing is decided. */
  readonly decided: DecidedCase | null;
  /** The application holds only persons whom an acceptance left 待核: whatever the outcome, it is a supplementary decision. */
  readonly supplement?: boolean;
  /** Why an accepted case is corrected: whatever the outcome, it is a correction. */
  readonly correction?: string | undefined;
  /** What the days of a notice are counted by where nothing could be decided. */
  readonly rules?: Pick<DecidedCase, 'held' | 'calendar'> | undefined;
}

function recordOf({ held, calendar, caseFile, decision }: DecidedCase): DecisionRecord {
  return {
    policy: held.pack.id,
    packDigest: held.digest,
    calendarDigest: calendar.digest,
    engine: ENGINE_VERSION,
    caseFile,
    decision,
  };
}

/** 更正: with the clock of whoever is still to be answered, or the applicant's. */
function correction(base: Base, reason: string, { on, decided }: ActionContext): CaseAction | null {
  if (decided === null) return null;
  const { held, calendar, decision } = decided;
  const { parameters } = held.pack;
  const answerBy = leavesOpen(decision) ? acceptBy(base.application.receivedOn, parameters, calendar.table) : null;
  const due = decision.outcome === 'deficient' ? remedyBy(on, parameters, calendar.table) : null;
  return { kind: 'corrected', ...base, record: recordOf(decided), reason, acceptBy: answerBy, remedyBy: due };
}

const leavesOpen = (decision: Decision): boolean => [...standingsOf(decision).values()].includes('open');

type Base = Pick<CaseAction, 'at' | 'on' | 'officer'> & Pick<ActionContext, 'application' | 'office'>;

/** What a notice of deficiencies is counted by: what was decided with, else the rules of the day. */
function notice(base: Base, { on, decided, rules }: ActionContext): CaseAction | null {
  const by = decided ?? rules;
  if (by === undefined) return null;
  const record = decided === null ? null : recordOf(decided);
  const due = remedyBy(on, by.held.pack.parameters, by.calendar.table);
  return { kind: 'deficiencyNotified', ...base, record, remedyBy: due };
}

/**
 * `received`: papers taken in, whatever is known so far. Any other: the decision of that outcome, `null` while nothing is
 * decided; a notice of input errors needs only the `rules` of the day.
 */
export function decidedAction(context: ActionContext, wanted: 'received' | Outcome): CaseAction | null {
  const { application, office, officer, on, at, decided } = context;
  const base = { at, on, officer: { id: officer.id, name: officer.name }, application, office };
  if (context.correction !== undefined) return correction(base, context.correction, context);
  if (context.supplement === true)
    return decided === null ? null : { kind: 'supplemented', ...base, record: recordOf(decided) };
  if (wanted === 'deficient') return notice(base, context);
  if (decided === null)
    return wanted === 'received' ? { kind: 'received', ...base, record: null, acceptBy: null } : null;
  const record = recordOf(decided);
  const { held, calendar } = decided;
  const answerBy = acceptBy(application.receivedOn, held.pack.parameters, calendar.table);
  switch (wanted) {
    case 'received':
      return { kind: 'received', ...base, record, acceptBy: answerBy };
    case 'accept':
      return { kind: 'accepted', ...base, record, acceptBy: leavesOpen(record.decision) ? answerBy : null };
    case 'decline':
      return { kind: 'declined', ...base, record };
    case 'pending':
      return { kind: 'heldPending', ...base, record, acceptBy: answerBy };
  }
}
