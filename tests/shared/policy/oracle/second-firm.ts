/** The firm's two checks, the persons together and the application, once more: policy.md, "The table" and "Person, application". */
import { badness, fold, has, MET, unk, unm, type Row, type Said, type Verdict } from './second-terms.ts';

const BY_CODE: Readonly<Record<string, string>> = {
  91: 'enterprise',
  92: 'individual-business',
  93: 'cooperative',
  51: 'social-organisation',
  52: 'social-organisation',
  53: 'social-organisation',
  11: 'government',
  12: 'public-institution',
  31: 'law-firm',
};

const kindsSaid = (code: string, business: readonly Row[]): readonly string[] => {
  const own = code === '' ? [] : business.filter((row) => fold(row['unifiedSocialCreditCode']) === code);
  return [...own.map(({ unitType: kind }) => kind), BY_CODE[code.slice(0, 2)]].filter(has).map(String);
};

/** The kind that nothing contradicts and no person has to judge; `null`: there is none. */
export function knownKind(code: string, business: readonly Row[]): string | null {
  const [kind, ...others] = new Set(kindsSaid(code, business));
  return kind === undefined || others.length > 0 || kind === 'cooperative' || kind === 'other' ? null : kind;
}

/** Kind by the register and by the first two places of the code. `entitled`: kinds that the year pays. */
export function unitType(code: string, business: readonly Row[], entitled: readonly string[]): Said {
  const own = code === '' ? [] : business.filter((row) => fold(row['unifiedSocialCreditCode']) === code);
  const said = kindsSaid(code, business);
  const [kind] = said;
  if (new Set(said).size > 1) return unk('sources-disagree');
  if (kind !== undefined && entitled.includes(kind)) return MET;
  if (kind === undefined || kind === 'cooperative' || kind === 'other') return unk('not-found');
  return own.length > 0 && own.every(({ unitType: known }) => !has(known))
    ? unk('unit-type-missing')
    : unm('not-entitled-unit');
}

export interface PersonHere {
  readonly verdict: Verdict;
  /** A row of the unemployment insurance with the applicant. */
  readonly hasRow: boolean;
}

export function enrolmentPlace(persons: readonly PersonHere[], firmDivision: unknown, office: string): Said {
  if (persons.some(({ verdict }) => verdict === 'met')) return MET;
  const counted = persons.filter(({ hasRow }) => hasRow);
  if (counted.length > 0 && counted.every(({ verdict }) => verdict === 'unmet')) return unm('apply-at-enrolment-place');
  const strip = (division: string): string => division.replace(/(?:00)+$/u, '');
  return has(firmDivision) && fold(firmDivision).startsWith(strip(office)) ? MET : unk('not-found');
}

/** Second and later rows of one person; then whoever stands in an application that came before. */
export function singleApplication(
  id: string,
  place: number,
  roster: readonly string[],
  others: readonly Row[],
  receivedOn: string,
): Said {
  if (roster.indexOf(id) < place) return ['remediable', 'duplicate-in-roster'];
  const earlier = others.some(
    ({ citizenIds, receivedOn: day }) =>
      (citizenIds as readonly string[]).includes(id) && (!has(day) || String(day) < receivedOn),
  );
  return earlier ? unk('claimed-by-another-application') : MET;
}

export interface Whole {
  readonly outcome: 'accept' | 'pending' | 'deficient' | 'decline';
  readonly totalAmountFen: number;
}

/** `persons`: worst verdict of each, with whether it is a second row. */
export function application(
  firm: readonly Verdict[],
  persons: readonly { readonly verdict: Verdict; readonly twice: boolean }[],
  papersMissing: boolean,
  amountFen: number,
): Whole {
  const counted = persons.filter(({ twice }) => !twice).map(({ verdict }) => verdict);
  const paid = firm.includes('unmet') ? 0 : counted.filter((verdict) => verdict === 'met').length * amountFen;
  const nobody = !counted.includes('met');
  const outcomes: readonly (readonly [Whole['outcome'], boolean])[] = [
    ['decline', firm.includes('unmet') || counted.every((verdict) => verdict === 'unmet')],
    ['deficient', papersMissing || firm.includes('remediable') || (nobody && counted.includes('remediable'))],
    ['pending', firm.includes('unknown') || nobody],
  ];
  return { outcome: outcomes.find(([, holds]) => holds)?.[0] ?? 'accept', totalAmountFen: paid };
}

export const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce<Verdict>((found, one) => (badness([one, null]) > badness([found, null]) ? one : found), 'met');
