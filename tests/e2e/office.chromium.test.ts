/**
 * 正式启用 on the built program: office, officers, recovery key; a day that no policy pack covers still takes papers in;
 * locking, a wrong passphrase, the recovery key.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { runsOff, seriousFindings } from './screen-findings.ts';
import { chooseIn, pressShown, tabTo, typeInto } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';

const ADMINISTRATOR = '一棵大榕树下乘凉 1988';
const CLERK = '窗口外面有海风 2001';
const app = new CounterApp();
let page: Page;
let recoveryKey: string[] = [];
const shots = process.env['COUNTER_SHOTS'];

/** Nothing serious, nothing cut; and a picture to look at, where one is asked for. */
async function pictured(shown: Page, name: string): Promise<void> {
  expect([...(await seriousFindings(shown)), ...(await runsOff(shown))]).toEqual([]);
  if (shots !== undefined) await shown.screenshot({ path: join(shots, `${name}.png`) });
}

async function signIn(passphrase: string): Promise<void> {
  await typeInto(page, '口令', passphrase);
  await page.keyboard.press('Enter');
}

/** Goes down in the list of officers until this one stands there. */
async function choosePerson(label: string): Promise<void> {
  await page.getByLabel('人员').waitFor({ timeout: 60_000 });
  const values = page.getByLabel('人员').locator('option', { hasText: label });
  await chooseIn(page, '人员', (await values.getAttribute('value')) ?? '');
}

beforeAll(async () => {
  page = await app.open();
});
afterAll(() => app.close());

describe('the office in earnest', () => {
  it('names every mistake at its field and keeps what was typed', async () => {
    await page.getByRole('button', { name: '开始培训' }).waitFor();
    await tabTo(page, '正式启用');
    await page.keyboard.press('Enter');
    await page.getByLabel('单位名称').waitFor();
    await typeInto(page, '单位名称', '湛江市赤坎区就业服务中心');
    await page.keyboard.press('Control+Enter');
    const summary = page.getByRole('alert').first();
    await summary.waitFor();
    expect(await summary.getByRole('link').count()).toBeGreaterThan(5);
    expect(await page.getByLabel('单位名称').inputValue()).toBe('湛江市赤坎区就业服务中心');
  });

  it('is set up by keyboard with an administrator, a clerk and a recovery key that must be typed back', async () => {
    const fields = {
      行政区划代码: '440802',
      地址: '湛江市赤坎区某路1号',
      咨询电话: '0759-1234567',
      监督电话: '0759-7654321',
      窗口号: '3',
      印章名称: '湛江市赤坎区就业服务中心',
      办件号前缀: 'W03',
    };
    for (const [label, value] of Object.entries(fields)) await typeInto(page, label, value);
    for (const [name, passphrase] of [
      ['王主任', ADMINISTRATOR],
      ['李窗口', CLERK],
    ] as const) {
      await typeInto(page, '姓名', name);
      await typeInto(page, '口令', passphrase);
      await page.keyboard.press('Tab');
      await typeInto(page, '再输一次口令', passphrase);
    }
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '恢复码' }).waitFor({ timeout: 60_000 });
    recoveryKey = await page.locator('.recovery-key__groups li').allInnerTexts();
    expect(recoveryKey).toHaveLength(8);
    await typeInto(page, '照纸面输入第 3 组', (recoveryKey[2] ?? '').toLowerCase());
    await typeInto(page, '照纸面输入第 8 组', '0000');
    await page.keyboard.press('Enter');
    await page.getByText('第 8 组与恢复码不符').waitFor();
    await typeInto(page, '照纸面输入第 8 组', recoveryKey[7] ?? '');
    await page.keyboard.press('Enter');
  });

  it('takes its first register from the administrator, by keyboard', async () => {
    await choosePerson('王主任（管理员）');
    await signIn(ADMINISTRATOR);
    await page.getByRole('heading', { name: '办件' }).waitFor({ timeout: 60_000 });
    const file = join(app.folder, '企业登记.csv');
    writeFileSync(file, `\ufeff单位名称,统一社会信用代码,单位类型\r\n湛江某某有限公司,91440802MA5A1B2C13,企业\r\n`);
    await page.keyboard.press('Alt+J');
    await pressShown(page, 'Alt+1');
    const asked = page.waitForEvent('filechooser');
    await pressShown(page, 'F6');
    await (await asked).setFiles(file);
    await page.getByLabel('提供部门').waitFor();
    await typeInto(page, '数据日期（截至）', '20261120');
    await typeInto(page, '覆盖范围（区划代码）', '440802');
    await typeInto(page, '提供部门', '赤坎区市场监管局');
    await pressShown(page, 'Control+Enter');
    const said = page.getByText(/^已启用/u);
    await said.waitFor();
    expect(await said.innerText()).toContain('1 行');
    await page.keyboard.press('Alt+B');
    await page.getByRole('heading', { name: '办件', level: 1 }).waitFor();
  });

  it('signs the first roll with an office key that is printed and typed back', async () => {
    await page.keyboard.press('Alt+S');
    const panel = page.getByRole('region', { name: '任职名单' });
    await panel.getByText(/还没有签发/u).waitFor();
    await tabTo(page, '做单位密钥，签发第一份名单');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('region', { name: '单位密钥' });
    await sheet.waitFor({ timeout: 60_000 });
    const groups = await sheet.getByRole('listitem').allInnerTexts();
    expect(groups).toHaveLength(8);
    await pictured(page, 'office-key');
    await page.keyboard.press('Enter');
    await page.getByLabel('单位密钥', { exact: true }).waitFor();
    await page.keyboard.type(`${groups.slice(0, 7).join('')}0000`);
    await page.keyboard.press('Enter');
    await page.getByText(/与单位密钥纸不符/u).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+A');
    await page.keyboard.type(groups.join(' ').toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByText('已签发第 1 号任职名单').waitFor({ timeout: 60_000 });
    // The clerk has not signed in yet; a card that signs came with the setting up all the same.
    await panel.getByRole('row', { name: /李窗口/u }).waitFor();
    const rows = await panel.getByRole('row').allInnerTexts();
    expect(rows.slice(1)).toEqual(['王主任\t管理员\t在册', '李窗口\t窗口人员\t在册']);
    await pictured(page, 'roll');
    await page.keyboard.press('Alt+B');
    await page.getByRole('heading', { name: '办件', level: 1 }).waitFor();
    await page.keyboard.press('Control+l');
  });

  it('signs the clerk in, not with another passphrase', async () => {
    await choosePerson('李窗口（窗口人员）');
    await signIn('不是这一句话 0000');
    await page
      .getByText(/口令不对/u)
      .first()
      .waitFor();
    await signIn(CLERK);
    await page.getByRole('heading', { name: '办件' }).waitFor({ timeout: 60_000 });
    expect(await page.getByText('培训 · 数据均为虚构').count()).toBe(0);
  });

  it('takes papers in on a day that no policy pack covers, and says so', async () => {
    const intake = await new IntakePageModel(page).open();
    await page.getByText(/不在任何已生效政策包内|没有生效的政策/u).waitFor();
    await intake.fillEmployer({ search: '某某', name: '湛江某某有限公司' });
    await tabTo(page, '花名册表格');
    await page.keyboard.type('陈海晴');
    await page.keyboard.press('Tab');
    await page.keyboard.type('440802200003159020');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^已保存/u).waitFor();
    const receipt = page.getByRole('button', { name: /^打印收件凭证$/u });
    await receipt.waitFor();
    expect(await receipt.count()).toBe(1);
  });

  it('locks by key and opens by the recovery key with a new passphrase', async () => {
    await page.keyboard.press('Control+l');
    await page.getByLabel('口令').waitFor();
    expect(await page.getByText('湛江某某有限公司').count()).toBe(0);
    await tabTo(page, '用恢复码登录');
    await page.keyboard.press('Enter');
    await typeInto(page, '恢复码', recoveryKey.join(' ').toLowerCase());
    for (const field of ['新口令', '再输一次新口令']) await typeInto(page, field, '新的一句口令 2026 年');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '办件' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Alt+9');
    await page.getByText('湛江某某有限公司').waitFor();
  });

  it('restores the settings from the ledger where both files are damaged', async () => {
    for (const copy of ['', '.copy'])
      writeFileSync(join(app.dataFolder, 'areas/office', `settings.json${copy}`), '{"officeName":');
    await page.keyboard.press('Control+l');
    await page.getByRole('button', { name: '登录并由台账恢复' }).waitFor();
    await tabTo(page, '登录并由台账恢复');
    await page.keyboard.press('Enter');
    await choosePerson('李窗口（窗口人员）');
    await signIn(CLERK);
    await page.getByText(/湛江市赤坎区就业服务中心，窗口号 3，办件号前缀 W03/u).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '办件' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Alt+s');
    await page.getByRole('cell', { name: /两份设置文件都损坏，用台账第 \d+ 条恢复单位与窗口/u }).waitFor();
    const written = JSON.parse(readFileSync(join(app.dataFolder, 'areas/office/settings.json'), 'utf8')) as unknown;
    expect(written).toMatchObject({
      value: { settings: { receiptPrefix: 'W03', windowNumber: '3', divisionCode: '440802' } },
    });
  });
});
