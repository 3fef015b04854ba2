/** The first week of the month: cases at the window, and the 免申即享 list with its conclusions. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { textXlsx } from '#shared/encodings/text-xlsx.ts';
import { openBook } from '#shared/files/open-book.ts';
import type { Newcomer } from '#shared/training/county-rows.ts';
import { pressShown, tabTo } from './keyboard.ts';
import type { MonthDesk } from './month-desk.ts';
import type { Plan } from './month-plan.ts';
import { firstRow } from './pages/aftercare-page.ts';
import { IntakePageModel } from './pages/intake-page.ts';

/** One case each, accepted. */
export async function takeCases({ page }: MonthDesk, persons: readonly Newcomer[]): Promise<void> {
  const intake = new IntakePageModel(page);
  for (const { firm, name, citizenId } of persons) {
    await intake.open();
    await intake.fillEmployer({ search: firm.name, name: firm.name });
    await page.keyboard.press('F4');
    await page.keyboard.press('Home');
    await page.keyboard.type(name);
    await page.keyboard.press('Tab');
    await page.keyboard.type(citizenId);
    await page.keyboard.press('Enter');
    await intake.expectFigures('✓ 符合 1');
    for (const digit of '12345') await page.keyboard.press(`Alt+${digit}`);
    await page.getByRole('button', { name: /保存并受理/u }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^已保存/u).waitFor();
  }
}

async function listFile(desk: MonthDesk, plan: Plan): Promise<string> {
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
    '开户名',
    '开户银行',
    '银行账号',
  ];
  const lines = plan.listed.map(({ firm, name, citizenId }, at) => [
    '202208',
    '440802',
    firm.employerNumber,
    firm.unifiedSocialCreditCode,
    firm.name,
    name,
    citizenId,
    at === 59 ? '缓缴' : '参保缴费',
    '是',
    '林会计',
    '13800000000',
    firm.name,
    '中国银行湛江赤坎支行',
    `00${firm.employerNumber}777`,
  ]);
  const file = join(desk.app.dataFolder, '免申即享名单.xlsx');
  const widths = headings.map(() => 16);
  writeFileSync(file, await textXlsx({ sheet: '名单', rows: [headings, ...lines], widths, training: false }));
  return file;
}

/** Reads the list, passes whoever is met at once and the rest as found; answers with the rows of the conclusions as they were written. */
export async function passList(desk: MonthDesk, plan: Plan): Promise<readonly (readonly string[])[]> {
  const { page } = desk;
  await page.keyboard.press('Control+F2');
  await page.getByRole('heading', { name: '名单', exact: true }).waitFor();
  await desk.choose(await listFile(desk, plan));
  await page.getByRole('button', { name: /^核对并登记 60 人/u }).waitFor();
  await desk.main();
  await page.getByRole('heading', { name: '名单202208' }).waitFor({ timeout: 60_000 });
  await firstRow(page).waitFor();
  await desk.main();
  await page.getByText('按本机现在的数据再逐人核对一次').waitFor();
  await desk.confirm();
  const waiting = async () =>
    Number(/\d+/u.exec((await page.getByRole('tab', { name: /^待初审/u }).innerText()).replace('待初审', ''))?.[0]);
  await expect.poll(waiting).toBe(plan.refused.length);
  while ((await waiting()) > 0) {
    const before = await waiting();
    await firstRow(page).focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: /^登记初审/u })
      .and(page.locator(':not([aria-disabled=true])'))
      .waitFor();
    await tabTo(page, '登记初审');
    await desk.confirm();
    await expect.poll(waiting).toBeLessThan(before);
  }
  return conclusionsIn(desk);
}

async function conclusionsIn({ page }: MonthDesk): Promise<readonly (readonly string[])[]> {
  await pressShown(page, 'Alt+6');
  const said = await page.getByText(/^初审结论表 \d+ 行已写入/u).innerText();
  const folder = /已写入 (\S+)/u.exec(said)?.[1] ?? '';
  const book = await openBook(readFileSync(join(folder, readdirSync(folder)[0] ?? '')));
  const written = (book.ok ? (book.value.sheets[0]?.rows ?? []) : []).map(({ cells }) => cells.map(({ text }) => text));
  return written.slice(written.findIndex((row) => row.includes('初审结论')) + 1);
}
