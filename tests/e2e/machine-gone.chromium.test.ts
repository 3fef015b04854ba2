/** The machine is gone: an empty one takes the office back from the hub, with a printed code and the printed recovery key, on the built program. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aHub, aPostgres, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { CounterApp } from './counter-app.ts';
import { typeInto } from './keyboard.ts';
import { setUpOffice, signInToOffice } from './pages/start-page.ts';

const shots = process.env['COUNTER_SHOTS'];
const app = new CounterApp();
const other = new CounterApp();
let postgres: TestPostgres;
let hub: TestHub;
let page: Page;
let recoveryKey: string;

async function shot(of: Page, name: string): Promise<void> {
  if (shots !== undefined) await of.screenshot({ path: join(shots, `${name}.png`) });
}

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres, { area: 'office', secure: true });
  page = await app.open();
}, 120_000);
afterAll(async () => {
  await app.close();
  await other.close();
  await hub.end();
  await postgres.end();
});

it('a window that joined says that it can be restored', async () => {
  recoveryKey = await setUpOffice(page);
  await signInToOffice(page);
  await page.locator('.top-line').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Alt+S');
  const panel = page.getByRole('region', { name: '接收端' });
  await panel.waitFor({ timeout: 60_000 });
  await typeInto(page, '接收端地址', hub.url);
  await typeInto(page, '加入码', (await hub.store.invite(null))?.code ?? '');
  await page.keyboard.press('Enter');
  await panel.getByText(/可以凭打印的恢复码从接收端恢复到最后一条已同步的记录/u).waitFor({ timeout: 60_000 });
  // The office's claim key is an entry as well.
  await panel.getByText(/^同人核对：与本单位其他窗口已对过/u).waitFor({ timeout: 60_000 });
  await page.locator('.top-line').getByText('已同步', { exact: true }).waitFor({ timeout: 60_000 });
  await panel.scrollIntoViewIfNeeded();
  await shot(page, 'hub-restorable');
  expect(await hub.database.rows('SELECT FROM sealed_office')).not.toEqual([]);
});

it('an empty machine fetches it, is told of a slip in the code, and opens it with the recovery key alone', async () => {
  const held = Number((await hub.database.rows<{ held: string }>('SELECT held FROM log'))[0]?.held);
  await app.close();
  rmSync(app.dataFolder, { recursive: true, force: true });
  const made = await hub.store.inviteBack('W03', null);
  const code = typeof made === 'string' ? '' : made.code;
  const empty = await other.open();
  await empty.getByRole('button', { name: '从备份恢复' }).click();
  await empty.getByRole('button', { name: '没有备份盘，从接收端取回' }).click();
  await empty.getByRole('heading', { name: '从接收端取回' }).waitFor();
  await typeInto(empty, '接收端地址', hub.url);
  await typeInto(empty, '取回码', code.slice(0, -3));
  await empty.keyboard.press('Enter');
  await empty.getByText(/取回码不完整或有错字/u).waitFor();
  await shot(empty, 'fetch-slip');
  await typeInto(empty, '取回码', code);
  await empty.keyboard.press('Enter');
  await empty.getByText(/只有打印的恢复码能打开/u).waitFor({ timeout: 60_000 });
  await typeInto(empty, '恢复码', recoveryKey);
  await shot(empty, 'fetch-open');
  await empty.keyboard.press('Enter');
  await signInToOffice(empty);
  // Another machine than the one that wrote it: what is known is said, and asked before the first number.
  await empty.getByText(`文件夹里的台账到第 ${held} 条`).waitFor({ timeout: 60_000 });
  await empty.getByRole('button', { name: '这是最新的，继续' }).click();
  await empty.locator('.top-line').waitFor({ timeout: 60_000 });
  await empty.getByRole('link', { name: '接收端须重新加入' }).waitFor();
  await shot(empty, 'fetch-restored');
  expect(
    readFileSync(join(other.dataFolder, 'areas', 'office', 'journal.jsonl'), 'utf8').split('\n').length,
  ).toBeGreaterThan(held);
});
