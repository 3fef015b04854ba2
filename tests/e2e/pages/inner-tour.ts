/**
 * The screens behind those of a day (`tour.ts`), as far as one window of training reaches them: firms that were paid, their reports,
 * 核查 and 追回; a list that came down; 复核; 同人核对 and 概览 before a hub; the rest of 政策 and 设置; 日终 after an export.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { haisheng } from '#shared/training/sample-rosters.ts';
import type { CounterApp } from '../counter-app.ts';
import { chooseIn, pressShown, typeInto } from '../keyboard.ts';
import { acceptCase } from './accepted-case.ts';
import { dialogClosed, dialogOf, firstRow, payEverybody, setBusinessDate } from './aftercare-page.ts';
import { startTraining } from './start-page.ts';
import type { OnScreen } from './tour.ts';

const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { name, level: 1 }).waitFor();

async function open(page: Page, key: string, name: string): Promise<void> {
  await page.keyboard.press(key);
  await heading(page, name);
}

async function openFirst(page: Page): Promise<void> {
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
}

async function leaveDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await dialogClosed(page);
}

async function choose(page: Page, file: string, lines: readonly (readonly string[])[]): Promise<void> {
  writeFileSync(file, `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressShown(page, 'F6')]);
  await chooser.setFiles(file);
}

const { firm, persons } = haisheng;
const listed = persons.filter(({ name }) => ['黄志远', '吴嘉敏', '庞思琪'].includes(name));

/** 公示 to the money, 上报 of the month, what was registered as wrongly paid. */
async function afterMoney(page: Page, onScreen: OnScreen): Promise<void> {
  await payEverybody(page);
  await onScreen('batch');
  await setBusinessDate(page, '2022-09-05', /^批次/u);
  await open(page, 'Control+F9', '上报月报');
  await page.getByRole('region', { name: '导出前检查' }).waitFor();
  await onScreen('reports-upload');
  for (const [place, screen] of ['reports-month', 'reports-messages', 'reports-leaflet'].entries()) {
    await page.keyboard.press(`Alt+${place + 2}`);
    await page.getByRole('tab', { selected: true }).nth(0).waitFor();
    await onScreen(screen);
  }
  await open(page, 'Control+F8', '追回');
  await pressShown(page, 'Control+Enter');
  await dialogOf(page).waitFor();
  await chooseIn(page, '来源', 'inquiry');
  await typeInto(page, '来源编号', '2022年9月疑似重复名单 第3行');
  const person = dialogOf(page)
    .getByText(/已发放 1,500\.00 元/u)
    .first();
  await chooseIn(page, (await person.innerText()).slice(0, 3), 'N12');
  await typeInto(page, '事实', '经与省外核对，本人已由外省单位享受，对方先发');
  await onScreen('recovery-begun');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await openFirst(page);
  await page.locator('.page__head strong', { hasText: '拟追回' }).waitFor();
  await onScreen('recovery');
}

/** A list of 应发未发 and its answers; the month reconciled. */
async function findings(app: CounterApp, page: Page, onScreen: OnScreen): Promise<void> {
  await open(page, 'Control+F7', '核查');
  const rows = listed.map(({ name, citizenId }) => [
    name,
    citizenId,
    firm.name,
    firm.unifiedSocialCreditCode,
    firm.divisionCode,
  ]);
  const headings = ['姓名', '身份证号', '单位名称', '统一社会信用代码', '行政区划'];
  await choose(page, join(app.dataFolder, '应发未发202208.csv'), [headings, ...rows]);
  await dialogOf(page).waitFor();
  await onScreen('findings-reading');
  await page.keyboard.press('Enter');
  await dialogClosed(page);
  await openFirst(page);
  await heading(page, '应发未发名单');
  await page.getByText(/^按建议登记（\d+ 行）/u).waitFor();
  await onScreen('findings-list');
  await openFirst(page);
  await dialogOf(page).waitFor();
  await onScreen('findings-answer');
  await leaveDialog(page);
  await open(page, 'Control+F7', '核查');
  await pressShown(page, 'Alt+N');
  await heading(page, '对账和抽查');
  await page.getByText('全部相符').first().waitFor();
  await onScreen('audit');
}

/** 免申即享: read, held against the registers, recorded. */
async function list(app: CounterApp, page: Page, onScreen: OnScreen): Promise<void> {
  await open(page, 'Control+F2', '名单');
  const headings = ['期别', '行政区划', '单位编号', '统一社会信用代码', '单位名称', '姓名', '公民身份号码'];
  const rows = listed.map(({ name, citizenId }) => [
    '202208',
    firm.divisionCode,
    firm.employerNumber,
    firm.unifiedSocialCreditCode,
    firm.name,
    name,
    citizenId,
  ]);
  await choose(page, join(app.dataFolder, '免申即享名单.csv'), [headings, ...rows]);
  await page.getByRole('button', { name: /^核对并登记 \d+ 人/u }).waitFor();
  await onScreen('list-reading');
  await pressShown(page, 'Control+Enter');
  await heading(page, '名单202208');
  await firstRow(page).waitFor();
  await onScreen('list');
}

/** An office that reviews every acceptance. */
async function reviews(app: CounterApp, page: Page, onScreen: OnScreen): Promise<void> {
  await open(page, 'Alt+S', '设置');
  await chooseIn(page, '哪些受理须复核后才能导出', 'acceptances');
  await pressShown(page, 'Control+Enter');
  await page.getByText(/^已保存。之后的文书/u).waitFor();
  await acceptCase(page, app.dataFolder);
  await open(page, 'Control+F6', '复核');
  await page.getByRole('row', { name: /湛江海晟/u }).waitFor();
  await onScreen('reviews');
  await openFirst(page);
  await page.getByText(/^待复核/u).waitFor();
  await onScreen('case-to-review');
  await pressShown(page, 'Control+Enter');
  await dialogOf(page).waitFor();
  await onScreen('review');
  await leaveDialog(page);
  await page.keyboard.press('Alt+U');
  await page.getByText(/^更正 〔/u).waitFor();
  await onScreen('correction');
}

/** The parts of long pages that a picture of their beginning leaves out. */
async function below(page: Page, onScreen: OnScreen): Promise<void> {
  await open(page, 'Alt+Z', '政策');
  await page.getByText(/^已比对 \d+ 件/u).waitFor();
  for (const [part, screen] of [
    [page.getByRole('table', { name: '参数', exact: true }), 'policy-figures'],
    [page.getByRole('region', { name: '工作日历' }), 'policy-calendar'],
  ] as const) {
    await onScreen(screen, part);
  }
  await open(page, 'Alt+J', '数据');
  await onScreen('registry-retention', page.getByRole('region', { name: '到期清理' }));
  await open(page, 'Alt+S', '设置');
  await onScreen('settings-backup', page.getByRole('region', { name: '备份' }));
}

/** Begins on the first-start screen. Calls `onScreen` once each screen has settled. */
export async function innerTour(app: CounterApp, page: Page, onScreen: OnScreen): Promise<void> {
  await startTraining(page);
  await open(page, 'Control+F3', '同人核对');
  await onScreen('claims');
  await open(page, 'Control+F12', '概览');
  await onScreen('overview');
  await reviews(app, page, onScreen);
  await afterMoney(page, onScreen);
  await findings(app, page, onScreen);
  await list(app, page, onScreen);
  await below(page, onScreen);
  await open(page, 'Alt+R', '日终');
  await pressShown(page, 'Control+Enter');
  await page
    .getByText(/^已导出 批次/u)
    .first()
    .waitFor();
  await onScreen('day-close-exported');
}
