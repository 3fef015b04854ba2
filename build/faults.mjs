/**
 * `npm run --silent faults -- NAME [N] [SEED=1]`: runs one campaign of tests/faults. The last line of stdout is its JSON,
 * progress goes to stderr. Exit 0 when nothing was lost, 1 when something was, 2 for an unknown name.
 * Former names are accepted: `packs` is `registry`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { campaignNamed, namesOffered } from './fault-names.mjs';
import { ensureNodeModules, ensureSystemParts } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}tests/faults/`;
const ENDING = '.campaign.ts';
const campaigns = readdirSync(folder)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length));

const [asked = '', ...settings] = process.argv.slice(2);
const name = campaignNamed(asked, campaigns);
if (name === null) {
  process.stderr.write(`没有名为“${asked}”的故障演练。可用：${namesOffered(campaigns)}\n`);
  process.exit(2);
}
// These start a built program.
const hostOnly = settings.includes('ONLY=host');
const programs = { sync: ['hub'], returns: ['hub'], failover: ['hub'], kill: hostOnly ? ['loopback'] : [] };
ensureSystemParts(
  {
    sync: ['postgresql'],
    returns: ['postgresql'],
    failover: ['postgresql', 'patroni', 'etcd'],
    kill: hostOnly ? [] : ['chromium', 'fonts'],
  }[name] ?? ['chromium', 'fonts'],
);
ensureNodeModules();
const { build } = await import('vite');
if (name in programs)
  execFileSync(process.execPath, [`${root}build/build.mjs`, ...programs[name]], { cwd: root, stdio: ['ignore', 2, 2] });
const outDir = `${root}.tmp/faults/${name}`;
mkdirSync(outDir, { recursive: true });
await build({
  configFile: false,
  root,
  logLevel: 'error',
  publicDir: false,
  // Of the packages only what the program itself brings is bundled; browsers and databases of the tests load as they are.
  ssr: { noExternal: [/^#/u, 'papaparse'], external: ['playwright-core', 'fake-indexeddb', 'vite', 'fastify', 'pg'] },
  build: {
    ssr: `tests/faults/${name}${ENDING}`,
    outDir,
    target: 'node20',
    minify: false,
    emptyOutDir: true,
    rolldownOptions: {
      external: [...builtinModules, /^node:/u],
      output: { format: 'esm', entryFileNames: 'campaign.mjs', codeSplitting: false },
    },
  },
});
// Hundreds of windows in a row: a page that a busy machine keeps waiting must not end the campaign.
const env = { COUNTER_PATIENCE_MS: '90000', ...process.env };
const campaign = spawn(process.execPath, [`${outDir}/campaign.mjs`, ...settings], {
  cwd: root,
  env,
  stdio: ['ignore', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => campaign.kill(signal));
campaign.on('exit', (code) => process.exit(code ?? 1));
