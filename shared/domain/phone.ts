/** Telephone numbers as they are dialled in mainland China. */
import { normaliseCode } from './normalise.ts';

/** Eleven digits beginning 13–19, with or without +86. */
export function isMobileNumber(text: string): boolean {
  return /^(?:\+?86)?1[3-9]\d{9}$/u.test(normaliseCode(text).replaceAll('-', ''));
}

/** Area code and 7–8 digits, with or without hyphen and extension: `0759-3381234`, `3381234`. */
export function isFixedLine(text: string): boolean {
  return /^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:[-转]\d{1,6})?$/u.test(normaliseCode(text));
}

/** Any number that the office could call back. */
export function isPhoneNumber(text: string): boolean {
  return isMobileNumber(text) || isFixedLine(text);
}
