/** Bundles a driver of tests/e2e and runs it on the built program: screenshots, handbook. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureNodeModules, ensureSystemParts, requireNode, root } from './setup.mjs';

/** Runs `tests/e2e/NAME.ts` with `args`; what it says goes to the terminal, a failure is thrown. */
export async function runDriver(name, args) {
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
      ssr: `tests/e2e/${name}.ts`,
      outDir: `.tmp/${name}-driver`,
      target: 'node20',
      rolldownOptions: { external: ['playwright-core'], output: { format: 'esm', entryFileNames: `${name}.mjs` } },
    },
  });
  execFileSync(process.execPath, [join(root, `.tmp/${name}-driver/${name}.mjs`), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
}
