/** Own dispatches as the book keeps them: what stands on is neither told anew nor taken back, and what is over is, once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { openDispatchBook, type DispatchBook } from '#electron/host/post/dispatch-book.ts';

const HUB = '00000000-0000-4000-8000-00000000000a';
const EPOCH = '00000000-0000-4000-8000-00000000000b';
let folder = '';
let book: DispatchBook;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counter-dispatches-'));
  book = await openDispatchBook(diskLayer, folder);
});
afterEach(async () => {
  await book.close();
  rmSync(folder, { recursive: true, force: true });
});

const letter = (name: string) => ({ name, to: null, content: 'QUJDRA==' });
const unsent = () => {
  const { put, drop } = book.unsent(book.markFor(HUB, EPOCH));
  return { put: put.map(({ name }) => name), drop };
};

it('keeps what stands, adds what is new, and takes back only what is over', async () => {
  await book.tell([], [letter('reviewAsked a 1'), letter('reviewAsked b 2')]);
  expect(unsent()).toEqual({ put: ['reviewAsked a 1', 'reviewAsked b 2'], drop: [] });
  await book.tell(['reviewAsked a 1', 'reviewAsked b 2'], [letter('reviewAsked c 3')]);
  expect(unsent()).toEqual({ put: ['reviewAsked a 1', 'reviewAsked b 2', 'reviewAsked c 3'], drop: [] });
  await book.tell(['reviewAsked a 1'], [letter('reviewAsked c 3')]);
  expect(unsent()).toEqual({ put: ['reviewAsked a 1', 'reviewAsked c 3'], drop: ['reviewAsked b 2'] });
});
