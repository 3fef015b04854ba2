/**
 * `faults -- power [N=200] [SEED=1]`: cuts of the power at any operation of a simulated disk, also between a rename and its folder.
 * The product's host stores entries, keys, vaults and settings; after each cut it is opened again on what the disk kept.
 */
import { finish, progress, settingsOf } from './campaign.ts';
import { hostUnderCuts } from './host-under-cuts.ts';
import { randomFrom } from './random.ts';

const { count, seed } = settingsOf(process.argv.slice(2), 200);
const host = await hostUnderCuts(randomFrom(seed));
for (let cut = 0; cut < count; cut += 1) {
  await host.workUntilCut();
  progress('power', cut + 1, count, `acknowledged ${host.sums.acknowledged}`);
}
const { acknowledged, lost, reusedNumbers, gaps } = host.sums;
for (const line of host.said) process.stderr.write(`✕ ${line}\n`);
finish({ name: 'power', cuts: count, acknowledged, lost, reusedNumbers, gaps }, lost + reusedNumbers + gaps);
