/** Which field of a register row a check turns on: the one that the clerk wants to see beside the verdict. */
import type { CheckId, CheckResult, ReasonCode } from '#shared/policy/verdict.ts';

const BY_CHECK: Readonly<Partial<Record<CheckId, readonly string[]>>> = {
  'unit-type': ['unitType'],
  'insured-here': ['divisionCode'],
  'name-match': ['name'],
  'insuring-employer': ['employerName', 'unifiedSocialCreditCode'],
  'last-month-contribution': ['paidThrough'],
  'this-month-enrolment': ['status'],
  'hired-in-period': ['enrolledOn', 'jobStartedOn'],
  'months-contributed': ['monthsContributed'],
  'programme-graduate': ['graduatedOn', 'answer'],
  'entitled-group': ['graduatedOn', 'registeredOn', 'endedOn'],
  'full-time': ['fullTime'],
  'labour-contract': ['from', 'to'],
  'hiring-subsidy': ['paidOn', 'employerName'],
  'already-paid': ['paidOn', 'employerName'],
};

/** Where one reason of a check turns on something else than the check commonly does. */
const BY_REASON: Readonly<Partial<Record<ReasonCode, readonly string[]>>> = {
  'enrolled-this-month': ['enrolledOn'],
  'left-before-last-month': ['paidThrough', 'status'],
  deferred: ['deferred', 'paidThrough'],
  arrears: ['paidThrough', 'status'],
  'months-short-and-stopped': ['monthsContributed', 'status'],
  'not-regular-higher-education': ['category'],
  'service-says-no': ['answer', 'answeredOn'],
  'answer-stale': ['answer', 'answeredOn'],
  'contract-ended': ['to'],
  'contract-not-started': ['from'],
  'contract-with-another-employer': ['employerName', 'unifiedSocialCreditCode'],
};

/** Fields of the row that decided this result, most telling first; none where the row is met or no row decided. */
export function decidingFields({ check, verdict, reason }: CheckResult): readonly string[] {
  if (verdict === 'met') return [];
  return (reason === null ? undefined : BY_REASON[reason]) ?? BY_CHECK[check] ?? [];
}
