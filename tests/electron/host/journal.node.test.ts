import { array, assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOURNAL, KEYS, openTestJournal } from './open-test-journal.ts';
import { randomFrom } from './random-from.ts';
import { simulatedDisk, type SimulatedDisk } from './simulated-disk.ts';

const text = (disk: SimulatedDisk, path: string): string => new TextDecoder().decode(disk.file(path));

describe('journal on a disk that fails', () => {
  it('loses nothing acknowledged, brings back no destroyed key and reuses no number over power cuts at any point', async () => {
    await assert(
      asyncProperty(
        integer(),
        array(integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
        async (seed, rounds) => {
          const random = randomFrom(seed);
          let disk = simulatedDisk();
          const promised = new Map<string, { value: number; subject: string; key: string }>();
          const purged = new Set<string>();
          for (const round of rounds) {
            const ledger = await openTestJournal(disk);
            const state = await ledger.state();
            expect(state.troubles).toEqual([]);
            const keys = await ledger.contentKeys.read();
            const entries = await ledger.journal.read(0, 5000);
            if (!entries.ok) throw new Error('journal unreadable after the cut');
            for (const [id, { value, subject, key }] of promised) {
              const found = entries.value.find((entry) => entry.header.entryId === id);
              expect(found?.header).toMatchObject({ subjectId: subject, numbers: [{ value }] });
              expect(keys[subject]).toBe(purged.has(subject) ? undefined : key);
            }
            expect(entries.value.map((entry) => entry.header.sequence)).toEqual(
              entries.value.map((_entry, index) => index + 1),
            );
            const values = entries.value.flatMap((entry) => entry.header.numbers.map((number) => number.value));
            expect(values).toEqual(values.map((_value, index) => index + 1));
            for (let n = 0; n < round; n += 1) {
              const entry = await ledger.make({ contentKey: `key-${promised.size}-${n}` });
              const done = await ledger.journal.append(entry);
              if (done.ok)
                promised.set(entry.header.entryId, {
                  value: done.value.numbers[0]?.value ?? 0,
                  subject: entry.header.subjectId,
                  key: entry.contentKey ?? '',
                });
            }
            const last = [...promised.values()].at(-1)?.subject ?? '';
            if (random() < 0.3) {
              const purge = { kind: 'purge', takeNumbers: [], marks: { destroys: [last] } };
              if ((await ledger.append(purge)).ok) purged.add(last);
            }
            // What is remembered outside may be on the disk already, or not yet.
            if (random() < 0.5) await ledger.remembered.close();
            // The last append is on its way when the power goes: its bytes are written, nothing synced, no reply given.
            const onlyJournal = random() < 0.7;
            disk.fault = (operation, path) =>
              (operation === 'sync' || operation === 'truncate') && (path === JOURNAL || !onlyJournal)
                ? { errno: 'EIO' }
                : null;
            await ledger.append({ contentKey: 'never-promised' });
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
    const { journal, make, append } = await openTestJournal(disk);
    await append();
    const before = text(disk, JOURNAL);
    disk.fault = (operation, path) => (operation === 'write' && path === JOURNAL ? { errno, partial: 40 } : null);
    const entry = await make();
    expect(await journal.append(entry)).toEqual({ ok: false, failure: { code, detail: { errno } } });
    expect(text(disk, JOURNAL)).toBe(before);
    disk.fault = () => null;
    expect(await journal.append(entry)).toMatchObject({ ok: true, value: { sequence: 3, numbers: [{ value: 2 }] } });
  });

  it('says that it is not known whether an entry stands when the leftover could not be taken back', async () => {
    const disk = simulatedDisk();
    const { append } = await openTestJournal(disk);
    disk.fault = (operation, path) =>
      path === JOURNAL && (operation === 'sync' || operation === 'truncate') ? { errno: 'EIO' } : null;
    expect(await append()).toEqual({
      ok: false,
      failure: { code: 'disk-error', detail: { errno: 'EIO', uncertain: true } },
    });
  });

  it('writes nothing behind a leftover that could not be cut', async () => {
    const disk = simulatedDisk();
    const { append } = await openTestJournal(disk);
    await append();
    disk.fault = (operation, path) => {
      if (path !== JOURNAL) return null;
      if (operation === 'write') return { errno: 'EIO', partial: 40 };
      return operation === 'truncate' ? { errno: 'EIO' } : null;
    };
    expect((await append()).ok).toBe(false);
    expect((await append()).ok).toBe(false);
    disk.fault = () => null;
    expect((await append()).ok).toBe(true);
    expect(await (await openTestJournal(disk)).state()).toMatchObject({ count: 3, cutBytes: 0, troubles: [] });
  });

  it('has the key on the disk before the entry, and no entry when the key fails', async () => {
    const disk = simulatedDisk();
    const { append } = await openTestJournal(disk);
    const before = disk.syncs.length;
    await append({ contentKey: 'k1' });
    expect(disk.syncs.slice(before).filter((path) => path === JOURNAL || path === KEYS)).toEqual([KEYS, JOURNAL]);
    disk.fault = (operation, path) => (path === KEYS && operation === 'sync' ? { errno: 'EIO' } : null);
    expect((await append({ contentKey: 'k2' })).ok).toBe(false);
    expect(text(disk, JOURNAL).split('\n').length).toBe(3);
  });

  it('refuses another key for a case that has entries, and takes one for a case whose first entry failed', async () => {
    const disk = simulatedDisk();
    const { journal, contentKeys, make, append } = await openTestJournal(disk);
    const first = await make({ contentKey: 'k1' });
    await journal.append(first);
    const { subjectId } = first.header;
    expect(await append({ subjectId, contentKey: 'k2' })).toMatchObject({
      ok: false,
      failure: { code: 'bad-request', detail: { path: 'entry.contentKey' } },
    });
    disk.fault = (operation, path) => (path === JOURNAL && operation === 'write' ? { errno: 'ENOSPC' } : null);
    const failing = await make({ contentKey: 'k3' });
    await journal.append(failing);
    disk.fault = () => null;
    expect((await append({ subjectId: failing.header.subjectId, contentKey: 'k4' })).ok).toBe(true);
    expect(await contentKeys.read()).toEqual({ [failing.header.subjectId]: 'k4', [subjectId]: 'k1' });
  });

  it('takes no entry of a case whose key is nowhere', async () => {
    const { append } = await openTestJournal(simulatedDisk());
    expect(await append({ key: 'content' })).toMatchObject({
      failure: { code: 'bad-request', detail: { path: 'entry.contentKey' } },
    });
  });

  it('writes nothing that it could not read again', async () => {
    const disk = simulatedDisk();
    const { journal, make } = await openTestJournal(disk);
    const before = text(disk, JOURNAL);
    const entry = await make({ at: '1999-12-31T10:00:00+08:00' });
    expect(await journal.append(entry)).toMatchObject({ failure: { code: 'bad-request', detail: { path: 'entry' } } });
    expect(await journal.append(await make({ sealed: 'A'.repeat(33 << 20) }))).toMatchObject({
      failure: { code: 'entry-too-large', detail: { limitMegabytes: 32 } },
    });
    expect(text(disk, JOURNAL)).toBe(before);
  });

  it('takes the same entry twice as one, and refuses another one under its id', async () => {
    const disk = simulatedDisk();
    const { journal, make, state } = await openTestJournal(disk);
    const entry = await make();
    const first = await journal.append(entry);
    expect(await journal.append(entry)).toEqual(first);
    const sealed = Buffer.from('another content').toString('base64');
    expect(await journal.append({ ...entry, sealed })).toEqual({
      ok: false,
      failure: { code: 'entry-differs', detail: { sequence: 2 } },
    });
    expect((await state()).count).toBe(2);
  });
});
