/**
 * 上报 and 月报 by keyboard on the built program: a paid firm becomes a list that `counter -- verify` finds intact; the month is
 * reported, printed, and a payment that is told later stands as a 更正. Pictures are kept where COUNTER_PICTURES names a folder.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run as verify } from '#electron/cli/verify.ts';
import { CounterApp } from './counter-app.ts';
import { chooseIn, pressShown, typeInto } from './keyboard.ts';
import { answerPaid, businessDate, dialogClosed, dialogOf, openBatch, payFirstFirm } from './pages/paid-firm.ts';
import { keepPrints, printsOf, readAsPdf, squeezed } from './printed.ts';
import { english, runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';

const pictures = process.env['COUNTER_PICTURES'];
const app = new CounterApp();
let page: Page;
let listFolder = '';

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
const keep = (name: string, bytes: Buffer): void => {
  if (pictures !== undefined) writeFileSync(join(pictures, name), bytes);
};

async function openReports(): Promise<void> {
  await page.keyboard.press('Control+F9');
  await page.getByRole('heading', { name: '上报月报' }).waitFor();
}
const findings = async (): Promise<readonly string[]> => [
  ...(await seriousFindings(page)),
  ...(await runsOff(page)),
  ...(await runsOffEnlarged(page)),
  ...(await english(page)),
];
async function confirm(): Promise<void> {
  await page.keyboard.press('Enter');
  await dialogClosed(page);
}

beforeAll(async () => {
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await payFirstFirm(page);
}, 240_000);
afterAll(() => app.close());

it('says what is missing of the 19 indicators, firm by firm, and is closed until the rules are confirmed', async () => {
  await openReports();
  await businessDate(page, '2022-09-01', /上报月报/u);
  await page.getByText(/^上报规则待本地核定/u).waitFor();
  expect(await page.getByLabel('数据期别').inputValue()).toBe('202208');
  expect(await page.getByText(/2022-09-20 前上报/u).count()).toBe(1);
  expect(await page.getByText(/参保数据截至 2022-08-20/u).count()).toBe(1);
  expect(await page.getByRole('row', { name: /须改.*隶属关系 AAB021/u }).count()).toBe(1);
  await picture('1-upload');
  expect(await findings()).toEqual([]);
  await pressShown(page, 'Alt+N');
  await typeInto(page, '核定依据文号', '培训核定〔2022〕2号');
  await picture('2-rules');
  await confirm();
  await page.getByText(/^上报规则待本地核定/u).waitFor({ state: 'detached' });
});

it('is filled in once and leaves as a batch that is verified', async () => {
  await page.locator('tr.is-link').first().focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).waitFor();
  await chooseIn(page, '经济类型', '173');
  await chooseIn(page, '隶属关系', '90');
  await typeInto(page, '所属行业', 'c13');
  const numbers = await page.getByLabel(/^个人编号/u).count();
  for (let at = 0; at < numbers; at += 1) {
    await page.keyboard.press('Tab');
    if (at === 0) await page.keyboard.press('Tab');
    await page.keyboard.type(`90000${at}`);
  }
  await picture('3-supplement');
  await confirm();
  await page.locator('tr.is-link').first().waitFor({ state: 'detached' });
  await picture('4-ready');
  await pressShown(page, 'Control+Enter');
  await page
    .getByText(/^已导出/u)
    .first()
    .waitFor();
  await picture('5-exported');
  listFolder = (await page.locator('.notice--good .reports__digest').innerText()).trim();
  const output = { out: '', err: '' };
  const io = {
    stdout: (text: string) => void (output.out += text),
    stderr: (text: string) => void (output.err += text),
  };
  expect(await verify([listFolder], io)).toBe(0);
  expect(output.err).toMatch(/^完好：培训数据/u);
  const csv = readdirSync(listFolder).find((name) => name.endsWith('.csv')) ?? '';
  const [banner, headings, codes, ...rows] = readFileSync(join(listFolder, csv), 'utf8').trim().split('\r\n');
  expect(banner).toContain('培训数据');
  expect(headings?.split(',')).toHaveLength(19);
  expect(codes?.split(',')).toHaveLength(19);
  expect(rows).toHaveLength(numbers);
  for (const row of rows) expect(row).toMatch(/^440802,202208,.*,\d{17}[\dX],2022\d{4},[123],\d+,20220826,1500\.00$/u);
  writeFileSync(join(listFolder, csv), 'x');
  expect(await verify([listFolder], io)).toBe(1);
});

it('shows the month in figures and charts, is sent, frozen and printed', async () => {
  await pressShown(page, 'Alt+2');
  await page.getByRole('table', { name: '月报数字' }).waitFor();
  expect(await page.getByLabel('月份').inputValue()).toBe('202208');
  await picture('6-report');
  expect(await findings()).toEqual([]);
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '问题与建议', '部分单位账户有误，已联系更正。');
  await confirm();
  await page.getByText(/^报出：/u).waitFor();
  await pressShown(page, 'F10');
  await page.getByRole('button', { name: /^是，已打印/u }).waitFor();
  await confirm();
  const printed = await readAsPdf(page.context(), (await printsOf(page)).at(-1) ?? '');
  keep('report.pdf', printed.bytes);
  const text = squeezed(printed.text);
  expect(text).toContain('期别：2022年8月');
  expect(text).toContain('部分单位账户有误，已联系更正。');
  expect(text).toContain('发放人数的构成');
  expect(text).not.toMatch(/\d{17}[\dX]/u);
});

it('keeps what was sent when a payment is told later, and reports it as a correction', async () => {
  await openBatch(page);
  await answerPaid(page, 1, '2022-08-31');
  await openReports();
  await pressShown(page, 'Alt+2');
  await page.getByLabel('月份').selectOption('202208');
  await page.getByText(/报出之后台账有变化/u).waitFor();
  await page.getByRole('row', { name: /^发放 1 户 → 2 户/u }).waitFor();
  await picture('7-pending');
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '更正原因', '银行结果迟到');
  await confirm();
  await page.getByText(/^更正（银行结果迟到）/u).waitFor();
  expect(await page.locator('.reports__figures .tag').count()).toBeGreaterThan(3);
  await picture('8-corrected');
  await pressShown(page, 'F10');
  await page.getByRole('button', { name: /^是，已打印/u }).waitFor();
  await confirm();
  const printed = await readAsPdf(page.context(), (await printsOf(page)).at(-1) ?? '');
  keep('report-corrected.pdf', printed.bytes);
  expect(squeezed(printed.text)).toContain('1户→2户');
  await pressShown(page, 'Alt+1');
  await page.getByText(/新增 \d+，更正 0，撤出 0/u).waitFor();
  await picture('9-correction-list');
});

it('hands out messages without persons, and keeps what was told to whom', async () => {
  await pressShown(page, 'Alt+3');
  await page.getByRole('table', { name: '短信' }).waitFor();
  await page.locator('tr.is-link').filter({ hasText: '已发放' }).first().waitFor();
  await picture('10-messages');
  expect(await findings()).toEqual([]);
  await pressShown(page, 'Control+Enter');
  await page.getByText(/^短信清单已写入/u).waitFor();
  const said = await page.getByText(/^短信清单已写入/u).innerText();
  const folder = /^短信清单已写入 (.*?)。/u.exec(said)?.[1] ?? '';
  const text = readFileSync(join(folder, '短信.csv'), 'utf8');
  expect(text.split('\r\n')[0]).toBe('\uFEFF手机,单位,事项,内容');
  expect(text).toMatch(/已于2022年8月26日发至尾号\d{4}的账户/u);
  expect(text).not.toMatch(/\d{12}/u);
  expect(text).not.toMatch(/https?:|www\./u);
  await page.locator('tr.is-link').first().focus();
  await page.keyboard.press('Enter');
  await dialogOf(page)
    .getByText(/1 次，2022-09-01 导出，结果未登记/u)
    .waitFor();
  await picture('11-message');
  await chooseIn(page, '结果', 'failed');
  await typeInto(page, '说明', '空号');
  await confirm();
  await page.getByRole('row', { name: /未送达：空号/u }).waitFor();
  await pressShown(page, 'Alt+N');
  await page.getByText('已登记为已告知。').waitFor();
});

it('prints the leaflet out of the pack in force', async () => {
  await pressShown(page, 'Alt+4');
  await page.getByRole('table', { name: '宣传单内容' }).waitFor();
  await picture('12-leaflet');
  expect(await findings()).toEqual([]);
  await pressShown(page, 'F10');
  await page.getByRole('button', { name: /^是，已打印/u }).waitFor();
  await confirm();
  const printed = await readAsPdf(page.context(), (await printsOf(page)).at(-1) ?? '');
  keep('leaflet.pdf', printed.bytes);
  expect(printed.pages).toBe(1);
  expect(squeezed(printed.text)).toContain('办理不收取任何费用');
});
