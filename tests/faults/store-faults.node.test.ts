/** Every kind of fault that ever lost something, by its name, with the browser's profile kept and lost. */
import { describe, expect, it } from 'vitest';
import { folderFaults } from './folder-faults.ts';
import { aStage, underFault } from './office-under-fault.ts';
import { randomFrom } from './random.ts';

describe.each(['kept', 'lost'] as const)('profile %s', (profile) => {
  it.each(folderFaults.map((fault, at) => ({ ...fault, at })))(
    '$name: nothing lost in silence, no number twice',
    async ({ at, ...fault }) => {
      const stage = await aStage(randomFrom(at + 1));
      try {
        const found = await underFault(stage, fault, profile);
        expect(found).toMatchObject({ silentLosses: 0, reusedNumbers: 0, wrong: 0, crashes: 0 });
        expect(found.told || found.mended).toBe(true);
      } finally {
        await stage.end();
      }
    },
  );
});
