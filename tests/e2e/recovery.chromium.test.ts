/**
 * 追回 by keyboard on the built program: from a finding through hearing, decision and delivery to instalments, each paid, until
 * nothing is owed; its papers as they leave the printer. Pictures are kept where COUNTER_PICTURES names a folder.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { chooseIn, pressShown, tabTo, typeInto } from './keyboard.ts';
import { dialogClosed, dialogOf, firstRow, payEverybody, setBusinessDate, vouch } from './pages/aftercare-page.ts';
import { enterAfterLoss } from './pages/start-page.ts';
import { keepPrints, printsOf, readAsPdf } from './printed.ts';
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
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

const state = (name: string): Promise<void> => page.locator('.page__head strong', { hasText: name }).waitFor();
const main = (): Promise<void> => pressShown(page, 'Control+Enter');

async function print(name: string): Promise<string> {
  await pressShown(page, 'F10');
  return answered(name);
}
async function answered(name: string): Promise<string> {
  await page.getByRole('button', { name: /^是，已打印/u }).waitFor();
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  const printed = await readAsPdf(page.context(), (await printsOf(page)).at(-1) ?? '');
  if (pictures !== undefined) writeFileSync(join(pictures, `${name}.pdf`), printed.bytes);
  return printed.text;
}

beforeAll(async () => {
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await page.getByRole('button', { name: '开始培训' }).press('Enter');
  await page.getByText('培训数据已备好').waitFor({ timeout: 90_000 });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor();
  await payEverybody(page);
});
afterAll(() => app.close());

it('begins with what was found of one firm', async () => {
  await page.keyboard.press('Control+F8');
  await page.getByRole('heading', { name: '追回', level: 1 }).waitFor();
  await setBusinessDate(page, '2022-10-17', /追回/u);
  await main();
  await dialogOf(page).waitFor();
  await chooseIn(page, '来源', 'inquiry');
  await typeInto(page, '来源编号', '2022年9月疑似重复名单 第3行');
  const persons = await dialogOf(page)
    .getByLabel(/已发放 1,500\.00 元/u)
    .all();
  expect(persons.length).toBeGreaterThan(1);
  await persons[0]?.focus();
  await page.keyboard.press('ArrowDown');
  await chooseIn(
    page,
    (
      await dialogOf(page)
        .getByText(/已发放 1,500\.00 元/u)
        .first()
        .innerText()
    ).slice(0, 3),
    'N12',
  );
  await typeInto(page, '事实', '经与省外核对，本人已由外省单位享受，对方先发');
  await picture('1-open');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await firstRow(page).waitFor();
  await look('2-list');
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await state('拟追回');
});

it('prints the warning, hears the firm and has another officer review what it says', async () => {
  const text = await print('warning');
  expect(text).toContain('拟责令退回一次性扩岗补助告知书');
  expect(text).toContain('【培训】练习用纸');
  expect(text).toMatch(/壹仟伍佰元整/u);
  await main();
  await typeInto(page, '收件人', '林晓彤');
  await typeInto(page, '陈述申辩末日', '20221024');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await state('已告知');
  await setBusinessDate(page, '2022-10-20', /追回/u);
  await main();
  await chooseIn(page, '陈述申辩', 'stated');
  await typeInto(page, '内容', '该人员一直在本单位工作');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await main();
  await typeInto(page, '理由', '参保记录与省外发放记录核对属实，不采纳');
  await vouch(page);
  await picture('3-heard');
});

it('decides only on what an administrator confirmed, and prints the decision', async () => {
  await setBusinessDate(page, '2022-11-01', /追回/u);
  await main();
  await dialogOf(page).getByText('待本地核定').first().waitFor();
  await page.keyboard.press('Escape');
  await dialogClosed(page);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: '追回', level: 1, exact: true }).waitFor();
  await pressShown(page, 'Alt+N');
  for (const [label, text] of [
    ['作出决定的机关', '湛江市赤坎区社会保险基金管理局'],
    ['核定依据文号', '培训核定〔2022〕2号'],
    ['收款户名', '湛江市财政局社会保险基金财政专户'],
    ['开户银行', '中国银行湛江分行'],
    ['账号', '6200112233445566'],
    ['社保局确认人', '吴样例'],
    ['陈述申辩期限', '5'],
    ['退回期限', '15'],
  ] as const)
    await typeInto(page, label, text);
  await picture('4-rules');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await state('已告知');
  await main();
  await typeInto(page, '文号', '湛赤社退〔2022〕1号');
  await picture('5-decide');
  await vouch(page);
  await state('已决定');
  const text = await print('decision');
  expect(text).toContain('湛赤社退〔2022〕1号');
  expect(text).toMatch(/人社厅发〔2022〕41号/u);
  expect(text).not.toMatch(/社会保险经办条例/u);
  expect(text).toMatch(/6\s*200112233445566/u);
  expect(text).not.toMatch(/\d{17}[\dX]/u);
  await page.getByRole('button', { name: '打印送达回证' }).focus();
  await page.keyboard.press('Enter');
  expect(await answered('receipt')).toContain('责令限期退回一次性扩岗补助通知书');
});

it('agrees on instalments after delivery and takes each until nothing is owed', async () => {
  await setBusinessDate(page, '2022-11-07', /追回/u);
  await main();
  await typeInto(page, '收件人', '林晓彤');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await state('已送达');
  await page.getByText('诉讼至 2023-05-08').waitFor();
  await tabTo(page, '登记还款协议');
  await page.keyboard.press('Enter');
  await typeInto(page, '期数', '2');
  await picture('6-agreement');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await state('分期中');
  expect(await print('agreement')).toMatch(/第四十二条/u);
  for (const [round, amount] of ['750', '750'].entries()) {
    await main();
    await typeInto(page, '金额', amount);
    await typeInto(page, '凭证号', `2022110${round}`);
    await typeInto(page, '社保局确认人', '吴样例');
    await page.keyboard.press('Enter');
    await dialogClosed(page);
    if (round === 0) await look('7-instalments');
  }
  await state('结清');
  await page.getByText('余额 0.00 元').waitFor();
  await look('8-settled');
});

it('has it all again after a restart with a new profile', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: '追回', level: 1, exact: true }).waitFor();
  const sums = () => page.locator('p.number', { hasText: '余额' }).first().innerText();
  const before = await sums();
  expect(before).toContain('应退 1,500.00 元，已退 1,500.00 元，余额 0.00 元');
  await app.killAll();
  await app.deleteProfile();
  page = await app.open();
  await enterAfterLoss(page);
  await page.keyboard.press('Control+F8');
  await expect.poll(sums).toBe(before);
  expect(await firstRow(page).innerText()).toContain('结清');
});
