/**
 * `npm run --silent bench -- registry [ROWS=1000000] [RUNS=3]`: the same made-up insurance file through the product's own
 * importer in real Chromium (validated, sealed), into better-sqlite3 and into DuckDB (neither), alternating: seconds differ
 * threefold between machines, ratios of one run do not. The last stdout line is JSON with medians and the medians of the
 * rounds' ratios; a run in which others took much of the processor says so. Memory is sampled in a run of its own, since
 * reading it takes time from the import.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serveRegistryPage } from '../store/registry/page/serve-page.mjs';
import { watchDisturbance } from './disturbance.mjs';
import { memoryMiB, watchMemory } from './browser-memory.mjs';
import { citizen, writeInsuranceFile } from './made-up-insurance.mjs';

const settings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));
const rows = Number(settings.ROWS ?? 1_000_000);
const runs = Number(settings.RUNS ?? 3);
const here = fileURLToPath(new URL('.', import.meta.url));
const say = (text) => process.stderr.write(`${text}\n`);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value) => Math.round(value);

const anchors = ['better-sqlite3/build/Release/better_sqlite3.node', '@duckdb/node-api/package.json'];
if (!anchors.every((name) => existsSync(`${here}node_modules/${name}`))) {
  say('安装对照用的 better-sqlite3 与 DuckDB（首次约两分钟）');
  const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 2, 2] });
  if (installed.status !== 0) process.exit(installed.status ?? 1);
}

const folder = mkdtempSync(join(tmpdir(), 'bench-registry-'));
const file = join(folder, 'insurance.csv');
const idsFile = join(folder, 'ids.json');
const step = Math.max(1, Math.floor(rows / 500));
const ids = Array.from({ length: 500 }, (_, index) => citizen(index * step));
writeFileSync(idsFile, JSON.stringify(ids));
writeInsuranceFile(file, rows);
say(`${rows} 行，${round(statSync(file).size / 1_048_576)} MiB`);

/** Files may go while they are counted: the store tidies up in the background. */
const folderMiB = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0) / 1_048_576;

const served = await serveRegistryPage();
const profile = join(folder, 'profile');
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.COUNTER_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--remote-debugging-port=0',
  ],
});
/** The browser: the process that everything else of this profile descends from. */
function browserPid() {
  const found = spawnSync('pgrep', ['-f', '-o', '--', `--user-data-dir=${profile}`], { encoding: 'utf8' });
  return Number(found.stdout.trim().split('\n')[0]);
}

async function freshPage(installationId) {
  const page = await context.newPage();
  await page.goto(served.address);
  const state = await page.evaluate((id) => window.registry.open(id), installationId);
  if (state !== 'open') throw new Error(`the store does not open: ${state}`);
  await page.setInputFiles('#file', file);
  return page;
}

const order = {
  kind: 'insurance',
  asOf: '2022-08-20',
  scope: '440800',
  source: '测量',
  importedOn: '2022-08-22',
  importedBy: '测量',
  badRowLimit: 0.05,
  replaceAnyway: true,
};

async function inBrowser(page) {
  const { ms, gap, result } = await page.evaluate((one) => window.registry.timedImport(one), order);
  if (!result.ok || !result.value.ok || result.value.copy.rows !== rows)
    throw new Error(`import failed: ${JSON.stringify(result)}`);
  return { ms, gap };
}

async function lookup(page) {
  const { ms, rows: found } = await page.evaluate((wanted) => window.registry.lookup(wanted), ids);
  if (found !== ids.length) throw new Error(`${found} rows of ${ids.length} found`);
  return ms;
}

/**
 * In the window that imported, which keeps no page of the copy yet, once the store has had three seconds to tidy up behind
 * the import: look-ups made meanwhile share the processor with it and take longer.
 */
async function lookupAtRest(page) {
  await new Promise((resolve) => setTimeout(resolve, 3000));
  return lookup(page);
}

/** The anchor's own time, in a process of its own. */
function inAnchor(script, database) {
  const run = spawnSync(process.execPath, [join(here, script), file, join(folder, database), idsFile], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const { ms, lookupMs, found } = JSON.parse(run.stdout);
  if (found !== ids.length) throw new Error(`${script}: ${found} rows of ${ids.length} found`);
  return { ms, lookupMs };
}

try {
  const pid = browserPid();
  const watched = await freshPage('memory');
  const before = memoryMiB(pid);
  const watch = watchMemory(pid);
  const first = await inBrowser(watched);
  const extraMemoryMiB = round(watch.stop() - before);
  say(`内存：增加 ${extraMemoryMiB} MiB（该次 ${round(first.ms)} ms）`);
  const diskMiB = round(folderMiB(profile));
  await watched.close();
  const rounds = [];
  const disturbance = watchDisturbance();
  for (let run = 0; run < runs; run += 1) {
    const sqlite = inAnchor('sqlite-import.mjs', 'anchor.db');
    const page = await freshPage(`run-${run}`);
    const { ms, gap } = await inBrowser(page);
    const lookupMs = await lookupAtRest(page);
    await page.close();
    const duckdb = inAnchor('duckdb-import.mjs', 'anchor.duckdb');
    rounds.push({ ms, gap, lookupMs, sqlite, duckdb });
    say(
      `第 ${run + 1} 次：导入 ${round(ms)} ms，SQLite ${round(sqlite.ms)} ms，DuckDB ${round(duckdb.ms)} ms，界面最长停顿 ${round(gap)} ms，500 人查找 ${round(lookupMs)} ms（DuckDB ${round(duckdb.lookupMs)} ms）`,
    );
  }
  const disturbed = disturbance.stop();
  const of = (read) => median(rounds.map(read));
  const ratio = (value) => Math.round(value * 1000) / 1000;
  console.log(
    JSON.stringify({
      name: 'registry',
      rows,
      importMs: round(of(({ ms }) => ms)),
      sqliteMs: round(of(({ sqlite }) => sqlite.ms)),
      duckdbMs: round(of(({ duckdb }) => duckdb.ms)),
      ratio: ratio(of(({ ms, sqlite }) => ms / sqlite.ms)),
      duckdbRatio: ratio(of(({ ms, duckdb }) => ms / duckdb.ms)),
      lookupMs: round(of(({ lookupMs }) => lookupMs)),
      duckdbLookupMs: round(of(({ duckdb }) => duckdb.lookupMs)),
      extraMemoryMiB,
      gapMs: round(of(({ gap }) => gap)),
      diskMiB,
      ...disturbed,
    }),
  );
} finally {
  await context.close();
  served.close();
  rmSync(folder, { recursive: true, force: true });
}
