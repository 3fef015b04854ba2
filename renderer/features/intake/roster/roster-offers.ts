/** What the registers know of cells that are empty: offered, marked as the register's, taken only when the clerk says so. */
import type { RosterColumn, RosterEntry } from '#shared/domain/application.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';

/** Columns that a register can fill. */
const OFFERED = ['school', 'diplomaNumber', 'graduatedOn', 'contractFrom', 'contractTo', 'enrolledOn'] as const;

/** By entry id: the text for each empty column that a register has one for. */
export type RosterOffers = ReadonlyMap<string, Readonly<Partial<Record<RosterColumn, string>>>>;

type Known = Readonly<Partial<Record<(typeof OFFERED)[number], string | null | undefined>>>;

type Rows<Row> = ReadonlyMap<string, readonly Row[]>;

function byPerson<Row extends { readonly citizenId: string }>(rows: readonly Row[] | undefined): Rows<Row> {
  const found = new Map<string, Row[]>();
  for (const row of rows ?? []) {
    const id = normaliseCode(row.citizenId);
    found.set(id, [...(found.get(id) ?? []), row]);
  }
  return found;
}

/** Of several nobody knows which one is meant. */
const only = <Row>(rows: readonly Row[] | undefined): Row | undefined => (rows?.length === 1 ? rows[0] : undefined);

/** The registers' rows by person; contracts and insurance only with the firm on the sheet. */
function readerOf({ graduates, contracts, insurance }: RegistrySet, creditCode: string): (citizenId: string) => Known {
  const own = ({
    unifiedSocialCreditCode,
  }: {
    readonly unifiedSocialCreditCode?: string | null | undefined;
  }): boolean => creditCode !== '' && normaliseCode(unifiedSocialCreditCode ?? '') === creditCode;
  const diplomas = byPerson(graduates?.rows);
  const contracted = byPerson(contracts?.rows.filter(own));
  const insured = byPerson(insurance?.rows.filter((row) => row.insurance === '210' && own(row)));
  return (citizenId) => {
    const diploma = only(diplomas.get(citizenId));
    const contract = only(contracted.get(citizenId));
    return {
      school: diploma?.school,
      diplomaNumber: diploma?.diplomaNumber,
      graduatedOn: diploma?.graduatedOn,
      contractFrom: contract?.from,
      contractTo: contract?.to,
      enrolledOn: only(insured.get(citizenId))?.enrolledOn,
    };
  };
}

/** `creditCode`: of the firm on the sheet; contracts and insurance of other firms are not offered. */
export function rosterOffers(
  roster: readonly RosterEntry[],
  registries: RegistrySet | null,
  creditCode: string,
): RosterOffers {
  const offers = new Map<string, Readonly<Partial<Record<RosterColumn, string>>>>();
  if (registries === null) return offers;
  const read = readerOf(registries, normaliseCode(creditCode));
  for (const entry of roster) {
    const citizenId = normaliseCode(entry.citizenId);
    if (citizenId === '') continue;
    const known = read(citizenId);
    const found = OFFERED.flatMap((column): [RosterColumn, string][] => {
      const value = known[column] ?? '';
      return entry[column].trim() === '' && value !== '' ? [[column, value]] : [];
    });
    if (found.length > 0) offers.set(entry.entryId, Object.fromEntries(found));
  }
  return offers;
}

/** How many cells. */
export const countOffers = (offers: RosterOffers): number =>
  [...offers.values()].reduce((sum, cells) => sum + Object.keys(cells).length, 0);

/** The roster with everything offered in its empty cells. */
export const withOffers = (roster: readonly RosterEntry[], offers: RosterOffers): readonly RosterEntry[] =>
  roster.map((entry) => {
    const cells = offers.get(entry.entryId);
    return cells === undefined ? entry : { ...entry, ...cells };
  });
