/** `faults -- returns [N=200] [SEED=1]`: N steps at three windows with one batch for all, over a hub that fails. */
import { finish, progress, settingsOf } from './campaign.ts';
import { hallUnderFaults } from './hall-under-faults.ts';
import { randomFrom } from './random.ts';

const { count, seed } = settingsOf(process.argv.slice(2), 200);
const began = performance.now();
const sums = await hallUnderFaults({
  steps: count,
  random: randomFrom(seed),
  onProgress: (done) => progress('returns', done, count),
});
const seconds = Math.round((performance.now() - began) / 100) / 10;
const bad = sums.lost + sums.appliedTwice + sums.twoBatches + sums.disagreeing;
finish({ name: 'returns', engine: 'postgresql', ...sums, seconds }, bad);
