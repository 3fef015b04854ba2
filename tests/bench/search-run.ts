/**
 * A window with years of cases: from the key that enters to the list, with a whole working copy, and from a letter typed into 查找 to the
 * frame that shows its answer (two frames of the browser are part of that). Firms, initials, ends of IDs and numbers in turn.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { CounterApp } from '../e2e/counter-app.ts';
import { startTraining } from '../e2e/pages/start-page.ts';
import { watchDisturbance } from './disturbance.mjs';
import { addYears } from './made-up-years.ts';

const settings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));
const wanted = Number(settings['CASES'] ?? 10_000);
const PATIENCE_MS = Number(settings['PATIENCE_MS'] ?? 1_800_000);
/** Entries of a made-up case, on the average. */
const ENTRIES_PER_CASE = 3.46;
const QUERIES = ['湛江', 'hssp', '9020', '食品有限', 'W03-0001', 'hzy', '4117', '服务中心', 'cht', '1234'];
const ROUNDS = 4;

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;

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

const app = new CounterApp();
try {
  await startTraining(await app.open());
  await pause(500);
  await app.killAll();
  const { cases, entries } = await addYears(app.dataFolder, Math.round(wanted * ENTRIES_PER_CASE));
  await app.deleteProfile();
  const first = await app.open();
  await first.getByRole('button', { name: '进入培训模式' }).press('Enter');
  await first.getByRole('heading', { name: '打开时发现' }).waitFor({ timeout: PATIENCE_MS });
  await app.killAll();
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
  const times = await typed(page);
  const result = {
    name: 'search',
    cases,
    entries,
    unlockToListMs: Math.round(unlockToListMs),
    searchP50Ms: Math.round(percentile(times, 0.5)),
    searchP95Ms: Math.round(percentile(times, 0.95)),
    letters: times.length,
    ...disturbed.stop(),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await app.close();
}
