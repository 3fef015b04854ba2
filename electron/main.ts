/** @file Electron's entry. Everything is put together in run-electron.ts; checklist 16 and 19 (current Electron, fuses): build/. */
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { builtPaths, runElectron } from './run-electron.ts';

runElectron({
  env: process.env,
  platform: process.platform,
  process,
  ...builtPaths(fileURLToPath(new URL('.', import.meta.url))),
}).catch((error: unknown) => {
  // A bug before there is a window: name and place only, and no half-started program.
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.name) : 'unknown'}\n`);
  app.exit(1);
});
