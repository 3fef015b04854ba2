/**
 * `faults -- registry [N=100] [ROWS=8000] [SEED=…]`: imports in real Chromium, each stopped at a random moment by closing its
 * window or killing the whole browser. After each: one complete copy serves, every row asked for is its own, every page
 * opens, and no file lies there that the catalogue does not name.
 */
import type { Page } from 'playwright-core';
import { addDays, plainDate } from '#shared/domain/plain-date.ts';
import { aRegistryBrowser } from '#tests/store/registry/a-browser.ts';
import { settingsOf } from './campaign.ts';
import { citizen, insuranceLine, INSURANCE_HEADINGS } from '#tests/store/registry/a-registry.ts';

const settings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));
const { count: kills, seed } = settingsOf(process.argv.slice(2), 100);
const rows = Number(settings['ROWS'] ?? 8000);
const INSTALLATION = 'faults';
const FIRST_DAY = plainDate('2022-01-01');

/** The same numbers for the same seed (mulberry32). */
function makeRandom(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every version has the same persons, each in another line: a row of another version shows. */
const lineOf = (version: number, person: number): number => ((person + version * 101) % rows) + 2;

function textOf(version: number): string {
  const lines = Array.from({ length: rows }, () => '');
  for (let person = 0; person < rows; person += 1) lines[lineOf(version, person) - 2] = insuranceLine(person);
  return `${INSURANCE_HEADINGS}\n${lines.join('\n')}\n`;
}

const order = (version: number) => ({
  kind: 'insurance' as const,
  asOf: addDays(FIRST_DAY, version),
  scope: '440800',
  source: '演练',
  importedOn: addDays(FIRST_DAY, kills + 1),
  importedBy: '演练',
  badRowLimit: 0.05,
});

const begin = (page: Page, version: number): Promise<void> =>
  page.evaluate(([one, text]) => window.registry.begin(one, text), [order(version), textOf(version)] as const);

async function lying(page: Page): Promise<number> {
  return page.evaluate(async (id) => {
    const { storageBuckets } = navigator as unknown as {
      storageBuckets: { open(name: string): Promise<{ getDirectory(): Promise<FileSystemDirectoryHandle> }> };
    };
    const root = await (await storageBuckets.open('packs-training')).getDirectory();
    let files = 0;
    for await (const _ of (await root.getDirectoryHandle(`registry-training-${id}`)).keys()) files += 1;
    return files;
  }, INSTALLATION);
}

const counts = { wrongRows: 0, noPack: 0, leftovers: 0 };
const random = makeRandom(seed);

/** What one reopened window finds; the version that serves, −1 where none does. */
async function look(page: Page): Promise<number> {
  const copies = await page.evaluate(() => window.registry.copies());
  const [copy] = copies;
  if (copies.length !== 1 || copy?.state !== 'usable' || copy.rows !== rows) {
    counts.noPack += 1;
    return -1;
  }
  const version = Array.from({ length: kills + 1 }, (_, at) => at).find((at) => order(at).asOf === copy.asOf) ?? -1;
  const persons = Array.from({ length: 40 }, () => Math.floor(random() * rows));
  for (const person of persons) {
    const set = await page.evaluate((id) => window.registry.gather([id]), citizen(person));
    const lines = set.ok ? (set.value.insurance?.rows.map(({ line }) => line) ?? []) : [];
    if (lines.length !== 1 || lines[0] !== lineOf(version, person)) counts.wrongRows += 1;
  }
  if ((await page.evaluate(() => window.registry.verify())).length > 0) counts.noPack += 1;
  const { before } = await page.evaluate(() => window.registry.status());
  if ((await lying(page)) !== 1 + before.length) counts.leftovers += 1;
  return version;
}

const browser = await aRegistryBrowser();
try {
  process.stderr.write(`SEED=${String(seed)}\n`);
  let page = await browser.page(INSTALLATION);
  const began = performance.now();
  await begin(page, 0);
  await page.evaluate(() => window.registry.outcome());
  const usualMs = performance.now() - began;
  let switched = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    await begin(page, kill);
    await page.waitForTimeout(random() * 1.3 * usualMs);
    if (random() < 0.6) await page.close();
    else {
      await browser.kill();
      await browser.start();
    }
    page = await browser.page(INSTALLATION);
    if ((await look(page)) === kill) switched += 1;
    if (kill % 10 === 0) process.stderr.write(`${String(kill)} 次，其中 ${String(switched)} 次已换新\n`);
  }
  process.stdout.write(`${JSON.stringify({ name: 'registry', kills, ...counts })}\n`);
  process.exitCode = counts.wrongRows + counts.noPack + counts.leftovers > 0 ? 1 : 0;
} finally {
  await browser.close();
}
