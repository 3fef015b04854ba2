/** The program behind the window is killed: the window says so, and a reload shows a page in Chinese, not the browser's own. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOST_GONE_POLICY } from '#shared/wording/host-gone.ts';
import { CounterApp } from './counter-app.ts';
import { enterTraining, startTraining } from './pages/start-page.ts';
import { seriousFindings } from './screen-findings.ts';

const shots = process.env['COUNTER_SHOTS'];
const app = new CounterApp();
let page: Page;

async function shot(name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
}

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}, 120_000);
afterAll(() => app.close());

it('leaves every page, typed address and call to the host while it runs, and keeps nothing', async () => {
  await page.reload();
  await enterTraining(page);
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  const other = await page.context().newPage();
  await page.context().clearCookies();
  await other.goto(new URL('/', page.url()).href);
  // Without its cookie a typed address is asked for the token, through the worker as well.
  await other.getByRole('heading', { name: '一次性口令' }).waitFor();
  await other.close();
});

it('says it in the window that is open, and in Chinese after F5', async () => {
  await app.killHost();
  await page.getByRole('heading', { name: '与本机程序失去联系' }).waitFor({ timeout: 30_000 });
  await shot('host-gone-open');
  const answer = await page.reload();
  expect(answer?.status()).toBe(503);
  expect(answer?.headers()['content-security-policy']).toBe(HOST_GONE_POLICY);
  await page.getByRole('heading', { name: '与本机程序失去联系' }).waitFor();
  await page.getByText(/草稿最多丢失最后半秒/u).waitFor();
  await page.getByText(/请关闭此窗口，重新打开程序/u).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await shot('host-gone-reload');
  // The way on is under the fingers, and stays in Chinese while there is no host.
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '再试一次' }).waitFor();
});

it('opens again after a start, with what was saved', async () => {
  page = await app.open();
  await enterTraining(page);
  expect(await page.getByRole('heading', { name: '办件', level: 1 }).count()).toBe(1);
});
