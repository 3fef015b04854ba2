/**
 * `npm run --silent bench -- NAME [KEY=VALUE …]`: runs one bench of tests/bench. The last line of stdout is its JSON;
 * everything else goes to stderr. Unknown names: exit 2.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}tests/bench/`;
const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.mjs'))
  .map((name) => name.slice(0, -'.bench.mjs'.length));

const [name = '', ...settings] = process.argv.slice(2);
if (!benches.includes(name)) {
  process.stderr.write(`没有名为“${name}”的测量。可用：${benches.join('、')}\n`);
  process.exit(2);
}
if (!existsSync(`${root}node_modules/vite`)) {
  const set = spawnSync(process.execPath, [`${root}build/setup.mjs`], { stdio: ['ignore', 2, 2] });
  if (set.status !== 0) process.exit(set.status ?? 1);
}
const bench = spawn(process.execPath, [`${folder}${name}.bench.mjs`, ...settings], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});
bench.on('exit', (code) => process.exit(code ?? 1));
