/**
 * A 免申即享 list of the made-up county, by keyboard on the built program: sixty rows taken, held against the registers, what is missing
 * asked and filled in, 初审, the conclusions as a file, 缓缴 told. Pictures are kept where COUNTER_SHOTS names a folder.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textXlsx } from '#shared/encodings/text-xlsx.ts';
import { openBook } from '#shared/files/open-book.ts';
import { makeCounty, type Newcomer } from '#shared/training/county-rows.ts';
import { randomFrom } from '#shared/training/random.ts';
import { TRAINING_SEED } from '#shared/training/training-county.ts';
import { CounterApp } from './counter-app.ts';
import { chooseIn, pressShown, tabTo, typeInto } from './keyboard.ts';
import { startTraining } from './pages/start-page.ts';
import { keepPrints, printsOf, readAsPdf } from './printed.ts';
import { english, runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';

const PASSPHRASE = '培训数据全部虚构';
const shots = process.env['COUNTER_SHOTS'];
const app = new CounterApp();
let page: Page;

/** Nothing may run off the side, be cut or be English, in large text either. */
async function shot(name: string): Promise<void> {
  const found = [...(await runsOff(page)), ...(await runsOffEnlarged(page)), ...(await english(page))];
  if (shots !== undefined) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `lists-${name}.png`) });
  }
  expect([name, ...found, ...(await seriousFindings(page))]).toEqual([name]);
}

/** Sixty graduates of this county with whole firms, as far as the register has them. */
function listed(): readonly Newcomer[] {
  const { newcomers } = makeCounty(randomFrom(TRAINING_SEED));
  const firms = new Map<string, Newcomer[]>();
  for (const one of newcomers.filter(({ firm }) => firm.divisionCode === '440802'))
    firms.set(one.firm.unifiedSocialCreditCode, [...(firms.get(one.firm.unifiedSocialCreditCode) ?? []), one]);
  return [...firms.values()].flat().slice(0, 60);
}

const headings = [
  '期别',
  '行政区划',
  '单位编号',
  '统一社会信用代码',
  '单位名称',
  '姓名',
  '公民身份号码',
  '上月缴费状态',
  '毕业生接口返回结果',
  '联系人',
  '联系电话',
  '推送批次',
];
const rowOf = ({ firm, name, citizenId, graduatedOn }: Newcomer, index: number): string[] => [
  '202208',
  '440802',
  firm.employerNumber,
  firm.unifiedSocialCreditCode,
  firm.name,
  name,
  citizenId,
  index === 59 ? '缓缴' : '参保缴费',
  graduatedOn.startsWith('2022') ? '是' : '否',
  '林会计',
  '13800000000',
  '一',
];
const persons = listed();
const rows = persons.map(rowOf);
const [first = [], second = [], third = []] = rows;
const wrong = [
  first,
  [...second.slice(0, 1), '440823', ...second.slice(2)],
  [...third.slice(0, 6), (third[6] ?? '').slice(0, 17), ...third.slice(7)],
];

async function choose(path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressShown(page, 'F6')]);
  await chooser.setFiles(path);
}
const closed = (): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' });
const tab = (place: number): Promise<void> => page.keyboard.press(`Alt+${place}`);
const cellsOf = async (folder: string) => {
  const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.xlsx'));
  const book = await openBook(readFileSync(join(folder, name)));
  return book.ok ? (book.value.sheets[0]?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text)) : [];
};
const folderIn = async (what: string): Promise<string> => {
  const text = await page.getByText(new RegExp(`^${what} \\d+ 行已写入`, 'u')).innerText();
  return /已写入 (\S+)/u.exec(text)?.[1] ?? '';
};

let list = '';
beforeAll(async () => {
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await startTraining(page);
  list = join(app.dataFolder, '免申即享名单.xlsx');
  const widths = headings.map(() => 16);
  writeFileSync(list, await textXlsx({ sheet: '名单', rows: [headings, ...rows, ...wrong], widths, training: false }));
}, 240_000);
afterAll(() => app.close());

it('is below 后续, asks once what a strange column is, and tells what it does not take', async () => {
  await page.keyboard.press('Control+F2');
  await page.getByRole('heading', { name: '名单', exact: true }).waitFor();
  await shot('1-empty');
  await choose(list);
  await page.getByLabel('推送批次').waitFor();
  await shot('2-mapping');
  await pressShown(page, 'Control+Enter');
  await page.getByRole('button', { name: /^核对并登记 60 人/u }).waitFor();
  const told = await page.getByRole('table', { name: '没有采用的行' }).locator('tbody tr').allInnerTexts();
  expect(told).toHaveLength(3);
  expect(told.join('\n')).toMatch(/62\s+.*同一人同一单位在名单里列了两次，只算一次（第 2 行）/u);
  expect(told.join('\n')).toMatch(/63\s+B63\s+.*参保地是其他区县/u);
  expect(told.join('\n')).toMatch(/64\s+G64\s+.*证件号位数/u);
  await shot('3-preview');
});

it('holds every row against the registers and records the list', async () => {
  await pressShown(page, 'Control+Enter');
  await page.getByRole('heading', { name: '名单202208' }).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('tab', { name: /^待初审 60/u }).count()).toBe(1);
  await page.locator('tr.is-link').first().waitFor();
  await shot('4-to-review');
});

it('passes those who are met at once, and shows of the others what was found and where', async () => {
  await pressShown(page, 'Control+Enter');
  await page.getByText('按本机现在的数据再逐人核对一次').waitFor();
  await page.keyboard.press('Enter');
  await closed();
  const waiting = async () =>
    Number((await page.getByRole('tab', { name: /^待初审/u }).innerText()).replaceAll(/\D+/gu, '').slice(0, -1));
  await expect.poll(waiting).toBeLessThan(60);
  let pictured = false;
  for (let firms = 0; (await waiting()) > 0 && firms < 40; firms += 1) {
    const before = await waiting();
    await page.locator('tr.is-link').first().focus();
    await page.keyboard.press('Enter');
    const confirm = page.getByRole('button', { name: /^登记初审/u });
    await confirm.and(page.locator(':not([aria-disabled=true])')).waitFor();
    if (!pictured) await shot('5-review');
    pictured = true;
    for (const label of await page.locator('dialog select').evaluateAll((all) =>
      all.flatMap((one) => {
        const select = one as HTMLSelectElement;
        return select.value === '' ? [select.labels[0]?.textContent?.trim() ?? ''] : [];
      }),
    ))
      await chooseIn(page, label.replaceAll(/\s+/gu, ' '), 'passed');
    await tabTo(page, '登记初审');
    await page.keyboard.press('Enter');
    await closed();
    await expect.poll(waiting).toBeLessThan(before);
  }
  await page.getByText('没有待初审的人员。').waitFor();
});

it('writes the conclusions as a file, one row a person', async () => {
  await pressShown(page, 'Alt+6');
  const cells = await cellsOf(await folderIn('初审结论表'));
  const lines = cells.slice(cells.findIndex((row) => row.includes('初审结论')) + 1);
  expect(lines).toHaveLength(60);
  expect(new Set(lines.map((row) => row[8]))).toEqual(new Set(['通过', '不通过']));
  expect(
    lines.filter((row) => row[8] === '不通过').every((row) => /^N\d\d$/u.test(row[9] ?? '') && row[12] !== ''),
  ).toBe(true);
  expect(lines.at(-1)?.slice(8, 11)).toEqual(['不通过', 'N05', '缓缴未补（补缴后到窗口申请）']);
});

it('names the firms without an account, prints the sheet, asks another office and fills the gap by two officers', async () => {
  await tab(2);
  await page.getByText('缺账户', { exact: true }).first().waitFor();
  await shot('6-gaps');
  const firms = await page.locator('tr.is-link').count();
  const asked = await page.getByText('缺账户', { exact: true }).count();
  await pressShown(page, 'Alt+7');
  const sent = await cellsOf(await folderIn('给税务局的单位表'));
  const heads = sent.find((row) => row.includes('银行账号')) ?? [];
  const lines = sent.slice(sent.indexOf(heads) + 1);
  expect(lines).toHaveLength(asked);
  const back = lines.map((row, index) => [
    ...row.slice(0, 8),
    row[3] ?? '',
    '中国银行湛江赤坎支行',
    `00123456789${10_000 + index}`,
  ]);
  const path = join(app.dataFolder, '税务局给回.xlsx');
  writeFileSync(
    path,
    await textXlsx({ sheet: '账户', rows: [heads, ...back], widths: heads.map(() => 16), training: false }),
  );
  await page.locator('tr.is-link').first().focus();
  await page.keyboard.press('Enter');
  await pressShown(page, 'F10');
  await page.getByRole('button', { name: /^是，已打印/u }).waitFor();
  await page.keyboard.press('Enter');
  await closed();
  const printed = await readAsPdf(page.context(), (await printsOf(page)).at(-1) ?? '');
  if (shots !== undefined) writeFileSync(join(shots, 'payee-sheet.pdf'), printed.bytes);
  expect(printed.text).toContain('收款信息确认表');
  expect(printed.text).not.toMatch(/\d{17}[\dX]/u);
  await shot('7-firm');
  await page.keyboard.press('Escape');
  await choose(path);
  await page.getByText(`对上 ${asked} 户。`).waitFor();
  await chooseIn(page, '哪里给的', 'taxOffice');
  await shot('8-accounts');
  await tabTo(page, '取得日期');
  await page.keyboard.press('Enter');
  await closed();
  await expect.poll(() => page.getByText('齐全，待两人核对').count()).toBe(firms);
  await page.locator('tr.is-link').nth(1).focus();
  await page.keyboard.press('Enter');
  await pressShown(page, 'Control+Enter');
  await page.getByRole('dialog').waitFor();
  expect(await page.getByLabel('来源', { exact: true }).inputValue()).toBe('taxOffice');
  await shot('9-payee');
  await typeInto(page, '复核人员口令', PASSPHRASE);
  await page.keyboard.press('Enter');
  await closed();
  await expect.poll(() => page.locator('tr.is-link').count()).toBe(firms - 1);
});

it('tells the firm with 缓缴 to pay and to come to the window, with the day', async () => {
  await tab(3);
  await page.locator('tr.is-link').first().focus();
  await page.keyboard.press('Enter');
  await page.getByText('请补缴后携带申请表、花名册等材料到窗口申请').waitFor();
  await pressShown(page, 'F10');
  await page.getByRole('button', { name: /^是，已打印/u }).waitFor();
  await page.keyboard.press('Enter');
  await closed();
  const printed = await readAsPdf(page.context(), (await printsOf(page)).at(-1) ?? '');
  if (shots !== undefined) writeFileSync(join(shots, 'deferral-notice.pdf'), printed.bytes);
  expect(printed.text).toContain('补缴告知书');
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '接收人和说明', '林会计');
  await page.keyboard.press('Enter');
  await closed();
  await page
    .getByText(/^2022-08-22 电话/u)
    .first()
    .waitFor();
  await shot('10-deferral');
  await page.keyboard.press('Escape');
  await tab(5);
  await page.locator('tr.is-link').first().waitFor();
  await shot('11-all');
});

it('changes nothing when the same file is read again, and the persons stand in 后续', async () => {
  const before = await page.evaluate(() => document.querySelectorAll('tr.is-link').length);
  expect(before).toBe(60);
  await page.keyboard.press('Control+F2');
  await page.locator('tr.is-link').first().waitFor();
  await shot('12-lists');
  await choose(list);
  await page.getByText(/以前已经登记为名单202208，没有改动任何内容/u).waitFor();
  expect(await page.locator('tr.is-link').count()).toBe(1);
  await page.keyboard.press('F1');
  await page.getByRole('dialog').getByText('从省系统下载的免申即享名单').waitFor();
  await shot('13-help');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: '后续' }).waitFor();
  await page.keyboard.press('Alt+7');
  await page.locator('tr.is-link').first().waitFor();
  const all = Number(/^全部 (\d+)/u.exec(await page.getByRole('tab', { name: /^全部/u }).innerText())?.[1]);
  expect(all).toBeGreaterThan(60);
  await shot('14-aftercare');
});
