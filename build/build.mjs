/**
 * Builds everything that runs: window, Electron main and preload, browser host, command line.
 * `node build/build.mjs [renderer|electron|loopback|cli …]`; without names, all.
 */
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const nodeBuiltins = [...builtinModules, /^node:/u];

const node = (entry, outDir, fileName, target, external = []) => ({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true, external: [...external] },
  build: {
    ssr: entry,
    outDir,
    target,
    minify: false,
    emptyOutDir: true,
    rolldownOptions: {
      external: [...nodeBuiltins, ...external],
      output: { format: 'esm', entryFileNames: fileName, codeSplitting: false },
    },
  },
});

const targets = {
  renderer: () => ({
    configFile: false,
    root: `${root}renderer`,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    worker: { format: 'es' },
    // A clock that stands before this day cannot be right.
    define: { COUNTER_BUILT_ON: JSON.stringify(new Date().toISOString().slice(0, 10)) },
    build: {
      outDir: `${root}dist/renderer`,
      emptyOutDir: true,
      target: 'chrome122',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: { index: `${root}renderer/index.html`, 'host-gone': `${root}renderer/workers/host-gone.ts` },
        // The service worker answers for the addresses below its own, by a name that stays.
        output: { entryFileNames: ({ name }) => (name === 'host-gone' ? '[name].js' : 'assets/[name]-[hash].js') },
      },
    },
  }),
  electron: () => node('electron/main.ts', 'dist/electron', 'main.js', 'node22', ['electron']),
  preload: () => ({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: 'dist/preload',
      emptyOutDir: true,
      target: 'chrome122',
      minify: false,
      lib: { entry: 'electron/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
    },
  }),
  loopback: () => node('electron/loopback/main.ts', 'dist/loopback', 'main.js', 'node20'),
  launch: () => node('electron/launch/main.ts', 'dist/launch', 'main.js', 'node20'),
  update: () => node('electron/cli/update.ts', 'dist/update', 'update.js', 'node20'),
  cli: () => node('electron/cli/counter.ts', 'dist/cli', 'counter.js', 'node20'),
  // Server and database client load parts of themselves by name at run time: they stay packages.
  hub: () => node('electron/hub/main.ts', 'dist/hub', 'main.js', 'node20', ['fastify', 'pg', 'selfsigned']),
};

const wanted = process.argv.slice(2);
if (wanted.length === 0) rmSync(`${root}dist`, { recursive: true, force: true });
for (const name of wanted.length > 0 ? wanted : Object.keys(targets)) {
  if (!(name in targets)) throw new Error(`unknown build target: ${name}`);
  await build(targets[name]());
}
