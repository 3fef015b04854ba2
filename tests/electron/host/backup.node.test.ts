/** Backups on real files: of one moment, read back, thinned out; and every bad place and bad backup with its own sentence. */
import { cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { checkFolder } from '#electron/host/folder-check.ts';
import { outdated } from '#electron/host/backup-rotation.ts';
import { run as verifyJournal } from '#electron/cli/verify-journal.ts';
import type { Result } from '#shared/contract/failure.ts';
import { failureWording } from '#shared/wording/failures.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { append, found } from '#tests/builders/host-requests.ts';

const area = 'office' as const;
let disks: TestDisks;
let machine: Machine;
/** Decides whether a write below the place fails. */
let fault: (path: string) => string | null;

const failing = (path: string): void => {
  const code = fault(path);
  if (code !== null) throw Object.assign(new Error(`${code}: for the test`), { code });
};

/** The real disk, on which a place can vanish or fill up. */
const layer: FileLayer = {
  ...diskLayer,
  openGrowing: async (path) => {
    failing(path);
    return await diskLayer.openGrowing(path);
  },
  writeWhole: async (path, bytes) => {
    failing(path);
    await diskLayer.writeWhole(path, bytes);
  },
};

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const failureOf = <T>(result: Result<T>) => {
  if (result.ok) throw new Error('expected a failure');
  return result.failure;
};

async function start(now?: () => Date): Promise<Machine> {
  const options = { name: 'one', folder: join(disks.first, '数据 文件夹'), ownDisk: disks.first, layer };
  return await aMachine(now === undefined ? options : { ...options, now });
}

beforeEach(async () => {
  fault = () => null;
  disks = await testDisks();
  machine = await start();
  await found(machine.host, area);
  for (const n of [1, 2, 3])
    valueOf(await append(machine.host, area, { subjectId: `case-${n}`, contentKey: `1:a2V5${n}` }));
});
afterEach(async () => {
  await machine.stop();
  await disks.clear();
});

const choose = async (place: string | null = disks.stick) => await machine.host.call('backup.choose', { area, place });
const runNow = async () => await machine.host.call('backup.run', { area });
async function backup(): Promise<string> {
  valueOf(await choose());
  return valueOf(await runNow()).last?.folder ?? '';
}
/** Another machine with nothing on it. */
async function restoredFrom(folder: string): Promise<Result<unknown>> {
  const other = await aMachine({ name: 'two', folder: join(disks.second, 'data'), ownDisk: disks.second });
  const result = await other.host.call('backup.restore', { area, folder });
  const described = valueOf(await other.host.call('host.describe', {}));
  expect(described.areas).toEqual(result.ok ? [area] : []);
  expect((await readdir(join(disks.second, 'data', 'areas')).catch(() => [])).filter((name) => name !== area)).toEqual(
    [],
  );
  await other.stop();
  return result;
}

describe('a backup', () => {
  test('holds every file byte for byte, and verify-journal finds it whole', async () => {
    const folder = await backup();
    for (const name of ['journal.jsonl', 'content-keys.jsonl', 'vault.json', 'settings.json'])
      expect(await readFile(join(folder, name))).toEqual(await readFile(join(machine.folder, 'areas', area, name)));
    const io = { stdout: () => undefined, stderr: () => undefined };
    expect(await verifyJournal([folder], io, async () => await Promise.resolve(''))).toBe(0);
    await truncate(join(folder, 'content-keys.jsonl'), 20);
    expect(await verifyJournal([folder], io, async () => await Promise.resolve(''))).toBe(1);
  });

  test('is of one moment while entries go on being written', async () => {
    valueOf(await choose());
    const writes = (async () => {
      for (let n = 10; n < 30; n += 1)
        valueOf(await append(machine.host, area, { subjectId: `case-${n}`, contentKey: `1:a2V5${n}` }));
    })();
    for (let times = 0; times < 4; times += 1) {
      const { last } = valueOf(await runNow());
      const io = { stdout: () => undefined, stderr: () => undefined };
      expect(await verifyJournal([last?.folder ?? ''], io, async () => await Promise.resolve(''))).toBe(0);
    }
    await writes;
  });

  test('is made by itself after 200 entries', async () => {
    valueOf(await choose());
    for (let n = 0; n < 197; n += 1) valueOf(await append(machine.host, area));
    await expect
      .poll(async () => valueOf(await machine.host.call('backup.state', { area })).last?.count, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(200);
  });

  test('of a place that vanishes while it is written is none, and the ones before stay', async () => {
    const good = await backup();
    valueOf(await append(machine.host, area));
    fault = (path) => (path.startsWith(disks.stick) && path.endsWith('vault.json') ? 'EIO' : null);
    const failure = failureOf(await runNow());
    expect(failure).toMatchObject({ code: 'backup-place-gone' });
    expect(failureWording(failure).whatHappened).toContain('备份 盘');
    fault = () => null;
    const state = valueOf(await machine.host.call('backup.state', { area }));
    expect(state).toMatchObject({ failure: { code: 'backup-place-gone' }, last: { folder: good }, waiting: 1 });
    const { backups } = valueOf(await machine.host.call('backup.list', { place: disks.stick }));
    expect(backups.map(({ folder, state: of }) => [folder, of])).toEqual([[good, 'whole']]);
    expect(valueOf(await append(machine.host, area)).sequence).toBe(6);
    expect(valueOf(await runNow()).failure).toBeNull();
  });

  test('finds no room, says so and takes nothing from the ledger', async () => {
    valueOf(await choose());
    fault = (path) => (path.startsWith(disks.stick) ? 'ENOSPC' : null);
    expect(failureOf(await runNow())).toMatchObject({ code: 'backup-place-full' });
    fault = () => null;
    valueOf(await append(machine.host, area));
  });
});

describe('a place', () => {
  test('on the same disk, within the data, of no folder, or not there is refused with its reason', async () => {
    const reasonOf = async (place: string) => failureOf(await choose(place)).detail?.['reason'];
    const file = join(disks.stick, 'file');
    await writeFile(file, '');
    expect(await reasonOf(disks.first)).toBe('same-disk');
    expect(await reasonOf(machine.folder)).toBe('inside-data');
    expect(await reasonOf(file)).toBe('not-folder');
    expect(await reasonOf(join(disks.stick, 'missing'))).toBe('missing');
    expect(await reasonOf('stick')).toBe('relative');
    expect(failureWording(failureOf(await choose(disks.first))).whatHappened).toContain('同一块磁盘');
  });

  test('that is taken out later is named at the next backup', async () => {
    valueOf(await choose());
    await rename(disks.stick, `${disks.stick}-out`);
    expect(failureOf(await runNow())).toMatchObject({ code: 'backup-place-gone' });
    await rename(`${disks.stick}-out`, disks.stick);
    valueOf(await runNow());
  });

  test('of another program has no backup of ours', async () => {
    await mkdir(join(disks.stick, 'photos'));
    await writeFile(join(disks.stick, 'photos', 'backup.txt'), 'x');
    expect(failureOf(await machine.host.call('backup.list', { place: disks.stick }))).toMatchObject({
      code: 'backup-not-found',
    });
    expect(failureOf(await restoredFrom(join(disks.stick, 'photos')))).toMatchObject({ code: 'backup-not-found' });
  });
});

describe('restoring', () => {
  test('a whole one puts the area in place', async () => {
    expect(await restoredFrom(await backup())).toMatchObject({ ok: true, value: { how: 'placed', entries: 4 } });
  });

  test('one cut short, with a changed byte, or half on the stick restores nothing', async () => {
    const folder = await backup();
    const broken = async (name: string, change: (at: string) => Promise<void>): Promise<void> => {
      const copy = join(disks.stick, 'counter-backup', name, 'n1');
      await cp(folder, copy, { recursive: true });
      await change(copy);
      const failure = failureOf(await restoredFrom(copy));
      expect(failure).toMatchObject({ code: 'backup-not-whole' });
      expect(failureWording(failure).whatIsSafe).toContain('没有恢复任何内容');
    };
    await broken('short', async (at) => await truncate(join(at, 'journal.jsonl'), 500));
    await broken('changed', async (at) => {
      const bytes = await readFile(join(at, 'vault.json'));
      bytes[30] = 0x21;
      await writeFile(join(at, 'vault.json'), bytes);
    });
    await broken('half', async (at) => await rm(join(at, 'backup.json')));
    const { backups } = valueOf(await machine.host.call('backup.list', { place: disks.stick }));
    expect(backups.filter(({ state }) => state === 'half')).toHaveLength(2);
  });

  test('one of a later program is refused by name', async () => {
    const folder = await backup();
    await writeFile(join(folder, 'backup.json'), JSON.stringify({ format: 9, anything: true }));
    expect(failureOf(await restoredFrom(folder))).toMatchObject({ code: 'backup-newer' });
  });

  test('an older one over newer work adds nothing and takes nothing', async () => {
    const folder = await backup();
    valueOf(await append(machine.host, area));
    const before = await readFile(join(machine.folder, 'areas', area, 'journal.jsonl'));
    expect(await machine.host.call('backup.restore', { area, folder })).toEqual({
      ok: true,
      value: { how: 'merged', entries: 0, keys: 0 },
    });
    expect(await readFile(join(machine.folder, 'areas', area, 'journal.jsonl'))).toEqual(before);
  });

  test('gives back lines and keys that the ledger lost', async () => {
    const folder = await backup();
    await machine.stop();
    const journal = join(machine.folder, 'areas', area, 'journal.jsonl');
    const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
    await writeFile(journal, `${[lines[0], lines[1]?.slice(0, 40), lines[2]].join('\n')}\n`);
    const keys = join(machine.folder, 'areas', area, 'content-keys.jsonl');
    await writeFile(keys, '');
    machine = await start();
    const merged = valueOf(await machine.host.call('backup.restore', { area, folder }));
    expect(merged).toMatchObject({ how: 'merged', keys: 3 });
    expect(valueOf(await machine.host.call('journal.state', { area }))).toMatchObject({ count: 4, troubles: [] });
    expect(await readFile(journal, 'utf8')).toBe(`${lines.join('\n')}\n`);
  });
});

describe('thinning out', () => {
  const dated = (day: string, count: number) => ({ name: `${day}-${count}`, count, madeAt: `${day}T17:00:00+08:00` });
  const days = Array.from({ length: 400 }, (_, at) => {
    const date = new Date(Date.UTC(2026, 0, 1 + at));
    return dated(date.toISOString().slice(0, 10), at + 1);
  });

  test('keeps 7 days, 4 weeks and 12 months, and the newest three of a day', () => {
    const gone = new Set(outdated(days, 400));
    const kept = days.filter(({ name }) => !gone.has(name)).map(({ name }) => name);
    expect(kept.slice(-7)).toEqual(days.slice(-7).map(({ name }) => name));
    expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12);
    expect(kept.length).toBeGreaterThanOrEqual(7 + 2 + 10);
    const today = [1, 2, 3, 4].map((count) => dated('2027-03-01', count));
    expect(outdated(today, 4)).toEqual(['2027-03-01-1']);
  });

  test('never takes what knows more than the ledger', () => {
    const gone = outdated(days, 100);
    expect(gone.some((name) => Number(name.slice(11)) > 100)).toBe(false);
    expect(gone.length).toBeGreaterThan(50);
  });

  test('removes them from the place, newest last', async () => {
    let day = 1;
    await machine.stop();
    machine = await start(() => new Date(Date.UTC(2026, 0, day, 3)));
    valueOf(await choose());
    for (; day <= 40; day += 1) valueOf(await runNow());
    const { backups } = valueOf(await machine.host.call('backup.list', { place: disks.stick }));
    expect(backups.length).toBeLessThan(15);
    expect(backups[0]?.madeAt.slice(0, 10)).toBe('2026-02-09');
  });
});

describe('a ledger with a line that nobody has any more', () => {
  test('is backed up again once an administrator took note, and the backup is put in place with its gap', async () => {
    await machine.stop();
    const path = join(disks.first, '数据 文件夹', 'areas', area, 'journal.jsonl');
    const lines = (await readFile(path, 'utf8')).split('\n');
    lines[2] = 'x'.repeat(lines[2]?.length ?? 0);
    await writeFile(path, lines.join('\n'));
    const folder = join(disks.first, '数据 文件夹', 'areas', area);
    const unread = async () =>
      (await checkFolder({ layer: diskLayer, folder, opener: null })).problems.map(({ code }) => code);
    expect(await unread()).toEqual(['line-unreadable', 'line-missing']);
    machine = await start();
    valueOf(await choose());
    expect(failureOf(await runNow()).code).toBe('backup-stopped');
    valueOf(
      await append(machine.host, area, {
        kind: 'window',
        takeNumbers: [],
        marks: { accepts: { lines: [3], keys: [] } },
      }),
    );
    expect(await unread()).toEqual([]);
    const { last } = valueOf(await runNow());
    expect(last).toMatchObject({ count: 5 });
    // A second one beside it is another matter, and nobody can tell any more which of the two lines was which.
    await writeFile(path, (await readFile(path, 'utf8')).replace('"sequence":2', '"sequence":9'));
    expect(await unread()).toEqual(['line-unreadable', 'line-unreadable', 'line-missing']);
    const other = await aMachine({ name: 'two', folder: join(disks.second, 'data'), ownDisk: disks.second });
    try {
      const restored = await other.host.call('backup.restore', { area, folder: last?.folder ?? '' });
      expect(restored).toMatchObject({ ok: true, value: { how: 'placed', entries: 5 } });
      const state = valueOf(await other.host.call('journal.state', { area }));
      expect(state).toMatchObject({ count: 5, troubles: [{ kind: 'elsewhere' }] });
    } finally {
      await other.stop();
    }
  });
});
