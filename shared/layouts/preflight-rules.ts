/** Rules over several fields of a record, or over several records of a batch. A rule whose fields the layout lacks finds nothing. */
import { organisationCodeOf } from '../domain/organisation-code.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import type { CrossRule, Layout, LayoutColumn } from './layout.ts';
import type { Fault, PreflightCode } from './preflight-codes.ts';
import {
  correctionMarks,
  type ProvincialField,
  type ProvincialRecord,
  type ProvincialValues,
} from './provincial-record.ts';

type Found = {
  readonly field: ProvincialField;
  readonly code: PreflightCode;
  readonly detail?: Fault['detail'];
  readonly severity?: 'warning';
} | null;
type Rule = (values: ProvincialValues, row: number) => Found;

/** Checks of one batch: call in the order of the rows, `row` counts from 1. */
export function createCrossRules(layout: Layout): (record: ProvincialRecord, row: number) => Fault[] {
  const rules = layout.rules.map((rule) => ruleMakers[rule]());
  const columns = new Map<ProvincialField, LayoutColumn>();
  for (const column of layout.columns) if ('field' in column.value) columns.set(column.value.field, column);
  return (record, row) => {
    const values = withoutEmpty(record.values);
    return rules.flatMap((rule) => {
      const found = rule(values, row);
      const column = found === null ? undefined : columns.get(found.field);
      if (found === null || column === undefined) return [];
      const fault: Fault = { severity: found.severity ?? 'error', code: found.code, column };
      return [found.detail === undefined ? fault : { ...fault, detail: found.detail }];
    });
  };
}

function withoutEmpty(values: ProvincialValues): ProvincialValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** One maker per rule: a maker, because some rules remember the rows before. */
const ruleMakers: Readonly<Record<CrossRule, () => Rule>> = {
  'person-once': () => {
    const seen = new Map<string, number>();
    return ({ citizenId, correction }, row) => {
      if (citizenId === undefined || correction === correctionMarks.removed) return null;
      const first = seen.get(citizenId);
      if (first === undefined) seen.set(citizenId, row);
      return first === undefined ? null : { field: 'citizenId', code: 'person-twice', detail: { firstRow: first } };
    };
  },
  'employer-consistent': () => {
    const seen = new Map<string, { readonly name: string; readonly number: string; readonly row: number }>();
    return (values, row) => {
      const code = values.unifiedSocialCreditCode;
      if (code === undefined) return null;
      const now = { name: values.employerName ?? '', number: values.employerNumber ?? '', row };
      const first = seen.get(code);
      if (first === undefined) seen.set(code, now);
      else if (first.name !== now.name)
        return { field: 'employerName', code: 'employer-inconsistent', detail: { firstRow: first.row } };
      else if (first.number !== now.number)
        return { field: 'employerNumber', code: 'employer-inconsistent', detail: { firstRow: first.row } };
      return null;
    };
  },
  'sex-matches-citizen-id':
    () =>
    ({ citizenId, sex }) => {
      const facts = parseCitizenId(citizenId ?? '');
      if (!facts.ok || sex === undefined) return null;
      return (facts.value.sex === 'male') === (sex === '1') ? null : { field: 'sex', code: 'sex-differs' };
    },
  'organisation-code-in-credit-code': () => (values) => {
    const { organisationCode, unifiedSocialCreditCode: code } = values;
    if (organisationCode === undefined || code === undefined) return null;
    return organisationCodeOf(code) === organisationCode
      ? null
      : { field: 'organisationCode', code: 'organisation-code-differs' };
  },
  'economic-type-by-unit-type':
    () =>
    ({ unitType, economicType }) => {
      if (unitType === undefined) return null;
      const enterprise = unitType.startsWith('1');
      if (enterprise && economicType === undefined) return { field: 'economicType', code: 'economic-type-missing' };
      if (!enterprise && economicType !== undefined) return { field: 'economicType', code: 'economic-type-not-empty' };
      return null;
    },
  'contract-ends-after-start':
    () =>
    ({ contractFrom, contractTo }) =>
      isAfter(contractFrom, contractTo) ? { field: 'contractTo', code: 'contract-ends-before-start' } : null,
  'enrolled-not-after-accepted':
    () =>
    ({ enrolledOn, acceptedOn }) =>
      isAfter(enrolledOn, acceptedOn) ? { field: 'enrolledOn', code: 'enrolled-after-accepted' } : null,
  'disbursed-not-before-enrolled':
    () =>
    ({ enrolledOn, disbursedOn }) =>
      isAfter(enrolledOn, disbursedOn) ? { field: 'disbursedOn', code: 'disbursed-before-enrolled' } : null,
  'account-complete':
    () =>
    ({ accountNumber, accountName, accountBank }) => {
      if (accountNumber === undefined) return null;
      if (accountName === undefined) return { field: 'accountName', code: 'account-incomplete', severity: 'warning' };
      return accountBank === undefined
        ? { field: 'accountBank', code: 'account-incomplete', severity: 'warning' }
        : null;
    },
  'amount-positive':
    () =>
    ({ amountFen, correction }) =>
      correction !== correctionMarks.removed && amountFen !== undefined && /^0+$/u.test(amountFen)
        ? { field: 'amountFen', code: 'amount-not-positive' }
        : null,
};

/** Whether day `a` lies after day `b`; days sort as text, an absent one decides nothing. */
function isAfter(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a > b;
}
