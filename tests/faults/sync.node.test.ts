/** A short run of the campaign `sync`: nothing acknowledged is lost, nothing is there twice, what is bad is named and holds nothing up. */
import { expect, it } from 'vitest';
import { lossySync } from './lossy-sync.ts';
import { randomFrom } from './random.ts';

it('four windows, two hubs, one database, all of them failing', async () => {
  const quiet = (): void => undefined;
  const sums = await lossySync({
    entries: 80,
    windows: 4,
    couriers: 2,
    random: randomFrom(5),
    killEveryMs: 700,
    onProgress: quiet,
  });
  const { met, ...rest } = sums;
  expect(rest).toEqual({
    sent: 82,
    lost: 0,
    duplicated: 0,
    poisoned: 4,
    quarantined: 4,
    couriers: 2,
    wronglyMet: 0,
    otherOrder: 0,
  });
  expect(met).toBeGreaterThan(0);
});
