/**
 * The tests of the pure part once more in UTC−11, UTC+8 and UTC+14, all three at once. Left out are the long-running
 * properties, which ask nothing of days that the others do not. That the bytes are the same, not only right, is shown by
 * tests/shared/time-zones.node.test.ts.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

export const zones = { 'UTC−11': 'Pacific/Pago_Pago', 'UTC+8': 'Asia/Shanghai', 'UTC+14': 'Pacific/Kiritimati' };

const args = [
  'run',
  '--config',
  'tests/vitest.config.mts',
  '--project=unit',
  '--maxWorkers=1',
  '--testTimeout=60000',
  '--exclude=**/{properties,any-input,generated*,second-*,render}.unit.test.ts',
  '--exclude=tests/shared/{training,wording}/**',
  'tests/shared',
];

function runIn([name, zone]) {
  return new Promise((resolve) => {
    const run = spawn(join(root, 'node_modules/.bin/vitest'), args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test', TZ: zone },
      shell: process.platform === 'win32',
    });
    let said = '';
    for (const stream of [run.stdout, run.stderr])
      stream.on('data', (piece) => {
        said += piece;
      });
    run.on('error', (error) => resolve({ name, ok: false, said: error.message }));
    run.on('close', (status) => resolve({ name, ok: status === 0, said }));
  });
}

/** How each zone came out, with what was said. */
export const runZones = () => Promise.all(Object.entries(zones).map(runIn));
