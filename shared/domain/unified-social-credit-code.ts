/**
 * 统一社会信用代码, GB 32100-2015: 18 characters, the last one a check character modulo 31.
 * Alphabet: digits and capital letters without I, O, S, V, Z.
 */
import type { Brand } from './brand.ts';
import { normaliseCode } from './normalise.ts';
import type { UnitType } from './registries.ts';

export type UnifiedSocialCreditCode = Brand<string, 'UnifiedSocialCreditCode'>;

export type CreditCodeError = 'empty' | 'wrong-length' | 'illegal-characters' | 'wrong-check-character';

export type CreditCodeResult =
  | { readonly ok: true; readonly code: UnifiedSocialCreditCode }
  | { readonly ok: false; readonly error: CreditCodeError };

/** Characters in the order of their values. */
export const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weight of each of the first 17 characters. */
export const creditCodeWeights: readonly number[] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The check character that belongs to the first 17 characters; `null` when one of them is not of the alphabet. */
export function creditCodeCheckCharacter(first17: string): string | null {
  let sum = 0;
  for (const [index, weight] of creditCodeWeights.entries()) {
    const value = creditCodeAlphabet.indexOf(first17.charAt(index) || '?');
    if (value < 0) return null;
    sum += value * weight;
  }
  return creditCodeAlphabet.charAt((31 - (sum % 31)) % 31);
}

/** Reads a code as typed (full-width characters, spaces and small letters are folded). */
export function parseCreditCode(text: string): CreditCodeResult {
  const code = normaliseCode(text);
  if (code === '') return { ok: false, error: 'empty' };
  if (!/^[0-9A-HJ-NP-RTUWXY]+$/u.test(code)) return { ok: false, error: 'illegal-characters' };
  if (code.length !== 18) return { ok: false, error: 'wrong-length' };
  if (creditCodeCheckCharacter(code) !== code.charAt(17)) return { ok: false, error: 'wrong-check-character' };
  return { ok: true, code: code as UnifiedSocialCreditCode };
}

/** Registering department and kind of unit, characters 1–2 (GB 32100 table 1). */
const KINDS: Readonly<Record<string, UnitType>> = {
  '91': 'enterprise',
  '92': 'individual-business',
  '93': 'cooperative',
  '51': 'social-organisation',
  '52': 'social-organisation',
  '53': 'social-organisation',
  '11': 'government',
  '12': 'public-institution',
  '31': 'law-firm',
};

/** Kind of unit that the first two characters name; `null` where they name none that the policy knows. */
export function unitTypeOfCreditCode(code: string): UnitType | null {
  return KINDS[normaliseCode(code).slice(0, 2)] ?? null;
}
