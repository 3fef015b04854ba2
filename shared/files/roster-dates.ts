/** Days as companies write them: `2022.7.1`, `2022年7月1日`, `20220701`, `二〇二二年七月一日`, serial numbers, date cells. */
import { bounded, limits } from '../domain/limits.ts';
import { parsePlainDate } from '../domain/plain-date.ts';
import { OPEN_ENDED } from '../rosters/roster-columns.ts';
import { serialDay } from './serial-day.ts';
import type { SheetCell } from './sheet.ts';

export type DayProblem = 'date-without-day' | 'date-not-real' | 'date-unreadable';

/** `text`: `YYYY-MM-DD` when there is no problem, else as it stood in the cell. */
export interface DayReading {
  readonly text: string;
  readonly problem: DayProblem | null;
}

const DIGITS = '〇一二三四五六七八九';
const OPEN_WORDS = /^(无固定期限?|无固定期限(劳动)?合同|无期限|长期|永久|不限)$/u;
const NOTHING = /^([-—–/\\无]|暂无|N\/?A)+$/iu;
const FULL_DAY = /(\d{4})[-./年、,](\d{1,2})[-./月、,](\d{1,2})[日号]?/u;
const ONE_DAY = new RegExp(`^${FULL_DAY.source}(星期.|T?\\d{1,2}[:时].*)?$`, 'u');
const MONTH_ONLY = /^(\d{4})([-./年]?)(0?[1-9]|1[0-2])月?(份)?$/u;
/** Serial numbers of 1954–2119: what a date column can hold. */
const SERIALS = [20_000, 80_000] as const;

const read = (text: string): DayReading => ({ text, problem: null });

function built(year: string, month: string, day: string, typed: string): DayReading {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parsePlainDate(text) === null ? { text: typed, problem: 'date-not-real' } : read(text);
}

/** 二〇二二年十二月二十一日 → 2022年12月21日; 零, ○ and O between Chinese digits are zeros. */
function arabic(text: string): string {
  if (!/[一二三四五六七八九十]/u.test(text)) return text;
  return text
    .replace(/[零○ＯO]/gu, '〇')
    .replace(/([一二三])?十([一二三四五六七八九])?/gu, (_, tens?: string, ones?: string) =>
      String((tens === undefined ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === undefined ? 0 : DIGITS.indexOf(ones))),
    )
    .replace(/[〇一二三四五六七八九]/gu, (digit) => String(DIGITS.indexOf(digit)));
}

const tidy = (text: string): string => arabic(text.normalize('NFKC').replace(/\s/gu, ''));

function fromDigits(digits: string, date1904: boolean, typed: string): DayReading | null {
  if (/^(19|20)\d{6}$/u.test(digits)) return built(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6), typed);
  const serial = Number(digits);
  if (!/^\d{5}(\.\d+)?$/u.test(digits) || serial < SERIALS[0] || serial > SERIALS[1]) return null;
  const day = serialDay(serial, date1904);
  return day === null ? null : read(day);
}

function fromText(typed: string, date1904: boolean): DayReading {
  if (typed.length > limits.valueCharacters) return { text: bounded(typed).trim(), problem: 'date-unreadable' };
  const text = tidy(typed);
  if (text === '' || NOTHING.test(text)) return read('');
  if (OPEN_WORDS.test(text)) return read(OPEN_ENDED);
  const whole = ONE_DAY.exec(text);
  if (whole) return built(whole[1] ?? '', whole[2] ?? '', whole[3] ?? '', typed.trim());
  const digits = fromDigits(text, date1904, typed.trim());
  if (digits !== null) return digits;
  return { text: typed.trim(), problem: MONTH_ONLY.test(text) ? 'date-without-day' : 'date-unreadable' };
}

/** Reads a cell of a date column. An empty cell is an empty text without a problem. */
export function readDay(cell: SheetCell, date1904: boolean): DayReading {
  if (cell.kind === 'empty') return read('');
  if (cell.kind === 'date' && cell.text.length === 10) return read(cell.text);
  return fromText(cell.text, date1904);
}

/** Begin and end of a contract written in one cell; `null` when they cannot be told apart. */
export function readPeriod(text: string): readonly [DayReading, DayReading] | null {
  if (text.length > limits.valueCharacters) return null;
  const tidied = tidy(text).replace(/[(（].*[)）]$/u, '');
  if (tidied === '' || NOTHING.test(tidied)) return [read(''), read('')];
  const days = [...tidied.matchAll(new RegExp(`${FULL_DAY.source}|(?:19|20)\\d{6}`, 'gu'))].map(([found]) =>
    fromText(found, false),
  );
  const [from, to] = days;
  if (from === undefined || days.length > 2) return null;
  if (to !== undefined) return [from, to];
  const rest = tidied.slice(tidied.search(/\d/u)).replace(new RegExp(FULL_DAY.source, 'u'), '');
  return OPEN_WORDS.test(rest.replace(/^(起|至|到|[-—–~～,，;；])+/u, '')) ? [from, read(OPEN_ENDED)] : null;
}
