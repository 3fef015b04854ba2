/** `faults -- sync [N=500] [SEED=1]`: N good entries of twenty windows, and the poisoned ones on top. */
import { finish, settingsOf } from './campaign.ts';
import { lossySync } from './lossy-sync.ts';
import { randomFrom } from './random.ts';

const { count, seed } = settingsOf(process.argv.slice(2), 500);
const began = performance.now();
let told = 0;
const sums = await lossySync({
  entries: count,
  windows: 20,
  couriers: 10,
  random: randomFrom(seed),
  killEveryMs: 1500,
  onProgress: (done, total) => {
    if (done - told < total / 10 && done < total) return;
    told = done;
    process.stderr.write(`sync ${done}/${total}\n`);
  },
});
const seconds = Math.round((performance.now() - began) / 100) / 10;
const bad =
  sums.lost + sums.duplicated + Math.abs(sums.poisoned - sums.quarantined) + sums.wronglyMet + sums.otherOrder;
finish({ name: 'sync', engine: 'postgresql', ...sums, seconds }, bad);
