/**
 * The two minutes of a newcomer, by keyboard, on the built program and the built hub over a real PostgreSQL: a training window joins, a
 * case is saved, the overview shows it. What the page says is what the store has, what the hub adds up, and what is printed; a window
 * that tells no figures is named; off line the last figures stand with their instant.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { hubProcess, type HubProcess } from '#tests/faults/hub-process.ts';
import { CounterApp } from './counter-app.ts';
import { pressShown, typeInto } from './keyboard.ts';
import { acceptCase } from './pages/accepted-case.ts';
import { startTraining } from './pages/start-page.ts';
import { keepPrints, printsOf, readAsPdf, squeezed } from './printed.ts';
import { takePictures } from './pictures.ts';
import { english, runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';
import { until } from './until.ts';

const [app, otherApp] = [new CounterApp(), new CounterApp()];
let postgres: TestPostgres;
let hub: HubProcess;
let page: Page;
const shots = process.env['COUNTER_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const shot = async (name: string): Promise<void> => {
  const found = [...(await runsOff(page)), ...(await runsOffEnlarged(page)), ...(await english(page))];
  if (shots !== undefined) {
    await takePictures(page, shots, `overview-${name}`, ['100', '150']);
    await page.locator('.frame__page').evaluate((main) => main.scrollTo(0, 0));
  }
  expect([name, ...found, ...(await seriousFindings(page))]).toEqual([name]);
};

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
  await otherApp.close();
  await hub.kill();
  await postgres.end();
});

const query = (sql: string): string => {
  const { host, user, database, port } = postgres.target;
  const order = ['-h', host, '-p', String(port), '-U', user, '-d', database, '-Atc', sql];
  return execFileSync('psql', order, { encoding: 'utf8' }).trim();
};
/** Cases, persons, who fit and fen as the hub adds them up. */
const atHub = (): number[] =>
  query('SELECT count(*), sum(persons), sum(met), sum(amount) FROM case_figures').split('|').map(Number);
const entries = (): number =>
  readFileSync(join(app.dataFolder, 'areas', 'training', 'journal.jsonl'), 'utf8').split('\n').length;
const number = (text: string): number => Number(text.replaceAll(/[^\d.]/gu, ''));
/** The same as the page says them. */
const onPage = async (): Promise<number[]> => {
  const cells = await page.locator('.overview__totals dd').allInnerTexts();
  const [cases = 0, persons = 0, met = 0, yuan = 0] = cells.map(number);
  return [cases, persons, met, Math.round(yuan * 100)];
};
const open = async (): Promise<void> => {
  await page.keyboard.press('Control+F12');
  await page.getByRole('heading', { name: '概览', level: 1 }).waitFor();
};
/** 重新取数 until the page says what the hub has. */
const current = async (): Promise<number[]> => {
  const asked = async (): Promise<boolean> => {
    await pressShown(page, 'Control+Enter');
    await page.locator('button[aria-keyshortcuts="Control+Enter"]:not([aria-disabled=true])').waitFor();
    return JSON.stringify(await onPage()) === JSON.stringify(atHub());
  };
  await until(asked, Boolean, '概览与接收端一致');
  return await onPage();
};

async function joinHub(at: Page, code: string): Promise<void> {
  await at.keyboard.press('Alt+S');
  await at.getByRole('region', { name: '接收端' }).waitFor();
  await typeInto(at, '接收端地址', hub.url);
  await typeInto(at, '加入码', code);
  await at.keyboard.press('Enter');
  await at.locator('.top-line').getByText('已同步', { exact: true }).waitFor();
}

it('before a hub is joined the page says so', async () => {
  await open();
  await page.getByText('没有加入接收端').waitFor();
  await shot('alone');
  expect(await page.locator('.overview__totals').count()).toBe(0);
});

it('a case that is saved is seen there: the same figures in the store, at the hub and on the page', async () => {
  await joinHub(page, hub.invite());
  await until(
    () => Promise.resolve(query('SELECT count(*) FROM case_figures')),
    (count) => Number(count) > 0,
    '数字已报送',
  );
  await open();
  const before = await current();
  await acceptCase(page, app.dataFolder);
  await page.locator('.top-line').getByText('已同步', { exact: true }).waitFor();
  await open();
  await until(
    async () => (await current())[0],
    (cases) => cases === (before[0] ?? 0) + 1,
    '新的一件',
  );
  const after = await onPage();
  expect([after[1], after[2]]).toEqual([(before[1] ?? 0) + 10, (before[2] ?? 0) + 4]);
  expect(after).toEqual(atHub());
  await page.getByText(/^数字截至/u).waitFor();
  const rows = await page.getByRole('table', { name: '各窗口' }).locator('tbody tr').allInnerTexts();
  expect(rows.join()).toContain('本窗口');
  expect(rows.join()).toContain('已报全');
  await shot('joined');

  await page.keyboard.press('Alt+B');
  await page.getByRole('heading', { name: '办件', level: 1 }).waitFor();
  const all = page.getByRole('tab', { name: /^全部/u });
  expect(number((await all.first().innerText()).replace(/Alt.*/u, ''))).toBe(after[0]);
});

it('is printed with the same figures, and every print stands in the ledger', async () => {
  await open();
  const figures = await current();
  const before = entries();
  await pressShown(page, 'F10');
  await page.getByRole('dialog').getByText('本单位办理情况概览').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // The sheet, and that it came out.
  await until(
    () => Promise.resolve(entries()),
    (count) => count >= before + 2,
    '打印记录',
  );
  const html = (await printsOf(page)).at(-1) ?? '';
  const pdf = await readAsPdf(page.context(), html);
  if (shots !== undefined) writeFileSync(join(shots, 'overview.pdf'), pdf.bytes);
  const text = squeezed(pdf.text);
  const [cases = 0, persons = 0, met = 0, fen = 0] = figures;
  const yuan = (fen / 100).toLocaleString('en', { minimumFractionDigits: 2 });
  expect(text).toContain(`合计${cases}${persons}${met}${yuan}`);
  expect(text).toContain('培训');
  expect(pdf.pageSize).toContain('A4');
});

it('names a window that tells no figures; and off line the last figures stand, with their instant', async () => {
  const other = await otherApp.open();
  await startTraining(other);
  await joinHub(other, hub.invite());
  await until(
    () => Promise.resolve(query("SELECT count(*) FROM log WHERE figures_told <> ''")),
    (count) => count === '2',
    '两个窗口',
  );
  // As an older program leaves it, that tells none.
  await otherApp.close();
  query(`DELETE FROM case_figures WHERE window_id IN (SELECT window_id FROM log WHERE prefix LIKE '%-2');
    UPDATE log SET figures_told = '', figures_through = NULL WHERE prefix LIKE '%-2'`);
  await open();
  await current();
  await page.getByText(/-2 没有报送过数字/u).waitFor();
  await shot('untold');
  const figures = await onPage();
  await hub.kill();
  await pressShown(page, 'Control+Enter');
  await page.getByText(/连不上接收端.*下面是 .* 取到的数字/u).waitFor();
  expect(await onPage()).toEqual(figures);
  await shot('off-line');
  await hub.start();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: '日终', level: 1 }).waitFor();
  await page.getByRole('link', { name: /概览/u }).waitFor();
});
