/** The last overview, kept for when nobody answers, is shown only to the window, office and hub that it was given for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failed } from '#shared/contract/failure.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { overviewHandlers, type OverviewDesk } from '#electron/host/post/overview-asking.ts';

const [HUB, OFFICE, WINDOW, OTHER] = ['1', '2', '3', '4'].map((digit) =>
  '11111111-1111-4111-8111-111111111111'
    .replaceAll('1', digit)
    .replace(/^(.{14})./u, '$14')
    .replace(/^(.{19})./u, '$18'),
) as [string, string, string, string];
const day = '2022-08-22';
const given = {
  overview: {
    on: day,
    until: '2022-08-29',
    from: '2022-08-01',
    at: '2022-08-22T01:00:00.000Z',
    windows: [],
    days: [],
    claims: { persons: 0, twice: 0 },
  },
  window: WINDOW,
  own: 'agrees',
};
const joinedAs = (change: object = {}) => ({ hub: HUB, office: OFFICE, window: WINDOW, generation: 1, ...change });

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-overview-'));
  writeFileSync(join(folder, 'post-overview.json'), JSON.stringify({ version: 1, hub: HUB, office: OFFICE, given }));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function last(joined: object | null): Promise<unknown> {
  const desk = { folder, joined } as unknown as OverviewDesk;
  const handlers = overviewHandlers(
    diskLayer,
    (_area, work) => work(desk),
    () => Promise.resolve(failed('disk-error')),
  );
  const answer = await handlers['post.lastOverview']({ area: 'office' });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value.given;
}

it('is shown to whom it was given', async () => {
  expect(await last(joinedAs())).toMatchObject({ window: WINDOW, own: 'agrees' });
});

it.each([
  ['another hub', joinedAs({ hub: OTHER })],
  ['another office', joinedAs({ office: OTHER })],
  ['another window, after the folder was put back elsewhere', joinedAs({ window: OTHER })],
  ['no hub any more', null],
] as const)('is nobody’s with %s', async (_, joined) => {
  expect(await last(joined)).toBeNull();
});

it('is none where the file is damaged', async () => {
  writeFileSync(join(folder, 'post-overview.json'), '{"version":1,');
  expect(await last(joinedAs())).toBeNull();
});
