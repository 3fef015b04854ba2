/** `npm run screenshots [FOLDER [all [WIDTH HEIGHT]]]`: pictures of the built program, by default the four of the README. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureNodeModules, ensureSystemParts, requireNode, root } from './setup.mjs';

requireNode();
ensureSystemParts(['chromium', 'fonts']);
ensureNodeModules();
ensureBuilt();
const { build } = await import('vite');
await build({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: 'tests/e2e/screenshots.ts',
    outDir: '.tmp/screenshots',
    target: 'node20',
    rolldownOptions: { external: ['playwright-core'], output: { format: 'esm', entryFileNames: 'screenshots.mjs' } },
  },
});
execFileSync(process.execPath, [join(root, '.tmp/screenshots/screenshots.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
