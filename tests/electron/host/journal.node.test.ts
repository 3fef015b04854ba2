import { array, assert, asyncProperty, double, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastEntryHash } from '#electron/host/journal-file.ts';
import { entryHash } from '#shared/casework/journal.ts';
import { JOURNAL, KEYS, FOLDER, openTestJournal, parsedEntry } from './open-test-journal.ts';
import { simulatedDisk, type SimulatedDisk } from './simulated-disk.ts';

const text = (disk: SimulatedDisk, path: string): string => new TextDecoder().decode(disk.file(path));

/** Numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function filled(disk: SimulatedDisk, count: number): Promise<string[]> {
  const { journal } = await openTestJournal(disk);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const entry = parsedEntry();
    const appended = await journal.append(entry);
    expect(appended.ok).toBe(true);
    ids.push(entry.entryId);
  }
  return ids;
}

describe('journal on a disk that fails', () => {
  it('hashes as the shared definition does', () => {
    const header = {
      sequence: 7,
      numbers: [{ series: 'case' as const, year: 2022, prefix: 'W03', value: 7 }],
      ...parsedEntry(),
    };
    expect(fastEntryHash('ab', header, '密文')).toBe(entryHash('ab', header, '密文'));
  });

  it('loses nothing acknowledged and reuses no number over power cuts at any point', async () => {
    await assert(
      asyncProperty(
        integer(),
        array(integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
        async (seed, rounds) => {
          const random = randomFrom(seed);
          let disk = simulatedDisk();
          const promised = new Map<string, { value: number; key: string }>();
          for (const round of rounds) {
            const { journal, contentKeys } = await openTestJournal(disk);
            const state = await journal.state();
            expect(state.ok).toBe(true);
            const keys = await contentKeys.read();
            const entries = await journal.read(0, 5000);
            if (!entries.ok || !keys.ok) throw new Error('journal or keys unreadable after the cut');
            for (const [id, { value, key }] of promised) {
              const found = entries.value.find((entry) => entry.header.entryId === id);
              expect(found?.header.numbers[0]?.value).toBe(value);
              expect(keys.value[found?.header.subjectId ?? '']).toBe(key);
            }
            const values = entries.value.map((entry) => entry.header.numbers[0]?.value);
            expect(values).toEqual(values.map((_value, index) => index + 1));
            for (let n = 0; n < round; n += 1) {
              const entry = parsedEntry({ contentKey: `key-${promised.size}-${n}` });
              const done = await journal.append(entry);
              if (done.ok)
                promised.set(entry.entryId, {
                  value: done.value.header.numbers[0]?.value ?? 0,
                  key: entry.contentKey ?? '',
                });
            }
            // The last append is on its way when the power goes: its bytes are written, nothing synced, no reply given.
            const onlyJournal = random() < 0.7;
            disk.fault = (operation, path) =>
              (operation === 'sync' || operation === 'truncate') && (path === JOURNAL || !onlyJournal)
                ? { errno: 'EIO' }
                : null;
            await journal.append(parsedEntry({ contentKey: 'never-promised' }));
            disk = disk.afterPowerCut(random);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'disk-error'],
    ['EROFS', 'data-folder-not-writable'],
  ])('%s while writing is %s; the number is not consumed and half a line is cut', async (errno, code) => {
    const disk = simulatedDisk();
    const { journal } = await openTestJournal(disk);
    await journal.append(parsedEntry());
    const before = text(disk, JOURNAL);
    disk.fault = (operation, path) => (operation === 'write' && path === JOURNAL ? { errno, partial: 40 } : null);
    const entry = parsedEntry();
    expect(await journal.append(entry)).toEqual({ ok: false, failure: { code, detail: { errno } } });
    expect(text(disk, JOURNAL)).toBe(before);
    disk.fault = () => null;
    expect(await journal.append(entry)).toMatchObject({
      ok: true,
      value: { header: { sequence: 2, numbers: [{ value: 2 }] } },
    });
  });

  it('writes nothing behind a leftover that could not be cut', async () => {
    const disk = simulatedDisk();
    const { journal } = await openTestJournal(disk);
    await journal.append(parsedEntry());
    disk.fault = (operation, path) => {
      if (path !== JOURNAL) return null;
      if (operation === 'write') return { errno: 'EIO', partial: 40 };
      return operation === 'truncate' ? { errno: 'EIO' } : null;
    };
    expect((await journal.append(parsedEntry())).ok).toBe(false);
    expect((await journal.append(parsedEntry())).ok).toBe(false);
    disk.fault = () => null;
    expect((await journal.append(parsedEntry())).ok).toBe(true);
    const again = await openTestJournal(disk);
    expect(await again.journal.state()).toMatchObject({ ok: true, value: { count: 2, cutBytes: 0 } });
  });

  it('has the key on the disk before the entry, and no entry when the key fails', async () => {
    const disk = simulatedDisk();
    const { journal } = await openTestJournal(disk);
    await journal.append(parsedEntry({ contentKey: 'k1' }));
    expect(disk.syncs.filter((path) => path === JOURNAL || path === KEYS)).toEqual([KEYS, JOURNAL]);
    disk.fault = (operation, path) => (path === KEYS && operation === 'sync' ? { errno: 'EIO' } : null);
    expect((await journal.append(parsedEntry({ contentKey: 'k2' }))).ok).toBe(false);
    expect(text(disk, JOURNAL).split('\n').length).toBe(2);
  });

  it('refuses another key for a case that has entries, and takes one for a case whose first entry failed', async () => {
    const disk = simulatedDisk();
    const { journal, contentKeys } = await openTestJournal(disk);
    const first = parsedEntry({ contentKey: 'k1' });
    await journal.append(first);
    const other = await journal.append(parsedEntry({ subjectId: first.subjectId, contentKey: 'k2' }));
    expect(other).toMatchObject({ ok: false, failure: { code: 'bad-request', detail: { path: 'entry.contentKey' } } });
    disk.fault = (operation, path) => (path === JOURNAL && operation === 'write' ? { errno: 'ENOSPC' } : null);
    const failing = parsedEntry({ contentKey: 'k3' });
    await journal.append(failing);
    disk.fault = () => null;
    expect((await journal.append(parsedEntry({ subjectId: failing.subjectId, contentKey: 'k4' }))).ok).toBe(true);
    expect(await contentKeys.read()).toMatchObject({
      ok: true,
      value: { [failing.subjectId]: 'k4', [first.subjectId]: 'k1' },
    });
  });
});

describe('index beside a large journal', () => {
  const INDEX = `${FOLDER}/journal.index`;
  const quick = { quickFromBytes: 0, checkAfterMs: 1 };
  const readsOf = async (disk: SimulatedDisk): Promise<number> => {
    let reads = 0;
    disk.fault = (operation, path) => {
      if (operation === 'read' && path === JOURNAL) reads += 1;
      return null;
    };
    const { journal } = await openTestJournal(disk, FOLDER, { quickFromBytes: 0 });
    await journal.close();
    disk.fault = () => null;
    return reads;
  };

  it('gives the same journal as reading all of it, whatever became of the index', async () => {
    await assert(
      asyncProperty(
        integer({ min: 1, max: 6 }),
        double({ min: 0, max: 1, noNaN: true }),
        integer({ min: 0, max: 255 }),
        async (count, place, flip) => {
          const disk = simulatedDisk();
          const ids = await filled(disk, count);
          disk.alter(INDEX, (content) => {
            const at = Math.floor(place * content.length);
            return flip === 0
              ? content.slice(0, at)
              : content.map((byte, index) => (index === at ? byte ^ flip : byte));
          });
          const { journal } = await openTestJournal(disk, FOLDER, { quickFromBytes: 0 });
          const again = await journal.append(parsedEntry({ entryId: ids[0] ?? '' }));
          expect(again).toMatchObject({ ok: true, value: { header: { sequence: 1 } } });
          expect(await journal.append(parsedEntry())).toMatchObject({
            ok: true,
            value: { header: { sequence: count + 1, numbers: [{ value: count + 1 }] } },
          });
          expect(await (await openTestJournal(disk)).journal.state()).toMatchObject({
            ok: true,
            value: { count: count + 1, cutBytes: 0 },
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('does not believe an index of another journal', async () => {
    const disk = simulatedDisk();
    await filled(disk, 3);
    const foreign = simulatedDisk();
    await filled(foreign, 3);
    disk.alter(INDEX, () => foreign.file(INDEX) ?? new Uint8Array());
    const { journal } = await openTestJournal(disk, FOLDER, quick);
    expect(await journal.read(0, 10)).toMatchObject({ ok: true, value: { length: 3 } });
  });

  it('goes on behind the index when entries came after it, and cuts a torn tail there', async () => {
    const disk = simulatedDisk();
    await filled(disk, 3);
    const early = disk.file(INDEX) ?? new Uint8Array();
    await filled(disk, 2);
    disk.alter(INDEX, () => early);
    disk.alter(JOURNAL, (content) => content.slice(0, -10));
    const { journal } = await openTestJournal(disk, FOLDER, quick);
    expect(await journal.state()).toMatchObject({ ok: true, value: { count: 4 } });
  });

  it('finds damage in the part that was not read at the start, soon after', async () => {
    const disk = simulatedDisk();
    await filled(disk, 5);
    disk.alter(JOURNAL, (content) => content.map((byte, index) => (index === 100 ? byte ^ 1 : byte)));
    const { journal, notices } = await openTestJournal(disk, FOLDER, quick);
    for (let turn = 0; turn < 200 && notices.length === 0; turn += 1) await new Promise((done) => setTimeout(done, 5));
    expect(notices).toEqual([{ code: 'journal-damaged', detail: { sequence: 1, offset: 0 } }]);
    expect((await journal.append(parsedEntry())).ok).toBe(false);
  });

  it('reads the end only', async () => {
    const disk = simulatedDisk();
    await filled(disk, 3);
    const few = await readsOf(disk);
    for (let round = 0; round < 5; round += 1) await filled(disk, 100);
    expect(await readsOf(disk)).toBe(few);
  });

  it('saves although the index cannot be written', async () => {
    const disk = simulatedDisk();
    const { journal } = await openTestJournal(disk);
    disk.fault = (_operation, path) => (path === INDEX ? { errno: 'EIO' } : null);
    for (let n = 1; n <= 3; n += 1)
      expect(await journal.append(parsedEntry())).toMatchObject({ ok: true, value: { header: { sequence: n } } });
    disk.fault = () => null;
    expect(await (await openTestJournal(disk, FOLDER, quick)).journal.state()).toMatchObject({
      ok: true,
      value: { count: 3 },
    });
  });
});

describe('journal after damage', () => {
  it('cuts a torn tail, keeps its bytes aside and says how many', async () => {
    const disk = simulatedDisk();
    await filled(disk, 3);
    disk.alter(JOURNAL, (content) => content.slice(0, -30));
    const torn = text(disk, JOURNAL).split('\n')[2] ?? '';
    const { journal, notices } = await openTestJournal(disk);
    expect(await journal.state()).toMatchObject({ ok: true, value: { count: 2, cutBytes: torn.length } });
    expect(text(disk, `${FOLDER}/journal-cut-after-2.bin`)).toBe(torn);
    expect(notices).toEqual([{ code: 'journal-tail-cut', detail: { afterSequence: 2, bytes: torn.length } }]);
    expect(await (await openTestJournal(disk)).journal.state()).toMatchObject({ value: { count: 2, cutBytes: 0 } });
  });

  it('reports a torn tail as damage when the window had confirmed that entry', async () => {
    const disk = simulatedDisk();
    await filled(disk, 3);
    await (await openTestJournal(disk)).journal.acknowledge(3);
    disk.alter(JOURNAL, (content) => content.slice(0, -30));
    const before = text(disk, JOURNAL);
    const { journal } = await openTestJournal(disk);
    expect(await journal.state()).toMatchObject({
      ok: false,
      failure: { code: 'journal-damaged', detail: { sequence: 3 } },
    });
    expect(text(disk, JOURNAL)).toBe(before);
  });

  it('never cuts damage in the middle: any flipped byte there is found, reported and left as it is', async () => {
    await assert(
      asyncProperty(double({ min: 0, max: 0.999, noNaN: true }), integer({ min: 1, max: 255 }), async (place, flip) => {
        const disk = simulatedDisk();
        await filled(disk, 4);
        const lines = text(disk, JOURNAL).split('\n');
        const untilLast = lines.slice(0, 3).join('\n').length;
        const at = Math.floor(place * untilLast);
        disk.alter(JOURNAL, (content) => content.map((byte, index) => (index === at ? byte ^ flip : byte)));
        const before = disk.file(JOURNAL);
        const { journal } = await openTestJournal(disk);
        const state = await journal.state();
        expect(state).toMatchObject({ ok: false, failure: { code: 'journal-damaged' } });
        expect((await journal.append(parsedEntry())).ok).toBe(false);
        expect(disk.file(JOURNAL)).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('finds a removed, a swapped and a repeated entry', async () => {
    const changes: ((lines: string[]) => string[])[] = [
      ([a = '', , ...rest]) => [a, ...rest],
      ([a = '', b = '', ...rest]) => [b, a, ...rest],
      ([a = '', ...rest]) => [a, a, ...rest],
    ];
    for (const change of changes) {
      const disk = simulatedDisk();
      await filled(disk, 4);
      disk.alter(JOURNAL, (content) =>
        new TextEncoder().encode(change(new TextDecoder().decode(content).split('\n')).join('\n')),
      );
      const { journal } = await openTestJournal(disk);
      expect(await journal.state()).toMatchObject({ ok: false, failure: { code: 'journal-damaged' } });
    }
  });

  it('still gives out the entries before the damage', async () => {
    const disk = simulatedDisk();
    const ids = await filled(disk, 4);
    const lines = text(disk, JOURNAL).split('\n');
    disk.alter(JOURNAL, () =>
      new TextEncoder().encode(
        [lines[0], lines[1], lines[2]?.replace('"sealed":"', '"sealed":"A'), lines[3], ''].join('\n'),
      ),
    );
    const { journal } = await openTestJournal(disk);
    expect(await journal.read(0, 10)).toMatchObject({
      ok: true,
      value: [{ header: { entryId: ids[0] } }, { header: { entryId: ids[1] } }],
    });
    expect(await journal.read(2, 10)).toMatchObject({
      ok: false,
      failure: { code: 'journal-damaged', detail: { sequence: 3 } },
    });
  });

  it('notices a byte that goes bad while the program runs', async () => {
    const disk = simulatedDisk();
    const { journal } = await openTestJournal(disk);
    for (let n = 0; n < 3; n += 1) await journal.append(parsedEntry());
    disk.alter(JOURNAL, (content) => content.map((byte, index) => (index === content.length - 20 ? byte ^ 1 : byte)));
    expect(await journal.read(2, 1)).toMatchObject({
      ok: false,
      failure: { code: 'journal-damaged', detail: { sequence: 3 } },
    });
  });

  it('does not take a damaged key for a destroyed one', async () => {
    const disk = simulatedDisk();
    const { journal } = await openTestJournal(disk);
    for (let n = 0; n < 3; n += 1) await journal.append(parsedEntry({ contentKey: `key-${n}` }));
    disk.alter(KEYS, (content) => content.map((byte, index) => (index === 60 ? byte ^ 1 : byte)));
    const { contentKeys } = await openTestJournal(disk);
    expect(await contentKeys.read()).toMatchObject({
      ok: false,
      failure: { code: 'vault-damaged', detail: { file: 'content-keys', line: 1 } },
    });
    expect(await contentKeys.destroy(['x'])).toMatchObject({ ok: false, failure: { code: 'vault-damaged' } });
  });

  it('starts empty on a journal of nothing but zeros that never held an entry', async () => {
    const disk = simulatedDisk();
    await openTestJournal(disk);
    disk.alter(JOURNAL, () => new Uint8Array(4096));
    const { journal } = await openTestJournal(disk);
    expect(await journal.state()).toMatchObject({ ok: true, value: { count: 0, cutBytes: 4096 } });
  });
});
