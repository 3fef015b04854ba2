/** `npm run faults`: campaigns by name, and a former name that notes and habits still have. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const faults = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['build/faults.mjs', ...args], { encoding: 'utf8', timeout: 30_000 });

const names = (script: string): string =>
  spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `import * as names from './build/fault-names.mjs';${script}`],
    {
      encoding: 'utf8',
    },
  ).stdout;

it('names every campaign, and what one was called before, to whoever asks for none', () => {
  const { status, stderr } = faults('no-such');
  expect(status).toBe(2);
  expect(stderr).toContain('没有名为“no-such”的故障演练');
  for (const name of ['damage', 'failover', 'kill', 'power', 'registry', 'sync']) expect(stderr).toContain(name);
  expect(stderr).toContain('packs 是 registry 的旧名，仍可用');
});

it.each([
  ['packs', '"registry"'],
  ['registry', '"registry"'],
  ['kill', '"kill"'],
  ['constructor', 'null'],
])('takes %s for %s', (asked, meant) => {
  const said = `process.stdout.write(JSON.stringify(names.campaignNamed('${asked}', ['kill', 'registry'])))`;
  expect(names(said)).toBe(meant);
});
