/** What is known of a ledger outside of it: the mark beside the journal, the witness in the user's own configuration. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { forgetWitness, rememberedOf } from '#electron/host/ledger-watch.ts';
import { machineIdentity, witnessPlace } from '#electron/host/machine.ts';
import { MACHINE, openTestJournal, type OpenedJournal, type TestOpening } from './open-test-journal.ts';

let place = '';
let folder = '';
let witness = '';
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'counter-watch-'));
  folder = join(place, 'office');
  witness = join(place, 'witness');
  await diskLayer.makeFolder(folder);
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

const open = async (at = folder, opening: TestOpening = {}): Promise<OpenedJournal> =>
  await openTestJournal(diskLayer, at, { witness, ...opening });
/** Adds entries and closes; what is remembered lies on the disk then. */
const add = async (count: number, at = folder, opening: TestOpening = {}): Promise<void> => {
  const ledger = await open(at, opening);
  for (let n = 0; n < count; n += 1) {
    const appended = await ledger.append({ contentKey: `key-${n}` });
    if (!appended.ok) throw new Error(JSON.stringify(appended.failure));
  }
  await ledger.close();
};
const troublesOf = async (at = folder, opening: TestOpening = {}) => {
  const ledger = await open(at, { bare: true, ...opening });
  const { troubles } = await ledger.state();
  const appended = await ledger.append();
  await ledger.close();
  return { troubles, code: appended.ok ? 'taken' : appended.failure.code };
};
const marks = (): string[] => ['acknowledged.json', 'acknowledged.json.copy'].map((name) => join(folder, name));
const saveFolder = (to: string): void => {
  cpSync(folder, to, { recursive: true });
};

describe('a ledger that goes on', () => {
  it('is what mark and witness say', async () => {
    await add(2);
    expect(await troublesOf()).toEqual({ troubles: [], code: 'taken' });
    const [name = ''] = readdirSync(witness);
    expect(name).toMatch(/^office-[0-9a-f]{12}-[0-9a-f-]{36}\.json/u);
    expect(readFileSync(join(witness, name), 'utf8')).not.toMatch(/样例|陈海晴/u);
    expect(await rememberedOf({ layer: diskLayer, witness, area: 'office', folder })).toMatchObject({
      sequence: 4,
      tally: [['case', 2022, 'W03', 3]],
    });
  });

  it('keeps what was confirmed, and only upwards', async () => {
    await add(2);
    const ledger = await open();
    await ledger.journal.acknowledge(3);
    await ledger.journal.acknowledge(2);
    await ledger.close();
    expect(await (await open()).state()).toMatchObject({ acknowledged: 3, acknowledgedKnown: true });
  });
});

describe('a ledger that is behind', () => {
  it('its mark: journal cut by whole lines', async () => {
    await add(3);
    const journal = join(folder, 'journal.jsonl');
    writeFileSync(journal, `${readFileSync(journal, 'utf8').split('\n').slice(0, 2).join('\n')}\n`);
    rmSync(witness, { recursive: true });
    const { troubles, code } = await troublesOf();
    expect(troubles).toMatchObject([{ kind: 'behind', by: 'mark', have: 2, known: 4 }]);
    expect(code).toBe('writing-stopped');
  });

  it.each([
    ['journal and mark deleted', () => [join(folder, 'journal.jsonl'), join(folder, 'journal.index'), ...marks()]],
    ['everything deleted', () => readdirSync(folder).map((name) => join(folder, name))],
  ])('its witness: %s', async (_what, files) => {
    await add(2);
    for (const file of files()) rmSync(file);
    const { troubles, code } = await troublesOf();
    expect(troubles).toMatchObject([{ kind: 'behind', by: 'witness', have: 0, known: 3 }]);
    expect(code).toBe('writing-stopped');
  });

  it('its witness: yesterday’s folder put back, and numbers that were given are known', async () => {
    await add(1);
    const yesterday = join(place, 'yesterday');
    saveFolder(yesterday);
    await add(2);
    rmSync(folder, { recursive: true });
    renameSync(yesterday, folder);
    const ledger = await open(folder, { bare: true });
    expect(await ledger.state()).toMatchObject({
      count: 2,
      tally: [['case', 2022, 'W03', 1]],
      witnessed: [['case', 2022, 'W03', 3]],
      troubles: [{ kind: 'behind', by: 'witness', have: 2, known: 4 }],
    });
    expect((await ledger.append()).ok).toBe(false);
    await ledger.close();
  });

  it('stays known although the folder is opened and closed', async () => {
    await add(1);
    const yesterday = join(place, 'yesterday');
    saveFolder(yesterday);
    await add(2);
    rmSync(folder, { recursive: true });
    renameSync(yesterday, folder);
    for (let round = 0; round < 3; round += 1)
      expect((await troublesOf()).troubles).toMatchObject([{ kind: 'behind', known: 4 }]);
  });
});

describe('a ledger that parted', () => {
  it('an old folder went on elsewhere, then the newer one came back', async () => {
    await add(1);
    const old = join(place, 'old');
    saveFolder(old);
    await add(1);
    const kept = join(place, 'kept');
    saveFolder(kept);
    // The old one goes on where nobody remembers the newer one.
    rmSync(folder, { recursive: true });
    renameSync(old, folder);
    rmSync(witness, { recursive: true });
    await add(3);
    rmSync(folder, { recursive: true });
    renameSync(kept, folder);
    expect(await troublesOf()).toMatchObject({ code: 'writing-stopped', troubles: [{ kind: 'behind', known: 5 }] });
  });

  it('the same length, another entry', async () => {
    await add(1);
    const old = join(place, 'old');
    saveFolder(old);
    await add(1);
    rmSync(folder, { recursive: true });
    renameSync(old, folder);
    const elsewhere = join(place, 'other-witness');
    await add(1, folder, { witness: elsewhere });
    expect(await troublesOf()).toEqual({
      code: 'writing-stopped',
      troubles: [{ kind: 'forked', by: 'witness', sequence: 3 }],
    });
  });
});

describe('a folder that was copied', () => {
  it('on this machine, with the one it came from still there: it is a copy until somebody says so', async () => {
    await add(1);
    writeFileSync(join(folder, 'vault.json'), '{}');
    const copy = join(place, 'copy');
    saveFolder(copy);
    expect(await troublesOf(copy)).toEqual({
      code: 'writing-stopped',
      troubles: [{ kind: 'elsewhere', copied: true }],
    });
    expect(await troublesOf()).toEqual({ code: 'taken', troubles: [] });
  });

  it('on this machine, the place where it was is gone: it was moved', async () => {
    await add(1);
    writeFileSync(join(folder, 'vault.json'), '{}');
    const moved = join(place, 'moved');
    renameSync(folder, moved);
    expect(await troublesOf(moved)).toEqual({ code: 'taken', troubles: [] });
  });

  it('to another machine', async () => {
    await add(1);
    expect(await troublesOf(folder, { machine: 'machine-2' })).toEqual({
      code: 'writing-stopped',
      troubles: [{ kind: 'elsewhere', copied: false }],
    });
    expect(await troublesOf(folder, { machine: 'unknown' })).toEqual({ code: 'taken', troubles: [] });
    expect(await troublesOf(folder, { machine: MACHINE })).toMatchObject({ troubles: [] });
  });
});

describe('the mark', () => {
  it.each([0, 1])('is healed from its twin where copy %i is damaged, and that is said', async (which) => {
    await add(2);
    writeFileSync(marks()[which] ?? '', '{');
    const ledger = await open();
    expect(ledger.healed).toEqual([3]);
    expect((await ledger.state()).troubles).toEqual([]);
    await ledger.close();
    expect(readFileSync(marks()[0] ?? '', 'utf8')).toBe(readFileSync(marks()[1] ?? '', 'utf8'));
  });

  it('one bit upwards in one copy is no false damage', async () => {
    await add(2);
    const [first = ''] = marks();
    writeFileSync(first, readFileSync(first, 'utf8').replaceAll(/"sequence": ?3/gu, '"sequence":7'));
    expect(await troublesOf()).toEqual({ troubles: [], code: 'taken' });
  });

  it('is taken from the witness where both copies are gone, and not known where that is gone too: nobody is asked to void what was confirmed', async () => {
    await add(2);
    const ledger = await open();
    await ledger.journal.acknowledge(3);
    await ledger.close();
    for (const file of marks()) rmSync(file);
    const seen = await open();
    expect(await seen.state()).toMatchObject({ acknowledged: 3, acknowledgedKnown: true });
    await seen.close();
    for (const file of marks()) rmSync(file, { force: true });
    rmSync(witness, { recursive: true });
    expect(await (await open()).state()).toMatchObject({ acknowledged: 0, acknowledgedKnown: false });
  });

  it('of an older program is read, and looks whole to one', async () => {
    await add(2);
    const [first = ''] = marks();
    expect(JSON.parse(readFileSync(first, 'utf8'))).toMatchObject({ sequence: 3 });
    for (const file of marks()) writeFileSync(file, JSON.stringify({ sequence: 2 }));
    expect(await (await open()).state()).toMatchObject({ acknowledged: 2, acknowledgedKnown: true, troubles: [] });
  });
});

describe('forgetting on purpose', () => {
  it('takes the witnesses of this folder and no other', async () => {
    const other = join(place, 'other');
    await diskLayer.makeFolder(other);
    await add(1);
    await add(1, other);
    await forgetWitness({ layer: diskLayer, witness, area: 'office', folder });
    expect(await rememberedOf({ layer: diskLayer, witness, area: 'office', folder })).toBeNull();
    expect(await rememberedOf({ layer: diskLayer, witness, area: 'office', folder: other })).toMatchObject({
      sequence: 2,
    });
    expect(existsSync(witness)).toBe(true);
  });
});

describe('the machine', () => {
  it('has one digest, which its name stands for and does not show', async () => {
    const named = await machineIdentity({ COUNTER_MACHINE: 'desk-7' }, 'linux');
    expect(named).toMatch(/^[0-9a-f]{32}$/u);
    expect(await machineIdentity({ COUNTER_MACHINE: 'desk-7' }, 'win32')).toBe(named);
    expect(await machineIdentity({ COUNTER_MACHINE: 'desk-8' })).not.toBe(named);
    expect(await machineIdentity({})).toBe(await machineIdentity({ COUNTER_MACHINE: '' }));
  });

  it.each([
    [{ COUNTER_WITNESS: '/x/y' }, 'linux', '/x/y'],
    [{ XDG_CONFIG_HOME: '/c' }, 'linux', '/c/counter-witness'],
    [{ XDG_CONFIG_HOME: 'relative' }, 'linux', '/home/a/.config/counter-witness'],
    [{}, 'darwin', '/home/a/Library/Preferences/counter-witness'],
    [{ APPDATA: '/roaming' }, 'win32', '/roaming/Counter Witness'],
  ] as const)('%o on %s keeps witnesses in %s', (env, platform, expected) => {
    expect(witnessPlace(env, platform, '/home/a')).toBe(expected);
  });
});
