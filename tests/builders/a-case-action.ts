/** Actions of a case and the way they look once stored. */
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import type { CaseAction, DecisionRecord } from '#shared/casework/action.ts';
import type { StoredAction } from '#shared/casework/case-state.ts';
import type { ProvinceOutcome } from '#shared/casework/province-answer.ts';
import type { Application } from '#shared/domain/application.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { outcomeOf } from '#shared/policy/outcome.ts';
import type { Outcome, Verdict } from '#shared/policy/verdict.ts';
import { anApplication } from './an-application.ts';

/** Whose entries count for settings, packs and calendars. */
export const anAdministrator: EntryAuthor = { id: 'o1', name: '李样例', capacity: 'administrator' };

export const anOffice: OfficeSettings = {
  officeName: '湛江市赤坎区就业服务中心',
  divisionCode: '440802',
  address: '赤坎区样例路 1 号',
  phone: '0759-0000000',
  supervisionPhone: '0759-0000001',
  windowNumber: '3',
  sealName: '湛江市赤坎区就业服务中心',
  receiptPrefix: 'W03',
};

const base = {
  at: '2022-08-22T09:00:00+08:00',
  on: plainDate('2022-08-22'),
  officer: { id: 'o2', name: '王样例' },
} as const;

/** What a decision on this application says; as many persons met as asked for. */
export function aDecisionRecord(
  application: Application,
  outcome: Outcome,
  met = application.roster.length,
): DecisionRecord {
  return {
    policy: 'zhanjiang-2022',
    packDigest: 'd'.repeat(64),
    calendarDigest: shippedHeldCalendar.digest,
    engine: 'test',
    caseFile: {
      date: base.on,
      office: { divisionCode: '440802' },
      employer: { name: application.employer.name },
      roster: [],
      papers: {},
      registries: {},
    },
    decision: {
      policy: 'zhanjiang-2022',
      date: base.on,
      outcome,
      totalAmountFen: met * 150_000,
      decisionDue: plainDate('2022-09-21'),
      employerChecks: [],
      entries: application.roster.map(({ citizenId }, index) => ({
        citizenId,
        verdict: index < met ? ('met' as const) : ('unknown' as const),
        amountFen: index < met ? 150_000 : 0,
        checks: [],
      })),
      missingPapers: [],
      warnings: [],
    },
  };
}

/** 收件, or one of the four answers. */
export function aDecision(
  kind: 'received' | 'accepted' | 'deficiencyNotified' | 'declined' | 'heldPending',
  application: Application = anApplication(),
): CaseAction {
  const decided = { ...base, application, office: anOffice };
  switch (kind) {
    case 'received':
      return { kind, ...decided, record: null, acceptBy: null };
    case 'accepted':
      return { kind, ...decided, record: aDecisionRecord(application, 'accept'), acceptBy: null };
    case 'deficiencyNotified':
      return {
        kind,
        ...decided,
        record: aDecisionRecord(application, 'deficient', 0),
        remedyBy: plainDate('2022-09-05'),
      };
    case 'declined':
      return { kind, ...decided, record: aDecisionRecord(application, 'decline', 0) };
    case 'heldPending':
      return {
        kind,
        ...decided,
        record: aDecisionRecord(application, 'pending', 0),
        acceptBy: plainDate('2022-08-29'),
      };
  }
}

/** The action as another officer makes it: only whoever is signed in may record. */
export const actedBy = <A extends CaseAction>(
  action: A,
  { id, name }: { readonly id: string; readonly name: string },
): A => ({
  ...action,
  officer: { id, name },
});

/** An acceptance of the first `met` persons; the others are 待核 until 29 August. */
export function anAcceptanceOf(application: Application, met: number): CaseAction {
  const record = aDecisionRecord(application, 'accept', met);
  return {
    kind: 'accepted',
    ...base,
    application,
    office: anOffice,
    record,
    acceptBy: plainDate('2022-08-29'),
  };
}

/** The decision that the rules make of these verdicts, in the order of the roster. */
function ruledRecord(application: Application, verdicts: readonly Verdict[]): DecisionRecord {
  const plain = aDecisionRecord(application, 'accept', 0);
  const entries = application.roster.map(({ citizenId }, index) => {
    const verdict = verdicts[index] ?? 'unknown';
    return { citizenId, verdict, amountFen: verdict === 'met' ? 150_000 : 0, checks: [] };
  });
  const totalAmountFen = entries.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const roster = application.roster.map(({ name, citizenId }) => ({ name, citizenId }));
  return {
    ...plain,
    caseFile: { ...plain.caseFile, roster },
    decision: { ...plain.decision, entries, outcome: outcomeOf([], entries, []), totalAmountFen },
  };
}

/** A supplementary decision on the persons of `application`: verdicts in their order, outcome by the rules. */
export function aSupplement(application: Application, verdicts: readonly Verdict[]): CaseAction {
  return { kind: 'supplemented', ...base, application, office: anOffice, record: ruledRecord(application, verdicts) };
}

/** A correction of a whole case, decided anew by the rules. */
export function aCorrection(application: Application, verdicts: readonly Verdict[]): CaseAction {
  return {
    kind: 'corrected',
    ...base,
    application,
    office: anOffice,
    record: ruledRecord(application, verdicts),
    reason: '账号录错一位',
    acceptBy: plainDate('2022-08-29'),
    remedyBy: null,
  };
}

export function aCaseNote(text = '经办人下周一来取'): CaseAction {
  return { kind: 'caseNote', ...base, text };
}

const letter: Letter = {
  paper: 'receipt',
  template: 'receipt@1',
  page: 'A4',
  office: anOffice.officeName,
  title: '收件凭证',
  number: '〔2022〕W03-000001',
  training: false,
  blocks: [],
  footer: [],
};

/** `of`: the ledger number of the decision it was made from. */
export function aPrintSent(printId: string, of = 1, paper: Letter['paper'] = 'receipt'): CaseAction {
  return { kind: 'printSent', ...base, printId, letter: { ...letter, paper }, digest: 'a'.repeat(64), of, copy: 1 };
}
export function aPrintConfirmed(printId: string, state: 'printed' | 'failed' = 'printed'): CaseAction {
  return { kind: 'printConfirmed', ...base, printId, state };
}
export function anExport(batchNumber = '〔2022〕W03-000001', rounds: number[] = [1]): CaseAction {
  return { kind: 'exported', ...base, batchId: 'batch-1', batchNumber, rounds };
}
/** A whole case with another officer's word, or with `entry` that entry alone. */
export function aVoid(entry?: number): CaseAction {
  const confirmation = { officerId: 'o3', at: base.at, seal: 'c2VhbA==' };
  return { kind: 'voided', ...base, reason: '录入有误', ...(entry === undefined ? { confirmation } : { entry }) };
}
export function aWithdrawal(): CaseAction {
  return { kind: 'withdrawn', ...base, reason: '单位撤回' };
}

/** Actions as the journal would have numbered them. */
export function stored(actions: readonly CaseAction[], first = 1): StoredAction[] {
  return actions.map((action, index) => ({
    sequence: first + index,
    hash: String(first + index).padStart(64, '0'),
    numbers: index === 0 ? [{ series: 'case', year: 2022, prefix: 'W03', value: 127 }] : [],
    action,
  }));
}

/** What a file of that day said of these persons. */
export const answered = (day: string, rows: readonly (readonly [string, ProvinceOutcome])[]): CaseAction => ({
  kind: 'provinceAnswered',
  at: `${day}T16:00:00+08:00`,
  on: plainDate(day),
  officer: { id: 'o1', name: '林窗口' },
  file: { name: '返回.xlsx', digest: 'a'.repeat(64), day: plainDate(day) },
  rows: rows.map(([citizenId, outcome]) => ({
    citizenId,
    outcome,
    result: '',
    stage: '',
    reason: '',
    code: '',
    on: null,
    amountFen: null,
  })),
});
