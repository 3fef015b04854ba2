/**
 * 公民身份号码, GB 11643: 18 places, birthday in places 7–14, sex in place 17, check character by MOD 11-2.
 * The same structure carries the residence permits of Hong Kong, Macao and Taiwan residents (81, 82, 83) and, since
 * 2023-12-01, the card of foreign permanent residents (first digit 9). The address part is never compared with
 * today's list of divisions: it may name one that no longer exists.
 */
import type { Brand } from './brand.ts';
import { normaliseCode } from './normalise.ts';
import { parsePlainDate, type PlainDate } from './plain-date.ts';

export type CitizenId = Brand<string, 'CitizenId'>;

export const citizenIdErrors = [
  'empty',
  'damaged-by-spreadsheet',
  'old-fifteen-digit',
  'illegal-characters',
  'wrong-length',
  'impossible-birthday',
  'wrong-check-digit',
] as const;
export type CitizenIdError = (typeof citizenIdErrors)[number];

/** What document the number belongs to. */
export type CitizenIdKind = 'resident' | 'hong-kong-macao-taiwan' | 'permanent-resident';

export interface CitizenIdFacts {
  readonly id: CitizenId;
  readonly kind: CitizenIdKind;
  readonly bornOn: PlainDate;
  readonly sex: 'male' | 'female';
}

export type CitizenIdResult =
  { readonly ok: true; readonly value: CitizenIdFacts } | { readonly ok: false; readonly error: CitizenIdError };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_ROW = '10X98765432';

/** The check character that belongs to the first 17 digits. */
export function citizenIdCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0);
  return CHECK_ROW.charAt(sum % 11);
}

/**
 * `4.40802E+17`, or `440802200003150000.0`: what a spreadsheet leaves of a number it took for a quantity; and how the importer
 * shows it, the digits that can be trusted and then question marks.
 */
const looksLikeQuantity = (text: string): boolean =>
  /^\d(\.\d+)?E\+?\d+$/u.test(text) || /^\d{15,18}\.0*$/u.test(text) || /^\d{15}\?+$/u.test(text);

function kindOf(id: string): CitizenIdKind {
  if (id.startsWith('9')) return 'permanent-resident';
  return /^8[123]/u.test(id) ? 'hong-kong-macao-taiwan' : 'resident';
}

/** From 1900 on, as every day that the program reads. */
function birthdayOf(id: string): PlainDate | null {
  return parsePlainDate(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`);
}

function shapeError(id: string): CitizenIdError | null {
  if (id === '') return 'empty';
  if (looksLikeQuantity(id)) return 'damaged-by-spreadsheet';
  if (/^\d{15}$/u.test(id)) return 'old-fifteen-digit';
  if (!/^\d+X?$/u.test(id)) return 'illegal-characters';
  return id.length === 18 ? null : 'wrong-length';
}

/**
 * Reads a number as typed or imported: full-width digits, spaces and a small x are folded. A spreadsheet keeps only 15
 * digits of a number, so 18 digits that end in `000` without a right check digit are reported as damaged, not as mistyped.
 */
export function parseCitizenId(text: string): CitizenIdResult {
  const id = normaliseCode(text);
  const shape = shapeError(id);
  if (shape !== null) return { ok: false, error: shape };
  const rightCheck = citizenIdCheckCharacter(id) === id.charAt(17);
  if (!rightCheck && id.endsWith('000')) return { ok: false, error: 'damaged-by-spreadsheet' };
  const bornOn = birthdayOf(id);
  if (bornOn === null) return { ok: false, error: 'impossible-birthday' };
  if (!rightCheck) return { ok: false, error: 'wrong-check-digit' };
  const sex = Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return { ok: true, value: { id: id as CitizenId, kind: kindOf(id), bornOn, sex } };
}

/** Grouped for reading: `440802 20000315 0026`. Text of another length comes back as it is. Copy the ungrouped one. */
export function groupCitizenId(id: string): string {
  return id.length === 18 ? `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}` : id;
}

/** For lists that others may see: first six and last four places, `440802********0026`. Short text is hidden whole. */
export function maskCitizenId(id: string): string {
  return id.length < 12 ? '*'.repeat(id.length) : `${id.slice(0, 6)}${'*'.repeat(id.length - 10)}${id.slice(-4)}`;
}

/** Whole years of age on a day. A birthday on 29 February is had on 1 March of a common year (公安 practice: the day after). */
export function ageOn(bornOn: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}
