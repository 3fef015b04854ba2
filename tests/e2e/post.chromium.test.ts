/**
 * The post as a clerk sees it, on the built program and the built hub over a real PostgreSQL: joined by the printed code, 已同步 only of what
 * the hub has, the hub gone and back at five o'clock, the same figures on screen, in the folder, at the hub and on paper. Then the hub's
 * database and its logs are searched as bytes for everything that was typed.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { hubProcess, type HubProcess } from '#tests/faults/hub-process.ts';
import { CounterApp } from './counter-app.ts';
import { pressShown, typeInto } from './keyboard.ts';
import { acceptCase } from './pages/accepted-case.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';
import { until } from './until.ts';
import { keepPrints, printsOf, readAsPdf, squeezed } from './printed.ts';

const app = new CounterApp();
let postgres: TestPostgres;
let hub: HubProcess;
let page: Page;

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await hubProcess(postgres);
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await startTraining(page);
}, 180_000);
afterAll(async () => {
  await app.close();
  await hub.kill();
  await postgres.end();
});

const topLine = (text: string | RegExp) =>
  page.locator('.top-line').getByText(text, { exact: typeof text === 'string' });
const journal = (): string[] =>
  readFileSync(join(app.dataFolder, 'areas', 'training', 'journal.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1);
const query = (sql: string): string => {
  const { host, user, database } = postgres.target;
  return execFileSync(
    'psql',
    ['-h', host, '-p', String(postgres.target.port), '-U', user, '-d', database, '-Atc', sql],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  ).trim();
};
const figure = async (label: string): Promise<number> => {
  const cell = page.locator('.day-figures__cell').filter({ has: page.locator('dt', { hasText: label }) });
  return Number(/\d+/u.exec(await cell.locator('dd').first().innerText())?.[0]);
};
/** A second firm is told what it lacks. */
async function notify(): Promise<void> {
  const intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: 'nqxz', name: '湛江南桥小镇餐饮管理有限公司' });
  await page.keyboard.press('F4');
  await intake.choose(join(app.dataFolder, 'samples', '南桥花名册.csv'));
  await intake.expectFigures('6 人 ✓ 符合 3');
  await page.keyboard.press('Alt+1');
  await page.getByRole('button', { name: '保存并一次性告知' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^已保存/u).waitFor();
}

describe('a training window and its hub', () => {
  it('joins by the code that the hub printed', async () => {
    await page.keyboard.press('Alt+S');
    await page.getByRole('region', { name: '接收端' }).waitFor();
    await typeInto(page, '接收端地址', hub.url);
    await typeInto(page, '加入码', hub.invite());
    await page.keyboard.press('Enter');
    await topLine('已同步').waitFor();
    // The claim key is recorded right after joining: the hub has that entry a moment later.
    const held = () => Number(query('SELECT held FROM log'));
    await until(
      () => journal().length - held(),
      (left) => left === 0,
      'all of the journal at the hub',
    );
    expect(held()).toBeGreaterThan(0);
  });

  it('has a case at the hub within moments of the save', async () => {
    await acceptCase(page, app.dataFolder);
    await topLine('已同步').waitFor();
    expect(query('SELECT line FROM unit ORDER BY sequence').split('\n')).toEqual(journal());
  });

  it('goes on without the hub, counts what waits, and says so', async () => {
    await hub.kill();
    await notify();
    await topLine(/^离线，待同步 \d+$/u).waitFor();
    expect(Number(query('SELECT held FROM log'))).toBeLessThan(journal().length);
    await page.keyboard.press('Alt+R');
    const sync = page.getByRole('region', { name: '同步' });
    await sync.getByText(/连不上接收端：.*本机数据完好/u).waitFor();
    expect(await sync.innerText()).toMatch(/未同步 [1-9]\d* 条/u);
  });

  it('at five the hub is back: one press, and screen, folder, hub and paper say the same', async () => {
    await hub.start();
    // It may be quicker by itself than the hand on the mouse.
    const button = page.getByRole('region', { name: '同步' }).getByRole('button', { name: '立即送件' });
    await Promise.race([button.click().catch(() => undefined), topLine('已同步').waitFor()]);
    await topLine('已同步').waitFor();
    await pressShown(page, 'Control+Enter');
    await page
      .getByText(/^已导出/u)
      .first()
      .waitFor();
    await page.getByText(/^已导出的|^已受理的都已导出/u).waitFor();
    // The batch is several entries; each wakes the courier.
    await until(
      () => query('SELECT held FROM log'),
      (held) => held === String(journal().length),
      'the batch at the hub',
    );
    await topLine('已同步').waitFor();
    expect(await figure('已同步')).toBe(await figure('已受理'));
    await pressShown(page, 'F10');
    await page.getByRole('button', { name: '是，已打印' }).waitFor();
    await page.keyboard.press('Enter');
    const html = (await printsOf(page)).at(-1) ?? '';
    const paper = squeezed((await readAsPdf(page.context(), html)).text);
    const sheet = Number(/台账第(\d+)号/u.exec(paper)?.[1]);
    expect(paper).toContain(`打印时已同步到台账第${sheet - 1}条`);
    expect(paper).toContain('本表以前各条均已送达');
    await topLine('已同步').waitFor();
    expect(query('SELECT held FROM log')).toBe(String(journal().length));
    expect(query('SELECT line FROM unit ORDER BY sequence').split('\n')).toEqual(journal());
  });

  it('leaves nothing of anybody in the hub’s database, files or logs', () => {
    const secrets = [
      '林𠮷安',
      '梁晓彤',
      '庞思琪',
      '陈建国',
      '李小燕',
      '湛江海晟',
      '南桥小镇',
      '440881199909179351',
      '440802199001019029',
      '2015020109024512345',
      '13800138000',
      '中国工商银行',
    ];
    const { host, user, database, port } = postgres.target;
    const dump = execFileSync('pg_dump', ['-h', host, '-p', String(port), '-U', user, database], {
      maxBuffer: 1 << 28,
    });
    query('CHECKPOINT');
    const files = (text: string): string =>
      execFileSync('sh', ['-c', 'grep -rlaF -e "$1" "$2" || true', 'sh', text, postgres.folder], { encoding: 'utf8' });
    // What is looked for is found where it is: the search itself works.
    expect(dump.includes(Buffer.from(journal()[0]?.slice(0, 200) ?? 'none').subarray(10, 60))).toBe(true);
    for (const secret of secrets) {
      for (const encoded of [Buffer.from(secret), Buffer.from(secret, 'utf16le')])
        expect(dump.includes(encoded)).toBe(false);
      expect(files(secret)).toBe('');
    }
  });
});
