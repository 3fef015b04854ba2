/**
 * The checks of a list's rows: the same ones that a window case goes through, on the same local copies, and beside them what the
 * list says of itself. 初审 of a list asks four questions (湛人社函〔2022〕185号 附件 一（二）1-4); contract and mode of study are
 * asked of window cases only (附件 二（三）3, 4), so here they are shown and decide nothing. A refusal needs evidence that
 * nothing contradicts: where the list and a copy disagree somebody has to look.
 */
import type { PlainDate } from '../../domain/plain-date.ts';
import { normaliseEmployerName } from '../../domain/normalise.ts';
import { registryKinds, type RegistryKind, type RegistrySet } from '../../domain/registries.ts';
import type { WorkingCalendar } from '../../domain/working-days.ts';
import type { OtherApplication } from '../../policy/case-file.ts';
import { decide } from '../../policy/decide.ts';
import { withFileAnswers, type SourcedAnswer } from '../../policy/file-answers.ts';
import { worstOf } from '../../policy/outcome.ts';
import type { HeldPack } from '../../policy/pack.ts';
import { groupOfEntry } from '../../policy/group-of.ts';
import { codeKey } from '../../policy/registry-index.ts';
import type { CheckId, CheckResult, ReasonCode, Verdict } from '../../policy/verdict.ts';
import type { NotPayableReason } from '../codes.ts';
import { firmKeyOf } from '../source.ts';
import type { CopyDays, ListQuestion, ListRow, RowFindings } from './list-row.ts';

/** What 初审 would say of a row. */
export interface Proposal {
  /** `null` where somebody has to look, or nothing is wrong. */
  readonly reason: NotPayableReason | null;
  /** 缓缴: the firm is told to pay and to apply at the window. */
  readonly deferred: boolean;
}

export interface RowCheck extends Proposal {
  readonly verdict: Verdict;
  /** Of the firm and the person, those that decide first. */
  readonly checks: readonly CheckResult[];
  /** Contract and mode of study. */
  readonly beside: readonly CheckResult[];
  /** What the list itself says, where it is not what it should be. */
  readonly said: readonly { readonly question: ListQuestion; readonly verdict: Verdict }[];
}

export interface RowChecking {
  readonly date: PlainDate;
  readonly held: HeldPack;
  readonly calendar: WorkingCalendar;
  readonly officeDivision: string;
  /** The copies with the rows of these persons and firms. */
  readonly registries: RegistrySet;
  /** Answers of the verification queue, by number. */
  readonly answers: ReadonlyMap<string, SourcedAnswer>;
  /** Window cases that name one of these persons. */
  readonly others: readonly OtherApplication[];
  /** Day of the list: what it says of the interface was said by then. */
  readonly listDay: PlainDate;
  readonly listLabel: string;
}

const BESIDE: ReadonlySet<CheckId> = new Set<CheckId>(['labour-contract', 'full-time']);

const reasonOfCheck: Readonly<Partial<Record<ReasonCode, NotPayableReason>>> = {
  'not-entitled-unit': 'N01',
  'apply-at-enrolment-place': 'N02',
  'insured-elsewhere': 'N03',
  'left-before-last-month': 'N04',
  'contribution-stopped': 'N04',
  'removed-this-month': 'N04',
  'suspended-this-month': 'N04',
  'months-short-and-stopped': 'N06',
  'hired-outside-period': 'N07',
  'service-says-no': 'N08',
  'graduated-outside-window': 'N08',
  'not-regular-higher-education': 'N09',
  'hiring-subsidy-received': 'N11',
  'already-paid': 'N12',
};

const reasonOfQuestion: Readonly<Partial<Record<ListQuestion, NotPayableReason>>> = {
  'unit-type': 'N01',
  'last-month-firm': 'N03',
  'last-month': 'N04',
  'this-month': 'N04',
  graduate: 'N08',
  subsidised: 'N11',
};

/** The check of the local copies that asks the same. */
const sameQuestion: Readonly<Partial<Record<ListQuestion, CheckId>>> = {
  'unit-type': 'unit-type',
  'last-month-firm': 'insuring-employer',
  'last-month': 'last-month-contribution',
  'this-month': 'this-month-enrolment',
  graduate: 'programme-graduate',
  subsidised: 'hiring-subsidy',
};

type Said = RowCheck['said'][number];

/** What the list says that is not as it should be, before it is held against the copies. */
function wordsOf({ said, employerName }: ListRow, { parameters }: HeldPack['pack']): readonly Said[] {
  const found: Said[] = [];
  const note = (question: ListQuestion, verdict: Verdict): unknown => found.push({ question, verdict });
  const { unitType, lastMonthFirm, lastMonth, thisMonth, graduate, subsidised, amountFen, unread } = said;
  if (unitType !== undefined && !parameters.entitledUnitTypes.value.includes(unitType)) note('unit-type', 'unmet');
  if (lastMonthFirm !== undefined && normaliseEmployerName(lastMonthFirm) !== normaliseEmployerName(employerName))
    note('last-month-firm', 'unmet');
  if (lastMonth !== undefined && lastMonth !== 'paid')
    note('last-month', lastMonth === 'deferred' ? 'remediable' : 'unmet');
  if (thisMonth !== undefined && thisMonth !== 'paid')
    note('this-month', thisMonth === 'deferred' ? 'remediable' : 'unmet');
  // Where the pack pays for further groups, 否 speaks of one of them alone.
  if (graduate === '否') note('graduate', parameters.furtherGroups.value.length === 0 ? 'unmet' : 'unknown');
  if (subsidised === true) note('subsidised', 'unmet');
  if (amountFen !== undefined && amountFen !== parameters.amountFen.value) note('amount', 'unknown');
  if (unread !== undefined) note('unread', 'unknown');
  return found;
}

function heldAgainst(said: readonly Said[], checks: readonly CheckResult[]): readonly Said[] {
  const group = groupOfEntry({ checks });
  const byOther = group !== undefined && group !== 'programme-graduate';
  return said.flatMap((one): readonly Said[] => {
    // Whom a register shows in another group is no graduate of the year, as the list says.
    if (one.question === 'graduate' && byOther) return [];
    const same = checks.find(({ check }) => check === sameQuestion[one.question]);
    return [one.verdict === 'unmet' && same?.verdict === 'met' ? { ...one, verdict: 'unknown' } : one];
  });
}

/** What the findings of a row come to. */
export function proposalOf({ said: words }: Pick<ListRow, 'said'>, { verdict, checks, said }: RowFindings): Proposal {
  const deferred =
    words.lastMonth === 'deferred' ||
    words.thisMonth === 'deferred' ||
    checks.some(({ reason }) => reason === 'deferred');
  if (verdict !== 'unmet') return { deferred, reason: verdict === 'remediable' && deferred ? 'N05' : null };
  const checked = checks.find((one) => one.verdict === 'unmet')?.reason ?? null;
  const word = said.find((one) => one.verdict === 'unmet');
  const byList = word === undefined ? undefined : reasonOfQuestion[word.question];
  return { deferred, reason: (checked === null ? undefined : reasonOfCheck[checked]) ?? byList ?? null };
}

/** One pass over the copies, so that a firm's case costs its own rows alone. */
function byKey(registries: RegistrySet): ReadonlyMap<RegistryKind, ReadonlyMap<string, readonly unknown[]>> {
  return new Map(
    registryKinds.map((kind) => {
      const rows = new Map<string, unknown[]>();
      for (const row of registries[kind]?.rows ?? []) {
        const key = codeKey('citizenId' in row ? row.citizenId : row.unifiedSocialCreditCode);
        const list = rows.get(key);
        if (list === undefined) rows.set(key, [row]);
        else list.push(row);
      }
      return [kind, rows];
    }),
  );
}

function registriesOf(
  { registries }: RowChecking,
  rows: ReturnType<typeof byKey>,
  firm: readonly ListRow[],
): RegistrySet {
  const persons = [...new Set(firm.map(({ citizenId }) => citizenId))];
  const code = firm[0]?.unifiedSocialCreditCode ?? '';
  const entries = registryKinds.flatMap((kind) => {
    const copy = registries[kind];
    const keys = kind === 'business' ? [code] : persons;
    return copy === undefined ? [] : [[kind, { ...copy, rows: keys.flatMap((key) => rows.get(kind)?.get(key) ?? []) }]];
  });
  return Object.fromEntries(entries) as RegistrySet;
}

/** That the interface said 是 stands in the list, as one more answer of it; a 否 is told as the list's own word. */
function answersOf(firm: readonly ListRow[], { listDay, listLabel }: RowChecking): ReadonlyMap<string, SourcedAnswer> {
  return new Map(
    firm.flatMap(({ citizenId, said: { graduate } }) =>
      graduate === '是'
        ? [[citizenId, { answer: { citizenId, answer: graduate, answeredOn: listDay }, source: listLabel }] as const]
        : [],
    ),
  );
}

function checkFirm(
  { employerName, unifiedSocialCreditCode, employerNumber }: ListRow,
  firm: readonly ListRow[],
  checking: RowChecking,
  rows: ReturnType<typeof byKey>,
) {
  const ids = firm.map(({ citizenId }) => citizenId);
  const { date, held, officeDivision, calendar, answers } = checking;
  const own = registriesOf(checking, rows, firm);
  const registries = withFileAnswers(withFileAnswers(own, answers, ids, date), answersOf(firm, checking), ids, date);
  const known = new Set(ids);
  const caseFile = {
    date,
    policy: held.pack.id,
    office: { divisionCode: officeDivision },
    employer: {
      name: employerName,
      ...(unifiedSocialCreditCode === '' ? {} : { unifiedSocialCreditCode }),
      ...(employerNumber === '' ? {} : { employerNumber }),
    },
    roster: firm.map(({ name, citizenId }) => ({ name, citizenId })),
    papers: {},
    registries,
    // Whatever day a case came in: a person whom one names is looked at before the list pays.
    otherApplications: checking.others
      .filter(({ citizenIds }) => citizenIds.some((id) => known.has(codeKey(id))))
      .map(({ id, citizenIds }) => ({ id, citizenIds })),
  };
  return decide(caseFile, held, calendar);
}

/** Checks rows of any firms; results by line. */
export function checkRows(rows: readonly ListRow[], checking: RowChecking): ReadonlyMap<number, RowCheck> {
  const firms = new Map<string, ListRow[]>();
  for (const row of rows) {
    const key = firmKeyOf({ ...row, name: row.employerName });
    const list = firms.get(key);
    if (list === undefined) firms.set(key, [row]);
    else list.push(row);
  }
  const index = byKey(checking.registries);
  const found = new Map<number, RowCheck>();
  for (const firm of firms.values()) {
    const [first] = firm;
    if (first === undefined) continue;
    const { employerChecks, entries } = checkFirm(first, firm, checking, index);
    for (const [at, row] of firm.entries()) {
      const all = [...employerChecks, ...(entries[at]?.checks ?? [])];
      found.set(row.line, rowCheck(row, all, checking));
    }
  }
  return found;
}

function rowCheck(row: ListRow, all: readonly CheckResult[], { held }: RowChecking): RowCheck {
  const checks = all.filter(({ check }) => !BESIDE.has(check));
  const beside = all.filter(({ check }) => BESIDE.has(check));
  const said = heldAgainst(wordsOf(row, held.pack), checks);
  const verdict = worstOf([...checks, ...said].map((one) => one.verdict));
  return { verdict, ...proposalOf(row, findingsOf({ verdict, checks, said })), checks, beside, said };
}

/** What is kept of it in the ledger: all that is not met. */
export function findingsOf({ verdict, checks, said }: Pick<RowCheck, 'verdict' | 'checks' | 'said'>): RowFindings {
  return {
    verdict,
    checks: checks
      .filter((one) => one.verdict !== 'met')
      .map(({ check, verdict: own, reason }) => ({ check, verdict: own, reason })),
    said: said.map((one) => ({ ...one })),
  };
}

/** The day of each copy that was looked at. */
export const copyDays = (registries: RegistrySet): CopyDays =>
  Object.fromEntries(
    registryKinds.flatMap((kind) => {
      const asOf = registries[kind]?.asOf;
      return asOf === undefined ? [] : [[kind, asOf]];
    }),
  );
