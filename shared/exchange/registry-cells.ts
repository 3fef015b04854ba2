/**
 * Reading one cell of a registry file: bytes in, normalised bytes out. The usual spelling is recognised on the bytes
 * alone; anything else is decoded and read with patience. A cell that cannot be read is a problem with a code.
 * Check digits decide nothing here (policy.md, terms).
 */
import { normaliseCode } from '../domain/normalise.ts';
import { parsePlainDate } from '../domain/plain-date.ts';
import type { Dictionary, RegistryColumn } from './registry-columns.ts';

export const cellProblems = [
  'cell-empty',
  'citizen-id-format',
  'citizen-id-damaged',
  'citizen-id-15',
  'code-format',
  'not-a-date',
  'not-a-month',
  'not-a-number',
  'not-an-amount',
  'not-in-dictionary',
  'too-long',
  'undecodable',
] as const;
export type CellProblem = (typeof cellProblems)[number];

/** Position after the cell in `out`, or, negative, the problem: −1 is `cellProblems[0]`. */
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

/** A slow reader answers text, `''` for no value, or a problem. */
type Patient = (text: string) => string | { readonly problem: CellProblem };

const patiently =
  (read: Patient): ReadCell =>
  (bytes, start, end, out, at) => {
    const text = codeText(bytes, start, end);
    if (text.includes(REPLACEMENT)) return problem('undecodable');
    if (NOTHING.test(text)) return at;
    const result = read(text);
    return typeof result === 'string' ? put(result, out, at) : problem(result.problem);
  };

const OTHER_DOCUMENT = /^(?:[A-Z]{1,2}\d{6,10}|[A-Z]{3}\d{12})$/u;

const slowCitizenId = patiently((text) => {
  if (/^\d{17}[\dX]$/u.test(text) || OTHER_DOCUMENT.test(text)) return text;
  if (/^\d(?:\.\d+)?E\+?\d+$/u.test(text)) return { problem: 'citizen-id-damaged' };
  return { problem: /^\d{15}$/u.test(text) ? 'citizen-id-15' : 'citizen-id-format' };
});

const readCitizenId: ReadCell = (bytes, start, end, out, at) => {
  if (end - start !== 18 || !digits(bytes, start, start + 17)) return slowCitizenId(bytes, start, end, out, at);
  const last = bytes[start + 17] as number;
  if (!isDigit(last) && last !== 88) return slowCitizenId(bytes, start, end, out, at);
  return copy(bytes, start, end, out, at);
};

const codePatterns: Readonly<Record<string, RegExp>> = {
  unifiedSocialCreditCode: /^[0-9A-Z]{18}$/u,
  divisionCode: /^\d{6}(?:\d{3}|\d{6})?$/u,
};
const ANY_CODE = /^[0-9A-Z()/_-]+$/u;

function isPlainCode(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (!((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90))) return false;
  }
  return true;
}

function codeReader(field: string, maxLength: number): ReadCell {
  const pattern = codePatterns[field] ?? ANY_CODE;
  const slow = patiently((text) => {
    if (text.length > maxLength) return { problem: 'too-long' };
    return pattern.test(text) ? text : { problem: 'code-format' };
  });
  const wholeLength = field === 'unifiedSocialCreditCode' ? 18 : 0;
  return (bytes, start, end, out, at) => {
    const length = end - start;
    const fits = wholeLength > 0 ? length === wholeLength : length <= maxLength && field !== 'divisionCode';
    if (fits && isPlainCode(bytes, start, end)) return copy(bytes, start, end, out, at);
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
const two = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) - 48) * 10 + (bytes[at + 1] as number) - 48;

function realDay(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0))
    return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

const OPEN_END = /^(?:无固定期限|无固定|长期|永久|(?:9999|2999|2099)\D?12\D?31.*)$/u;
const LOOSE_DAY = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/u;

function slowDate(openEnded: boolean): ReadCell {
  return patiently((text) => {
    if (openEnded && OPEN_END.test(text)) return '';
    const match = LOOSE_DAY.exec(text.replace(/^(\d{4})(\d{2})(\d{2})(?:\d{2}:?\d{2}:?\d{2})?$/u, '$1-$2-$3'));
    const day = match && `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`;
    if (!day || parsePlainDate(day) === null) return { problem: 'not-a-date' };
    return realDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)))
      ? day
      : { problem: 'not-a-date' };
  });
}

function dateReader(openEnded: boolean): ReadCell {
  const slow = slowDate(openEnded);
  return (bytes, start, end, out, at) => {
    const length = end - start;
    const dashed = length === 10 && bytes[start + 4] === 45 && bytes[start + 7] === 45;
    if (!dashed && length !== 8) return slow(bytes, start, end, out, at);
    const monthAt = dashed ? start + 5 : start + 4;
    const dayAt = dashed ? start + 8 : start + 6;
    const allDigits =
      digits(bytes, start, start + 4) && digits(bytes, monthAt, monthAt + 2) && digits(bytes, dayAt, dayAt + 2);
    const year = two(bytes, start) * 100 + two(bytes, start + 2);
    if (!allDigits || (openEnded && year > 2090)) return slow(bytes, start, end, out, at);
    if (!realDay(year, two(bytes, monthAt), two(bytes, dayAt))) return problem('not-a-date');
    at = copy(bytes, start, start + 4, out, at);
    out[at] = 45;
    at = copy(bytes, monthAt, monthAt + 2, out, at + 1);
    out[at] = 45;
    return copy(bytes, dayAt, dayAt + 2, out, at + 1);
  };
}

const slowMonth = patiently((text) => {
  const match = /^(\d{4})[-./年]?(\d{1,2})(?:月|[-./月]\d{1,2}日?)?$/u.exec(text);
  const month = match && `${match[1]}${(match[2] ?? '').padStart(2, '0')}`;
  return month && /^(?:19|20|21)\d\d(?:0[1-9]|1[0-2])$/u.test(month) ? month : { problem: 'not-a-month' };
});

const readMonth: ReadCell = (bytes, start, end, out, at) => {
  if (end - start !== 6 || !digits(bytes, start, end)) return slowMonth(bytes, start, end, out, at);
  const month = two(bytes, start + 4);
  const century = two(bytes, start);
  if (month < 1 || month > 12 || century < 19 || century > 21) return problem('not-a-month');
  return copy(bytes, start, end, out, at);
};

function countReader(max: number): ReadCell {
  const slow = patiently((text) => {
    const match = /^(\d{1,6})(?:\.0+)?(?:个?月)?$/u.exec(text);
    return match && Number(match[1]) <= max ? String(Number(match[1])) : { problem: 'not-a-number' };
  });
  return (bytes, start, end, out, at) => {
    const length = end - start;
    if (length > 3 || (length > 1 && bytes[start] === 48) || !digits(bytes, start, end))
      return slow(bytes, start, end, out, at);
    return copy(bytes, start, end, out, at);
  };
}

const readMoney = patiently((text) => {
  const match = /^[¥￥]?(\d{1,9})(?:\.(\d{1,2}))?元?$/u.exec(text.replaceAll(',', ''));
  return match
    ? String(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')))
    : { problem: 'not-an-amount' };
});

/** Words are compared without brackets and separators. */
export const foldWord = (text: string): string => normaliseCode(text).replace(/[()（）/、,，.:：\-—_]/gu, '');

function dictionaryReader(values: Dictionary): ReadCell {
  const words = new Map<string, string>();
  for (const [value, spellings] of Object.entries(values)) {
    for (const word of [value, ...spellings]) words.set(foldWord(word), value);
  }
  const slow = patiently((text) => words.get(foldWord(text)) ?? { problem: 'not-in-dictionary' });
  const seen: { readonly word: Uint8Array; readonly value: Uint8Array }[] = [];
  return (bytes, start, end, out, at) => {
    const length = end - start;
    for (const { word, value } of seen) {
      if (word.length !== length) continue;
      let same = 0;
      while (same < length && word[same] === bytes[start + same]) same += 1;
      if (same === length) return copy(value, 0, value.length, out, at);
    }
    const after = slow(bytes, start, end, out, at);
    if (after >= 0 && seen.length < 24) seen.push({ word: bytes.slice(start, end), value: out.slice(at, after) });
    return after;
  };
}

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
      return dictionaryReader(rule.values);
    case 'boolean':
      return dictionaryReader({ '1': rule.values['true'] ?? [], '0': rule.values['false'] ?? [] });
  }
}
