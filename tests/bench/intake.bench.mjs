/** `npm run --silent bench -- intake [ROWS=1000000] [RUNS=12]`: see intake-run.ts, which this builds and runs on the built program. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { ensureBuilt, ensureNodeModules, ensureSystemParts, root } from '../../build/setup.mjs';

ensureSystemParts(['chromium', 'fonts']);
ensureNodeModules();
ensureBuilt();
await build({
  configFile: false,
  root,
  logLevel: 'error',
  publicDir: false,
  build: {
    ssr: 'tests/bench/intake-run.ts',
    outDir: '.tmp/bench',
    target: 'node20',
    rolldownOptions: { external: ['playwright-core'], output: { format: 'esm', entryFileNames: 'intake.mjs' } },
  },
});
const run = spawnSync(process.execPath, [join(root, '.tmp/bench/intake.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.exit(run.status ?? 1);
