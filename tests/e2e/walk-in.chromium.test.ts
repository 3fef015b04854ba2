/**
 * One walk-in application as a new clerk does it, by keyboard alone, on the built program: from the first start to the exported batch, then
 * everything is killed and must still be there; then the browser's profile is deleted and must be rebuilt from the journal.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { pressShown } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { enterAfterLoss, enterTraining, startTraining } from './pages/start-page.ts';
import { until } from './until.ts';
import { keepPrints, printsOf, readAsPdf, squeezed } from './printed.ts';

const root = resolve(import.meta.dirname, '../..');
const app = new CounterApp();
let page: Page;
let intake: IntakePageModel;
let number = '';
const paper = async (): Promise<string> => {
  const html = (await printsOf(page)).at(-1) ?? '';
  const pdf = await readAsPdf(page.context(), html);
  expect(pdf.pageSize).toMatch(/A4/u);
  return squeezed(pdf.text);
};
/** Prints by the key that the button shows, then answers 已打印. */
const print = async (key: string): Promise<string> => {
  const before = (await printsOf(page)).length;
  await pressShown(page, key);
  const answer = page.getByRole('button', { name: '是，已打印' });
  await answer.waitFor();
  await page.keyboard.press('Enter');
  await answer.waitFor({ state: 'detached' });
  expect(await printsOf(page)).toHaveLength(before + 1);
  return paper();
};

beforeAll(async () => {
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await startTraining(page);
});
afterAll(() => app.close());

describe('a walk-in application', () => {
  it('takes the messy .xls and decides everybody who can be read', async () => {
    intake = await new IntakePageModel(page).open();
    await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
    await page.keyboard.press('F4');
    await intake.choose(join(app.dataFolder, 'samples', '海晟花名册.xls'));
    await intake.expectFigures('10 人 ✓ 符合 2 ✕ 不符合 2 ！ 可补正 2 ？ 待核 2 待更正 2');
    expect(await page.getByRole('grid').getByRole('rowheader').count()).toBeGreaterThanOrEqual(8);
  });

  it('takes two corrected cells and one original seen', async () => {
    await intake.correctId('林𠮷安', '440881199909179351');
    await intake.correctId('梁晓彤', '440804200006019261');
    await intake.expectFigures('✓ 符合 4');
    await intake.attest('庞思琪', '毕业');
    await intake.expectFigures('✓ 符合 5 ✕ 不符合 2 ！ 可补正 2 ？ 待核 1');
    expect(await intake.figures()).not.toContain('待更正');
  });

  it('saves in both places and gives a number', async () => {
    for (const digit of '12345') await page.keyboard.press(`Alt+${digit}`);
    await page.getByRole('button', { name: /保存并受理/u }).waitFor();
    await page.keyboard.press('Control+Enter');
    const saved = page.getByText(/^已保存/u);
    await saved.waitFor();
    number = /〔2022〕[A-Z]+\d+-\d{6}/u.exec(await saved.innerText())?.[0] ?? '';
    expect(number).not.toBe('');
    expect(await saved.innerText()).toContain('两份落盘');
  });

  it('prints the acceptance, the form and the roster with the record first', async () => {
    const acceptance = await print('F10');
    expect(acceptance).toContain('受理通知书');
    expect(acceptance).toContain(squeezed(number));
    expect(acceptance).toContain('柒仟伍佰元整');
    expect(acceptance).toContain('黄志远');
    expect(acceptance).toContain('培训');
    const form = await print('Alt+2');
    expect(form).toContain('湛江海晟食品有限公司');
    expect(form).toContain('李小燕');
    const roster = await print('Alt+3');
    expect(roster).toContain('林𠮷安');
    expect(roster).toContain('440881199909179351');
  });

  it('accepts the next firm whole, and prints its set with one key', async () => {
    intake = await new IntakePageModel(page).open();
    await intake.fillEmployer({ search: 'yfhl', name: '湛江云帆互联信息技术有限公司' });
    await page.keyboard.press('F4');
    await intake.choose(join(app.dataFolder, 'samples', '云帆花名册.xlsx'));
    await intake.expectFigures('4 人 ✓ 符合 4');
    await page.keyboard.press('Alt+0');
    await page.getByRole('button', { name: /保存并受理/u }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^已保存/u).waitFor();
    const before = (await printsOf(page)).length;
    await pressShown(page, 'Control+F10');
    const answer = page.getByRole('button', { name: '是，已打印' });
    await answer.waitFor();
    await page.keyboard.press('Enter');
    await answer.waitFor({ state: 'detached' });
    const papers = (await printsOf(page)).slice(before);
    expect(papers.map((html) => /<h1[^>]*>([^<]+)/u.exec(html)?.[1] ?? '')).toEqual([
      expect.stringContaining('受理通知书'),
      expect.stringContaining('收件凭证'),
    ]);
    const [notice] = papers.map(squeezed);
    expect(notice).toContain('湛江云帆互联信息技术有限公司');
    expect(notice).toContain('陆仟元整');
  });

  it('exports the day as a batch that verifies', async () => {
    await page.keyboard.press('Alt+R');
    await page.getByText('未配置接收端', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^导出 \d+ 件/u }).waitFor();
    await pressShown(page, 'Control+Enter');
    const batches = join(app.dataFolder, 'exports', 'training');
    const finished = () => (existsSync(batches) ? readdirSync(batches).filter((name) => !name.startsWith('.')) : []);
    const folders = await until(
      async () => finished(),
      (names) => names.length === 1,
      'the batch folder',
    );
    const folder = join(batches, folders[0] ?? '');
    expect(folders[0]).toContain('培训');
    const out = execFileSync('npm', ['run', '--silent', 'counter', '--', 'verify', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(out).toContain('intact');
  });

  it('exports what a decision was made from; the command line comes to the same', async () => {
    await lookUp();
    await page.keyboard.press('Alt+Y');
    const said = await page.getByText(/^判定依据已写入/u).innerText();
    const folder = /写入\s*(.+?)。文件含/u.exec(said)?.[1]?.trim() ?? '';
    expect(folder).toContain(`培训-判定依据-${number.replace('〔', '').replace('〕', '-')}`);
    const out = execFileSync('npm', ['run', '--silent', 'counter', '--', 'replay', join(folder, '判定依据.json')], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(JSON.parse(out)).toMatchObject({ same: true, differences: [] });
  });

  it('has the case, its number and its print state after everything was killed', async () => {
    await app.killAll();
    page = await app.open();
    await enterTraining(page);
    await lookUp();
    const printed = page.getByRole('region', { name: '打印' }).getByText('已打印').first();
    await printed.waitFor();
    expect(await printed.isVisible()).toBe(true);
  });

  it('rebuilds the case from the journal when the browser profile is gone', async () => {
    await app.killAll();
    await app.deleteProfile();
    page = await app.open();
    expect(await enterAfterLoss(page)).toMatch(/已由台账重建到第 \d+ 条/u);
    await lookUp();
    const printed = page.getByRole('region', { name: '打印' }).getByText('已打印').first();
    await printed.waitFor();
    expect(await printed.isVisible()).toBe(true);
  });
});

/** Finds the case again by pinyin initials and opens it. */
async function lookUp(): Promise<void> {
  await page.keyboard.press('F3');
  await page.getByLabel(/^姓名、拼音首字母/u).waitFor();
  await page.keyboard.type('hssp');
  await page.getByRole('row', { name: new RegExp(number, 'u') }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: number }).waitFor();
}
