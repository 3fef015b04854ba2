/** A roster in a company's own words, by keyboard: asked once, read as said, remembered for the firm's next file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';
import { until } from './until.ts';

const app = new CounterApp();
let page: Page;
let intake: IntakePageModel;
const file = (): string => join(app.dataFolder, '名单.csv');
const firm = { search: 'hssp', name: '湛江海晟食品有限公司' };
const rowText = async (name: string): Promise<string> =>
  (await page.getByRole('row').filter({ hasText: name }).innerText()).replace(/\s+/gu, ' ');

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
  const lines = [
    '员工,证照编码,母校,拿证日子,签约日,到期日,籍贯',
    '周晓彤,440802199902034015,广东海洋大学,2022-06-30,2022-07-04,2025-07-03,湛江',
    '古丽娜尔.买买提,440803200004154025,广东海洋大学,2022-06-28,2022-07-04,2025-07-03,喀什',
  ];
  writeFileSync(file(), `\ufeff${lines.join('\r\n')}\r\n`);
});
afterAll(() => app.close());

describe('a roster in own words', () => {
  it('asks for the one column that content does not tell, with the likely answer chosen', async () => {
    intake = await new IntakePageModel(page).open();
    await intake.fillEmployer(firm);
    await page.keyboard.press('F4');
    await intake.choose(file());
    const dialog = page.getByRole('dialog', { name: '这几列是什么？' });
    await dialog.waitFor();
    const select = dialog.getByLabel('D 列 “拿证日子”');
    expect(await dialog.getByRole('combobox').count()).toBe(1);
    expect(await select.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await select.inputValue()).toBe('graduatedOn');
    expect(await dialog.innerText()).toContain('2022-06-30、2022-06-28');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const row = await until(
      () => rowText('古丽娜尔·买买提'),
      (text) => text.includes('2022-06-28'),
      'the day of the diploma',
    );
    expect(row).toContain('2025-07-03');
  });

  it('is not asked again for the firm’s next file', async () => {
    await intake.choose(file());
    await page.getByRole('dialog', { name: '已有花名册，怎样处理新读入的？' }).waitFor();
    expect(await page.getByRole('dialog', { name: '这几列是什么？' }).count()).toBe(0);
  });
});
