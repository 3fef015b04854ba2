/** The overview of the office (shared/casework/office-overview.ts), asked for by any of its windows, page by page of windows. */
import { z } from 'zod';
import { ClaimSums, DaySums, OverviewWish, WindowOverview } from '../casework/office-overview.ts';
import { CaseStatus } from '../casework/status.ts';
import { daysBetween } from '../domain/plain-date.ts';
import { LogName } from './heads.ts';
import { Epoch, HubInstant, Signed, Version } from './parts.ts';

export const overviewLimits = {
  /** Windows of one page. */
  windows: 100,
  /** Days of receipt of one overview. */
  days: 400,
} as const;

const MOST_DAY_ROWS = overviewLimits.days * CaseStatus.options.length;

export const OverviewLetter = z
  .strictObject({
    ...LogName.shape,
    version: Version,
    ...OverviewWish.shape,
    /** Windows behind this one, in the order of their ids; `null`: the first page. */
    after: z.uuid().nullable(),
    nonce: z.uuid(),
    signature: Signed,
  })
  .refine(({ from, on }) => from <= on && daysBetween(from, on) < overviewLimits.days, { path: ['from'] })
  .refine(({ on, until }) => on <= until, { path: ['until'] });
export type OverviewLetter = z.infer<typeof OverviewLetter>;

/** Days and claims stand on the first page. */
export const OverviewPage = z.strictObject({
  ...LogName.shape,
  version: Version,
  hub: z.uuid(),
  epoch: Epoch,
  nonce: z.uuid(),
  at: HubInstant,
  windows: z.array(WindowOverview).max(overviewLimits.windows),
  more: z.boolean(),
  days: z.array(DaySums).max(MOST_DAY_ROWS),
  claims: ClaimSums.nullable(),
  signature: Signed,
});
export type OverviewPage = z.infer<typeof OverviewPage>;

/** What the window signs. */
export const overviewText = (asked: Omit<OverviewLetter, 'signature' | 'version'>): string => {
  const { office, area, window, generation, on, until, from, after, nonce } = asked;
  return `counter-post overview 1\n${JSON.stringify([office, area, window, generation, on, until, from, after, nonce])}`;
};

type Unsigned = Omit<OverviewPage, 'signature' | 'version'>;

const windowText = (one: WindowOverview): unknown => [
  one.window,
  one.prefix,
  one.generation,
  one.retired,
  one.held,
  one.lastOn,
  one.lastAt,
  one.shippedAt,
  one.seenAt,
  one.toldAt,
  one.through,
  one.statuses.map(({ status, cases, persons, met, amountFen }) => [status, cases, persons, met, amountFen]),
  one.clocks.map(({ clock, missed, close, undated }) => [clock, missed, close, undated]),
  one.claims,
];

/** What the hub signs. */
export const overviewPageText = (page: Unsigned): string => {
  const { hub, office, area, window, generation, epoch, nonce, at, more, claims } = page;
  const head = [hub, office, area, window, generation, epoch, nonce, at, more];
  const days = page.days.map(({ on, status, cases, persons, met, amountFen }) => [
    on,
    status,
    cases,
    persons,
    met,
    amountFen,
  ]);
  const sums = claims === null ? null : [claims.persons, claims.twice];
  return `counter-post overview page 1\n${JSON.stringify([head, page.windows.map(windowText), days, sums])}`;
};
