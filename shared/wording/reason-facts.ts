/** The facts of a check as words: days, months, places, names. Every word has an answer when the fact is missing. */
import { divisionFullName, divisionName } from '../domain/division-names.ts';
import { formatDayForPaper, parseMonth, parsePlainDate, type PlainDate } from '../domain/plain-date.ts';
import type { RegistryRow } from '../domain/registries.ts';
import type { CheckResult } from '../policy/verdict.ts';
import { registryNames } from './registries.ts';

const INSURANCES: Readonly<Record<RegistryRow<'insurance'>['insurance'], string>> = {
  '210': '失业保险',
  '410': '工伤保险',
  '110': '职工养老保险',
};

export interface ReasonFacts {
  readonly check: CheckResult;
  /** `失业保险` where the pack requires more than one, else `社会保险`. */
  readonly insurance: string;
  /** `湛江市参保缴费名单（截至 2022-08-20）`, on paper 截至2022年8月20日, or `本窗口参保缴费名单`; what "not seen" refers to. */
  readonly data: string;
  /** There is no copy of the register on this machine at all. */
  readonly noCopy: boolean;
  /** A day of the detail; the fallback where it is missing. */
  readonly day: (key: string, fallback?: string) => string;
  readonly month: (key: string, fallback?: string) => string;
  readonly text: (key: string, fallback: string) => string;
  /** Names of the divisions of the detail, joined. */
  readonly places: () => string;
}

/** How days and months are written: screens write them as every field does, papers in full. */
export interface DateStyle {
  readonly day: (day: PlainDate) => string;
  /** `YYYYMM` */
  readonly month: (month: string) => string;
}

export const onScreen: DateStyle = {
  day: (day) => day,
  month: (month) => `${month.slice(0, 4)}-${month.slice(4)}`,
};

export const onPaper: DateStyle = {
  day: formatDayForPaper,
  month: (month) => `${Number(month.slice(0, 4))}年${Number(month.slice(4))}月`,
};

function dataOf({ evidence }: CheckResult, { day }: DateStyle): string {
  if (evidence.registry === null) return '现有数据';
  const place = (evidence.scope === undefined ? null : divisionName(evidence.scope)) ?? '本窗口';
  const label = `${place}${registryNames[evidence.registry]}名单`;
  const asOf = evidence.asOf === null ? null : parsePlainDate(evidence.asOf);
  return asOf === null ? label : `${label}（截至${day(asOf)}）`;
}

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');

/** Reads the detail of a check; nothing in it is trusted to be there. */
export function factsOf(check: CheckResult, style: DateStyle): ReasonFacts {
  const value = (key: string): unknown => check.detail?.[key];
  const text = (key: string): string => (typeof value(key) === 'string' ? (value(key) as string) : '');
  const kind = text('insurance') as keyof typeof INSURANCES;
  return {
    check,
    insurance: INSURANCES[kind] ?? '失业保险',
    data: dataOf(check, style),
    noCopy: check.evidence.registry !== null && check.evidence.asOf === null,
    day: (key, fallback = '登记的日期') => {
      const day = parsePlainDate(text(key));
      return day === null ? fallback : style.day(day);
    },
    month: (key, fallback = '登记的月份') => {
      const month = parseMonth(text(key));
      return month === null ? fallback : style.month(month);
    },
    text: (key, fallback) => text(key) || (typeof value(key) === 'number' ? String(value(key)) : fallback),
    places: () => {
      const names = listOf(value('where')).map((code) => divisionFullName(code) ?? code);
      return names.join('、') || '参保地';
    },
  };
}
