/** A backup on another disk, and another machine that is set up from it, on the built program. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { OFFICE_PASSPHRASE, setUpOffice, signInToOffice } from './pages/start-page.ts';

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

describe.runIf(secondDisk)('a second disk', () => {
  it('takes a backup that an administrator asks for, and the top line says how old it is', async () => {
    await setUpOffice(page);
    await signInToOffice(page);
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
    await empty.getByLabel('口令', { exact: true }).fill(OFFICE_PASSPHRASE);
    await shot(empty, 'restore-open');
    await empty.keyboard.press('Enter');
    await signInToOffice(empty);
    await empty.getByRole('button', { name: '正在登录' }).waitFor({ state: 'detached', timeout: 60_000 });
    await shot(empty, 'restored');
    expect(existsSync(join(other.dataFolder, 'areas', 'office', 'journal.jsonl'))).toBe(true);
  });
});
