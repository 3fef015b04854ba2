/**
 * `faults -- kill [N=50] [SEED=1]`: browser host and Chromium are killed N times at random moments around the work of a training
 * office, see killed-window.ts. `ONLY=host`: the built host alone, without a browser, which is far quicker, see killed-host.ts.
 */
import { resolve } from 'node:path';
import { finish, progress, settingsOf } from './campaign.ts';
import { killedHost } from './killed-host.ts';
import { killedWindow } from './killed-window.ts';
import { randomFrom } from './random.ts';

const words = process.argv.slice(2);
const { count, seed } = settingsOf(words, 50);
const random = randomFrom(seed);
const began = performance.now();
const onProgress = ({ kills, acknowledged }: { readonly kills: number; readonly acknowledged: number }): void => {
  progress('kill', kills, count, `acknowledged ${acknowledged}`);
};
const sums = words.includes('ONLY=host')
  ? await killedHost({ program: resolve('dist/loopback/main.js'), kills: count, random, onProgress })
  : await killedWindow({
      kills: count,
      random,
      onProgress,
      onLoss: (what) => process.stderr.write(`lost: ${what}\n`),
    });
const seconds = Math.round((performance.now() - began) / 100) / 10;
finish({ name: 'kill', ...sums, seconds }, sums.lost + sums.reusedNumbers + sums.gaps);
