/**
 * 更正 and 复制为新受理 under what happens at a window: a half-typed cell, an input method's open composition, a dialog, a second press
 * while a save is under way. Nothing is lost, nothing is saved that was not said, and the day's figures follow a person taken in.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { pressShown } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';
import { until } from './until.ts';

const LONG_MS = 120_000;
const NUMBER = /〔2022〕W\d+-\d{6}/u;
const app = new CounterApp({ width: 1366, height: 768 });
let page: Page;
let intake: IntakePageModel;
let number = '';

const person = async (name: string, id: string): Promise<void> => {
  await page.keyboard.press('Home');
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(id);
  await page.keyboard.press('Enter');
};

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
  intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  await page.keyboard.press('F4');
  await person('陈海晴', '440802200003159020');
  await intake.expectFigures('✓ 符合 1');
  await page.keyboard.press('Alt+0');
  await page.getByRole('button', { name: /保存并受理/u }).waitFor();
  await page.keyboard.press('Control+Enter');
  const saved = page.getByText(/^已保存/u);
  await saved.waitFor();
  number = NUMBER.exec(await saved.innerText())?.[0] ?? '';
}, LONG_MS);
afterAll(() => app.close());

async function openCase(of = number): Promise<void> {
  await page.keyboard.press('F3');
  await page.getByLabel(/^姓名、拼音首字母/u).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(of.slice(-6));
  await page.getByText(of).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: of }).waitFor();
}

async function correct(): Promise<void> {
  await openCase();
  await pressShown(page, 'Alt+U');
  await page.getByText(`更正 ${number}`).waitFor();
  await intake.expectFigures(' 元');
}

const historyOf = async (): Promise<string> => {
  await openCase();
  return await page.getByRole('list', { name: '经过' }).innerText();
};

describe('a correction that is interrupted', () => {
  it('takes a half-typed cell, says what it would change, and changes nothing until that is confirmed', async () => {
    const before = await historyOf();
    await correct();
    await intake.goToCell('陈海晴', '毕业证编号');
    await page.keyboard.type('1056');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: `更正 ${number}` });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('1056');
    await page.keyboard.press('F2');
    expect(await dialog.getByRole('status').innerText()).toMatch(/^F2（新受理.*先按 Esc/u);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('row', { name: /陈海晴/u }).innerText()).toContain('1056');
    expect(before).toContain('受理');
    expect(await historyOf()).toBe(before);
  });

  it('does nothing under an open composition, and leaves the name as it was', async () => {
    await correct();
    await intake.goToCell('陈海晴', '姓名');
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', { text: 'chen', selectionStart: 4, selectionEnd: 4 });
    for (const key of ['Control+Enter', 'F9', 'F2', 'F6']) await page.keyboard.press(key);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByText(`更正 ${number}`).count()).toBe(1);
    await client.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
    await client.detach();
    await page.keyboard.press('Escape');
    await until(
      () => page.getByRole('row', { name: /陈海晴/u }).count(),
      (count) => count === 1,
      'the name',
    );
  });
});

describe('a person taken in by a correction', () => {
  it('is saved once however often the key is pressed, and the figures of the day follow', async () => {
    await page.keyboard.press('Alt+R');
    const accepted = page.locator('.day-figures > *').filter({ hasText: '已受理' }).first();
    const figure = async () => (await accepted.innerText()).replace(/\s+/gu, ' ');
    const before = await figure();
    await correct();
    await intake.goToCell('陈海晴', '姓名');
    await page.keyboard.press('ArrowDown');
    await person('阿依努尔·麦麦提', '440811199911239609');
    await intake.expectFigures('2 人 ✓ 符合 2');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: `更正 ${number}` }).waitFor();
    await page.keyboard.type('漏录一人');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^已保存/u).waitFor();
    await openCase();
    const history = await page.getByRole('list', { name: '经过' }).innerText();
    expect(history.match(/漏录一人/gu)).toHaveLength(1);
    expect(await page.locator('.page__head').innerText()).toContain('符合 2/2 人 · 3,000.00 元');
    await page.keyboard.press('Alt+R');
    const persons = (text: string): number => Number(/(\d+) 人/u.exec(text)?.[1]);
    await until(figure, (text) => persons(text) === persons(before) + 1, '已受理');
  });
});

describe('复制为新受理', () => {
  it('begins a new application from a case of every state, and leaves that case as it was', async () => {
    await page.keyboard.press('Alt+B');
    await page.getByText(/^全部/u).first().click();
    await page.getByRole('row', { name: new RegExp(number, 'u') }).waitFor();
    const rows = await page.getByRole('row').allInnerTexts();
    const states = ['已受理', '已导出', '待补正', '待核', '不予受理', '已撤回', '已作废', '已收件'];
    const found = states.flatMap((state) => {
      const row = rows.find((text) => text.includes(state) && NUMBER.test(text));
      return row === undefined ? [] : [[state, NUMBER.exec(row)?.[0] ?? ''] as const];
    });
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const [, of] of found) {
      await openCase(of);
      const head = await page.locator('.page__head').innerText();
      await pressShown(page, 'Alt+F');
      await page.getByRole('dialog', { name: '复制为新受理' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /^花名册 0 人/u }).waitFor();
      await openCase(of);
      expect(await page.locator('.page__head').innerText()).toBe(head);
    }
  });
});
