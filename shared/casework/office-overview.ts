/** The overview of an office (概览): sums over the figures of its windows' cases, and how far each window has told them. */
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { CaseClock } from './figures.ts';
import { CaseStatus } from './status.ts';

const Sum = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const Instant = z.iso.datetime({ precision: 3 });

/** So many cases with so many persons, of whom so many fit, over so much (fen). */
export const Sums = z.strictObject({ cases: Sum, persons: Sum, met: Sum, amountFen: Sum });
export type Sums = z.infer<typeof Sums>;

export const StatusSums = Sums.extend({ status: CaseStatus });
export type StatusSums = z.infer<typeof StatusSums>;

/** By day of receipt. */
export const DaySums = StatusSums.extend({ on: PlainDateSchema });
export type DaySums = z.infer<typeof DaySums>;

/** Cases in which a clock has run out, or runs out soon; and those for which no calendar told the day. */
export const ClockSums = z.strictObject({ clock: CaseClock, missed: Sum, close: Sum, undated: Sum });
export type ClockSums = z.infer<typeof ClockSums>;

/** One window as the hub has it. Instants are the hub's, unless it says otherwise. */
export const WindowOverview = z.strictObject({
  window: z.uuid(),
  prefix: z.string().min(1).max(40),
  generation: z.number().int().positive(),
  /** Nothing is taken from it any more. */
  retired: z.boolean(),
  /** Entries that are durable at the hub. */
  held: Sum,
  /** Business date of the last of them, and instant by the window's own clock; `null` where that line cannot be read. */
  lastOn: PlainDateSchema.nullable(),
  lastAt: z.string().max(40).nullable(),
  /** Entries came, any letter came; `null`: never since the hub keeps it. */
  shippedAt: Instant.nullable(),
  seenAt: Instant.nullable(),
  /** When figures were told, by the window's own clock, and up to which entry its cases were looked through; `null`: never. */
  toldAt: Instant.nullable(),
  through: Sum.nullable(),
  statuses: z.array(StatusSums).max(CaseStatus.options.length),
  clocks: z.array(ClockSums).max(CaseClock.options.length),
  /** Persons whom its cases claim. */
  claims: Sum,
});
export type WindowOverview = z.infer<typeof WindowOverview>;

/** What is asked: deadlines as of `on`, close up to `until`; days of receipt from `from` to `on`. */
export const OverviewWish = z.strictObject({ on: PlainDateSchema, until: PlainDateSchema, from: PlainDateSchema });
export type OverviewWish = z.infer<typeof OverviewWish>;

/** Persons whom cases of the office claim, and those of them whom two windows do. */
export const ClaimSums = z.strictObject({ persons: Sum, twice: Sum });

export const OfficeOverview = z.strictObject({
  ...OverviewWish.shape,
  /** The hub's instant. */
  at: Instant,
  windows: z.array(WindowOverview),
  days: z.array(DaySums),
  claims: ClaimSums,
});
export type OfficeOverview = z.infer<typeof OfficeOverview>;

export const NOTHING: Sums = { cases: 0, persons: 0, met: 0, amountFen: 0 };

export const added = (all: readonly Sums[]): Sums =>
  all.reduce<Sums>(
    (sum, one) => ({
      cases: sum.cases + one.cases,
      persons: sum.persons + one.persons,
      met: sum.met + one.met,
      amountFen: sum.amountFen + one.amountFen,
    }),
    NOTHING,
  );

/** By status, in the order of a case's life; statuses without a case are left out. */
export const byStatus = (rows: readonly StatusSums[]): readonly StatusSums[] =>
  CaseStatus.options.flatMap((status) => {
    const mine = rows.filter((row) => row.status === status);
    return mine.length === 0 ? [] : [{ status, ...added(mine) }];
  });
