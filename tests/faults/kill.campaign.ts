/** `faults -- kill [N=50] [SEED=1]`: the built browser host is killed N times at random moments while its window works. */
import { resolve } from 'node:path';
import { finish, progress, settingsOf } from './campaign.ts';
import { killedHost } from './killed-host.ts';
import { randomFrom } from './random.ts';

const { count, seed } = settingsOf(process.argv.slice(2), 50);
const began = performance.now();
const sums = await killedHost({
  program: resolve('dist/loopback/main.js'),
  kills: count,
  random: randomFrom(seed),
  onProgress: ({ kills, acknowledged }) => {
    progress('kill', kills, count, `acknowledged ${acknowledged}`);
  },
});
const seconds = Math.round((performance.now() - began) / 100) / 10;
finish({ name: 'kill', ...sums, seconds }, sums.lost + sums.reusedNumbers + sums.gaps);
