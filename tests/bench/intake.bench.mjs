/** `npm run --silent bench -- intake [ROWS=1000000] [RUNS=12]`: see intake-run.ts, which this builds and runs on the built program. */
import { ensureBuilt, ensureNodeModules, ensureSystemParts } from '../../build/setup.mjs';
import { runBuilt } from './run-built.mjs';

ensureSystemParts(['chromium', 'fonts']);
ensureNodeModules();
ensureBuilt();
await runBuilt('intake', process.argv.slice(2));
