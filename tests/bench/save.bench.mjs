/** `npm run --silent bench -- save [SAVES=200]`: see save-run.ts, which this builds and runs over the built program. */
import { execFileSync } from 'node:child_process';
import { ensureNodeModules, ensureSystemParts, root } from '../../build/setup.mjs';
import { runBuilt } from './run-built.mjs';

ensureSystemParts(['chromium']);
ensureNodeModules();
execFileSync(process.execPath, ['build/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
await runBuilt('save', process.argv.slice(2));
