/** A wrong account found after the case has left in a batch, put right by keyboard: corrected, printed as a set, sent once more. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { chooseIn, pressShown, tabTo, typeInto } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';
import { keepPrints, printsOf } from './printed.ts';
import { until } from './until.ts';

const app = new CounterApp();
const shots = process.env['COUNTER_SHOTS'];
const shot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
};
let page: Page;
let number = '';
const batchFolder = (): string => join(app.dataFolder, 'exports', 'training');
const batches = (): readonly string[] =>
  readdirSync(batchFolder())
    .filter((name) => !name.startsWith('.'))
    .toSorted();

async function exportAll(count: number): Promise<string> {
  await page.keyboard.press('Alt+R');
  await pressShown(page, 'Control+Enter');
  const names = await until(
    async () => batches(),
    (found) => found.length === count,
    'the batch folder',
  );
  // The folder lies there before the ledger says so; only then may a case be corrected.
  await page
    .getByText(/^已导出 批次/u)
    .first()
    .waitFor();
  const folder = join(batchFolder(), names.at(-1) ?? '');
  const csv = readdirSync(folder).find((name) => name.endsWith('.csv')) ?? '';
  return readFileSync(join(folder, csv), 'utf8');
}

async function openCase(): Promise<void> {
  await page.keyboard.press('F3');
  await page.getByLabel(/^姓名、拼音首字母/u).waitFor();
  await page.keyboard.type(number.slice(-6));
  await page.getByText(number).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: number }).waitFor();
}

beforeAll(async () => {
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await startTraining(page);
});
afterAll(() => app.close());

describe('an account that turns out wrong after the export', () => {
  it('the case is accepted and leaves', async () => {
    const intake = await new IntakePageModel(page).open();
    await intake.fillEmployer({ search: 'yfhl', name: '湛江云帆互联信息技术有限公司' });
    await page.keyboard.press('F4');
    await intake.choose(join(app.dataFolder, 'samples', '云帆花名册.xlsx'));
    await intake.expectFigures('4 人 ✓ 符合 4');
    for (const digit of '12345') await page.keyboard.press(`Alt+${digit}`);
    await page.getByRole('button', { name: /保存并受理/u }).waitFor();
    await page.keyboard.press('Control+Enter');
    const saved = page.getByText(/^已保存/u);
    await saved.waitFor();
    number = /〔2022〕[A-Z]+\d+-\d{6}/u.exec(await saved.innerText())?.[0] ?? '';
    expect(number).not.toBe('');
    expect(await exportAll(1)).toContain(number);
  });

  it('is corrected with a reason; the history says what changed', async () => {
    await openCase();
    await pressShown(page, 'Alt+U');
    await page.getByText(`更正 ${number}`).waitFor();
    await page.keyboard.press('F4');
    // The form opens at the agent, who changes most; the account stands just before.
    await tabTo(page, '经办人姓名');
    await page.keyboard.press('Shift+Tab');
    await typeInto(page, '账号', '6222021234567890123');
    await page.getByRole('button', { name: /保存更正/u }).waitFor();
    await page.keyboard.press('F9');
    const preview = page.getByRole('dialog');
    await preview.waitFor();
    const paper = preview.frameLocator('iframe').locator('body');
    expect(await paper.innerText()).toContain('本件经更正（更正内容：账号；原因：（保存时填写））');
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: `更正 ${number}` });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('6222021234567890123');
    await page.keyboard.type('账号录错');
    await page.keyboard.press('Enter');
    await page.getByText(/^已保存/u).waitFor();
  });

  it('prints its set with one key and one question', async () => {
    const before = (await printsOf(page)).length;
    await pressShown(page, 'Control+F10');
    const answer = page.getByRole('button', { name: '是，已打印' });
    await answer.waitFor();
    await page.keyboard.press('Enter');
    await answer.waitFor({ state: 'detached' });
    const papers = (await printsOf(page)).slice(before);
    expect(papers).toHaveLength(2);
    expect(papers[0]).toContain('本件经更正（更正内容：账号；原因：账号录错）');
    await openCase();
    expect(await page.getByRole('list', { name: '经过' }).innerText()).toContain('→ 6222021234567890123');
  });

  it('leaves once more, each row naming the first batch', async () => {
    const rows = (await exportAll(2)).split('\r\n').filter((line) => line.includes(number));
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toMatch(/更正,2022-[A-Z]+\d+-\d+$/u);
  });
});

describe('an office in which every acceptance is reviewed', () => {
  const correctAccount = async (account: string): Promise<void> => {
    await openCase();
    await pressShown(page, 'Alt+U');
    await page.getByText(`更正 ${number}`).waitFor();
    await page.keyboard.press('F4');
    await tabTo(page, '经办人姓名');
    await page.keyboard.press('Shift+Tab');
    await typeInto(page, '账号', account);
    await page.getByRole('button', { name: /保存更正/u }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: `更正 ${number}` }).waitFor();
    await page.keyboard.type('账号再核');
    await page.keyboard.press('Enter');
    await page.getByText(/^已保存/u).waitFor();
  };
  /** From the list of what waits: opens the case, writes what is wrong (or nothing), and has the colleague enter the passphrase. */
  const review = async (wrong: string): Promise<void> => {
    await page.keyboard.press('Control+F6');
    await page.getByRole('heading', { name: '复核', level: 1 }).waitFor();
    await page.getByText(number).waitFor();
    await shot(page, wrong === '' ? 'review-2-list' : 'review-1-list');
    await page.keyboard.press('Enter');
    await page.getByText(/^待复核/u).waitFor();
    await pressShown(page, 'Control+Enter');
    const dialog = page.getByRole('dialog', { name: `复核 ${number}` });
    await dialog.waitFor();
    await page.keyboard.type(wrong);
    await typeInto(page, '复核人员口令', '培训数据全部虚构');
    await shot(page, wrong === '' ? 'review-2-dialog' : 'review-1-dialog');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  };

  it('keeps a correction back, sends it back with a reason, and lets it go once it is right', async () => {
    await page.keyboard.press('Alt+s');
    await page.getByRole('heading', { name: '单位与窗口' }).waitFor();
    await chooseIn(page, '哪些受理须复核后才能导出', 'acceptances');
    await pressShown(page, 'Control+Enter');
    await page.getByText(/^已保存。之后的文书/u).waitFor();
    await correctAccount('6222021234567890001');
    await review('学校与毕业证不符');
    await page.getByText(/^复核退回（/u).waitFor();
    await shot(page, 'review-1-returned');
    await page.keyboard.press('Alt+R');
    await page.getByText(/1 件复核退回待更正，办好以前不导出/u).waitFor();
    await correctAccount('6222021234567890002');
    await review('');
    await page.getByText(/^待复核/u).waitFor({ state: 'detached' });
    const history = await page.getByRole('list', { name: '经过' }).innerText();
    expect(history).toContain('复核通过');
    expect(history).toContain('复核退回（1 人）：学校与毕业证不符');
    const rows = (await exportAll(3)).split('\r\n').filter((line) => line.includes(number));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain('6222021234567890002');
  });
});
