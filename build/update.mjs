/** `npm run --silent update -- key|make|check …`: updates of the browser host by stick. Builds first; stdout holds the answer only. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureNodeModules, requireNode, root } from './setup.mjs';

requireNode();
ensureNodeModules();
ensureBuilt();
const { status } = spawnSync(process.execPath, [join(root, 'dist/update/update.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
