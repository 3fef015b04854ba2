/** How a value of the record is written in a column: hyphens out of days, fen to yuan; and what is wrong with it. */
import { parseCitizenId } from '../domain/citizen-id.ts';
import { plainYuan } from '../domain/money.ts';
import { parseMonth, parsePlainDate } from '../domain/plain-date.ts';
import { parseCreditCode } from '../domain/unified-social-credit-code.ts';
import type { PreflightCode } from './preflight-codes.ts';
import type { ProvincialValues } from './provincial-record.ts';
import type { ColumnFormat, LayoutColumn } from './layout.ts';

export interface WrittenValue {
  /** Empty when the record has no such value. With a fault: the value as it is. */
  readonly text: string;
  readonly fault: PreflightCode | null;
}

type Writer = (value: string) => WrittenValue;

const fine = (text: string): WrittenValue => ({ text, fault: null });
const checked =
  (
    isGood: (value: string) => boolean,
    fault: PreflightCode,
    write: (value: string) => string = (value) => value,
  ): Writer =>
  (value) =>
    isGood(value) ? fine(write(value)) : { text: value, fault };

const isDay = (value: string): boolean => parsePlainDate(value) !== null;
const isFen = (value: string): boolean => /^\d{1,15}$/u.test(value);

const writers: Readonly<Record<ColumnFormat, Writer>> = {
  text: fine,
  day8: checked(isDay, 'bad-day', (value) => value.replaceAll('-', '')),
  day10: checked(isDay, 'bad-day'),
  month6: checked((value) => parseMonth(value) !== null, 'bad-month'),
  yuan: checked(isFen, 'bad-amount', (value) => plainYuan(Number(value))),
  count: checked((value) => /^\d+$/u.test(value), 'bad-count'),
  citizenId: checked((value) => parseCitizenId(value).ok, 'bad-citizen-id'),
  creditCode: checked((value) => parseCreditCode(value).ok, 'bad-credit-code'),
  organisationCode: checked((value) => /^[0-9A-Z]{9}$/u.test(value), 'bad-organisation-code'),
  division: checked((value) => /^\d{6}$/u.test(value), 'bad-division'),
};

/** The text of one cell. */
export function writtenValue(column: LayoutColumn, values: ProvincialValues): WrittenValue {
  if ('constant' in column.value) return fine(column.value.constant);
  const value = values[column.value.field] ?? '';
  return value === '' ? fine('') : writers[column.format](value);
}
