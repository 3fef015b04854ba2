/** The main job by keyboard alone, every key counted: ten persons, two corrections, two originals, notice and receipt. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { CountedKeys } from './counted-keys.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';
import { keepPrints, printsOf } from './printed.ts';

const MOST = 90;
/** The firm's earlier case is part of it. */
const LONG_MS = 400_000;
const app = new CounterApp({ width: 1366, height: 768 });
let page: Page;
let intake: IntakePageModel;

beforeAll(async () => {
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await startTraining(page);
  // The firm came once before, with one person: its account and its agent are known from then on.
  intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  await page.keyboard.press('F4');
  await page.keyboard.press('Home');
  await page.keyboard.type('李小燕');
  await page.keyboard.press('Tab');
  await page.keyboard.type('440802199001019029');
  await page.keyboard.press('Enter');
  await intake.expectFigures('合计');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^已保存/u).waitFor();
}, LONG_MS);
afterAll(() => app.close());

const active = (): Promise<string> =>
  page.evaluate(() => {
    const row = document.querySelector('.grid__row.is-current');
    return row?.querySelector('[role=gridcell]')?.textContent ?? '';
  });

it(
  `takes at most ${MOST} keys, data included`,
  async () => {
    const keys = new CountedKeys(page);
    await keys.press('F2');
    await page.getByRole('combobox', { name: /^查企业登记/u }).waitFor();
    await keys.type('hssp');
    await page.getByRole('option', { name: '湛江海晟食品有限公司' }).waitFor();
    await keys.press('Enter');
    // What the last case holds is offered with its number, and taken with one key; nothing of it was filled in before.
    await page
      .getByRole('status')
      .getByText(/经办人 李小燕/u)
      .waitFor();
    expect(await page.getByLabel('账号', { exact: true }).inputValue()).toBe('');
    await keys.pressShown('Alt+T');
    await page.getByText('取自上次办件').first().waitFor();
    expect(await page.getByLabel('失业保险参保地').inputValue()).toBe('440802');
    // Only the authorisation is seen anew each time: the focus stands there.
    await keys.press('Space');
    await keys.chooseFile('F6', join(app.dataFolder, 'samples', '海晟花名册.xls'));
    await intake.expectFigures('10 人 ✓ 符合 2 ✕ 不符合 2 ！ 可补正 2 ？ 待核 2 待更正 2');
    expect(await active()).toContain('林𠮷安');
    await keys.type('440881199909179351');
    await keys.press('Enter');
    // Enter goes down, here already to the next one; else the key for it.
    if (!(await active()).includes('梁晓彤')) await keys.press('Control+ArrowDown');
    expect(await active()).toContain('梁晓彤');
    await keys.type('440804200006019261');
    await keys.press('Enter');
    await intake.expectFigures('✓ 符合 4');
    for (const name of ['庞思琪', '郑']) {
      await keys.press('Control+ArrowDown');
      expect(await active()).toContain(name);
      await keys.press('F7');
      await page.getByRole('dialog').waitFor();
      await keys.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await intake.expectFigures('✓ 符合 6');
    await keys.press('Alt+0');
    await page.getByRole('button', { name: /保存并受理/u }).waitFor();
    await keys.press('Control+Enter');
    await page.getByText(/^已保存/u).waitFor();
    for (const key of ['F10', 'Alt+4']) {
      await keys.pressShown(key);
      const answer = page.getByRole('button', { name: '是，已打印' });
      await answer.waitFor();
      await keys.press('Enter');
      await answer.waitFor({ state: 'detached' });
    }
    const prints = await printsOf(page);
    expect(prints.map((html) => /<h1[^>]*>([^<]+)/u.exec(html)?.[1] ?? '')).toEqual([
      expect.stringContaining('受理通知书'),
      expect.stringContaining('收件凭证'),
    ]);
    process.stdout.write(`main job: ${keys.count} keys\n`);
    expect({ count: keys.count, pressed: keys.pressed }).toMatchObject({
      count: expect.toSatisfy((count: number) => count <= MOST) as number,
    });
  },
  LONG_MS,
);
