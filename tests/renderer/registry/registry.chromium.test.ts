/** The 数据 screen of the built program, as an administrator works it: the board, a wrong file, columns mapped by hand, bad rows, the new copy. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from '#tests/e2e/counter-app.ts';
import { startTraining } from '#tests/e2e/pages/start-page.ts';
import { insuranceFile } from '#tests/store/registry/a-registry.ts';

const SHOTS = process.env['REGISTRY_SHOTS'];
const app = new CounterApp();
let page: Page;

const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
};
const board = () => page.getByRole('table', { name: '登记数据' });
const panel = () => page.getByRole('region', { name: '导入数据' });

/** Waits for it to be on screen. */
async function seen(what: Locator): Promise<boolean> {
  await what.waitFor();
  return what.isVisible();
}

async function choose(name: string, text: string): Promise<void> {
  const path = join(app.folder, name);
  writeFileSync(path, text);
  await page.locator('input[type=file]').setInputFiles(path);
  await panel().getByText(name).first().waitFor();
}

async function describeFile(asOf: string): Promise<void> {
  await page.getByLabel('数据日期（截至）').fill(asOf);
  await page.getByLabel('提供部门').fill('市社保局');
}

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
  await page.getByRole('link', { name: '数据' }).click();
  await board().waitFor();
});
afterAll(() => app.close());

describe('数据', () => {
  it('shows every registry with its date, age, coverage, rows, origin and state', async () => {
    const row = board().getByRole('row', { name: /^参保缴费/u });
    await row.getByText('可用').waitFor();
    expect(await row.innerText()).toMatch(/2022-08-\d\d/u);
    expect(await row.innerText()).toMatch(/\d+ \/ 31 天/u);
    expect(await board().getByRole('row').count()).toBe(9);
    await shot('board');
  });

  it('has nothing serious for the accessibility checker', async () => {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string | null; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(found).toEqual([]);
  });

  it('says what is missing in the form, leading to the field', async () => {
    await page.getByRole('button', { name: '更新参保缴费' }).click();
    await choose('参保.csv', insuranceFile(500));
    await panel().getByRole('button', { name: '导入并替换' }).click();
    expect(await seen(page.getByRole('alert').getByText(/请填写数据日期/u))).toBe(true);
    await shot('form');
  });

  it('shows an older copy of less beside the one that serves, which stays until an administrator says otherwise', async () => {
    const row = board().getByRole('row', { name: /^参保缴费/u });
    const before = await row.innerText();
    await choose('少.csv', insuranceFile(3));
    await describeFile('20220101');
    await panel().getByRole('button', { name: '导入并替换' }).click();
    expect(await seen(panel().getByText(/差别较大.*原有数据未动/u))).toBe(true);
    const comparison = page.getByRole('table', { name: '新旧对比' });
    expect(await comparison.getByText('少了五分之一以上').count()).toBe(2);
    expect(await seen(comparison.getByText('比现在的旧'))).toBe(true);
    expect(await row.innerText()).toBe(before);
    await shot('comparison');
    await panel().getByRole('button', { name: '仍然替换' }).click();
    await panel()
      .getByText(/已启用 参保缴费：截至 2022-01-01，3 行/u)
      .waitFor();
  });

  it('goes back to the copy before when asked twice', async () => {
    await page.getByRole('button', { name: '参保缴费退回上一份' }).click();
    await page.getByText(/参保缴费数据退回上一份.*可以再换回来/u).waitFor();
    await shot('step-back');
    await page.getByRole('button', { name: '确认退回' }).click();
    const row = board().getByRole('row', { name: /^参保缴费/u });
    await row.getByText('可用').waitFor();
    expect(await row.innerText()).not.toContain('2022-01-01');
    await page.getByRole('button', { name: '更新参保缴费' }).click();
  });

  it('takes columns mapped by hand and lists the bad rows with their lines', async () => {
    const text = insuranceFile(500).replace('参保日期', '开始日').replace('2022-02-01', '2022-02-31');
    await choose('改过表头.csv', text);
    await panel()
      .getByText(/还缺：参保日期/u)
      .first()
      .waitFor();
    await page.getByLabel('参保日期（必需）').selectOption('开始日');
    expect(await seen(page.getByLabel('是否缓缴'))).toBe(true);
    await describeFile('20220822');
    await shot('mapping');
    await panel().getByRole('button', { name: '导入并替换' }).click();
    await panel().getByRole('button', { name: '仍然替换' }).click();
    await panel()
      .getByText(/已启用 参保缴费：截至 2022-08-22，499 行，坏行 1 行/u)
      .waitFor();
    await page.getByRole('button', { name: '参保缴费问题清单' }).click();
    const problems = page.getByRole('table', { name: '有问题的行' });
    await problems.getByText('不是真实存在的日期').waitFor();
    expect(await problems.getByRole('row').nth(1).innerText()).toMatch(/^3\s+开始日/u);
    await shot('problems');
  });

  it('remembers the mapping for the next file', async () => {
    await page.getByRole('button', { name: '更新参保缴费' }).click();
    await choose('再来.csv', insuranceFile(20).replace('参保日期', '开始日'));
    expect(await seen(panel().getByText('列的对应：都已认出'))).toBe(true);
  });

  it('goes by what the headings say, and offers it', async () => {
    await page.getByRole('button', { name: '更新毕业生' }).click();
    await choose('其实是参保.csv', insuranceFile(20));
    expect(await seen(panel().getByRole('heading', { name: '导入：参保缴费' }))).toBe(true);
  });

  it('removes a copy only when asked twice', async () => {
    await page.getByRole('button', { name: '删除劳动合同备案' }).click();
    await page.getByRole('button', { name: '确认删除' }).click();
    const row = board().getByRole('row', { name: /^劳动合同备案/u });
    expect(await seen(row.getByText('没有数据'))).toBe(true);
  });
});
