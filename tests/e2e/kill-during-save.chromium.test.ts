/**
 * Cases saved through the real window while host and browser are killed at random points of a save: every number that the
 * screen called saved is there afterwards; what it never called saved is there once or not at all; no number is left out.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';

/** Milliseconds from the key that saves to the kill, by chance within early and late; `said`: the moment the screen says 已保存. */
const KILLS = [Math.floor(Math.random() * 30), 30 + Math.floor(Math.random() * 80), 'said'] as const;
const PERSONS = ['陈海晴', '李小燕', '黄志远'];
const app = new CounterApp();
/** Numbers of which the screen said 已保存. */
const acknowledged = new Set<string>();
let page: Page;

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
});
afterAll(() => app.close());

async function typeCase(person: string): Promise<void> {
  const intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  await page.keyboard.press('F4');
  await page.getByRole('grid').getByRole('gridcell').first().click();
  await page.keyboard.type(person);
  await page.keyboard.press('Tab');
  await page.keyboard.type('440802200003159020');
  await page.keyboard.press('Enter');
  await intake.expectFigures(' 元');
  await page.locator('button[aria-keyshortcuts="Control+Enter"]:not([aria-disabled])').waitFor();
}

/** The number on the screen once it says 已保存; nothing is waited for. */
async function savedNumber(): Promise<string | null> {
  const said = await page.evaluate(() => document.body.innerText).catch(() => '');
  return /已保存 (〔\d{4}〕[A-Z]+\d+-\d{6})/u.exec(said)?.[1] ?? null;
}

/** Saves by one press, kept while verdicts are still being settled, and answers the number at the moment when the screen says it. */
async function saved(): Promise<string> {
  await page.keyboard.press('Control+Enter');
  for (let tries = 0; tries < 1000; tries += 1) {
    const number = await savedNumber();
    if (number !== null) return number;
    await sleep(20);
  }
  throw new Error('已保存 was never said');
}

/** The number that the screen says after this time, if it says one by then. */
async function after(ms: number): Promise<string | null> {
  await sleep(ms);
  return savedNumber();
}

/** Enters again; every entry that nobody confirmed is kept. */
async function enterAndKeep(): Promise<void> {
  page = await app.open();
  await page.getByRole('button', { name: '进入培训模式' }).waitFor();
  await page.keyboard.press('Enter');
  const worklist = page.getByRole('heading', { name: '办件', level: 1 });
  const told = page.getByRole('button', { name: '知道了，继续' });
  const keep = page.getByRole('button', { name: /^保留/u });
  for (;;) {
    await worklist.or(told).or(keep.first()).waitFor();
    if ((await worklist.count()) > 0) return;
    if ((await told.count()) > 0) await told.click();
    else {
      const left = await keep.count();
      await keep.first().click();
      for (let tries = 0; (await keep.count()) >= left && tries < 200; tries += 1) await sleep(25);
    }
  }
}

/** Numbers of all cases on the work list, with the line each stands in. */
async function listed(): Promise<Map<string, string>> {
  await page.getByRole('tab', { name: /^全部/u }).click();
  const rows = await page.getByRole('row').allInnerTexts();
  const lines = rows.flatMap((row) => {
    const number = /〔\d{4}〕[A-Z]+\d+-\d{6}/u.exec(row)?.[0];
    return number === undefined ? [] : [[number, row] as const];
  });
  expect(new Set(lines.map(([number]) => number)).size).toBe(lines.length);
  return new Map(lines);
}

it('loses nothing that was called saved, doubles nothing, leaves no gap', async () => {
  const before = (await listed()).size;
  for (const [round, moment] of KILLS.entries()) {
    const person = PERSONS[round] ?? '';
    await typeCase(person);
    let number: string | null;
    if (moment === 'said') {
      number = await saved();
      await app.killAll();
    } else {
      const pressed = page.keyboard.press('Control+Enter').catch(() => undefined);
      number = await after(moment);
      await app.killAll();
      await pressed;
    }
    if (number !== null) acknowledged.add(number);
    await enterAndKeep();
  }
  await typeCase('吴嘉敏');
  acknowledged.add(await saved());
  await page.keyboard.press('Escape');
  const now = await listed();
  expect(acknowledged.size).toBeGreaterThanOrEqual(2);
  for (const number of acknowledged) expect([...now.keys()]).toContain(number);
  const values = [...now.keys()].map((number) => Number(number.slice(-6))).sort((a, b) => a - b);
  expect(values).toEqual(values.map((_, at) => at + 1));
  expect(now.size - before).toBeGreaterThanOrEqual(acknowledged.size);
  expect(now.size - before).toBeLessThanOrEqual(KILLS.length + 1);
});
