/**
 * One person at two windows, by keyboard, on the built program twice and the built hub over a real PostgreSQL: the second window joins by
 * a code of the first; both take the same firm while they know nothing of each other; both are told, neither exports; one is settled by two
 * officers, and where the other withdraws nothing is left to decide.
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { hubProcess, type HubProcess } from '#tests/faults/hub-process.ts';
import { CounterApp } from './counter-app.ts';
import { pressShown, tabTo, typeInto } from './keyboard.ts';
import { TRAINING_PASSPHRASE } from '#renderer/store/vault-access.ts';
import { acceptCase, fillAcceptable } from './pages/accepted-case.ts';
import { startTraining } from './pages/start-page.ts';
import { takePictures } from './pictures.ts';
import { english, runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';
import { until } from './until.ts';

const [firstApp, secondApp] = [new CounterApp(), new CounterApp()];
let postgres: TestPostgres;
let hub: HubProcess;
let first: Page;
let second: Page;
/** By the hub's one order of the persons whom both took. */
let earlier: Page;
let later: Page;
let code = '';
const shots = process.env['COUNTER_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
/** Pictures to look at, where they are asked for; nothing may run off the side, be cut or be English, in large text either. */
const shot = async (page: Page, name: string): Promise<void> => {
  const found = [...(await runsOff(page)), ...(await runsOffEnlarged(page)), ...(await english(page))];
  expect([name, ...found, ...(await seriousFindings(page))]).toEqual([name]);
  if (shots !== undefined) await takePictures(page, shots, `claims-${name}`, ['100', '150']);
};

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await hubProcess(postgres);
  first = await firstApp.open();
  await startTraining(first);
  second = await secondApp.open();
  await startTraining(second);
  [earlier, later] = [first, second];
}, 240_000);
afterAll(async () => {
  await firstApp.close();
  await secondApp.close();
  await hub.kill();
  await postgres.end();
});

const hubPanel = (page: Page) => page.getByRole('region', { name: '接收端' });
async function joinBy(page: Page, address: string, by: string): Promise<void> {
  await page.keyboard.press('Alt+S');
  await hubPanel(page).waitFor();
  await typeInto(page, '接收端地址', address);
  await typeInto(page, '加入码', by);
  await page.keyboard.press('Enter');
  await page.locator('.top-line').getByText('已同步', { exact: true }).waitFor();
  await hubPanel(page)
    .getByText(/^同人核对：与本单位其他窗口已对过/u)
    .waitFor();
}

it('the first window makes a code that lets the second in', async () => {
  await joinBy(first, hub.url, hub.invite());
  await tabTo(first, '做一张加入码');
  await first.keyboard.press('Enter');
  await first.locator('.post-code').waitFor();
  code = await first.locator('.post-code').innerText();
  await shot(first, 'code');
  expect(code).toMatch(/^\w{6}-\w{6}-\w{6}$/u);
  await joinBy(second, hub.url, code);
});

/** 立即与其他窗口核对, as often as it takes for the other's word to arrive. */
async function compare(page: Page, rows: number): Promise<void> {
  await page.keyboard.press('Control+F3');
  await page.getByRole('heading', { name: '同人核对' }).waitFor();
  const shown = async (): Promise<number> => {
    await pressShown(page, 'Control+Enter');
    return await page.locator('tr.is-link').count();
  };
  await until(shown, (count) => count === rows, '同人核对');
}
const dialog = (page: Page) => page.getByRole('dialog');

it('both took the same persons off line: both are told, in one order, and neither exports them', async () => {
  await hub.kill();
  await acceptCase(first, firstApp.dataFolder);
  await acceptCase(second, secondApp.dataFolder);
  await hub.start();
  await first.keyboard.press('Control+F3');
  await pressShown(first, 'Control+Enter');
  for (const page of [second, first]) await compare(page, 6);
  // Both tell by themselves once the hub answers again: its one order decides who was first.
  const [row = ''] = await first.locator('tr.is-link').allInnerTexts();
  if (!row.includes('本窗口先')) [earlier, later] = [second, first];
  for (const [page, order] of [
    [earlier, '本窗口先'],
    [later, '对方先'],
  ] as const) {
    await page.keyboard.press('Alt+B');
    await page.getByText(/^6 人同时在本单位其他窗口申请/u).waitFor();
    await shot(page, `worklist-${order}`);
    await page.keyboard.press('Control+F3');
    await page.getByRole('heading', { name: '同人核对' }).waitFor();
    await page.locator('tr.is-link').first().waitFor();
    const rows = await page.locator('tr.is-link').allInnerTexts();
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row).toContain(order);
    await shot(page, `page-${order}`);
    await page.keyboard.press('Alt+R');
    const check = page.getByRole('region', { name: '导出前检查结果' });
    await check
      .getByText(/此人同时在本单位 .* 申请/u)
      .first()
      .waitFor();
    await shot(page, `export-${order}`);
    expect(await page.getByRole('button', { name: /^导出 2 件/u }).getAttribute('aria-disabled')).toBe('true');
  }
});

it('two officers settle one at the first window; the rest is over at both when the second withdraws', async () => {
  await earlier.keyboard.press('Control+F3');
  await earlier.locator('tr.is-link').first().waitFor();
  await earlier.keyboard.press('Enter');
  await dialog(earlier).getByText('以接收端收到的先后为准').waitFor();
  await shot(earlier, 'settle');
  await earlier.keyboard.press('Enter');
  await dialog(earlier).getByText('写明怎样核实的').waitFor();
  await typeInto(earlier, '核实经过', '电话核对，对方窗口撤回');
  await typeInto(earlier, '共同核实的人员口令', TRAINING_PASSPHRASE);
  await earlier.keyboard.press('Enter');
  await dialog(earlier).waitFor({ state: 'detached' });
  await earlier.getByText('已登记由本窗口办理').first().waitFor();
  await shot(earlier, 'settled');

  await later.keyboard.press('Control+F3');
  await later.locator('tr.is-link').first().waitFor();
  await later.keyboard.press('Enter');
  await tabTo(later, '〔2022〕');
  await later.keyboard.press('Enter');
  await later.getByText(/未定以前不能导出/u).waitFor();
  await shot(later, 'case');
  await pressShown(later, 'Alt+C');
  await dialog(later).waitFor();
  await later.keyboard.type('与另一窗口重复，单位撤回');
  await later.keyboard.press('Enter');
  await dialog(later).waitFor({ state: 'detached' });
  for (const page of [later, earlier]) {
    await compare(page, 0);
    await page.getByText('没有同时在本单位其他窗口申请的人').waitFor();
    expect(await page.locator('tr.is-link').count()).toBe(0);
  }
});

it('whoever comes later is told at entry whom the first has accepted', async () => {
  const told = await fillAcceptable(later, (later === second ? secondApp : firstApp).dataFolder);
  await told.expectFigures('10 人 ✓ 符合 0');
  expect(await told.figures()).toContain('待核 4');
  await shot(later, 'entry');
});
