/**
 * 合并导出 by keyboard on the built program, over a real hub: a window releases what it accepted and gets one case back; the exporting
 * window has both windows' persons in one batch.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { findLayout } from '#shared/layouts/index.ts';
import { prepareBatch } from '#renderer/features/day-close/batch-data.ts';
import { exportBatch } from '#renderer/features/day-close/batch-work.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { officers } from '#tests/store/a-counter.ts';
import { valueOf } from '#tests/store/an-office-on.ts';
import { TwoWindows } from '#tests/store/two-windows.ts';
import { pressShown } from './keyboard.ts';
import { programOn, signInAnew, type Program } from './program-on.ts';
import { english, runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';
import { until } from './until.ts';

const [, clerk, other] = officers;
const on = plainDate('2022-08-22');
const shots = process.env['COUNTER_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
let postgres: TestPostgres;
let windows: TwoWindows;
let program: Program | null = null;

const shot = async (page: Page, name: string): Promise<void> => {
  const found = [...(await runsOff(page)), ...(await runsOffEnlarged(page)), ...(await english(page))];
  expect([name, ...found, ...(await seriousFindings(page))]).toEqual([name]);
  if (shots !== undefined) await page.screenshot({ path: join(shots, `hall-${name}.png`), fullPage: true });
};

beforeAll(async () => {
  postgres = await aPostgres();
}, 240_000);
afterEach(async () => {
  await program?.end();
  program = null;
  await windows.hub.end();
  await windows.disks.clear();
});
afterAll(async () => {
  await postgres.end();
});

async function accepted(store: CounterStore, n: number, persons: number): Promise<string> {
  const caseId = randomUUID();
  const action = actedBy(
    anAcceptedAction(
      n,
      Array.from({ length: persons }, () => ({})),
    ),
    store.officer,
  );
  valueOf(await store.cases.record({ entryId: randomUUID(), caseId, action }));
  return caseId;
}

it('a window releases by one key, reads why a case came back, and sees the batch that the other goes in', async () => {
  windows = await TwoWindows.open(postgres, 'here');
  const caseId = await accepted(windows.there, 2, 3);
  await accepted(windows.there, 3, 1);
  const number = windows.there.cases.list().find((entry) => entry.caseId === caseId)?.number ?? '';
  await windows.there.close();
  await windows.second.stop();
  program = await programOn(windows.second.folder, windows.disks.second, '窗口四');
  const { page } = program;
  await signInAnew(page, other);
  await page.keyboard.press('Alt+R');
  await page.getByRole('heading', { name: /交 W03 窗口合并导出/u }).waitFor();
  await shot(page, 'before');
  // Compared with the other windows within a minute: until then it says so, and the key is pressed again.
  await until(
    async () => {
      await page.keyboard.press('Control+Enter');
      return page.getByText('2 件已交 W03 窗口').isVisible();
    },
    (done) => done,
    'released',
  );
  await shot(page, 'released');
  const received = await until(
    async () => {
      await windows.first.host.call('post.send', { area: 'office' });
      return valueOf(await windows.here.hall.received()).waiting;
    },
    (waiting) => waiting.length === 2,
    'at the exporting window',
  );
  const [one] = received.filter(({ released }) => released.number === number);
  if (one === undefined) throw new Error('not there');
  valueOf(await windows.here.hall.handBack([one], '第1人的合同终止日期早于起始日期', on));
  await until(
    async () => {
      await windows.first.host.call('post.send', { area: 'office' });
      await page.getByRole('button', { name: /立即收取来件|立即送件/u }).focus();
      await page.keyboard.press('Enter');
      return page.getByText('第1人的合同终止日期早于起始日期').isVisible();
    },
    (seen) => seen,
    'came back',
  );
  await shot(page, 'came-back');
  await page.getByRole('link', { name: number }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByText('W03 窗口没有导出此件，已退回').waitFor();
  await shot(page, 'case');
  // The other one goes out with the exporting window's batch: the list here names it.
  const layout = findLayout('window-intake');
  const [left] = valueOf(await windows.here.hall.received()).waiting;
  if (layout === undefined || left === undefined) throw new Error('nothing to export');
  const work = {
    store: windows.here,
    on,
    now: () => '2022-08-22T17:00:00+08:00',
    newId: () => randomUUID(),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  };
  expect(await exportBatch(work, prepareBatch(layout, 'printed', [], [left]), ['csv-utf-8'])).toMatchObject({
    ok: true,
  });
  await page.keyboard.press('Alt+R');
  await until(
    async () => {
      await windows.first.host.call('post.send', { area: 'office' });
      await page.getByRole('button', { name: /立即收取来件|立即送件/u }).focus();
      await page.keyboard.press('Enter');
      return page.getByText('已交 W03 窗口，最早').isVisible();
    },
    (waits) => !waits,
    'answered',
  );
  await page.keyboard.press('Alt+B');
  await page.keyboard.press('Alt+7');
  await page.getByRole('row').filter({ hasText: left.released.number }).waitFor();
  await shot(page, 'worklist');
  await windows.here.close();
  await windows.first.stop();
}, 240_000);

it('the exporting window puts what was released and its own into one batch', async () => {
  windows = await TwoWindows.open(postgres, 'here');
  await accepted(windows.here, 1, 2);
  const theirs = await accepted(windows.there, 2, 3);
  await accepted(windows.there, 4, 1);
  await windows.until(
    () => windows.there.hall.release(on, new Set()),
    (found) => found.ok && found.value.released > 0,
  );
  await windows.until(
    async () => valueOf(await windows.here.hall.received()).waiting,
    (waiting) => waiting.length === 2,
  );
  const lineOf = (caseId: string) => windows.there.cases.list().find((entry) => entry.caseId === caseId);
  await windows.here.close();
  await windows.first.stop();
  program = await programOn(windows.first.folder, windows.disks.first, '窗口三');
  const { page } = program;
  await signInAnew(page, clerk);
  await page.keyboard.press('Alt+R');
  await page.getByText('2 件 4 人等本窗口导出').waitFor({ timeout: 30_000 });
  await shot(page, 'received');
  // One of them is given back, by keyboard.
  const back = page.getByRole('button', { name: new RegExp(`退回 .*${lineOf(theirs)?.number ?? ''}`, 'u') });
  await back.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('请写明退回原因').waitFor();
  await page.keyboard.type('第2人的毕业证编号位数不对');
  await shot(page, 'hand-back');
  await page.keyboard.press('Enter');
  await page.getByText('1 件 1 人等本窗口导出').waitFor();
  await page.getByRole('button', { name: /导出 2 件 3 人/u }).waitFor();
  await pressShown(page, 'Control+Enter');
  await page
    .getByText(/已导出/u)
    .first()
    .waitFor();
  await shot(page, 'exported');
  await until(
    async () => {
      await windows.second.host.call('post.send', { area: 'office' });
      return windows.there.cases.list().map(({ status, release }) => (release === null ? status : 'released'));
    },
    (states) => states.toSorted().join(' ') === 'accepted exported',
    'both answered',
  );
  expect(lineOf(theirs)).toMatchObject({ handedBack: { reason: '第2人的毕业证编号位数不对' } });
  await windows.there.close();
  await windows.second.stop();
}, 240_000);
