/** Account numbers of firms have no common length and no check digit; Luhn belongs to cards only. */
import { normaliseCode } from './normalise.ts';

export const bankAccountErrors = ['empty', 'damaged-by-spreadsheet', 'illegal-characters', 'wrong-length'] as const;
export type BankAccountError = (typeof bankAccountErrors)[number];

export type BankAccountResult =
  { readonly ok: true; readonly number: string } | { readonly ok: false; readonly error: BankAccountError };

const SHORTEST = 8;
const LONGEST = 32;

/** Reads an account number: digits and hyphens, 8–32 places. */
export function parseBankAccount(text: string): BankAccountResult {
  const number = normaliseCode(text);
  if (number === '') return { ok: false, error: 'empty' };
  if (/^\d(\.\d+)?E\+?\d+$/u.test(number)) return { ok: false, error: 'damaged-by-spreadsheet' };
  if (!/^\d[\d-]*\d$/u.test(number)) return { ok: false, error: 'illegal-characters' };
  if (number.length < SHORTEST || number.length > LONGEST) return { ok: false, error: 'wrong-length' };
  return { ok: true, number };
}

/** In groups of four for reading back: `4405 0166 6666`. */
export function groupBankAccount(number: string): string {
  return number.replace(/(.{4})(?=.)/gu, '$1 ');
}
