/** The training county from the first start to money: two firms through 初审, 复审, 公示 and 核拨, one paid, the other's plan under way. */
import type { Page } from 'playwright-core';
import { pressShown, typeInto } from '../keyboard.ts';

const PASSPHRASE = '培训数据全部虚构';

const queue = (page: Page, place: number): Promise<void> => pressShown(page, `Alt+${place}`);
export const dialogOf = (page: Page) => page.getByRole('dialog');
export const dialogClosed = (page: Page): Promise<void> => dialogOf(page).waitFor({ state: 'detached' });
const firstRow = (page: Page) => page.locator('tr.is-link').first();

/** Types another business date; `heading`: of the page on which the clerk is. */
export async function businessDate(page: Page, day: string, heading: RegExp): Promise<void> {
  const field = page.getByLabel('业务日期', { exact: true });
  await field.fill(day);
  await field.press('Enter');
  await page.getByRole('heading', { name: heading }).first().waitFor();
}

async function openFirst(page: Page): Promise<void> {
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).waitFor();
}

async function confirm(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await dialogClosed(page);
}

/** Opens the payment of a firm of the open batch and registers its plan. */
async function plan(page: Page, place: number, number: string): Promise<void> {
  await page.locator('tr.is-link').nth(place).focus();
  await page.keyboard.press('Enter');
  await typeInto(page, '支付计划号', number);
  await confirm(page);
}

/** Registers what is due to a firm of the open batch as paid on a day. */
export async function answerPaid(page: Page, place: number, paidOn: string): Promise<void> {
  const row = page.locator('tr.is-link').nth(place);
  const due = (await row.locator('td').nth(2).innerText()).trim();
  await row.focus();
  await page.keyboard.press('Enter');
  await typeInto(page, '发放日期', paidOn);
  await typeInto(page, '实发金额', due);
  await confirm(page);
}

/** Opens the one batch from anywhere. */
export async function openBatch(page: Page): Promise<void> {
  await page.keyboard.press('Alt+a');
  await page.getByRole('heading', { name: '后续' }).waitFor();
  await queue(page, 5);
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^批次/u }).waitFor();
}

/** From the empty program to a firm that was paid on 26 August 2022; the batch stays open. */
export async function payFirstFirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始培训' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('培训数据已备好').waitFor({ timeout: 90_000 });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor();
  await page.keyboard.press('Alt+a');
  await firstRow(page).waitFor();
  for (const _ of [1, 2]) {
    await openFirst(page);
    await confirm(page);
  }
  await queue(page, 2);
  for (const left of [1, 0]) {
    await openFirst(page);
    await typeInto(page, '复核人员口令', PASSPHRASE);
    await confirm(page);
    await page.waitForFunction((count) => document.querySelectorAll('tr.is-link').length === count, left);
  }
  await queue(page, 3);
  await firstRow(page).waitFor();
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '复审人员口令', PASSPHRASE);
  await confirm(page);
  await queue(page, 4);
  await firstRow(page).waitFor();
  await pressShown(page, 'Alt+N');
  await typeInto(page, '核定依据文号', '培训核定〔2022〕1号');
  await confirm(page);
  await pressShown(page, 'Control+Enter');
  await dialogOf(page).getByText('公示 2022-08-23 至 2022-08-25').waitFor();
  await confirm(page);
  await openBatch(page);
  await businessDate(page, '2022-08-26', /^批次/u);
  await pressShown(page, 'Control+Enter');
  await dialogOf(page).waitFor();
  await confirm(page);
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '复核人', '陈复核');
  await typeInto(page, '负责人', '周主任');
  await confirm(page);
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '社保局接收人', '吴样例');
  await confirm(page);
  await plan(page, 0, 'P-1');
  await plan(page, 1, 'P-2');
  await answerPaid(page, 0, '2022-08-26');
}
