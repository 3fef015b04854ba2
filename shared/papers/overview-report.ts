/** The overview of an office in words and figures, said once for the screen and for paper: what is known, of when, and what is missing. */
import type { CaseClock } from '../casework/figures.ts';
import {
  added,
  byStatus,
  NOTHING,
  type ClockSums,
  type DaySums,
  type OfficeOverview,
  type StatusSums,
  type Sums,
  type WindowOverview,
} from '../casework/office-overview.ts';
import type { CaseStatus } from '../casework/status.ts';
import type { ChartSpec } from '../domain/letter.ts';
import { formatYuan } from '../domain/money.ts';
import { addDays, monthOf, type PlainDate } from '../domain/plain-date.ts';
import { deadlineLabels } from '../wording/deadlines.ts';
import { statusLabel } from '../wording/labels.ts';

/** What this window knows of itself. */
export interface OwnPost {
  readonly window: string;
  /** Entries of the ledger, and cases' figures, that the hub does not have. */
  readonly waiting: number;
  readonly figuresWaiting: number;
  /** Whether the hub has of it what it has told. */
  readonly own: 'agrees' | 'differs' | 'open';
}

export interface WindowLine {
  readonly name: string;
  readonly held: string;
  readonly last: string;
  readonly seen: string;
  /** Of the own window alone; nobody knows it of the others. */
  readonly waiting: string;
  readonly figures: string;
  readonly sums: Sums | null;
  readonly missed: number;
  readonly close: number;
}

export interface SumLine extends Sums {
  readonly label: string;
}
export interface ClockLine {
  readonly label: string;
  readonly missed: number;
  readonly close: number;
  readonly undated: number;
}

export interface OverviewReport {
  /** Instant of the figures, in words. */
  readonly asOf: string;
  readonly on: PlainDate;
  readonly until: PlainDate;
  readonly total: Sums;
  readonly missed: number;
  readonly close: number;
  readonly claims: OfficeOverview['claims'];
  readonly windows: readonly WindowLine[];
  readonly statuses: readonly SumLine[];
  readonly clocks: readonly ClockLine[];
  readonly days: readonly SumLine[];
  readonly months: readonly SumLine[];
  /** What is wrong, and what the figures do not hold: a sentence each. */
  readonly worries: readonly string[];
  readonly lacks: readonly string[];
}

/** Days that are shown one by one. */
export const DAYS_SHOWN = 31;

const clockSum = (clocks: readonly ClockSums[], what: 'missed' | 'close' | 'undated'): number =>
  clocks.reduce((sum, clock) => sum + clock[what], 0);

const isBehind = ({ through, held }: WindowOverview): boolean => through !== null && through < held;

const figuresWords = (one: WindowOverview): string =>
  one.toldAt === null ? '没有报送' : isBehind(one) ? `到第 ${one.through} 条` : '已报全';

const nameWords = ({ prefix, generation, retired }: WindowOverview, own: boolean): string =>
  [prefix, own ? '本窗口' : '', retired ? '已停用' : '', generation > 1 ? `第 ${generation} 代` : '']
    .filter(Boolean)
    .join(' · ');

type Moment = (instant: string | null) => string;

function windowLine(one: WindowOverview, own: OwnPost, moment: Moment): WindowLine {
  const mine = one.window === own.window;
  const lastAt = moment(one.lastAt);
  return {
    name: nameWords(one, mine),
    held: one.held === 0 ? '还没有' : `${one.held} 条`,
    last: one.lastOn === null ? '—' : `${one.lastOn}${lastAt === '' ? '' : `（${lastAt}）`}`,
    seen: moment(one.seenAt) || '没有过',
    waiting: mine ? `${own.waiting} 条` : '—',
    figures: figuresWords(one),
    sums: one.toldAt === null ? null : added(one.statuses),
    missed: clockSum(one.clocks, 'missed'),
    close: clockSum(one.clocks, 'close'),
  };
}

function lacksOf({ windows }: OfficeOverview, own: OwnPost): string[] {
  const undated = windows.reduce((sum, { clocks }) => sum + clockSum(clocks, 'undated'), 0);
  return [
    ...windows.flatMap((one): string[] => {
      if (one.toldAt === null)
        return [
          `${one.prefix} 没有报送过数字：程序较旧，或升级后还没有人登录过。${one.held === 0 ? '台账也还没有送到。' : `台账 ${one.held} 条已在接收端。`}它的办件不在下列各项数字内。`,
        ];
      return isBehind(one)
        ? [
            `${one.prefix} 的数字汇总到台账第 ${one.through} 条，以后的 ${one.held - (one.through ?? 0)} 条还没有汇总；该窗口登录后自动报送。`,
          ]
        : [];
    }),
    ...(undated > 0 ? [`有 ${undated} 项期限因日历没有更新定不出日期，不在逾期和临期之内。`] : []),
    ...(own.own === 'open' || own.figuresWaiting > 0
      ? ['本窗口还有办件的数字没有送到，表中本窗口的数字不是最新；送到后请重新取数。']
      : []),
  ];
}

const sumLines = (labels: readonly (readonly [string, readonly Sums[]])[]): readonly SumLine[] =>
  labels.map(([label, rows]) => ({ label, ...added(rows) }));

/** Days of the last month that had a case; the sums of every day and of every month of the year behind are in `days`. */
function dayLines({ days, on }: OfficeOverview): readonly SumLine[] {
  const from = addDays(on, 1 - DAYS_SHOWN);
  const shown = [...new Set(days.flatMap((row) => (row.on >= from ? [row.on] : [])))].toReversed();
  return sumLines(shown.map((day) => [day, days.filter((row) => row.on === day)]));
}

function monthLines({ days }: OfficeOverview): readonly SumLine[] {
  const months = [...new Set(days.map((row) => monthOf(row.on)))].toReversed();
  return sumLines(
    months.map((month) => [
      `${month.slice(0, 4)} 年 ${Number(month.slice(4))} 月`,
      days.filter((row) => monthOf(row.on) === month),
    ]),
  );
}

const CLOCKS: readonly CaseClock[] = ['decision', 'pending', 'remedy'];

function clockLines({ windows }: OfficeOverview): readonly ClockLine[] {
  const all = windows.flatMap(({ clocks }) => clocks);
  return CLOCKS.map((clock) => {
    const mine = all.filter((one) => one.clock === clock);
    return {
      label: deadlineLabels[clock],
      missed: clockSum(mine, 'missed'),
      close: clockSum(mine, 'close'),
      undated: clockSum(mine, 'undated'),
    };
  });
}

/** `moment`: an instant as a person reads it on this machine; empty for none. */
export function overviewReport(overview: OfficeOverview, own: OwnPost, moment: Moment): OverviewReport {
  const statuses = byStatus(overview.windows.flatMap((one) => one.statuses));
  const clocks = overview.windows.flatMap((one) => one.clocks);
  return {
    asOf: moment(overview.at),
    on: overview.on,
    until: overview.until,
    total: statuses.length === 0 ? NOTHING : added(statuses),
    missed: clockSum(clocks, 'missed'),
    close: clockSum(clocks, 'close'),
    claims: overview.claims,
    windows: overview.windows.map((one) => windowLine(one, own, moment)),
    statuses: statuses.map(({ status, ...sums }) => ({ label: statusLabel[status], ...sums })),
    clocks: clockLines(overview),
    days: dayLines(overview),
    months: monthLines(overview),
    worries:
      own.own === 'differs'
        ? [
            '接收端所列本窗口的条数或数字与本窗口不一致。本窗口的办件完好，没有改动，以本机为准；请通知技术人员核对接收端，核对以前不要采用本页数字。',
          ]
        : [],
    lacks: lacksOf(overview, own),
  };
}

/** Where a case stands for whoever looks at many: done well, under way, ended without. */
const PARTS: Readonly<Record<CaseStatus, 0 | 1 | 2>> = {
  accepted: 0,
  partlyExported: 0,
  exported: 0,
  received: 1,
  deficient: 1,
  pending: 1,
  declined: 2,
  voided: 2,
  withdrawn: 2,
};
const PART_NAMES = ['已受理（含已导出）', '在办', '不予受理、撤回、作废'];

const inParts = (rows: readonly StatusSums[]): number[] =>
  [0, 1, 2].map((part) => added(rows.filter(({ status }) => PARTS[status] === part)).cases);

/** `12 件 96 人 144,000.00 元` */
export const sumWords = ({ cases, persons, amountFen }: Sums): string =>
  `${cases} 件 ${persons} 人 ${formatYuan(amountFen)} 元`;

/** A bar a status. */
export const statusChart = ({ windows }: OfficeOverview): ChartSpec => ({
  kind: 'bars',
  title: '各状态的件数',
  parts: ['件数'],
  rows: byStatus(windows.flatMap(({ statuses }) => statuses)).map(({ status, ...sums }) => ({
    label: statusLabel[status],
    values: [sums.cases],
    text: sumWords(sums),
  })),
});

/** A bar a window, in parts. */
export const windowChart = ({ windows }: OfficeOverview): ChartSpec => ({
  kind: 'bars',
  title: '各窗口的件数',
  parts: PART_NAMES,
  rows: windows.map(({ prefix, toldAt, statuses }) => ({
    label: prefix,
    values: inParts(statuses),
    text: toldAt === null ? '没有报送' : sumWords(added(statuses)),
  })),
});

/** A column a day of receipt. */
export function dayChart({ days, on }: OfficeOverview): ChartSpec {
  const byDay = new Map<PlainDate, DaySums[]>();
  for (const row of days) byDay.set(row.on, [...(byDay.get(row.on) ?? []), row]);
  const shown = Array.from({ length: DAYS_SHOWN }, (_, at) => addDays(on, at + 1 - DAYS_SHOWN));
  return {
    kind: 'columns',
    title: `近 ${DAYS_SHOWN} 天每天收件的件数`,
    parts: PART_NAMES,
    rows: shown.map((day) => {
      const rows = byDay.get(day) ?? [];
      return { label: day.slice(5), values: inParts(rows), text: String(added(rows).cases) };
    }),
  };
}
