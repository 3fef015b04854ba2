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
  for (const [page, order] of [
    [first, '本窗口先'],
    [second, '对方先'],
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
  await first.keyboard.press('Control+F3');
  await first.locator('tr.is-link').first().waitFor();
  await first.keyboard.press('Enter');
  await dialog(first).getByText('以接收端收到的先后为准').waitFor();
  await shot(first, 'settle');
  await first.keyboard.press('Enter');
  await dialog(first).getByText('写明怎样核实的').waitFor();
  await typeInto(first, '核实经过', '电话核对，对方窗口撤回');
  await typeInto(first, '共同核实的人员口令', TRAINING_PASSPHRASE);
  await first.keyboard.press('Enter');
  await dialog(first).waitFor({ state: 'detached' });
  await first.getByText('已登记由本窗口办理').first().waitFor();
  await shot(first, 'settled');

  await second.keyboard.press('Control+F3');
  await second.locator('tr.is-link').first().waitFor();
  await second.keyboard.press('Enter');
  await tabTo(second, '〔2022〕');
  await second.keyboard.press('Enter');
  await second.getByText(/未定以前不能导出/u).waitFor();
  await shot(second, 'case');
  await pressShown(second, 'Alt+C');
  await dialog(second).waitFor();
  await second.keyboard.type('与另一窗口重复，单位撤回');
  await second.keyboard.press('Enter');
  await dialog(second).waitFor({ state: 'detached' });
  for (const page of [second, first]) {
    await compare(page, 0);
    await page.getByText('没有同时在本单位其他窗口申请的人').waitFor();
    expect(await page.locator('tr.is-link').count()).toBe(0);
  }
});

it('whoever comes later is told at entry whom the first has accepted', async () => {
  const told = await fillAcceptable(second, secondApp.dataFolder);
  await told.expectFigures('10 人 ✓ 符合 0');
  expect(await told.figures()).toContain('待核 4');
  await shot(second, 'entry');
});
