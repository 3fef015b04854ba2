/**
 * 参保: each check is written for one insurance and takes the worst over those that the pack requires.
 * What is tried first decides; a field that is missing where it is needed gives `unknown` before anything is refused.
 */
import { coarser, covers } from '../../domain/division.ts';
import { addMonths, monthOf } from '../../domain/plain-date.ts';
import {
  beginsAfterLastMonth,
  doubtAbout,
  includesLastMonth,
  inOrder,
  otherOrders,
  type InsuranceRow,
  type OwnRows,
} from '../insurance-rows.ts';
import { within } from '../pack.ts';
import { codeKey } from '../registry-index.ts';
import type { Terms } from '../terms.ts';
import { verdictRank, type ReasonCode } from '../verdict.ts';
import {
  coversLastMonth,
  met,
  remediable,
  unknown,
  unmet,
  windowDetail,
  type Finding,
  type PersonCheck,
  type PersonContext,
} from './check.ts';

type OneInsurance = (person: PersonContext, own: OwnRows) => Finding;

/** Which of two findings is told. */
type Worse = (found: Finding, than: Finding) => boolean;

const isWorse: Worse = (found, than) => verdictRank[found.verdict] > verdictRank[than.verdict];

/** The worst over the required insurances; of equally bad ones the first. */
const overRequired =
  (check: OneInsurance, worse: Worse = isWorse): PersonCheck =>
  (person) => {
    const { requiredInsurances } = person.parameters;
    const findings = requiredInsurances.map((insurance) => {
      const found = settled(check, person, person.insurance.own(insurance));
      return requiredInsurances.length === 1 ? found : { ...found, detail: { insurance, ...found.detail } };
    });
    return findings.reduce((worst, found) => (worse(found, worst) ? found : worst));
  };

/**
 * The check, unless its verdict hangs on what cannot be known: which of two rows of equal rank counts, or, for a refusal,
 * whose a row with our number and another code is.
 */
function settled(check: OneInsurance, person: PersonContext, own: OwnRows): Finding {
  const found = check(person, own);
  const again = (rows: readonly InsuranceRow[]): Finding => check(person, { ...own, rows, counted: rows[0] ?? null });
  const orders = own.rows.length < 2 ? [] : otherOrders(own.rows);
  const disputed = orders.find((rows) => again(rows).verdict !== found.verdict);
  if (disputed !== undefined) return disagree(own.counted, disputed[0]);
  if (found.verdict !== 'unmet') return found;
  const conflicts = person.insurance.conflicts.filter(({ insurance }) => insurance === own.insurance);
  const isOpen = conflicts.length > 0 && again(inOrder([...own.rows, ...conflicts])).verdict !== 'unmet';
  return isOpen ? disagree(own.counted, conflicts[0]) : found;
}

const disagree = (row: InsuranceRow | null, conflict: InsuranceRow | undefined): Finding =>
  unknown('sources-disagree', 'insurance', { row: row ?? conflict, conflict });

const notFound = (): Finding => unknown('not-found', 'insurance');
const notCovered = (row?: InsuranceRow): Finding =>
  unknown('month-not-covered', 'insurance', row === undefined ? {} : { row });

/** The month of enrolment must be paid first; it shows in the month after it. */
const enrolledThisMonth = (row: InsuranceRow): Finding =>
  remediable('enrolled-this-month', 'insurance', {
    row,
    detail: {
      enrolledOn: row.enrolledOn,
      ...(row.enrolledOn ? { earliestApplyMonth: addMonths(monthOf(row.enrolledOn), 1) } : {}),
    },
  });

const deferred = (row: InsuranceRow, { lastMonth }: Terms): Finding =>
  remediable('deferred', 'insurance', { row, detail: { paidThrough: row.paidThrough ?? null, lastMonth } });

/** Six digits, or six and the local extension (notice, indicator 1-1). */
const READABLE_DIVISION = /^[1-9]\d{5,11}$/u;

/** 252号 一: 按失业保险参保地. Only the unemployment insurance counts, whatever else the pack requires. */
export const insuredHere: PersonCheck = (person) => settled(insuredHereBy, person, person.insurance.own('210'));

const insuredHereBy: OneInsurance = ({ officeDivision }, { rows, counted }) => {
  const division = codeKey(counted?.divisionCode);
  if (counted === null) return notFound();
  if (!READABLE_DIVISION.test(division) || coarser(division, officeDivision))
    return unknown('not-found', 'insurance', { row: counted });
  if (covers(officeDivision, division)) return met('insurance', { row: counted });
  const doubt = doubtAbout(counted, rows);
  if (doubt !== null) return unknown(doubt, 'insurance', { row: counted });
  return unmet('apply-at-enrolment-place', 'insurance', { row: counted, detail: { where: division } });
};

/** Another employer's 210 row that holds last month beyond doubt while none of ours can, or what keeps us from knowing. */
function elsewhere({ insurance, terms }: PersonContext, covered: boolean): Finding | null {
  const missing: Finding[] = [];
  for (const row of insurance.elsewhere) {
    const includes = includesLastMonth(row, terms);
    const paid = Boolean(row.paidThrough) && (row.paidThrough ?? '') >= terms.lastMonth;
    if (includes === true && (paid || (row.status === '1' && covered))) {
      return unmet('insured-elsewhere', 'insurance', { row, detail: { employerName: row.employerName ?? null } });
    }
    if (typeof includes === 'string') missing.push(unknown(includes, 'insurance', { row }));
  }
  return missing[0] ?? null;
}

/** 附件 初审 2: 上月参保单位与单位名称是否一致. */
export const insuringEmployer = overRequired((person, { insurance: kind, rows }) => {
  const { terms, insurance } = person;
  const covered = coversLastMonth(person);
  const states = rows.map((row) => ({ row, includes: includesLastMonth(row, terms) }));
  const own = states.find(({ includes }) => includes === true);
  if (own !== undefined) return met('insurance', { row: own.row });
  const later = rows.find((row) => beginsAfterLastMonth(row, terms));
  if (later !== undefined) return enrolledThisMonth(later);
  const conflict = insurance.conflicts.find((row) => row.insurance === kind);
  if (conflict !== undefined)
    return unknown('sources-disagree', 'insurance', {
      row: conflict,
      conflict: { employerNumber: conflict.employerNumber, unifiedSocialCreditCode: conflict.unifiedSocialCreditCode },
    });
  const open = states.find(({ includes }) => typeof includes === 'string');
  if (open !== undefined && typeof open.includes === 'string')
    return unknown(open.includes, 'insurance', { row: open.row });
  const other = kind === '210' ? elsewhere(person, covered) : null;
  if (other !== null) return other;
  const left = rows.find(({ status, paidThrough }) => status === '3' && paidThrough && paidThrough < terms.lastMonth);
  if (left !== undefined && covered)
    return unmet('left-before-last-month', 'insurance', { row: left, detail: { paidThrough: left.paidThrough } });
  return covered ? notFound() : notCovered();
});

/** 附件 初审 3, last month: 是否停缴、缓缴. */
export const lastMonthContribution = overRequired((person, { rows, counted }) => {
  const { terms } = person;
  const row = rows.find((candidate) => includesLastMonth(candidate, terms) === true) ?? counted;
  if (row === null) return notFound();
  if (beginsAfterLastMonth(row, terms)) return enrolledThisMonth(row);
  if (row.deferred) return deferred(row, terms);
  if (!row.paidThrough) return unknown('paid-through-missing', 'insurance', { row });
  // Paid beyond last month, it could have begun this month; paid through last month, it cannot.
  if (!row.enrolledOn && row.paidThrough > terms.lastMonth) return unknown('enrolled-on-missing', 'insurance', { row });
  if (row.paidThrough >= terms.lastMonth) return met('insurance', { row });
  if (!coversLastMonth(person)) return notCovered(row);
  const doubt = doubtAboutLastMonth(row, rows, terms);
  if (doubt !== null) return unknown(doubt, 'insurance', { row });
  const detail = { paidThrough: row.paidThrough, lastMonth: terms.lastMonth };
  return row.status === '1'
    ? remediable('arrears', 'insurance', { row, detail })
    : unmet('contribution-stopped', 'insurance', { row, detail });
});

/** The missing field for which this might not be the latest row that includes last month. */
function doubtAboutLastMonth(chosen: InsuranceRow, rows: readonly InsuranceRow[], terms: Terms): ReasonCode | null {
  if (!chosen.enrolledOn) return 'enrolled-on-missing';
  if (!chosen.status) return 'status-missing';
  const isLatest = includesLastMonth(chosen, terms) === true;
  for (const row of rows) {
    const includes = includesLastMonth(row, terms);
    const couldBe = !isLatest || !row.enrolledOn || row.enrolledOn >= chosen.enrolledOn;
    if (typeof includes === 'string' && couldBe) return includes;
  }
  return doubtAbout(chosen, rows);
}

/** 附件 初审 3, this month: 如果是减员停保，则不符合条件. */
export const thisMonthEnrolment = overRequired(({ index, terms }, { rows, counted }) => {
  const asOf = index.asOf('insurance') ?? '';
  if (counted === null) return notFound();
  if (asOf < terms.firstDayOfThisMonth) return notCovered(counted);
  const paying = rows.find(({ status }) => status === '1');
  if (paying !== undefined) return met('insurance', { row: paying });
  if (asOf > terms.lastDayOfThisMonth) return notCovered(counted);
  const silent = rows.find(({ status }) => !status);
  if (silent !== undefined) return unknown('status-missing', 'insurance', { row: silent });
  const doubt = doubtAbout(counted, rows);
  if (doubt !== null) return unknown(doubt, 'insurance', { row: counted });
  if (counted.status === '3') return unmet('removed-this-month', 'insurance', { row: counted });
  if (counted.deferred) return deferred(counted, terms);
  return unmet('suspended-this-month', 'insurance', { row: counted });
});

/** 59号 二: 本次参保日期或者本次参加工作时间. In 2022 a rule for picking data only; later a condition where the pack says so. */
export const hiredInPeriod = overRequired(({ parameters }, { rows, counted }) => {
  const { hireWindow, hireWindowIsCondition } = parameters;
  if (counted === null) return notFound();
  const days = [counted.enrolledOn, counted.jobStartedOn];
  if (days.some((day) => day && within(hireWindow, day))) return met('insurance', { row: counted });
  if ([...days, ...rows.map(({ enrolledOn }) => enrolledOn)].some((day) => !day))
    return unknown('date-missing', 'insurance', { row: counted });
  const doubt = doubtAbout(counted, rows);
  if (doubt !== null) return unknown(doubt, 'insurance', { row: counted });
  const rest = {
    row: counted,
    detail: { enrolledOn: counted.enrolledOn, jobStartedOn: counted.jobStartedOn, ...windowDetail(hireWindow) },
  };
  return hireWindowIsCondition
    ? unmet('hired-outside-period', 'insurance', rest)
    : unknown('hired-outside-period', 'insurance', rest);
});

/** The month from which the missing months could be there: contributions of a month show in the month after it. */
function earliestApplyMonth(row: InsuranceRow, missing: number, thisMonth: string): string | null {
  const from = row.paidThrough ?? (row.enrolledOn ? addMonths(monthOf(row.enrolledOn), -1) : null);
  if (from === null) return null;
  const month = addMonths(from, missing + 1);
  return month < thisMonth ? thisMonth : month;
}

function earliestOf({ detail }: Finding): string {
  const month = detail?.['earliestApplyMonth'];
  return typeof month === 'string' ? month : '';
}

/** Of several insurances with months missing, the one that takes longest: an earlier application would fail again. */
const takesLonger: Worse = (found, than) =>
  found.reason === 'months-short' && than.reason === 'months-short'
    ? earliestOf(found) > earliestOf(than)
    : isWorse(found, than);

/** A row whose months leave no gap between enrolment and the last month paid, and are enough. */
function isInARow({ enrolledOn, paidThrough, monthsContributed }: InsuranceRow, minimum: number): boolean {
  if (!enrolledOn || !paidThrough || (monthsContributed ?? 0) < minimum) return false;
  return addMonths(monthOf(enrolledOn), (monthsContributed ?? 0) - 1) >= paidThrough;
}

/** 41号 一: 缴纳失业保险费1个月以上 (2024 on: three months, three insurances). */
export const monthsContributed = overRequired((person, { rows, counted }) => {
  const { minimumMonths, monthsInARow } = person.parameters;
  if (counted === null) return notFound();
  const paid = rows.reduce((sum, row) => sum + (row.monthsContributed ?? 0), 0);
  if (paid >= minimumMonths && monthsInARow === true && !rows.some((row) => isInARow(row, minimumMonths)))
    return unknown('months-not-in-a-row', 'insurance', { row: counted, detail: { months: paid } });
  if (paid >= minimumMonths) return met('insurance', { row: counted, detail: { months: paid } });
  const silent = rows.find(({ monthsContributed }) => monthsContributed === null || monthsContributed === undefined);
  if (silent !== undefined) return unknown('months-contributed-missing', 'insurance', { row: silent });
  const detail = { months: paid, required: minimumMonths };
  if (counted.status === '1' || counted.deferred) {
    const earliest = earliestApplyMonth(counted, minimumMonths - paid, person.terms.thisMonth);
    return remediable('months-short', 'insurance', {
      row: counted,
      detail: earliest === null ? detail : { ...detail, earliestApplyMonth: earliest },
    });
  }
  if (!coversLastMonth(person)) return notCovered(counted);
  if (!counted.status) return unknown('status-missing', 'insurance', { row: counted });
  const doubt = doubtAbout(counted, rows);
  if (doubt !== null) return unknown(doubt, 'insurance', { row: counted });
  return unmet('months-short-and-stopped', 'insurance', { row: counted, detail });
}, takesLonger);
