/**
 * `npm test`: sets up what it needs, then lint, types, format, changes, the pure tests in three time zones, unit,
 * component, node, contract, architecture and end-to-end tests. The last line is `N passed, N failed`; each static check
 * and each time zone counts as one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runZones } from './zone-tests.mjs';
import { ensureBuilt, ensureNodeModules, ensureSystemParts, requireNode, root } from './setup.mjs';

requireNode();
const missing = ensureSystemParts(['chromium', 'fonts', 'poppler', 'display', 'postgresql']);
ensureNodeModules();

let passed = 0;
let failed = 0;
const bin = (name) => join(root, 'node_modules/.bin', name);

function check(name, command, args) {
  const started = Date.now();
  const run = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const ok = run.status === 0;
  if (ok) passed += 1;
  else failed += 1;
  process.stdout.write(`${ok ? '✓' : '✕'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  if (!ok) process.stdout.write(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}\n`);
}

check('types', bin('tsc'), ['-b']);
check('lint', bin('oxlint'), [
  '-c',
  'build/oxlintrc.json',
  '--type-aware',
  'electron',
  'renderer',
  'shared',
  'tests',
  'build',
]);
check('format', bin('prettier'), ['--config', 'build/prettier.json', '--check', '.']);
check('unused code', bin('knip'), ['--config', 'build/knip.json', '--no-progress']);
check('changelog fragments', process.execPath, ['build/check-changes.mjs']);

try {
  ensureBuilt();
  passed += 1;
} catch {
  failed += 1;
  process.stdout.write('✕ build\n');
}

const zonesBegan = Date.now();
for (const { name, ok, said } of await runZones()) {
  if (ok) passed += 1;
  else failed += 1;
  const seconds = ((Date.now() - zonesBegan) / 1000).toFixed(1);
  process.stdout.write(`${ok ? '✓' : '✕'} pure tests in ${name} (${seconds} s, three at once)\n${ok ? '' : said}`);
}

const reportFile = join(root, '.tmp/vitest.json');
mkdirSync(join(root, '.tmp'), { recursive: true });
rmSync(reportFile, { force: true });
const vitest = spawnSync(
  bin('vitest'),
  [
    'run',
    '--config',
    'tests/vitest.config.mts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test' },
  },
);
if (existsSync(reportFile)) {
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  failed += broken.length;
} else failed += 1;
if (vitest.status !== 0 && failed === 0) failed += 1;
if (missing.length > 0) failed += missing.length;

process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
