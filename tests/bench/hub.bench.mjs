/** `npm run --silent bench -- hub [WINDOWS=20] [RUN=10] [ROUNDS=3]`: see hub-run.ts, which this builds and runs over the built hub. */
import { execFileSync } from 'node:child_process';
import { ensureNodeModules, ensureSystemParts, root } from '../../build/setup.mjs';
import { runBuilt } from './run-built.mjs';

ensureSystemParts(['postgresql']);
ensureNodeModules();
execFileSync(process.execPath, ['build/build.mjs', 'hub'], { cwd: root, stdio: ['ignore', 2, 2] });
await runBuilt('hub', process.argv.slice(2));
