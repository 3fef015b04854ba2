/** What the province gives back, by keyboard: read into the case, what came back corrected and sent again, what was paid told; nothing twice. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { pressShown } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';
import { until } from './until.ts';

const app = new CounterApp();
const shots = process.env['COUNTER_SHOTS'];
let page: Page;
let number = '';
let persons: readonly (readonly string[])[] = [];

async function shot(name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
}

const batchFolder = (): string => join(app.dataFolder, 'exports', 'training');
const batches = (): readonly string[] =>
  readdirSync(batchFolder())
    .filter((name) => !name.startsWith('.'))
    .toSorted();

/** The rows of our case in the newest batch: cells by heading. */
async function exportAll(count: number): Promise<readonly Readonly<Record<string, string>>[]> {
  await page.keyboard.press('Alt+R');
  await pressShown(page, 'Control+Enter');
  const names = await until(
    async () => batches(),
    (found) => found.length === count,
    'the batch folder',
  );
  await page
    .getByText(/^已导出 批次/u)
    .first()
    .waitFor();
  const folder = join(batchFolder(), names.at(-1) ?? '');
  const csv = readdirSync(folder).find((name) => name.endsWith('.csv')) ?? '';
  const lines = readFileSync(join(folder, csv), 'utf8').split('\r\n');
  // In training a line over the headings says that nothing of it is real.
  const head = lines.find((line) => line.includes('办件号,')) ?? '';
  const headings = head.split(',').map((heading) => heading.replace(/[（(].*$/u, ''));
  return lines
    .filter((line) => line.includes(number))
    .map((line) => Object.fromEntries(line.split(',').map((cell, at) => [headings[at] ?? '', cell])));
}

/** A table as the province might give it back. */
function returned(name: string, rows: readonly (readonly string[])[]): string {
  const path = join(app.dataFolder, name);
  const table = [['办件号', '公民身份号码', '姓名', '审核状态', '退回原因', '当前环节'], ...rows];
  writeFileSync(path, `\uFEFF${table.map((row) => row.join(',')).join('\r\n')}\r\n`);
  return path;
}

async function read(path: string): Promise<void> {
  await page.keyboard.press('Alt+V');
  await page.getByRole('heading', { name: '省系统返回' }).waitFor();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressShown(page, 'F6')]);
  await chooser.setFiles(path);
}
const panel = () => page.getByRole('region', { name: '读入返回文件' });

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
});
afterAll(() => app.close());

describe('what the province gives back', () => {
  it('a case leaves with four persons', async () => {
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
    const rows = await exportAll(1);
    expect(rows).toHaveLength(4);
    persons = rows.map((row) => [row['公民身份号码'] ?? '', row['姓名'] ?? '']);
  });

  it('the answer is read, shown before it is recorded, and its odd rows are told', async () => {
    const [one = [], two = [], three = [], four = []] = persons;
    const path = returned('第一次返回.csv', [
      [number, ...one, '审核通过', '', '复审'],
      [number, ...two, '退回', '身份证号与姓名不符', '初审'],
      [number, ...three, '发放失败', '账号户名不符', '发放'],
      [number, ...four, '处理中', '', '公示'],
      ['〔2022〕W99-000001', ...four, '审核通过', '', ''],
    ]);
    await read(path);
    await panel()
      .getByText(/对上 1 件 4 人/u)
      .waitFor();
    expect(await panel().innerText()).toMatch(/通过 1 人，处理中 1 人，退回 1 人，发放失败 1 人/u);
    expect(await panel().innerText()).toContain('本窗口没有这个办件号');
    await shot('returns-preview');
    await pressShown(page, 'Control+Enter');
    await panel().getByText('已登记 1 件的返回。').waitFor();
    const waiting = page.getByRole('table', { name: '待更正再送' });
    expect(await waiting.innerText()).toContain(number);
    await shot('returns-recorded');
    await read(path);
    await panel()
      .getByText(/对上 1 件 4 人/u)
      .waitFor();
    await pressShown(page, 'Control+Enter');
    await panel()
      .getByText(/以前已经登记过，没有改动/u)
      .waitFor();
  });

  it('stands in the case with its reason, and on the work list', async () => {
    await page.keyboard.press('Alt+B');
    await page.getByText(/省系统退回 1 人，发放失败 1 人，共 1 件/u).waitFor();
    await shot('returns-worklist');
    await page.keyboard.press('Alt+V');
    await page.getByRole('table', { name: '待更正再送' }).getByText(number).click();
    await page.getByRole('heading', { name: number }).waitFor();
    const table = page.getByRole('table', { name: '人员与结论' });
    await table.getByText(/退回：身份证号与姓名不符/u).waitFor();
    await table.getByText(/发放失败：账号户名不符/u).waitFor();
    expect(await page.getByRole('list', { name: '经过' }).innerText()).toMatch(/省系统返回：通过 1 人，处理中 1 人/u);
    await shot('returns-case');
  });

  it('is corrected and sent again: the two rows alone, each naming the first batch', async () => {
    await pressShown(page, 'Alt+U');
    await page.getByText(`更正 ${number}`).waitFor();
    await page.getByRole('button', { name: /保存更正/u }).waitFor();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: `更正 ${number}` });
    await dialog.waitFor();
    await page.keyboard.type('省系统退回，核对后再送');
    await page.keyboard.press('Enter');
    await page.getByText(/^已保存/u).waitFor();
    const rows = await exportAll(2);
    expect(rows.map((row) => row['公民身份号码']).toSorted()).toEqual([persons[1]?.[0], persons[2]?.[0]].toSorted());
  });

  it('and paid in the end: nothing waits any more', async () => {
    await read(
      returned(
        '第二次返回.csv',
        persons.map((person) => [number, ...person, '发放成功', '', '发放']),
      ),
    );
    await panel()
      .getByText(/已发放 4 人/u)
      .waitFor();
    await pressShown(page, 'Control+Enter');
    await panel().getByText('已登记 1 件的返回。').waitFor();
    await page.getByText('没有退回或发放失败、还没有更正的办件。').waitFor();
    expect(await page.getByText('没有退回或发放失败、还没有更正的办件。').count()).toBe(1);
  });
});
