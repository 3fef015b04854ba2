/**
 * `faults -- damage [N=200] [SEED=1]`: seeded faults of every kind on files of a real folder, browser profile kept and lost; then
 * all acknowledged cases are looked for and one more is saved.
 */
import { anyFault } from './any-fault.ts';
import { finish, progress, settingsOf } from './campaign.ts';
import { folderFaults } from './folder-faults.ts';
import { aStage, underFault } from './office-under-fault.ts';
import { randomFrom } from './random.ts';

const { count, seed } = settingsOf(process.argv.slice(2), 200);
const random = randomFrom(seed);
const sums = { silentLosses: 0, reusedNumbers: 0, wrong: 0, crashes: 0, told: 0, mended: 0 };

for (let round = 0; round < count; round += 1) {
  const named = folderFaults[Math.floor(random() * folderFaults.length)];
  const fault = random() < 0.5 && named !== undefined ? named : anyFault(random);
  const profile = random() < 0.5 ? 'kept' : 'lost';
  const stage = await aStage(random);
  const found = await underFault(stage, fault, profile);
  await stage.end();
  sums.silentLosses += found.silentLosses;
  sums.reusedNumbers += found.reusedNumbers;
  sums.wrong += found.wrong;
  sums.crashes += found.crashes;
  sums.told += found.told ? 1 : 0;
  sums.mended += found.mended ? 1 : 0;
  const bad = found.silentLosses + found.reusedNumbers + found.wrong + found.crashes;
  if (bad > 0)
    process.stderr.write(`✕ round ${round + 1}: ${fault.name}, profile ${profile}: ${JSON.stringify(found)}\n`);
  progress('damage', round + 1, count);
}
const { silentLosses, reusedNumbers, wrong, crashes } = sums;
finish({ name: 'damage', faults: count, ...sums }, silentLosses + reusedNumbers + wrong + crashes);
