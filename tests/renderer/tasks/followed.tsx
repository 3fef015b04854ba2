/** 待办 in the whole frame: a row is opened by Enter, and the place where the focus comes to rest is what a test looks at. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, vi } from 'vitest';
import { WorkSurface } from '#renderer/features/frame/index.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';

const SETTLED_MS = 250;

export interface Followed {
  /** Of training; the day of the formal area is the machine's. */
  readonly day?: string;
  /** Which of the rows with these words, from 0. */
  readonly nth?: number;
  readonly area?: 'training' | 'office';
}

/** What has to be there. */
export function there<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing there');
  return value;
}

/** Opens the task with these words, as a clerk does. */
export async function follow(store: CounterStore, words: RegExp, how: Followed = {}): Promise<void> {
  const { day = '2022-08-22', nth = 0, area = 'training' } = how;
  await store.writePreference('businessDate', day);
  window.location.hash = '/tasks';
  render(<WorkSurface store={{ ...store, area }} onLock={() => undefined} />);
  await screen.findAllByRole('row', { name: words });
  screen.getAllByRole('row', { name: words })[nth]?.focus();
  await userEvent.setup().keyboard('{Enter}');
  await vi.waitFor(() => expect(screen.queryByRole('heading', { name: '待办', level: 1 })).toBeNull());
}

/** The place, once the focus has come to it (looking by role is not free: seldom, and for long on a full machine) and time has gone by in which it might have gone on. */
export async function restedOn(place: () => HTMLElement): Promise<HTMLElement> {
  await vi.waitFor(() => expect(place()).toHaveFocus(), { timeout: 40_000, interval: 100 });
  await new Promise((done) => setTimeout(done, SETTLED_MS));
  return place();
}

/** The part of a page in which somebody goes on with Tab, around something that stands in it. */
export const restedAround = (part: () => HTMLElement): Promise<HTMLElement> =>
  restedOn(() => part().closest<HTMLElement>('.landing') ?? part());
