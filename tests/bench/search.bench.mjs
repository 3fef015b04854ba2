/** `npm run --silent bench -- search [CASES=10000] [OFFICE=FOLDER]`: see search-run.ts, which this builds and runs over the built program. */
import { execFileSync } from 'node:child_process';
import { ensureNodeModules, ensureSystemParts, root } from '../../build/setup.mjs';
import { runBuilt } from './run-built.mjs';

ensureSystemParts(['chromium']);
ensureNodeModules();
execFileSync(process.execPath, ['build/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
await runBuilt('search', process.argv.slice(2));
