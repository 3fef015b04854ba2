/** The count of wrong passphrases: on the disk, for each officer, with a wait that grows and never runs away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { noteTry, waitAfter, type TryOutcome } from '#electron/host/sign-in-tries.ts';
import { success } from '#shared/contract/failure.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-tries-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const note = async (officerId: string, outcome: TryOutcome, now: number) =>
  await noteTry(diskLayer, join(folder, 'tries.json'), { officerId, outcome, now });

describe('wait after failures', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 5],
    [6, 10],
    [8, 40],
    [30, 300],
  ])('%i → %i s', (failures, seconds) => {
    expect(waitAfter(failures)).toBe(seconds);
  });
});

describe('point 11: ids that every object knows', () => {
  it.each(['__proto__', 'constructor', 'toString'])('%s is counted like any other', async (officerId) => {
    expect(await note(officerId, 'asked', 0)).toEqual(success({ failures: 0, triesLeft: 5, waitMs: 0 }));
    expect(await note(officerId, 'failed', 0)).toEqual(success({ failures: 1, triesLeft: 4, waitMs: 0 }));
  });
});

describe('tries', () => {
  it('are counted for each officer apart and begin anew after the right passphrase', async () => {
    for (let tries = 0; tries < 5; tries += 1) await note('o1', 'failed', 0);
    expect(await note('o1', 'asked', 1000)).toEqual(success({ failures: 5, triesLeft: 0, waitMs: 4000 }));
    expect(await note('o2', 'failed', 0)).toEqual(success({ failures: 1, triesLeft: 4, waitMs: 0 }));
    expect(await note('o1', 'asked', 6000)).toMatchObject({ value: { waitMs: 0 } });
    expect(await note('o1', 'failed', 6000)).toMatchObject({ value: { failures: 6, waitMs: 10_000 } });
    expect(await note('o1', 'succeeded', 20_000)).toMatchObject({ value: { failures: 6, waitMs: 0 } });
    expect(await note('o1', 'asked', 20_000)).toEqual(success({ failures: 0, triesLeft: 5, waitMs: 0 }));
    expect(await note('o2', 'asked', 20_000)).toMatchObject({ value: { failures: 1 } });
  });

  it('wait no longer than they should where the clock was set back', async () => {
    for (let tries = 0; tries < 5; tries += 1) await note('o1', 'failed', 1e12);
    expect(await note('o1', 'asked', 0)).toMatchObject({ value: { waitMs: 5000 } });
  });
});
