/** Builds a bench written in TypeScript for Node and runs it from the project's root. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../build/setup.mjs';

/** Runs `tests/bench/NAME-run.ts` with these settings; ends the process with its code. */
export async function runBuilt(name, settings) {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: [/^#/u] },
    build: {
      ssr: `tests/bench/${name}-run.ts`,
      outDir: '.tmp/bench',
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: {
        external: ['playwright-core', 'fastify', 'pg'],
        output: { format: 'esm', entryFileNames: `${name}.mjs` },
      },
    },
  });
  const run = spawnSync(process.execPath, [join(root, `.tmp/bench/${name}.mjs`), ...settings], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exit(run.status ?? 1);
}
