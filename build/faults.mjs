/**
 * `npm run --silent faults -- NAME [KEY=VALUE …]`: runs one fault campaign of tests/faults (kills, full disks, lost replies by
 * the hundred). The last line of stdout is its JSON; everything else goes to stderr. Unknown names: exit 2.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureNodeModules, ensureSystemParts } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const campaigns = readdirSync(`${root}tests/faults`)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length));

const [name = '', ...settings] = process.argv.slice(2);
if (!campaigns.includes(name)) {
  process.stderr.write(`没有名为“${name}”的故障演练。可用：${campaigns.join('、')}\n`);
  process.exit(2);
}
ensureSystemParts(['chromium', 'fonts']);
ensureNodeModules();
const { build } = await import('vite');
await build({
  configFile: false,
  root,
  logLevel: 'error',
  publicDir: false,
  build: {
    ssr: `tests/faults/${name}.ts`,
    outDir: `.tmp/faults/${name}`,
    target: 'node20',
    rolldownOptions: {
      external: ['playwright-core', 'vite'],
      output: { format: 'esm', entryFileNames: `${name}.mjs` },
    },
  },
});
const campaign = spawn(process.execPath, [`${root}.tmp/faults/${name}/${name}.mjs`, ...settings], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});
campaign.on('exit', (code) => process.exit(code ?? 1));
