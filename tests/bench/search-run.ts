/**
 * A window with years of cases: from the key that enters to the list, with a whole working copy, and from a letter typed into 查找 to the
 * frame that shows its answer (two frames of the browser are part of that). Firms, initials, ends of IDs and numbers in turn.
 * `OFFICE=FOLDER`: the office is made there once and kept, so that a change can be measured again without a new one.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { CounterApp } from '../e2e/counter-app.ts';
import { startTraining } from '../e2e/pages/start-page.ts';
import { watchDisturbance } from './disturbance.mjs';
import { addYears, type Years } from './made-up-years.ts';

const settings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));
const wanted = Number(settings['CASES'] ?? 10_000);
const PATIENCE_MS = Number(settings['PATIENCE_MS'] ?? 1_800_000);
/** Entries of a made-up case, on the average. */
const ENTRIES_PER_CASE = 3.46;
const QUERIES = ['湛江', 'hssp', '9020', '食品有限', 'W03-0001', 'hzy', '4117', '服务中心', 'cht', '1234'];
const ROUNDS = 4;

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;

/** Milliseconds of two frames with nothing to do: what every letter waits for on this machine. */
const emptyFrames = (page: Page): Promise<number[]> =>
  page.evaluate(async (count) => {
    const times: number[] = [];
    for (let at = 0; at < count; at += 1) {
      await new Promise((done) => setTimeout(done, 120));
      const began = performance.now();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      times.push(performance.now() - began);
    }
    return times;
  }, 100);

/** Milliseconds from each letter to the frame behind it. */
async function typed(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { typedMs: times });
    addEventListener(
      'input',
      () => {
        const began = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => times.push(performance.now() - began)));
      },
      true,
    );
  });
  for (let round = 0; round < ROUNDS; round += 1)
    for (const query of QUERIES) {
      await page.keyboard.press('Control+a');
      for (const letter of query) {
        await page.keyboard.insertText(letter);
        await pause(120);
      }
    }
  return await page.evaluate(() => (window as unknown as { typedMs: number[] }).typedMs);
}

/** An office with years of cases and a whole working copy, as it was left in the evening. */
async function madeOffice(): Promise<Years> {
  const told = join(app.folder, 'years.json');
  if (existsSync(told)) return JSON.parse(readFileSync(told, 'utf8')) as Years;
  await startTraining(await app.open());
  await pause(500);
  await app.killAll();
  const years = await addYears(app.dataFolder, Math.round(wanted * ENTRIES_PER_CASE));
  await app.deleteProfile();
  const page = await app.open();
  await page.getByRole('button', { name: '进入培训模式' }).press('Enter');
  await page.getByRole('heading', { name: '打开时发现' }).waitFor({ timeout: PATIENCE_MS });
  await app.killAll();
  writeFileSync(told, JSON.stringify(years));
  return years;
}

const kept = settings['OFFICE'] ?? null;
if (kept !== null) mkdirSync(kept, { recursive: true });
const app = new CounterApp({ width: 1366, height: 768 }, kept);
try {
  const { cases, entries } = await madeOffice();
  const page = await app.open();
  await page.getByRole('button', { name: '进入培训模式' }).waitFor();
  const disturbed = watchDisturbance();
  const began = performance.now();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件', level: 1 }).waitFor({ timeout: PATIENCE_MS });
  const unlockToListMs = performance.now() - began;
  await pause(3000);
  await page.keyboard.press('F3');
  await page.getByRole('textbox').first().waitFor();
  const empty = await emptyFrames(page);
  const times = await typed(page);
  const result = {
    name: 'search',
    cases,
    entries,
    unlockToListMs: Math.round(unlockToListMs),
    searchP50Ms: Math.round(percentile(times, 0.5)),
    searchP95Ms: Math.round(percentile(times, 0.95)),
    emptyFramesP95Ms: Math.round(percentile(empty, 0.95)),
    letters: times.length,
    ...disturbed.stop(),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await app.close();
}
