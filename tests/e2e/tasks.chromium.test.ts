/** 待办 by keyboard in training: the counter, the list under the arrows at once, the place where a task is done, and the task gone once it is. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { startTraining } from './pages/start-page.ts';
import { runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';
import { until } from './until.ts';

const app = new CounterApp({ width: 1366, height: 768 });
const shots = process.env['COUNTER_SHOTS'];
let page: Page;

async function shot(name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
}
const table = () => page.getByRole('table', { name: '待办' });
const counter = async (): Promise<number> => {
  const text = await page.getByRole('navigation').getByRole('link', { name: /^待办/u }).innerText();
  return Number(/\((\d+)\)/u.exec(text)?.[1] ?? 0);
};
const onTab = async (name: string): Promise<number> =>
  Number(/\d+/u.exec(await page.getByRole('tab', { name: new RegExp(`^${name} \\d`, 'u') }).innerText())?.[0]);

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
});
afterAll(() => app.close());

it('counts on the frame what the page lists, and opens each where it is done', async () => {
  await page.keyboard.press('Control+F11');
  await page.getByRole('heading', { name: '待办', level: 1 }).waitFor();
  await table().waitFor();
  expect(await counter()).toBe(await onTab('全部'));
  await until(
    () => page.evaluate(() => document.activeElement?.matches('tr.is-link') ?? false),
    (stands) => stands,
    'the focus in the list',
  );
  await shot('tasks');
  expect([...(await runsOff(page)), ...(await seriousFindings(page))]).toEqual([]);
  await page.evaluate(() => document.documentElement.setAttribute('data-text', '150'));
  await shot('tasks-150');
  await page.evaluate(() => document.documentElement.removeAttribute('data-text'));
  expect(await runsOffEnlarged(page)).toEqual([]);
  const before = await page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.textContent ?? '')).not.toBe(before);
  await page.keyboard.press('Enter');
  await table().waitFor({ state: 'detached' });
  await shot('tasks-opened');
});

it('lands on the register that is out of date, at the button that brings the next copy', async () => {
  const day = page.getByLabel('业务日期', { exact: true });
  await day.fill('2022-12-01');
  await day.press('Enter');
  await page.keyboard.press('Control+F11');
  await table().waitFor();
  const row = table().getByRole('row', { name: /毕业生数据.*已过期/u });
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '数据', level: 1 }).waitFor();
  const said = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  await until(said, (label) => label.startsWith('更新'), 'the focus on a register');
  expect(await said()).toContain('毕业生');
  expect(await page.evaluate(() => document.activeElement?.closest('tr')?.textContent ?? '')).toContain('毕业生');
});
