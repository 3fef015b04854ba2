/**
 * 组织机构代码, GB 11714: eight characters and a check character; positions 9–17 of the 统一社会信用代码.
 * Written without the hyphen (notice, indicator 1-5).
 */
import type { Brand } from './brand.ts';
import { normaliseCode } from './normalise.ts';

export type OrganisationCode = Brand<string, 'OrganisationCode'>;

export type OrganisationCodeError = 'empty' | 'wrong-length' | 'illegal-characters' | 'wrong-check-character';

export type OrganisationCodeResult =
  | { readonly ok: true; readonly code: OrganisationCode }
  | { readonly ok: false; readonly error: OrganisationCodeError };

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of the first eight characters: 11 − (sum mod 11), 10 → X, 11 → 0. */
export function organisationCodeCheckCharacter(first8: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number.parseInt(first8.charAt(index), 36), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

/** Reads a code as typed; a hyphen before the last character is taken out. */
export function parseOrganisationCode(text: string): OrganisationCodeResult {
  const code = normaliseCode(text).replace(/^(.{8})-(.)$/u, '$1$2');
  if (code === '') return { ok: false, error: 'empty' };
  if (!/^[0-9A-Z]+$/u.test(code)) return { ok: false, error: 'illegal-characters' };
  if (code.length !== 9) return { ok: false, error: 'wrong-length' };
  if (organisationCodeCheckCharacter(code) !== code.charAt(8)) return { ok: false, error: 'wrong-check-character' };
  return { ok: true, code: code as OrganisationCode };
}

/**
 * Positions 9–17 of a credit code, whether or not they carry a right check character: some registration offices have
 * given out codes whose inner check does not hold, and the credit code has its own.
 */
export function organisationCodeOf(creditCode: string): string {
  return normaliseCode(creditCode).slice(8, 17);
}
