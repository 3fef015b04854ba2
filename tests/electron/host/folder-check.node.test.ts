/** The small files of a folder against what the ledger recorded, each copy by itself: which is wrong, and in which way. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { checkFolder } from '#electron/host/folder-check.ts';
import { writeSmall } from '#electron/host/json-file.ts';
import { aMachine, testDisks, type TestDisks } from '#tests/builders/a-machine.ts';
import { anOffice, aVault, found } from '#tests/builders/host-requests.ts';

let disks: TestDisks;
let folder: string;

beforeEach(async () => {
  disks = await testDisks();
  const machine = await aMachine({ name: 'one', folder: join(disks.first, 'data'), ownDisk: disks.first });
  await found(machine.host, 'office');
  await machine.stop();
  folder = join(disks.first, 'data', 'areas', 'office');
});
afterEach(async () => {
  await disks.clear();
});

const at = (name: string): string => join(folder, name);
/** Read well, and another than the ledger knows. */
const others = {
  'vault.json': aVault(7),
  'settings.json': { revision: 7, settings: anOffice({ windowNumber: '9' }) },
} as const;
type Small = keyof typeof others;
const spoil = {
  good: async () => {
    await Promise.resolve();
  },
  missing: async (name: string) => {
    await rm(at(name));
  },
  damaged: async (name: string) => {
    await writeFile(at(name), (await readFile(at(name))).subarray(0, 40));
  },
  differs: async (name: string) => {
    await writeSmall(diskLayer, at(name), others[name.replace('.copy', '') as Small]);
  },
} as const;
type State = keyof typeof spoil;

async function problems(): Promise<string[]> {
  const { problems: all, entries } = await checkFolder({ layer: diskLayer, folder, opener: null });
  expect(entries).toBe(1);
  return all.map(({ code, about = '' }) => `${code} ${about}`);
}

describe.each(['vault', 'settings'] as const)('%s.json and its copy', (name) => {
  const file = `${name}.json` as const;
  it.each<[State, State, string | null]>([
    ['good', 'good', null],
    ['good', 'missing', null],
    ['good', 'damaged', `copy-differs ${file}.copy`],
    ['good', 'differs', `copy-differs ${file}.copy`],
    ['missing', 'good', `copy-differs ${file}`],
    ['damaged', 'good', `copy-differs ${file}`],
    ['differs', 'good', `copy-differs ${file}`],
    ['differs', 'differs', `${name}-differs ${file}`],
    ['differs', 'damaged', `${name}-differs ${file}`],
    ['damaged', 'differs', `${name}-differs ${file}`],
    ['damaged', 'damaged', `${name}-damaged ${file}`],
    ['missing', 'missing', `${name}-damaged ${file}`],
  ])('that are %s and %s', async (first, second, problem) => {
    await spoil[first](file);
    await spoil[second](`${file}.copy`);
    expect(await problems()).toEqual(problem === null ? [] : [problem]);
  });
});

describe('what the machine last acknowledged', () => {
  const mark = (change: object): Promise<void[]> =>
    Promise.all(
      ['acknowledged.json', 'acknowledged.json.copy'].map(async (name) => {
        const { value } = JSON.parse(await readFile(at('acknowledged.json'), 'utf8')) as { value: object };
        await writeSmall(diskLayer, at(name), { ...value, ...change });
      }),
    );

  it('may be the last entry, and not one that is not there', async () => {
    expect(await problems()).toEqual([]);
    await mark({ sequence: 2 });
    expect(await problems()).toEqual(['mark-ahead acknowledged.json', 'mark-ahead acknowledged.json']);
  });

  it('names the entry that it knew', async () => {
    await mark({ head: 'f'.repeat(64) });
    expect(await problems()).toEqual(['mark-differs acknowledged.json', 'mark-differs acknowledged.json']);
  });

  it('that cannot be read in either copy is damaged, in one it is not', async () => {
    await spoil.damaged('acknowledged.json');
    expect(await problems()).toEqual([]);
    await spoil.damaged('acknowledged.json.copy');
    expect(await problems()).toEqual(['mark-damaged acknowledged.json']);
  });
});
