/**
 * A real browser profile whose database files were damaged on the disk: the cases are never lost with the packs, sign-in
 * goes on, and what is gone is said. Each case begins with the same good files.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { enterAfterLoss, startTraining } from './pages/start-page.ts';
import { until } from './until.ts';

const app = new CounterApp();
const buckets = join(app.profile, 'Default', 'WebStorage');
const good = join(app.folder, 'good');

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

/** The folder of a database by its name, which stands in it in two spellings: a compressed file may have broken up one. */
function databaseFolder(name: string): string {
  const folders = readdirSync(buckets, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(buckets, entry.name, 'IndexedDB', 'indexeddb.leveldb'))
    .filter((folder) => existsSync(folder));
  const spellings = [Buffer.from(name, 'utf16le').swap16(), Buffer.from(name, 'latin1')];
  const names = (file: string): boolean => {
    const bytes = readFileSync(file);
    return spellings.some((spelling) => bytes.includes(spelling));
  };
  const found = folders.filter((folder) => filesIn(folder).some(names));
  if (found.length !== 1) throw new Error(`${found.length} databases with ${name} in them, not one`);
  return found[0] ?? '';
}

function damage(file: string): void {
  const bytes = readFileSync(file);
  for (let at = 0; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
}

async function enter(): Promise<Page> {
  const page = await app.open();
  await page.getByRole('button', { name: '进入培训模式' }).waitFor();
  await page.keyboard.press('Enter');
  return page;
}

const worklist = (page: Page) => page.getByRole('heading', { name: '办件', level: 1 });

beforeAll(async () => {
  const page = await app.open();
  await startTraining(page);
  const intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  await page.keyboard.press('F4');
  await until(
    () => page.getByText('已暂存').count(),
    (count) => count > 0,
    '已暂存',
  );
  await app.killAll();
  cpSync(buckets, good, { recursive: true });
});
beforeEach(async () => {
  await app.killAll();
  rmSync(buckets, { recursive: true, force: true });
  cpSync(good, buckets, { recursive: true });
});
afterAll(() => app.close());

describe('the packs', () => {
  it('every file damaged: signs in, says so once, keeps cases and drafts, takes new packs', async () => {
    filesIn(databaseFolder('registry-training')).forEach(damage);
    const page = await app.open();
    expect(await enterAfterLoss(page)).toContain('登记数据库损坏，打不开，已清空');
    expect(await page.getByRole('tab', { name: /^全部 40/u }).count()).toBe(1);
    // Drafts are read once the list is there.
    await page.getByRole('tab', { name: /^暂存 1/u }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: '数据', exact: true }).click();
    expect(await page.getByText(/^登记数据损坏或不见了：/u).innerText()).toContain('参保缴费');
    expect(await page.getByText('上次有，现在不见了，请重新导入').count()).toBeGreaterThan(3);
    await app.killAll();
    await worklist(await enter()).waitFor();
  });

  it('not to be opened nor cleared: signs in without them and says so', async () => {
    const folder = databaseFolder('registry-training');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    const page = await app.open();
    expect(await enterAfterLoss(page)).toContain('登记数据打不开');
    expect(await page.getByRole('tab', { name: /^全部 40/u }).count()).toBe(1);
    // Drafts are read once the list is there.
    await page.getByRole('tab', { name: /^暂存 1/u }).waitFor();
  });

  it('begun anew by the browser without a word: said on 数据 all the same', async () => {
    filesIn(databaseFolder('registry-training'))
      .filter((file) => file.endsWith('.log'))
      .forEach(damage);
    const page = await enter();
    await worklist(page).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: '数据', exact: true }).click();
    await page.getByText(/^登记数据损坏或不见了：/u).waitFor();
    expect(await page.getByText('上次有，现在不见了，请重新导入').count()).toBeGreaterThan(3);
  });
});

describe('the cases', () => {
  it('every file damaged: cleared on the clerk’s word, all cases come back, what is gone is said', async () => {
    filesIn(databaseFolder('counter-cases-training')).forEach(damage);
    const page = await enter();
    await page.getByRole('button', { name: '清除损坏的副本，由台账重建' }).click();
    await page.getByRole('heading', { name: '打开时发现' }).waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/已由台账重建到第 \d+ 条，最后一件 〔2022〕/u);
    await page.keyboard.press('Enter');
    await worklist(page).waitFor();
    expect(await page.getByRole('tab', { name: /^全部 40/u }).count()).toBe(1);
    await page.getByRole('navigation').getByRole('link', { name: '数据', exact: true }).click();
    await page.getByRole('row', { name: /参保缴费.*20,019/u }).waitFor();
  });

  it('begun anew by the browser without a word: rebuilt, and said', async () => {
    filesIn(databaseFolder('counter-cases-training'))
      .filter((file) => file.endsWith('.log'))
      .forEach(damage);
    const page = await app.open();
    expect(await enterAfterLoss(page)).toContain('没有保存的暂存件');
    expect(await page.getByRole('tab', { name: /^全部 40/u }).count()).toBe(1);
  });
});
