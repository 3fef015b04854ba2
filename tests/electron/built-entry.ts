/** Bundles a source file for a real child process, as the product is built. Each test file builds into its own folder. */
import { cpSync, mkdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { fixtureWindow } from '#tests/electron/loopback/running-loopback.ts';

const root = resolve(import.meta.dirname, '../..');

/** Returns the path of the bundle `<folder>/dist/<name>/main.js`; beside it the fixture window and package.json, as in the product. */
export async function buildEntry(entry: string, folder: string, name: string): Promise<string> {
  const outDir = join(folder, 'dist', name);
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      target: 'node20',
      minify: false,
      emptyOutDir: true,
      rolldownOptions: {
        external: [...builtinModules, /^node:/u],
        output: { format: 'esm', entryFileNames: 'main.js', codeSplitting: false },
      },
    },
  });
  cpSync(fixtureWindow, join(folder, 'dist', 'renderer'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  return join(outDir, 'main.js');
}
