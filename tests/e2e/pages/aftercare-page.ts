/** 后续 by keyboard: from the accepted persons of the training county to the money, where a test begins behind it. */
import type { Page } from 'playwright-core';
import { pressShown, typeInto } from '../keyboard.ts';

const PASSPHRASE = '培训数据全部虚构';

export const dialogOf = (page: Page) => page.getByRole('dialog');
export const dialogClosed = (page: Page): Promise<void> => dialogOf(page).waitFor({ state: 'detached' });
export const firstRow = (page: Page) => page.locator('tr.is-link').first();

/** The last field of a dialog is the other officer's passphrase. */
export async function vouch(page: Page, label = '复核人员口令'): Promise<void> {
  await typeInto(page, label, PASSPHRASE);
  await page.keyboard.press('Enter');
  await dialogClosed(page);
}

export async function setBusinessDate(page: Page, day: string, heading: RegExp): Promise<void> {
  const field = page.getByLabel('业务日期', { exact: true });
  await field.fill(day);
  await field.press('Enter');
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

async function confirmFirst(page: Page): Promise<void> {
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).waitFor();
}

/** The first two firms of the training county are paid on 2022-08-26, each by a plan line of its own. */
export async function payEverybody(page: Page): Promise<void> {
  await page.keyboard.press('Alt+a');
  await page.getByRole('heading', { name: '后续', level: 1 }).waitFor();
  await firstRow(page).waitFor();
  for (const _ of [1, 2]) {
    await confirmFirst(page);
    await page.keyboard.press('Enter');
    await dialogClosed(page);
  }
  await page.keyboard.press('Alt+2');
  await page.locator('tr.is-link', { hasText: '待补信息' }).first().waitFor();
  for (const left of [1, 0]) {
    await confirmFirst(page);
    await vouch(page);
    await page.locator('tr.is-link').nth(left).waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Alt+3');
  await firstRow(page).waitFor();
  await pressShown(page, 'Control+Enter');
  await vouch(page, '复审人员口令');
  await page.keyboard.press('Alt+4');
  await firstRow(page).waitFor();
  await pressShown(page, 'Alt+N');
  await typeInto(page, '核定依据文号', '培训核定〔2022〕1号');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await pressShown(page, 'Control+Enter');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await setBusinessDate(page, '2022-08-26', /后续/u);
  await page.keyboard.press('Alt+5');
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^批次/u }).waitFor();
  await pressShown(page, 'Control+Enter');
  await dialogOf(page).waitFor();
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '复核人', '陈复核');
  await typeInto(page, '负责人', '周主任');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await pressShown(page, 'Control+Enter');
  await typeInto(page, '社保局接收人', '吴样例');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  for (const place of [0, 1]) {
    const row = page.locator('tr.is-link').nth(place);
    const due = (await row.locator('td').nth(2).innerText()).trim();
    await row.focus();
    await page.keyboard.press('Enter');
    await typeInto(page, '支付计划号', `P-${place}`);
    await page.keyboard.press('Enter');
    await dialogClosed(page);
    await row.focus();
    await page.keyboard.press('Enter');
    await typeInto(page, '实发金额', due);
    await page.keyboard.press('Enter');
    await dialogClosed(page);
  }
}
