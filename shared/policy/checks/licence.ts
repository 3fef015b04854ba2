/** 证照: is the applicant an entitled kind of unit, and is this the place where it insures its people? */
import { covers } from '../../domain/division.ts';
import type { RegistryRow, UnitType } from '../../domain/registries.ts';
import { unitTypeOfCreditCode } from '../../domain/unified-social-credit-code.ts';
import type { InsuranceRow } from '../insurance-rows.ts';
import { codeKey } from '../registry-index.ts';
import { met, unknown, unmet, type CaseContext, type EmployerCheck } from './check.ts';

/** Kinds that a person must judge: the register's catch-all says nothing, a cooperative is disputed. */
const UNDECIDED: ReadonlySet<UnitType> = new Set<UnitType>(['cooperative', 'other']);

interface KindsOfUnit {
  readonly byCode: UnitType | null;
  readonly rows: readonly RegistryRow<'business'>[];
  /** What register and code say; more than one contradict each other. */
  readonly kinds: ReadonlySet<UnitType>;
}

function kindsOfUnit({ employerKeys, index }: CaseContext): KindsOfUnit {
  const byCode = unitTypeOfCreditCode(employerKeys.code);
  const rows = employerKeys.code === '' ? [] : index.rows('business', employerKeys.code);
  return {
    byCode,
    rows,
    kinds: new Set([...rows.flatMap(({ unitType }) => unitType ?? []), ...(byCode === null ? [] : [byCode])]),
  };
}

/** The applicant's kind beyond doubt, with its row; `null` where it is not known, disputed, or one that a person must judge. */
export function knownKindOfUnit(
  context: CaseContext,
): { readonly kind: UnitType; readonly row: RegistryRow<'business'> | undefined } | null {
  const { kinds, rows } = kindsOfUnit(context);
  const [kind, ...others] = kinds;
  if (kind === undefined || others.length > 0 || UNDECIDED.has(kind)) return null;
  return { kind, row: rows.find(({ unitType }) => unitType) };
}

/** 41号 一: 企业. The register and the first two characters of the code must not contradict each other. */
export const unitType: EmployerCheck = (employer) => {
  const { parameters } = employer;
  const { byCode, rows, kinds } = kindsOfUnit(employer);
  const row = rows.find(({ unitType }) => unitType) ?? rows[0];
  const rest = row === undefined ? { detail: { byCode } } : { row, detail: { byCode } };
  if (kinds.size > 1)
    return unknown('sources-disagree', 'business', { ...rest, conflict: { unitTypes: [...kinds].sort() } });
  const [kind] = kinds;
  if (kind !== undefined && parameters.entitledUnitTypes.includes(kind)) return met('business', rest);
  if (kind === undefined || UNDECIDED.has(kind)) return unknown('not-found', 'business', rest);
  if (row !== undefined && !row.unitType) return unknown('unit-type-missing', 'business', rest);
  return unmet('not-entitled-unit', 'business', { ...rest, detail: { byCode, unitType: kind } });
};

/** 附件 二（三）1: 是否到参保地申请. The persons' insurance decides; the firm's own division only speaks where it is silent. */
export const enrolmentPlace: EmployerCheck = ({ insuredHere, employer, officeDivision }) => {
  const own = insuredHere.find(({ verdict }) => verdict === 'met');
  if (own !== undefined)
    return met('insurance', { detail: { insuredHere: insuredHere.filter(({ verdict }) => verdict === 'met').length } });
  const counted = insuredHere.filter(({ evidence }) => evidence.row !== undefined);
  if (counted.length > 0 && counted.every(({ verdict }) => verdict === 'unmet')) {
    const places = new Set(counted.map(({ evidence }) => codeKey((evidence.row as InsuranceRow).divisionCode)));
    const where = [...places].filter((place) => place !== '').sort();
    return unmet('apply-at-enrolment-place', 'insurance', { detail: { where } });
  }
  const declared = employer.divisionCode ?? '';
  if (declared !== '' && covers(officeDivision, declared)) return met(null, { detail: { divisionCode: declared } });
  return unknown('not-found', 'insurance');
};
