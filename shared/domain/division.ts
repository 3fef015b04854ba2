/** 行政区划代码, GB/T 2260: two digits each for province, prefecture, county; trailing `00` pairs mean "all of it". */
import { normaliseCode } from './normalise.ts';

/** A code without its trailing `00` pairs: `440800` → `4408`. */
export function divisionPrefix(code: string): string {
  const digits = normaliseCode(code);
  return digits.length % 2 === 0 ? digits.replace(/(?:00)+$/u, '') : digits;
}

/** Whether the text is a six-digit code at all. */
export function isDivisionCode(code: string): boolean {
  return /^[1-9]\d{5}$/u.test(normaliseCode(code));
}

/** Whether `code` lies in `outer`: `440800` covers every `4408xx` and itself, `440823` only itself. */
export function covers(outer: string, code: string): boolean {
  const prefix = divisionPrefix(outer);
  return prefix !== '' && divisionPrefix(code).startsWith(prefix);
}

/** Whether `code` names a larger area that holds `than`: such a code decides nothing about the smaller one. */
export function coarser(code: string, than: string): boolean {
  return divisionPrefix(code) !== divisionPrefix(than) && covers(code, than);
}
