/**
 * A lost working copy made anew from the journal, in the built program and real Chromium. `totalMs`: from the key that enters to
 * what was found, when all is folded; `readMs`: of that, until the journal was read and proved and the folding began; `firstCaseMs`:
 * to the newest case on the list, with the two keys in between. Work that is not the program's: the key derivation of the training
 * passphrase is in all of them.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { CounterApp } from '../e2e/counter-app.ts';
import { startTraining } from '../e2e/pages/start-page.ts';
import { watchDisturbance } from './disturbance.mjs';
import { addYears } from './made-up-years.ts';

const settings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));
const wanted = Number(settings['ENTRIES'] ?? 50_000);
const PATIENCE_MS = Number(settings['PATIENCE_MS'] ?? 600_000);

const app = new CounterApp();

try {
  await startTraining(await app.open());
  await pause(500);
  await app.killAll();
  const began = performance.now();
  const { entries, cases } = await addYears(app.dataFolder, wanted);
  process.stderr.write(
    `made ${entries} entries of ${cases} cases in ${Math.round((performance.now() - began) / 1000)} s\n`,
  );
  await app.deleteProfile();
  const page = await app.open();
  await page.getByRole('button', { name: '进入培训模式' }).waitFor();
  const disturbed = watchDisturbance();
  const entered = performance.now();
  await page.keyboard.press('Enter');
  const read = await page
    .getByText('正在整理办件清单')
    .waitFor({ timeout: PATIENCE_MS })
    .then(() => performance.now() - entered);
  // Everything is folded before anything is said: a list that is not whole would make wrong counts and miss double claims.
  await page.getByRole('heading', { name: '打开时发现' }).waitFor({ timeout: PATIENCE_MS });
  const totalMs = performance.now() - entered;
  await page.getByRole('button', { name: /^知道了/u }).press('Enter');
  await page.getByRole('heading', { name: '办件', level: 1 }).waitFor({ timeout: PATIENCE_MS });
  await page.keyboard.press('Alt+9');
  await page.locator('tr.is-link').first().waitFor({ timeout: PATIENCE_MS });
  const firstCaseMs = performance.now() - entered;
  const result = {
    name: 'rebuild',
    entries,
    cases,
    readMs: Math.round(read),
    firstCaseMs: Math.round(firstCaseMs),
    totalMs: Math.round(totalMs),
    ...disturbed.stop(),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await app.close();
}
