import { render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useIdleLock } from '#renderer/features/start/use-idle-lock.ts';

function Watched({ idleMs, onIdle }: { readonly idleMs: number | null; readonly onIdle: () => void }) {
  useIdleLock(idleMs, onIdle);
  return null;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('locks once nothing was touched for the whole time', () => {
  const onIdle = vi.fn();
  render(<Watched idleMs={1000} onIdle={onIdle} />);
  vi.advanceTimersByTime(900);
  window.dispatchEvent(new Event('keydown'));
  vi.advanceTimersByTime(900);
  expect(onIdle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(onIdle).toHaveBeenCalledTimes(1);
});

it('never locks made-up data, and stops with its screen', () => {
  const onIdle = vi.fn();
  const { rerender, unmount } = render(<Watched idleMs={null} onIdle={onIdle} />);
  vi.advanceTimersByTime(1_000_000);
  rerender(<Watched idleMs={1000} onIdle={onIdle} />);
  unmount();
  vi.advanceTimersByTime(1_000_000);
  expect(onIdle).not.toHaveBeenCalled();
});
