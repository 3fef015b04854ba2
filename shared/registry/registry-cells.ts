/**
 * Reading one cell of a registry file: bytes in, the value's bytes of a record out (see registry-record; a text or code
 * without its length). The usual spelling is recognised on the bytes alone; anything else is decoded and read with
 * patience. A cell that cannot be read is a problem with a code; so is a unified social credit code whose check character is
 * wrong, for it is nobody's. That of an ID is looked at elsewhere, and the row is kept.
 */
import { limits } from '../domain/limits.ts';
import { creditCodeAlphabet, creditCodeWeights } from '../domain/unified-social-credit-code.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { Dictionary, RegistryColumn } from './registry-columns.ts';
import {
  dayNumber,
  monthNumber,
  wordsOf,
  writeId,
  writeIdNumbers,
  writeMoney,
  writeNumber,
} from './registry-record.ts';

export const cellProblems = [
  'cell-empty',
  'citizen-id-format',
  'citizen-id-damaged',
  'citizen-id-15',
  'code-format',
  'code-check-character',
  'not-a-date',
  'not-a-month',
  'not-a-number',
  'not-an-amount',
  'not-in-dictionary',
  'too-long',
  'undecodable',
] as const;
export type CellProblem = (typeof cellProblems)[number];

/** Position after the value in `out` (`at` itself: no value), or, negative, the problem: −1 is `cellProblems[0]`. */
export type ReadCell = (bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number) => number;

const problem = (code: CellProblem): number => -1 - cellProblems.indexOf(code);
/** The code of a negative result. */
export const problemOf = (result: number): CellProblem => cellProblems[-1 - result] ?? 'undecodable';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const REPLACEMENT = '\ufffd';
const NOTHING = /^(?:NULL|\\N|-+|—+|无|暂无|#N\/A)$/u;

const TEXT = (bytes: Uint8Array, start: number, end: number): string => decoder.decode(bytes.subarray(start, end));
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

function digits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isDigit(bytes[at])) return false;
  return true;
}

/** The number that up to nine digits stand for; −1 when they are not all digits. */
function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function copy(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  for (let from = start; from < end; from += 1) {
    out[at] = bytes[from] as number;
    at += 1;
  }
  return at;
}

function put(text: string, out: Uint8Array, at: number): number {
  const written = encoder.encode(text);
  out.set(written, at);
  return at + written.length;
}

/** Text as people and programs leave it in a code or number cell: full width, spaces, `'440…`, `="440…"`. */
function codeText(bytes: Uint8Array, start: number, end: number): string {
  return normaliseCode(TEXT(bytes, start, end))
    .replace(/^="?|^['‘’`]+/u, '')
    .replace(/"$/u, '');
}

/** Bytes of a cell that is a code, a day or a number; nothing longer is decoded. */
const LONGEST_CELL = limits.valueCharacters * 4;

/** A slow reader answers the value, null for none, or a problem. */
type Patient<T> = (text: string) => T | null | { readonly problem: CellProblem };
type Write<T> = (value: T, out: Uint8Array, at: number) => number;

const patiently =
  <T extends string | number>(read: Patient<T>, write: Write<T>): ReadCell =>
  (bytes, start, end, out, at) => {
    if (end - start > LONGEST_CELL) return problem('too-long');
    const text = codeText(bytes, start, end);
    if (text.includes(REPLACEMENT)) return problem('undecodable');
    if (NOTHING.test(text)) return at;
    const result = read(text);
    if (result === null) return at;
    return typeof result === 'object' ? problem(result.problem) : write(result, out, at);
  };

const inBytes =
  (width: number): Write<number> =>
  (value, out, at) =>
    writeNumber(value, width, out, at);
const inDay = inBytes(3);
const inMonth = inBytes(2);
/** Counts and amounts: 0 is a value, so one more is written. */
const inCount: Write<number> = (value, out, at) => writeNumber(value + 1, 2, out, at);
const inFen: Write<number> = (value, out, at) => writeMoney(value + 1, out, at);

const OTHER_DOCUMENT = /^(?:[A-Z]{1,2}\d{6,10}|[A-Z]{3}\d{12})$/u;

const slowCitizenId = patiently<string>((text) => {
  if (/^\d{17}[\dX]$/u.test(text) || OTHER_DOCUMENT.test(text)) return text;
  if (/^\d(?:\.\d+)?E\+?\d+$/u.test(text)) return { problem: 'citizen-id-damaged' };
  return { problem: /^\d{15}$/u.test(text) ? 'citizen-id-15' : 'citizen-id-format' };
}, writeId);

const readCitizenId: ReadCell = (bytes, start, end, out, at) => {
  if (end - start !== 18) return slowCitizenId(bytes, start, end, out, at);
  const first = numberIn(bytes, start, start + 9);
  const rest = numberIn(bytes, start + 9, start + 17);
  const last = bytes[start + 17] as number;
  if (first < 0 || rest < 0 || (!isDigit(last) && last !== 88)) return slowCitizenId(bytes, start, end, out, at);
  return writeIdNumbers(first, rest * 11 + (last === 88 ? 10 : last - 48), out, at);
};

const codePatterns: Readonly<Record<string, RegExp>> = {
  divisionCode: /^\d{6}(?:\d{3}|\d{6})?$/u,
};
const CREDIT_CODE = /^[0-9A-Z]{18}$/u;
const ANY_CODE = /^[0-9A-Z()/_-]+$/u;

function isPlainCode(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (!((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90))) return false;
  }
  return true;
}

const slowCreditCode = patiently<string>((text) => {
  if (text.length > 18) return { problem: 'too-long' };
  return CREDIT_CODE.test(text) ? text : { problem: 'code-format' };
}, put);

/** Value of a character of a credit code by its byte; −1 for one that stands in none. */
const creditCodeValues = Int8Array.from({ length: 128 }, (_, byte) =>
  creditCodeAlphabet.indexOf(String.fromCharCode(byte)),
);

/** Whether the 18 bytes from `start` end in the check character of the 17 before (GB 32100-2015). */
function hasRightCheckCharacter(bytes: Uint8Array, start: number): boolean {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    const value = creditCodeValues[bytes[start + index] as number] ?? -1;
    if (value < 0) return false;
    sum += value * (creditCodeWeights[index] as number);
  }
  return creditCodeValues[bytes[start + 17] as number] === (31 - (sum % 31)) % 31;
}

const creditCodeReader: ReadCell = (bytes, start, end, out, at) => {
  const after =
    end - start === 18 && isPlainCode(bytes, start, end)
      ? copy(bytes, start, end, out, at)
      : slowCreditCode(bytes, start, end, out, at);
  return after > at && !hasRightCheckCharacter(out, at) ? problem('code-check-character') : after;
};

function codeReader(field: string, maxLength: number): ReadCell {
  if (field === 'unifiedSocialCreditCode') return creditCodeReader;
  const pattern = codePatterns[field] ?? ANY_CODE;
  const slow = patiently<string>((text) => {
    if (text.length > maxLength) return { problem: 'too-long' };
    return pattern.test(text) ? text : { problem: 'code-format' };
  }, put);
  return (bytes, start, end, out, at) => {
    const length = end - start;
    const fits = length <= maxLength && field !== 'divisionCode';
    if (fits && isPlainCode(bytes, start, end)) return emptyWord(out, at, copy(bytes, start, end, out, at));
    if (field === 'divisionCode' && length === 6 && digits(bytes, start, end)) return copy(bytes, start, end, out, at);
    return slow(bytes, start, end, out, at);
  };
}

/** Bytes of the character that begins with `lead`; 0 for a byte that begins none. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

function textReader(maxLength: number): ReadCell {
  return (bytes, start, end, out, at) => {
    if (end - start > maxLength * 4) return problem('too-long');
    const begin = at;
    let characters = 0;
    for (let from = start; from < end; characters += 1) {
      const lead = bytes[from] as number;
      const next = from + sequenceLength(lead);
      if (next === from || next > end) return problem('undecodable');
      if (lead === 0xef && bytes[from + 1] === 0xbf && bytes[from + 2] === 0xbd) return problem('undecodable');
      out[at] = lead < 32 ? 32 : lead;
      at += 1;
      for (from += 1; from < next; from += 1) {
        const byte = bytes[from] as number;
        if ((byte & 0xc0) !== 0x80) return problem('undecodable');
        out[at] = byte;
        at += 1;
      }
    }
    return characters > maxLength ? problem('too-long') : emptyWord(out, begin, at);
  };
}

/** `NULL` and `\N` of database exports in a text cell stand for nothing. */
function emptyWord(out: Uint8Array, start: number, end: number): number {
  const nullWord =
    end - start === 4 && out[start] === 78 && out[start + 1] === 85 && out[start + 2] === 76 && out[start + 3] === 76;
  const slashN = end - start === 2 && out[start] === 92 && out[start + 1] === 78;
  return nullWord || slashN ? start : end;
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function realDay(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0))
    return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

const OPEN_END = /^(?:无固定期限|无固定|长期|永久|(?:9999|2999|2099)\D?12\D?31.*)$/u;
const LOOSE_DAY = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/u;

function slowDate(openEnded: boolean): ReadCell {
  return patiently<number>((text) => {
    if (openEnded && OPEN_END.test(text)) return null;
    const match = LOOSE_DAY.exec(text.replace(/^(\d{4})(\d{2})(\d{2})(?:\d{2}:?\d{2}:?\d{2})?$/u, '$1-$2-$3'));
    const [year, month, day] = (match ?? []).slice(1).map(Number);
    if (year === undefined || month === undefined || day === undefined) return { problem: 'not-a-date' };
    return realDay(year, month, day) ? dayNumber(year, month, day) : { problem: 'not-a-date' };
  }, inDay);
}

function dateReader(openEnded: boolean): ReadCell {
  const slow = slowDate(openEnded);
  return (bytes, start, end, out, at) => {
    const length = end - start;
    const dashed = length === 10 && bytes[start + 4] === 45 && bytes[start + 7] === 45;
    if (!dashed && length !== 8) return slow(bytes, start, end, out, at);
    const monthAt = dashed ? start + 5 : start + 4;
    const dayAt = dashed ? start + 8 : start + 6;
    const year = numberIn(bytes, start, start + 4);
    const month = numberIn(bytes, monthAt, monthAt + 2);
    const day = numberIn(bytes, dayAt, dayAt + 2);
    if (year < 0 || month < 0 || day < 0 || (openEnded && year > 2090)) return slow(bytes, start, end, out, at);
    return realDay(year, month, day) ? inDay(dayNumber(year, month, day), out, at) : problem('not-a-date');
  };
}

const isMonth = (year: number, month: number): boolean => year >= 1900 && year <= 2199 && month >= 1 && month <= 12;

const slowMonth = patiently<number>((text) => {
  const match = /^(\d{4})[-./年]?(\d{1,2})(?:月|[-./月]\d{1,2}日?)?$/u.exec(text);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  return isMonth(year, month) ? monthNumber(year, month) : { problem: 'not-a-month' };
}, inMonth);

const readMonth: ReadCell = (bytes, start, end, out, at) => {
  const year = end - start === 6 ? numberIn(bytes, start, start + 4) : -1;
  const month = numberIn(bytes, start + 4, end);
  if (year < 0 || month < 0) return slowMonth(bytes, start, end, out, at);
  return isMonth(year, month) ? inMonth(monthNumber(year, month), out, at) : problem('not-a-month');
};

function countReader(max: number): ReadCell {
  const slow = patiently<number>((text) => {
    const match = /^(\d{1,6})(?:\.0+)?(?:个?月)?$/u.exec(text);
    return match && Number(match[1]) <= max ? Number(match[1]) : { problem: 'not-a-number' };
  }, inCount);
  return (bytes, start, end, out, at) => {
    const value = end - start > 3 ? -1 : numberIn(bytes, start, end);
    return value < 0 || value > max ? slow(bytes, start, end, out, at) : inCount(value, out, at);
  };
}

const readMoney = patiently<number>((text) => {
  const match = /^[¥￥]?(\d{1,9})(?:\.(\d{1,2}))?元?$/u.exec(text.replaceAll(',', ''));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : { problem: 'not-an-amount' };
}, inFen);

/** Words are compared without brackets and separators. */
export const foldWord = (text: string): string => normaliseCode(text).replace(/[()（）/、,，.:：\-—_]/gu, '');

/** `spellings[i]`: what stands for word number `i + 1`. */
function wordReader(spellings: readonly (readonly string[])[]): ReadCell {
  const numbers = new Map<string, number>();
  for (const [index, words] of spellings.entries()) for (const word of words) numbers.set(foldWord(word), index + 1);
  const slow = patiently<number>((text) => numbers.get(foldWord(text)) ?? { problem: 'not-in-dictionary' }, inBytes(1));
  const seen: { readonly word: Uint8Array; readonly number: number }[] = [];
  return (bytes, start, end, out, at) => {
    const length = end - start;
    for (const { word, number } of seen) {
      if (word.length !== length) continue;
      let same = 0;
      while (same < length && word[same] === bytes[start + same]) same += 1;
      if (same < length) continue;
      out[at] = number;
      return at + 1;
    }
    const after = slow(bytes, start, end, out, at);
    if (after > at && seen.length < 24) seen.push({ word: bytes.slice(start, end), number: out[at] as number });
    return after;
  };
}

const dictionaryReader = (values: Dictionary, words: readonly string[]): ReadCell =>
  wordReader(words.map((word) => [word, ...(values[word] ?? [])]));

/** The reader of a column; an empty cell of a required column is a problem, else nothing. */
export function cellReader(column: RegistryColumn): ReadCell {
  const read = ruleReader(column);
  const required = column.required === true;
  return (bytes, start, end, out, at) => {
    if (start === end) return required ? problem('cell-empty') : at;
    const after = read(bytes, start, end, out, at);
    return required && after === at ? problem('cell-empty') : after;
  };
}

function ruleReader(column: RegistryColumn): ReadCell {
  const { rule } = column;
  switch (rule.type) {
    case 'citizen-id':
      return readCitizenId;
    case 'code':
      return codeReader(column.field, rule.maxLength);
    case 'text':
      return textReader(rule.maxLength);
    case 'date':
      return dateReader(column.openEnded === true);
    case 'month':
      return readMonth;
    case 'count':
      return countReader(rule.max);
    case 'money':
      return readMoney;
    case 'dictionary':
    case 'boolean':
      return dictionaryReader(rule.values, wordsOf(rule));
  }
}
