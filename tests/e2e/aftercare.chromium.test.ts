/**
 * A small month after acceptance, by keyboard on the built program: two firms from 初审 to the money, one payment that fails,
 * is corrected by two officers and paid again. Pictures are kept where COUNTER_PICTURES names a folder.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { pressShown, typeInto } from './keyboard.ts';
import { enterAfterLoss } from './pages/start-page.ts';
import { keepPrints, printsOf, readAsPdf } from './printed.ts';

const PASSPHRASE = '培训数据全部虚构';
const pictures = process.env['COUNTER_PICTURES'];
const app = new CounterApp();
let page: Page;

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

const queue = (place: number): Promise<void> => page.keyboard.press(`Alt+${place}`);
const dialog = () => page.getByRole('dialog');
const closed = (): Promise<void> => dialog().waitFor({ state: 'detached' });
const firstRow = () => page.locator('tr.is-link').first();

async function openFirst(): Promise<void> {
  await firstRow().focus();
  await page.keyboard.press('Enter');
  await dialog().waitFor();
}

async function passphrase(label: string): Promise<void> {
  await typeInto(page, label, PASSPHRASE);
  await page.keyboard.press('Enter');
  await closed();
}

async function businessDate(day: string): Promise<void> {
  const field = page.getByLabel('业务日期', { exact: true });
  await field.fill(day);
  await field.press('Enter');
  await page
    .getByRole('heading', { name: /后续|批次/u })
    .first()
    .waitFor();
}

beforeAll(async () => {
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await page.getByRole('button', { name: '开始培训' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('培训数据已备好').waitFor({ timeout: 90_000 });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor();
});
afterAll(() => app.close());

it('lists the accepted persons by itself and passes them in 初审', async () => {
  await page.keyboard.press('Alt+a');
  await page.getByRole('heading', { name: '后续' }).waitFor();
  await firstRow().waitFor();
  await picture('1-to-review');
  await openFirst();
  await picture('2-review');
  await page.keyboard.press('Enter');
  await closed();
  await openFirst();
  await page.keyboard.press('Enter');
  await closed();
  await queue(2);
  await page.getByText('待补信息').first().waitFor();
  await expect.poll(() => page.locator('tr.is-link').count()).toBe(2);
});

it('takes a second officer for each account', async () => {
  for (const left of [1, 0]) {
    await openFirst();
    await picture('3-payee');
    await passphrase('复核人员口令');
    await expect.poll(() => page.locator('tr.is-link').count()).toBe(left);
  }
});

it('takes another officer for 复审, never the one of 初审', async () => {
  await queue(3);
  await firstRow().waitFor();
  await pressShown(page, 'Control+Enter');
  await dialog().waitFor();
  await picture('4-second-review');
  await page.getByLabel('复审人', { exact: true }).selectOption('recorder');
  await page.getByRole('button', { name: /^登记复审/u }).click();
  await dialog().getByText('复审人不能是初审人').waitFor();
  await page.getByLabel('复审人', { exact: true }).selectOption('officer');
  await passphrase('复审人员口令');
  await expect.poll(() => page.getByRole('tab', { name: /^待公示/u }).innerText()).toMatch(/待公示 5/u);
});

it('publishes after the rule of the days is confirmed, and registers only after the third day', async () => {
  await queue(4);
  await firstRow().waitFor();
  await pressShown(page, 'Control+Enter');
  await dialog().getByText('待本地核定').waitFor();
  await page.keyboard.press('Enter');
  await dialog().getByText('请管理员在本页核定后再建批次').waitFor();
  await page.keyboard.press('Escape');
  await closed();
  await pressShown(page, 'Alt+N');
  await typeInto(page, '核定依据文号', '培训核定〔2022〕1号');
  await page.keyboard.press('Enter');
  await closed();
  await pressShown(page, 'Control+Enter');
  await dialog().getByText('公示 2022-08-23 至 2022-08-25').waitFor();
  await picture('5-notice');
  await page.keyboard.press('Enter');
  await closed();
  await queue(5);
  await firstRow().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^批次/u }).waitFor();
  await pressShown(page, 'Control+Enter');
  await page.keyboard.press('Enter');
  await dialog().getByText('公示期未满').waitFor();
  await page.keyboard.press('Escape');
  await closed();
  expect(await page.getByText('公示中，2022-08-26 起登记结果').count()).toBe(1);
});

it('prints the notice and writes its file without any person', async () => {
  await pressShown(page, 'F10');
  await page.getByRole('button', { name: /^是，已打印/u }).waitFor();
  await page.keyboard.press('Enter');
  await closed();
  const printed = await readAsPdf(page.context(), (await printsOf(page)).at(-1) ?? '');
  if (pictures !== undefined) writeFileSync(join(pictures, 'notice.pdf'), printed.bytes);
  expect(printed.text).toMatch(/公示时间：2022年8月23日至2022年8月25日/u);
  expect(printed.text).toMatch(/合计 2 户/u);
  expect(printed.text).not.toMatch(/\d{17}[\dX]/u);
  await page.getByRole('button', { name: '公示导出文件' }).click();
  await page.getByText(/^公示文件已写入/u).waitFor();
  const folder = (await page.getByText(/^公示文件已写入/u).innerText()).replace('公示文件已写入 ', '').trim();
  const [name = ''] = readdirSync(folder);
  const text = readFileSync(join(folder, name), 'utf8');
  expect(text.split('\r\n')[0]).toBe('\uFEFF序号,单位名称,人数,金额（元）');
  expect(text.trim().split('\r\n')).toHaveLength(3);
});

it('goes from the result to the agency on 26 August', async () => {
  await businessDate('2022-08-26');
  await pressShown(page, 'Control+Enter');
  await dialog().waitFor();
  await page.keyboard.press('Enter');
  await closed();
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '复核人', '陈复核');
  await typeInto(page, '负责人', '周主任');
  await page.keyboard.press('Enter');
  await closed();
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '社保局接收人', '吴样例');
  await page.keyboard.press('Enter');
  await closed();
  await pressShown(page, 'F10');
  await page.getByRole('button', { name: /^是，已打印/u }).waitFor();
  await page.keyboard.press('Enter');
  await closed();
  const printed = await readAsPdf(page.context(), (await printsOf(page)).at(-1) ?? '');
  if (pictures !== undefined) writeFileSync(join(pictures, 'allocation.pdf'), printed.bytes);
  expect(printed.text).toContain('失业保险基金“其他支出”');
  expect(printed.text).toMatch(/元整/u);
});

async function plan(place: number, number: string): Promise<void> {
  await page.locator('tr.is-link').nth(place).focus();
  await page.keyboard.press('Enter');
  await typeInto(page, '支付计划号', number);
  await page.keyboard.press('Enter');
  await closed();
}

async function answerPaid(place: number): Promise<void> {
  const row = page.locator('tr.is-link').nth(place);
  const due = (await row.locator('td').nth(2).innerText()).trim();
  await row.focus();
  await page.keyboard.press('Enter');
  await typeInto(page, '实发金额', due);
  await page.keyboard.press('Enter');
  await closed();
}

it('pays one firm; the other fails, gets another account from two officers and is paid again', async () => {
  await plan(0, 'P-1');
  await plan(1, 'P-2');
  await answerPaid(0);
  await page.locator('tr.is-link').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('结果', { exact: true }).selectOption('failed');
  await page.getByRole('button', { name: /^登记结果/u }).click();
  await closed();
  await page.getByText('失败 F01 账号不存在或有误').waitFor();
  await picture('6-batch');
  await page.locator('tr.is-link').nth(1).focus();
  await page.keyboard.press('Enter');
  await typeInto(page, '支付计划号', 'P-3');
  await page.keyboard.press('Enter');
  await dialog().getByText('请先登记更正后的账户').waitFor();
  await page.keyboard.press('Escape');
  await closed();
  await page.getByRole('button', { name: /^更正账户/u }).click();
  await typeInto(page, '账号', '6222020200112233');
  await passphrase('复核人员口令');
  await plan(1, 'P-3');
  await page.getByText('支付计划 P-3，等待结果').waitFor();
  // The rest by the bank's own list: a row of nobody is told, one that is recorded already adds nothing.
  const due = (await page.locator('tr.is-link').nth(1).locator('td').nth(2).innerText()).replace(',', '');
  const list = join(app.dataFolder, '支付结果.csv');
  const rows = [
    ['支付计划号', '支付金额', '支付结果', '支付日期'],
    ['P-3', due, '支付成功', '2022-08-26'],
    ['P-9', due, '支付成功', '2022-08-26'],
  ];
  writeFileSync(list, `\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}\r\n`);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressShown(page, 'F6')]);
  await chooser.setFiles(list);
  await dialog().getByText('对上 1 户。').waitFor();
  await dialog()
    .getByText(/第 3 行.*本批次没有这样的支付计划/u)
    .waitFor();
  await picture('6-list');
  await page.keyboard.press('Enter');
  await closed();
  await page.getByText('已发放', { exact: true }).waitFor();
  expect(await page.getByText('2022-08-26 已发放').count()).toBe(2);
  await picture('7-paid');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: '后续' }).waitFor();
});

it('agrees in every figure, and has it all again after a restart with a new profile', async () => {
  await queue(7);
  const sums = () => page.locator('p.number').filter({ hasText: '已发放' }).innerText();
  const before = await sums();
  expect(before).toMatch(/已发放 7,500\.00 元/u);
  await app.killAll();
  await app.deleteProfile();
  page = await app.open();
  await enterAfterLoss(page);
  await page.keyboard.press('Alt+a');
  await queue(7);
  await expect.poll(sums).toBe(before);
});
