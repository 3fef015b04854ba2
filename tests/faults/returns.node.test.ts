/** A short run of the campaign `returns`: three windows, one batch for all, a hub that fails; nobody in two batches, nothing lost or told twice. */
import { expect, it } from 'vitest';
import { hallUnderFaults } from './hall-under-faults.ts';
import { randomFrom } from './random.ts';

it('three windows release, export, give back, correct and are answered', async () => {
  const quiet = (): void => undefined;
  const { events, batches, ...rest } = await hallUnderFaults({ steps: 40, random: randomFrom(2), onProgress: quiet });
  expect(rest).toEqual({ lost: 0, appliedTwice: 0, twoBatches: 0, disagreeing: 0 });
  expect(events).toBeGreaterThan(20);
  expect(batches).toBeGreaterThan(0);
}, 300_000);
