/** A backup on another disk, and another machine that is set up from it, on the built program. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';

const ADMINISTRATOR = '一棵大榕树下乘凉 1988';
const SECOND_DISK = '/dev/shm';
const secondDisk = existsSync(SECOND_DISK) && statSync(SECOND_DISK).dev !== statSync(tmpdir()).dev;
const stick = secondDisk ? mkdtempSync(join(SECOND_DISK, '备份 盘-')) : '';
const shots = process.env['COUNTER_SHOTS'];

const app = new CounterApp();
const other = new CounterApp();
let page: Page;

async function shot(of: Page, name: string): Promise<void> {
  if (shots !== undefined) await of.screenshot({ path: join(shots, `${name}.png`) });
}

beforeAll(async () => {
  page = await app.open();
});
afterAll(async () => {
  await app.close();
  await other.close();
  if (stick !== '') rmSync(stick, { recursive: true, force: true });
});

async function setUp(): Promise<void> {
  await page.getByRole('button', { name: '正式启用' }).click();
  const office = {
    单位名称: '湛江市赤坎区就业服务中心',
    行政区划代码: '440802',
    地址: '湛江市赤坎区某路1号',
    咨询电话: '0759-1234567',
    监督电话: '0759-7654321',
    窗口号: '3',
    印章名称: '湛江市赤坎区就业服务中心',
    办件号前缀: 'W03',
  };
  for (const [label, value] of Object.entries(office)) await page.getByLabel(label).fill(value);
  const officers = [
    { group: '管理员', name: '王主任', passphrase: ADMINISTRATOR },
    { group: '窗口人员 1', name: '李窗口', passphrase: '窗口外面有海风 2001' },
  ];
  for (const { group, name, passphrase } of officers) {
    const fields = page.getByRole('group', { name: group });
    await fields.getByLabel('姓名').fill(name);
    await fields.getByLabel('口令', { exact: true }).fill(passphrase);
    await fields.getByLabel('再输一次口令').fill(passphrase);
  }
  await page.getByRole('button', { name: '建立并显示恢复码' }).click();
  await page.getByRole('heading', { name: '恢复码' }).waitFor({ timeout: 60_000 });
  const key = await page.locator('.recovery-key__groups li').allInnerTexts();
  await page.getByLabel('照纸面输入第 3 组').fill(key[2] ?? '');
  await page.getByLabel('照纸面输入第 8 组').fill(key[7] ?? '');
  await page.getByRole('button', { name: '已妥善保存，完成启用' }).click();
}

async function signIn(of: Page): Promise<void> {
  await of.getByLabel('人员').waitFor({ timeout: 60_000 });
  await of.getByLabel('人员').selectOption({ label: '王主任（管理员）' });
  await of.getByLabel('口令').fill(ADMINISTRATOR);
  await of.keyboard.press('Enter');
}

describe.runIf(secondDisk)('a second disk', () => {
  it('takes a backup that an administrator asks for, and the top line says how old it is', async () => {
    await setUp();
    await signIn(page);
    await page.getByRole('link', { name: '未设备份' }).click({ timeout: 60_000 });
    await page.getByRole('region', { name: '备份' }).scrollIntoViewIfNeeded();
    await shot(page, 'backup-unset');
    await page.getByLabel('位置', { exact: true }).fill(stick);
    await page.keyboard.press('Enter');
    await page.getByText(/备份将放在/u).waitFor();
    await page.getByRole('button', { name: '现在备份' }).click();
    await page.getByText(/已备份并读回核对/u).waitFor();
    await page.getByText(/^备份 今天 \d\d:\d\d$/u).waitFor();
    expect(readdirSync(join(stick, 'counter-backup'))).toHaveLength(1);
    await page.getByRole('region', { name: '备份' }).scrollIntoViewIfNeeded();
    await shot(page, 'backup-made');
    await page.keyboard.press('Alt+J');
    await page.getByRole('button', { name: '核对台账' }).click();
    await page.getByText(/台账完好/u).waitFor();
    await page.getByRole('region', { name: '台账核对' }).scrollIntoViewIfNeeded();
    await shot(page, 'ledger-checked');
  });

  it('gives the office to an empty machine, for whoever has a passphrase', async () => {
    const empty = await other.open();
    await empty.getByRole('button', { name: '从备份恢复' }).waitFor();
    await shot(empty, 'doors');
    await empty.getByRole('button', { name: '从备份恢复' }).click();
    await empty.getByLabel('位置', { exact: true }).fill(stick);
    await empty.keyboard.press('Enter');
    await empty.getByRole('button', { name: '用这一份' }).waitFor();
    await shot(empty, 'restore-found');
    await empty.getByRole('button', { name: '用这一份' }).click();
    await empty.getByLabel('口令', { exact: true }).fill('不是这一句话 0000');
    await empty.keyboard.press('Enter');
    await empty.getByText(/打不开这份备份/u).waitFor({ timeout: 60_000 });
    await empty.getByLabel('口令', { exact: true }).fill(ADMINISTRATOR);
    await shot(empty, 'restore-open');
    await empty.keyboard.press('Enter');
    await signIn(empty);
    await empty.getByRole('button', { name: '正在登录' }).waitFor({ state: 'detached', timeout: 60_000 });
    await shot(empty, 'restored');
    expect(existsSync(join(other.dataFolder, 'areas', 'office', 'journal.jsonl'))).toBe(true);
  });
});
