/** 概览 for the one signed in: what the hub has of all windows of the office. Only for an administrator. */
import type { OverviewWish } from '#shared/casework/office-overview.ts';
import { failed, type Result } from '#shared/contract/failure.ts';
import type { AskedOverview } from '#shared/contract/post.ts';
import { addDays, type PlainDate } from '#shared/domain/plain-date.ts';
import { CLOSE_DAYS } from '#shared/policy/deadline-board.ts';
import type { CounterStore } from '../counter-store.ts';

/** Days of receipt that are looked back to. */
const LOOK_BACK_DAYS = 364;

export interface OverviewDesk {
  /** As of the business date; where the hub cannot be asked, the last answer, with what stood in the way. */
  ask(on: PlainDate): Promise<Result<AskedOverview>>;
  /** The last answer, at once. */
  last(): Promise<Result<AskedOverview>>;
}

export const overviewWish = (on: PlainDate): OverviewWish => ({
  on,
  until: addDays(on, CLOSE_DAYS),
  from: addDays(on, -LOOK_BACK_DAYS),
});

export function overviewDesk({ host, area, capacity }: Pick<CounterStore, 'host' | 'area' | 'capacity'>): OverviewDesk {
  const administrator = capacity === 'administrator';
  return {
    ask: async (on) =>
      administrator ? await host.call('post.overview', { area, ...overviewWish(on) }) : failed('administrator-only'),
    last: async () => (administrator ? await host.call('post.lastOverview', { area }) : failed('administrator-only')),
  };
}
