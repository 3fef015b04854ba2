/** Security review, point 11: what was copied does not outlive the open store. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyText, watchCopies } from '#renderer/ui/clipboard.ts';

let board = '';
let allowed = true;
beforeEach(() => {
  board = 'somebody else';
  allowed = true;
  const writeText = (text: string): Promise<void> => {
    if (!allowed) return Promise.reject(new DOMException('no focus', 'NotAllowedError'));
    board = text;
    return Promise.resolve();
  };
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('point 11: the clipboard at lock', () => {
  it('is emptied of what the program copied', async () => {
    const stop = watchCopies();
    expect(await copyText('440802199902034015')).toBe(true);
    stop();
    await settled();
    expect(board).toBe('');
  });

  it('is emptied after Ctrl+C in the window', async () => {
    const stop = watchCopies();
    document.body.dispatchEvent(new Event('copy', { bubbles: true }));
    stop();
    await settled();
    expect(board).toBe('');
  });

  it('is left alone where nothing of ours is on it', async () => {
    watchCopies()();
    await settled();
    expect(board).toBe('somebody else');
  });

  it('is emptied at the next focus where the window had none', async () => {
    const stop = watchCopies();
    await copyText('440802199902034015');
    allowed = false;
    stop();
    await settled();
    expect(board).toBe('440802199902034015');
    allowed = true;
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(board).toBe('');
  });
});
