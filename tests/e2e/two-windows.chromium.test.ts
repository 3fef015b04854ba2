/** Two windows on one host: one works, the other waits; whichever goes on, nothing is taken twice and nothing typed is lost. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { enterTraining, startTraining } from './pages/start-page.ts';

const app = new CounterApp();
let first: Page;
let second: Page;
let number = '';

beforeAll(async () => {
  first = await app.open();
  await startTraining(first);
});
afterAll(() => app.close());

async function typePerson(page: Page, name: string): Promise<void> {
  const intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  await page.keyboard.press('F4');
  await page.getByRole('grid').getByRole('gridcell').first().click();
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type('440802200003159020');
  await page.keyboard.press('Enter');
  await intake.expectFigures(' 元');
}

async function save(page: Page): Promise<string> {
  await page.keyboard.press('Control+Enter');
  const saved = page.getByText(/^已保存/u);
  await saved.waitFor();
  return /〔2022〕[A-Z]+\d+-\d{6}/u.exec(await saved.innerText())?.[0] ?? '';
}

it('a second window does not open what the first one works on, and says so', async () => {
  await typePerson(first, '陈海晴');
  second = await app.openAnother();
  await second.getByRole('button', { name: '进入培训模式' }).waitFor();
  await second.keyboard.press('Enter');
  await second.getByRole('heading', { name: '已在另一窗口打开' }).waitFor();
  number = await save(first);
  expect(number).not.toBe('');
});

it('on the clerk’s word the second goes on, the first locks; what was being typed there lies in 暂存', async () => {
  await typePerson(first, '另一位');
  await first.getByRole('grid').getByRole('gridcell').first().dblclick();
  await first.keyboard.press('End');
  await first.keyboard.type('改到一半');
  await second.keyboard.press('Enter');
  await second.getByRole('heading', { name: '办件' }).waitFor();
  await first.getByText(/^已改在另一窗口办理/u).waitFor();
  expect(await first.getByText('湛江海晟').count()).toBe(0);
  await second.getByRole('tab', { name: /^暂存 1/u }).click();
  await second.getByRole('row', { name: /湛江海晟/u }).click();
  await second.getByRole('gridcell', { name: /改到一半/u }).waitFor();
});

it('the second has what the first saved', async () => {
  await second.keyboard.press('F3');
  await second.getByLabel(/^姓名、拼音首字母/u).fill('陈海晴');
  const row = second.getByRole('row', { name: number });
  await row.waitFor();
  expect(await row.innerText()).toContain('湛江海晟食品有限公司');
});

it('after everything was killed nothing that was called saved is asked about', async () => {
  await app.killAll();
  const page = await app.open();
  await enterTraining(page);
  expect(await page.getByText('上次未确认').count()).toBe(0);
});
