/**
 * 核查 by keyboard on the built program: a list of twelve rows that came down is read, answered on what the records show, the
 * rest by hand, checked by another officer and exported; then the month is reconciled and a sample drawn.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { haisheng, nanqiao, type SampleRoster } from '#shared/training/sample-rosters.ts';
import { trainingCounty } from '#shared/training/training-county.ts';
import { CounterApp } from './counter-app.ts';
import { chooseIn, pressShown, tabTo, typeInto } from './keyboard.ts';
import { dialogClosed, dialogOf, firstRow, payEverybody, setBusinessDate, vouch } from './pages/aftercare-page.ts';
import { enterAfterLoss } from './pages/start-page.ts';
import { runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';

const pictures = process.env['COUNTER_PICTURES'];
const app = new CounterApp();
let page: Page;

/** A page as it stands, nothing open over it: readable for everybody, nothing cut or off the side, also with large text. */
async function look(name: string): Promise<void> {
  await picture(name);
  const found = [...(await seriousFindings(page)), ...(await runsOff(page)), ...(await runsOffEnlarged(page))];
  expect(found).toEqual([]);
}

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `findings-${name}.png`) });
}

const main = (): Promise<void> => pressShown(page, 'Control+Enter');
const tab = (place: number): Promise<void> => page.keyboard.press(`Alt+${place}`);
const tabCount = (name: string): Promise<string> =>
  page
    .locator('.findings__tabs')
    .getByRole('button', { name: new RegExp(`^${name}`, 'u') })
    .innerText();

type Row = readonly string[];
const rowsOf = ({ firm, persons }: SampleRoster, ...names: readonly string[]): readonly Row[] =>
  persons
    .filter(({ name }) => names.includes(name))
    .map(({ name, citizenId }) => [name, citizenId, firm.name, firm.unifiedSocialCreditCode, '440802']);

/** Four persons who were paid, four kinds of refusal and more, two whom no register shows, one of another county. */
async function writeList(): Promise<string> {
  const firms = await page.locator('tr.is-link .firm').allInnerTexts();
  const { history } = await trainingCounty();
  const paid = history
    .map(({ application }) => application)
    .filter(({ employer, roster }) => firms.includes(employer.name) && roster.length >= 4)
    .slice(0, 1)
    .flatMap(({ employer, roster }) =>
      roster
        .slice(0, 4)
        .map((entry): Row => [entry.name, entry.citizenId, employer.name, employer.unifiedSocialCreditCode, '赤坎区']),
    );
  const rows = [
    ...paid,
    ...rowsOf(haisheng, '黄志远', '吴嘉敏', '庞思琪', '苏文博', '许若琳'),
    ...rowsOf(nanqiao, '符静宜', '庞一鸣', '揭文博'),
  ];
  expect(rows).toHaveLength(12);
  const elsewhere: Row = ['霞山人', '440803200003150002', '湛江霞山某公司', '', '440803'];
  const file = join(app.dataFolder, '应发未发202208.csv');
  const headings = ['姓名', '证照号码', '单位名称', '统一社会信用代码', '行政区划'];
  writeFileSync(file, `\uFEFF${[headings, ...rows, elsewhere].map((row) => row.join(',')).join('\r\n')}\r\n`);
  return file;
}

async function choose(file: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressShown(page, 'F6')]);
  await chooser.setFiles(file);
  await dialogOf(page).waitFor();
}

let list = '';

beforeAll(async () => {
  page = await app.open();
  await page.getByRole('button', { name: '开始培训' }).press('Enter');
  await page.getByText('培训数据已备好').waitFor({ timeout: 90_000 });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor();
  await payEverybody(page);
  list = await writeList();
});
afterAll(() => app.close());

it('reads the list after the clerk has named a column, and leaves another county’s row out', async () => {
  await page.keyboard.press('Control+F7');
  await page.getByRole('heading', { name: '核查', level: 1 }).waitFor();
  await choose(list);
  await chooseIn(page, '证件号', '证照号码');
  await picture('1-naming');
  await tabTo(page, '按所说的列读入');
  await page.keyboard.press('Enter');
  await dialogOf(page).getByText('1 行是其他县区的').waitFor();
  await dialogOf(page).getByText('内部目标 2022-09-20').waitFor();
  await picture('2-reading');
  await tabTo(page, '下发日期');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await firstRow(page).waitFor();
  await look('3-lists');
  expect(await page.locator('tr.is-link').count()).toBe(1);
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '应发未发名单' }).waitFor();
});

it('answers ten rows on what the records show, and two by hand', async () => {
  await page.getByText('按建议登记（10 行）').waitFor();
  await look('4-open');
  await main();
  for (const words of ['Y4 已发放', 'N04', 'N05', 'N08', 'N10', 'N11', 'N12'])
    await dialogOf(page).getByText(words).first().waitFor();
  await picture('5-all');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  for (const [code, note, evidence] of [
    ['N08', '毕业证书为2021年颁发，不在毕业年度', '9月1日窗口核对毕业证书原件'],
    ['Y2', '符合，正补开户银行支行名称', '8月25日电话催告'],
  ] as const) {
    await firstRow(page).focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor();
    await chooseIn(page, '核查结果', code);
    await typeInto(page, '说明', '未在库中见到');
    await typeInto(page, '证据', evidence);
    await page.keyboard.press('Enter');
    await dialogOf(page).getByText('“未在库中见到”不是理由').waitFor();
    await typeInto(page, '说明', note);
    if (code === 'Y2') await picture('6-answer');
    await page.keyboard.press('Enter');
    await dialogClosed(page);
  }
  await expect.poll(() => tabCount('待复核')).toMatch(/待复核\s+12/u);
});

it('is checked by another officer and exported row by row; what is open is reported as open', async () => {
  await tab(2);
  await firstRow(page).waitFor();
  await look('7-to-check');
  await main();
  await vouch(page);
  await expect.poll(() => tabCount('待报')).toMatch(/待报\s+12/u);
  await tab(3);
  await firstRow(page).waitFor();
  await main();
  await page.getByText(/^答复文件已写入/u).waitFor();
  const folder = (await page.getByText(/^答复文件已写入/u).innerText()).replace('答复文件已写入 ', '').trim();
  const [name = ''] = readdirSync(folder);
  const lines = readFileSync(join(folder, name), 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(13);
  expect(lines.filter((line) => line.endsWith('未了'))).toHaveLength(1);
  expect(lines.find((line) => line.includes('揭文博'))).toMatch(/N12/u);
  expect(await tabCount('已报，未了')).toMatch(/1/u);
  expect(await tabCount('办结')).toMatch(/11/u);
  await look('8-reported');
});

it('changes nothing when the same file is read again', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: '核查', level: 1, exact: true }).waitFor();
  await choose(list);
  await chooseIn(page, '证件号', '证照号码');
  await tabTo(page, '按所说的列读入');
  await page.keyboard.press('Enter');
  await dialogOf(page).getByText('已经读入，没有改动任何内容').waitFor();
  await page.keyboard.press('Escape');
  await dialogClosed(page);
  expect(await page.locator('tr.is-link').count()).toBe(1);
});

it('reconciles the month and keeps the seed of its sample', async () => {
  await setBusinessDate(page, '2022-09-05', /核查/u);
  await pressShown(page, 'Alt+N');
  await page.getByRole('heading', { name: '对账和抽查' }).waitFor();
  await page.getByText('全部相符').first().waitFor();
  await main();
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await page.getByText('登记对账：全部相符').waitFor();
  await pressShown(page, 'Alt+N');
  await dialogOf(page).getByText('随机种子').waitFor();
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await page.getByText(/抽 5 人（5%，至少 5 人，种子 \d+）/u).waitFor();
  await look('9-audit');
  const sampled = page.getByRole('table', { name: '抽查' }).locator('tr.is-link').first();
  await sampled.focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).waitFor();
  await page.keyboard.press('Enter');
  await dialogOf(page).getByText('由没有经办过的人员抽查').waitFor();
  expect(await page.getByText('待抽查', { exact: true }).count()).toBe(5);
  await page.keyboard.press('Escape');
  await dialogClosed(page);
});

it('has it all again after a restart with a new profile', async () => {
  const seed = () => page.getByText(/种子 \d+/u).innerText();
  const before = await seed();
  await app.killAll();
  await app.deleteProfile();
  page = await app.open();
  await enterAfterLoss(page);
  await page.keyboard.press('Control+F7');
  await firstRow(page).waitFor();
  await pressShown(page, 'Alt+N');
  await expect.poll(seed).toBe(before);
});
