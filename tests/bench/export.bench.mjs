/** `npm run --silent bench -- export [ROWS=100000] [RUNS=3]`: see export-run.ts, which this builds and runs. */
import { ensureNodeModules } from '../../build/setup.mjs';
import { runBuilt } from './run-built.mjs';

ensureNodeModules();
await runBuilt('export', process.argv.slice(2));
