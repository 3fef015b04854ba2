import { success } from '#shared/contract/failure.ts';
import { assert, asyncProperty, double, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOLDER, JOURNAL, fillJournal, openTestJournal, tear } from './open-test-journal.ts';
import { simulatedDisk, type SimulatedDisk } from './simulated-disk.ts';

const INDEX = `${FOLDER}/journal.index`;
const quick = { quickFromBytes: 0, checkAfterMs: 1 };

/** Adds a byte to a line (from 1), so that nothing behind stands in its place. */
const spoil = (disk: SimulatedDisk, line: number): void => {
  disk.alter(JOURNAL, (content) => {
    const lines = new TextDecoder().decode(content).split('\n');
    lines[line - 1] = lines[line - 1]?.replace('"sealed":"', '"sealed":"A') ?? '';
    return new TextEncoder().encode(lines.join('\n'));
  });
};

/** Changes a byte of a line, every line in its place. */
const flip = (disk: SimulatedDisk, line: number): void => {
  disk.alter(JOURNAL, (content) => {
    const lines = new TextDecoder().decode(content).split('\n');
    lines[line - 1] = lines[line - 1]?.replace('"kind":"case"', '"kind":"cose"') ?? '';
    return new TextEncoder().encode(lines.join('\n'));
  });
};

const noticed = async (notices: readonly unknown[]): Promise<void> => {
  for (let turn = 0; turn < 400 && notices.length === 0; turn += 1) await new Promise((done) => setTimeout(done, 5));
};

describe('index beside a large journal', () => {
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
        async (count, place, flipped) => {
          const disk = simulatedDisk();
          const [first] = await fillJournal(disk, count);
          disk.alter(INDEX, (content) => {
            const at = Math.floor(place * content.length);
            return flipped === 0
              ? content.slice(0, at)
              : content.map((byte, index) => (index === at ? byte ^ flipped : byte));
          });
          const { journal, append } = await openTestJournal(disk, FOLDER, { quickFromBytes: 0 });
          if (first === undefined) throw new Error('nothing was filled in');
          expect(await journal.append(first)).toMatchObject({ ok: true, value: { sequence: 2 } });
          expect(await append()).toMatchObject({
            ok: true,
            value: { sequence: count + 2, numbers: [{ value: count + 1 }] },
          });
          expect(await (await openTestJournal(disk)).state()).toMatchObject({ count: count + 2, troubles: [] });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('gives numbers, marks, purges and what was accepted as reading all of it does', async () => {
    const disk = simulatedDisk();
    const [first] = await fillJournal(disk, 3);
    const { append, close } = await openTestJournal(disk);
    const gone = first?.header.subjectId ?? '';
    await append({ kind: 'purge', takeNumbers: [], marks: { destroys: [gone] } });
    await append({ kind: 'window', takeNumbers: [], marks: { accepts: { lines: [9], keys: ['k'] } } });
    await append({ on: '2023-01-05', takeNumbers: ['batch', 'case'] });
    await close();
    const all = await openTestJournal(disk);
    const fast = await openTestJournal(disk, FOLDER, { quickFromBytes: 0 });
    expect(await fast.state()).toEqual(await all.state());
    for (const of of ['keyed', 'destroyed', 'acceptedLines', 'acceptedKeys', 'marks', 'stands', 'last'] as const)
      expect(fast.journal.index()[of]).toEqual(all.journal.index()[of]);
    expect(fast.journal.index().destroyed).toEqual(new Set([gone]));
  });

  it('takes no number from it: lower numbers under a right checksum change nothing', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 5);
    const lines = new TextDecoder().decode(disk.file(INDEX)).split('\n');
    expect(lines.filter((line) => line.includes('W03'))).toEqual([]);
    const { append } = await openTestJournal(disk, FOLDER, { quickFromBytes: 0 });
    expect(await append()).toMatchObject({ value: { numbers: [{ value: 6 }] } });
  });

  it('does not believe an index of another journal', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 3);
    const foreign = simulatedDisk();
    await fillJournal(foreign, 3);
    disk.alter(INDEX, () => foreign.file(INDEX) ?? new Uint8Array());
    const { journal } = await openTestJournal(disk, FOLDER, quick);
    expect(await journal.read(0, 10)).toMatchObject({ ok: true, value: { length: 4 } });
  });

  it('goes on behind the index when entries came after it, and cuts a torn tail there', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 3);
    const early = disk.file(INDEX) ?? new Uint8Array();
    await fillJournal(disk, 2);
    disk.alter(INDEX, () => early);
    tear(disk, JOURNAL);
    const { state } = await openTestJournal(disk, FOLDER, quick);
    expect(await state()).toMatchObject({ count: 6, cutAfter: 6, cutBytes: 90, troubles: [] });
  });

  it.each(['before', 'after'])('finds damage that was not read at the start, %s entries were added', async (when) => {
    const disk = simulatedDisk();
    await fillJournal(disk, 5);
    flip(disk, 3);
    const { append, state, notices } = await openTestJournal(disk, FOLDER, { quickFromBytes: 0, checkAfterMs: 30 });
    expect((await state()).troubles).toEqual([]);
    const late = when === 'after' ? await append() : success(null);
    expect(late.ok).toBe(true);
    await noticed(notices);
    expect(notices).toEqual([{ code: 'journal-damaged', detail: { sequence: 3 } }]);
    expect((await state()).troubles).toEqual([{ kind: 'lines-damaged', lines: [3], more: 0 }]);
    expect(await append()).toMatchObject({
      failure: { code: 'writing-stopped', detail: { trouble: 'lines-damaged' } },
    });
  });

  it('checks an office that goes on saving while it is checked', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 5);
    flip(disk, 3);
    const { make, journal, notices, state } = await openTestJournal(disk, FOLDER, quick);
    const entry = await make();
    // The append gets in between the reading and its end.
    let added: Promise<unknown> | null = null;
    disk.fault = (operation, path) => {
      if (operation === 'read' && path === JOURNAL) added ??= Promise.resolve().then(() => journal.append(entry));
      return null;
    };
    await noticed(notices);
    expect(await Promise.resolve<unknown>(added)).toMatchObject({ ok: true });
    expect(notices).toEqual([{ code: 'journal-damaged', detail: { sequence: 3 } }]);
    expect(await state()).toMatchObject({ count: 7, troubles: [{ kind: 'lines-damaged', lines: [3] }] });
  });

  it('reads everything at once where a line is damaged on which the rest depends', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 3);
    spoil(disk, 1);
    const { state } = await openTestJournal(disk, FOLDER, { quickFromBytes: 0 });
    expect((await state()).troubles).toEqual([{ kind: 'lines-damaged', lines: [1], more: 0 }]);
  });

  it('reads the end only', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 3);
    const few = await readsOf(disk);
    for (let round = 0; round < 5; round += 1) await fillJournal(disk, 100);
    expect(await readsOf(disk)).toBe(few);
  });

  it('saves although the index cannot be written', async () => {
    const disk = simulatedDisk();
    const { append } = await openTestJournal(disk);
    disk.fault = (_operation, path) => (path === INDEX ? { errno: 'EIO' } : null);
    for (let n = 2; n <= 4; n += 1) expect(await append()).toMatchObject({ ok: true, value: { sequence: n } });
    disk.fault = () => null;
    expect(await (await openTestJournal(disk, FOLDER, quick)).state()).toMatchObject({ count: 4, troubles: [] });
  });
});
