import { render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

describe('time that passed while no timer ran, as in a sleeping laptop', () => {
  /** The wall's clock moves on, no timer does. */
  const sleep = (ms: number): void => {
    vi.setSystemTime(Date.now() + ms);
  };

  it.each([
    ['the window gets the focus', () => window.dispatchEvent(new Event('focus'))],
    ['the window is seen again', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['a page comes back', () => window.dispatchEvent(new Event('pageshow'))],
    ['the mouse moves', () => window.dispatchEvent(new Event('pointermove'))],
  ])('counts once %s', (_, wake) => {
    const onIdle = vi.fn();
    render(<Watched idleMs={1000} onIdle={onIdle} />);
    sleep(999);
    wake();
    expect(onIdle).not.toHaveBeenCalled();
    sleep(1000);
    wake();
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('lets the first key after it reach nothing', () => {
    const onIdle = vi.fn();
    const pressed = vi.fn();
    render(<Watched idleMs={1000} onIdle={onIdle} />);
    document.body.addEventListener('keydown', pressed, { once: true });
    sleep(5000);
    const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    document.body.dispatchEvent(key);
    expect(key.defaultPrevented).toBe(true);
    expect(pressed).not.toHaveBeenCalled();
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('is not counted when the clock was set back', () => {
    const onIdle = vi.fn();
    render(<Watched idleMs={1000} onIdle={onIdle} />);
    sleep(-60_000);
    window.dispatchEvent(new Event('focus'));
    expect(onIdle).not.toHaveBeenCalled();
  });
});
