import { assert, asyncProperty, double, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastHash } from '#electron/host/journal-file.ts';
import { GENESIS, type AnyEntry } from '#shared/casework/journal.ts';
import type { Trouble } from '#shared/contract/channels.ts';
import { FOLDER, JOURNAL, KEYS, MARK, fillJournal, openTestJournal, tear } from './open-test-journal.ts';
import { simulatedDisk, type SimulatedDisk } from './simulated-disk.ts';

const text = (disk: SimulatedDisk, path: string): string => new TextDecoder().decode(disk.file(path));
const linesOf = (disk: SimulatedDisk): string[] => text(disk, JOURNAL).split('\n').slice(0, -1);
const setLines = (disk: SimulatedDisk, lines: readonly string[]): void => {
  disk.alter(JOURNAL, () => new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')));
};
/** A character of the content changed, or the line of that number (from 1) taken out. */
const spoiled = (lines: readonly string[], line: number): string[] =>
  lines.map((one, index) => (index === line - 1 ? one.replace('"sealed":"', '"sealed":"A') : one));
const sequences = (entries: readonly AnyEntry[]): number[] => entries.map(({ header }) => header.sequence);

async function readAll(disk: SimulatedDisk): Promise<readonly AnyEntry[]> {
  const read = await (await openTestJournal(disk)).journal.read(0, 5000);
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}

const stopped = (trouble: Trouble['kind']) => ({
  ok: false,
  failure: { code: 'writing-stopped', detail: { trouble } },
});

describe('journal after damage', () => {
  it('cuts a torn tail, keeps its bytes aside and says how many', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 2);
    tear(disk, JOURNAL);
    const torn = text(disk, JOURNAL).split('\n').at(-1) ?? '';
    const { state, notices } = await openTestJournal(disk);
    expect(await state()).toMatchObject({ count: 3, cutBytes: torn.length, cutAfter: 3, troubles: [] });
    expect(text(disk, `${FOLDER}/journal-cut-after-3.bin`)).toBe(torn);
    expect(notices).toEqual([{ code: 'journal-tail-cut', detail: { afterSequence: 3, bytes: torn.length } }]);
    expect(await (await openTestJournal(disk)).state()).toMatchObject({ count: 3, cutBytes: 0 });
  });

  it('never cuts a tail that was an acknowledged entry: it stops writing and reads on', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 3);
    disk.alter(JOURNAL, (content) => content.slice(0, -30));
    const before = text(disk, JOURNAL);
    const { append, state, journal } = await openTestJournal(disk);
    expect(await state()).toMatchObject({
      count: 3,
      cutBytes: 0,
      troubles: [{ kind: 'behind', by: 'mark', have: 3, known: 4 }],
    });
    expect(await append()).toMatchObject({ ...stopped('behind'), failure: { detail: { have: 3, known: 4 } } });
    expect(await journal.read(0, 10)).toMatchObject({ ok: true, value: { length: 3 } });
    expect(text(disk, JOURNAL)).toBe(before);
  });

  it('never cuts damage in the middle: any flipped byte there is found, stops writing and is left as it is', async () => {
    await assert(
      asyncProperty(double({ min: 0, max: 0.999, noNaN: true }), integer({ min: 1, max: 255 }), async (place, flip) => {
        const disk = simulatedDisk();
        await fillJournal(disk, 3);
        const before = linesOf(disk);
        const at = Math.floor(place * before.slice(0, 3).join('\n').length);
        disk.alter(JOURNAL, (content) => content.map((byte, index) => (index === at ? byte ^ flip : byte)));
        const damaged = disk.file(JOURNAL);
        const { append, state, journal } = await openTestJournal(disk);
        const { troubles, count } = await state();
        expect(count).toBe(4);
        const lines = troubles.flatMap((trouble) => (trouble.kind === 'lines-damaged' ? trouble.lines : []));
        expect(lines.length).toBeGreaterThan(0);
        expect(await append()).toMatchObject(stopped('lines-damaged'));
        expect(disk.file(JOURNAL)).toEqual(damaged);
        const read = await journal.read(0, 10);
        const whole = [1, 2, 3, 4].filter((sequence) => !lines.includes(sequence));
        expect(read.ok && sequences(read.value)).toEqual(whole);
        // At the most the two lines on either side of a lost end mark.
        expect(whole.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, (lines: string[]) => string[], number[]]>([
    ['removed', ([a = '', , ...rest]) => [a, ...rest], [2]],
    ['swapped', ([a = '', b = '', ...rest]) => [b, a, ...rest], [1]],
    ['repeated', ([a = '', ...rest]) => [a, a, ...rest], []],
    ['repeated last', (lines) => [...lines, lines.at(-1) ?? ''], []],
  ])('finds a %s entry', async (_what, change, lines) => {
    const disk = simulatedDisk();
    await fillJournal(disk, 3);
    setLines(disk, change(linesOf(disk)));
    const { state, append } = await openTestJournal(disk);
    expect((await state()).troubles).toEqual([{ kind: 'lines-damaged', lines, more: 0 }]);
    const before = disk.file(JOURNAL);
    expect(await append()).toMatchObject(stopped('lines-damaged'));
    expect(disk.file(JOURNAL)).toEqual(before);
  });

  it('finds a byte that goes bad while the program runs', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 3);
    const { journal, state, append, notices } = await openTestJournal(disk);
    const [, , third = ''] = linesOf(disk);
    const at = text(disk, JOURNAL).indexOf(third) + 200;
    disk.alter(JOURNAL, (content) => content.map((byte, index) => (index === at ? byte ^ 1 : byte)));
    const read = await journal.read(1, 10);
    expect(read.ok && sequences(read.value)).toEqual([2, 4]);
    expect(notices).toEqual([{ code: 'journal-damaged', detail: { sequence: 3 } }]);
    expect((await state()).troubles).toEqual([{ kind: 'lines-damaged', lines: [3], more: 0 }]);
    expect(await append()).toMatchObject(stopped('lines-damaged'));
  });

  it.each<[string, (disk: SimulatedDisk) => void | Promise<void>]>([
    ['deleted', (disk) => disk.remove(JOURNAL)],
    ['cut', (disk) => disk.alter(JOURNAL, (content) => content.slice(0, -40))],
    ['replaced', (disk) => disk.writeWhole(JOURNAL, disk.file(JOURNAL) ?? new Uint8Array())],
    [
      'overwritten at its end',
      (disk) => disk.alter(JOURNAL, (content) => content.map((byte, at) => (at > content.length - 50 ? 48 : byte))),
    ],
  ])('writes nothing into a journal that was %s under the program', async (_what, change) => {
    const disk = simulatedDisk();
    await fillJournal(disk, 2);
    const { append, state } = await openTestJournal(disk);
    await change(disk);
    const before = disk.file(JOURNAL);
    expect(await append()).toMatchObject(stopped('changed-under'));
    expect((await state()).troubles[0]).toEqual({ kind: 'changed-under' });
    expect(disk.file(JOURNAL)).toEqual(before);
  });

  it('writes nothing once another program holds the folder', async () => {
    let held = true;
    const disk = simulatedDisk();
    const opening = { holdsFolder: async () => await Promise.resolve(held) };
    const { append, state } = await openTestJournal(disk, FOLDER, opening);
    expect((await append()).ok).toBe(true);
    const before = disk.file(JOURNAL);
    held = false;
    expect(await append()).toMatchObject(stopped('taken-over'));
    held = true;
    expect(await append()).toMatchObject(stopped('taken-over'));
    expect((await state()).troubles).toEqual([{ kind: 'taken-over' }]);
    expect(disk.file(JOURNAL)).toEqual(before);
  });

  it('starts empty on a journal of nothing but zeros that never held an entry', async () => {
    const disk = simulatedDisk();
    await openTestJournal(disk, FOLDER, { bare: true });
    disk.alter(JOURNAL, () => new Uint8Array(4096));
    const { state } = await openTestJournal(disk, FOLDER, { bare: true });
    expect(await state()).toMatchObject({ count: 0, head: GENESIS, cutBytes: 4096, troubles: [] });
  });

  it('does not start empty beside files that show that entries were here', async () => {
    const disk = simulatedDisk();
    const { state, append } = await openTestJournal(disk, FOLDER, { bare: true, everWritten: true });
    expect((await state()).troubles).toMatchObject([{ kind: 'behind', have: 0 }]);
    expect(await append({ kind: 'window' })).toMatchObject(stopped('behind'));
  });

  it('reads nothing of a journal that a later program wrote, and cuts nothing of it', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 1);
    const [first = '', second = ''] = linesOf(disk);
    const body = second.slice(0, -75).replace('"format":2', '"format":3');
    setLines(disk, [first, `${body},"hash":"${fastHash(body)}"}`]);
    const before = disk.file(JOURNAL);
    const { journal } = await openTestJournal(disk, FOLDER, { bare: true });
    expect(await journal.state()).toEqual({ ok: false, failure: { code: 'newer-format', detail: { format: 3 } } });
    expect(disk.file(JOURNAL)).toEqual(before);
  });
});

describe('content keys of a damaged file', () => {
  it('does not take a damaged key for a destroyed one', async () => {
    const disk = simulatedDisk();
    const entries = await fillJournal(disk, 3);
    // Still JSON, still base64: only the checksum tells.
    disk.alter(KEYS, (content) =>
      new TextEncoder().encode(new TextDecoder().decode(content).replace('-of-1', '-of-7')),
    );
    const { contentKeys, state, append } = await openTestJournal(disk);
    const [first, second, third] = entries.map(({ header }) => header.subjectId) as [string, string, string];
    expect(await contentKeys.read()).toEqual({ [first]: 'key-of-0', [third]: 'key-of-2' });
    expect((await state()).troubles).toEqual([{ kind: 'keys-missing', subjects: [second], more: 0 }]);
    expect(await append()).toMatchObject(stopped('keys-missing'));
    // Put back, it goes on; the others were never touched.
    expect(await contentKeys.put({ [second]: 'key-of-1' }, false)).toEqual({ ok: true, value: 1 });
    expect((await state()).troubles).toEqual([]);
    expect((await append()).ok).toBe(true);
    expect(Object.keys((await (await openTestJournal(disk)).contentKeys.read()) ?? {}).length).toBe(3);
  });

  it.each(['deleted', 'emptied', 'of before'])('finds that a key file is %s', async (what) => {
    const disk = simulatedDisk();
    await fillJournal(disk, 1);
    const early = disk.file(KEYS) ?? new Uint8Array();
    await fillJournal(disk, 2);
    if (what === 'deleted') await disk.remove(KEYS);
    else disk.alter(KEYS, () => (what === 'emptied' ? new Uint8Array() : early));
    const { state, append, journal } = await openTestJournal(disk);
    const [trouble] = (await state()).troubles;
    expect(trouble?.kind === 'keys-missing' && trouble.subjects.length).toBe(what === 'of before' ? 2 : 3);
    expect(await append()).toMatchObject(stopped('keys-missing'));
    expect(await journal.read(0, 10)).toMatchObject({ ok: true, value: { length: 4 } });
  });

  it('destroys a purged key again that an older file brought back', async () => {
    const disk = simulatedDisk();
    const [one] = await fillJournal(disk, 2);
    const before = disk.file(KEYS) ?? new Uint8Array();
    const subject = one?.header.subjectId ?? '';
    const { append, close } = await openTestJournal(disk);
    await append({ kind: 'purge', takeNumbers: [], marks: { destroys: [subject] } });
    await close();
    expect(text(disk, KEYS)).not.toContain('key-of-0');
    disk.alter(KEYS, () => before);
    const { contentKeys, state } = await openTestJournal(disk);
    expect(await contentKeys.read()).not.toHaveProperty(subject);
    expect(text(disk, KEYS)).not.toContain('key-of-0');
    expect((await state()).troubles).toEqual([]);
    expect(await contentKeys.put({ [subject]: 'key-of-0' }, true)).toMatchObject({ value: 0 });
    expect(text(disk, KEYS)).not.toContain('key-of-0');
  });
});

describe('a purged key that the disk holds on to', () => {
  /** Nothing can be put in the place of the key file, while everything else can be written. */
  const holdsOn = (disk: SimulatedDisk): void => {
    disk.fault = (operation, path) =>
      operation === 'rename' && path.includes('content-keys') ? { errno: 'EIO' } : null;
  };
  const purged = async () => {
    const disk = simulatedDisk();
    const [one] = await fillJournal(disk, 2);
    const subject = one?.header.subjectId ?? '';
    const opened = await openTestJournal(disk);
    holdsOn(disk);
    const done = await opened.append({ kind: 'purge', takeNumbers: [], marks: { destroys: [subject] } });
    return { disk, subject, done, left: { kind: 'keys-left', subjects: [subject], more: 0 }, ...opened };
  };

  it('is told as such, while its entry counts as written; nothing more is taken', async () => {
    const { disk, done, left, state, append, notices } = await purged();
    expect(done).toMatchObject({ ok: true, value: { sequence: 4 } });
    expect(text(disk, KEYS)).toContain('key-of-0');
    expect(await state()).toMatchObject({ count: 4, troubles: [left] });
    expect(notices).toContainEqual({ code: 'keys-left', detail: { count: 1 } });
    expect(await append()).toMatchObject(stopped('keys-left'));
    expect((await state()).count).toBe(4);
  });

  it('is removed by the next entry, before anything is written', async () => {
    const { disk, state, append } = await purged();
    disk.fault = () => null;
    expect(await append()).toMatchObject({ ok: true, value: { sequence: 5 } });
    expect(text(disk, KEYS)).not.toContain('key-of-0');
    expect((await state()).troubles).toEqual([]);
  });

  it('is removed when that is asked for, and not said to be gone before', async () => {
    const { disk, left, state, journal } = await purged();
    expect(await journal.mend([])).toEqual({ ok: true, value: 0 });
    expect((await state()).troubles).toEqual([left]);
    disk.fault = () => null;
    expect(await journal.mend([])).toEqual({ ok: true, value: 0 });
    expect(text(disk, KEYS)).not.toContain('key-of-0');
    expect((await state()).troubles).toEqual([]);
  });

  it('is found at the next opening, and removed by the one after', async () => {
    const { disk, left, close } = await purged();
    await close();
    const held = await openTestJournal(disk);
    expect((await held.state()).troubles).toEqual([left]);
    await held.close();
    disk.fault = () => null;
    const freed = await openTestJournal(disk);
    expect((await freed.state()).troubles).toEqual([]);
    expect(text(disk, KEYS)).not.toContain('key-of-0');
  });
});

describe('mending', () => {
  it('puts lost lines back by their hash, keeps the damaged file beside, and goes on', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 5);
    const whole = text(disk, JOURNAL);
    const entries = await readAll(disk);
    setLines(disk, spoiled(spoiled(linesOf(disk), 3), 4));
    const damaged = text(disk, JOURNAL);
    const { journal, state, append } = await openTestJournal(disk);
    expect(await journal.mend(entries)).toEqual({ ok: true, value: 2 });
    expect((await state()).troubles).toEqual([]);
    expect(text(disk, JOURNAL)).toBe(whole);
    expect(text(disk, `${JOURNAL}.damaged-1`)).toBe(damaged);
    expect(await append()).toMatchObject({ ok: true, value: { sequence: 7, numbers: [{ value: 6 }] } });
    expect(await (await openTestJournal(disk)).state()).toMatchObject({ count: 7, troubles: [] });
  });

  it('takes nothing that the line behind does not name', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 4);
    const other = simulatedDisk();
    await fillJournal(other, 4);
    const foreign = await readAll(other);
    const entries = await readAll(disk);
    setLines(disk, spoiled(linesOf(disk), 3));
    const damaged = text(disk, JOURNAL);
    const { journal, state } = await openTestJournal(disk);
    const [third] = entries.filter(({ header }) => header.sequence === 3);
    if (third === undefined) throw new Error('no third entry');
    const forged: AnyEntry = { ...third, sealed: 'QUJD' };
    for (const offered of [foreign, [forged], entries.filter((entry) => entry !== third), []])
      expect(await journal.mend(offered)).toEqual({ ok: true, value: 0 });
    expect(text(disk, JOURNAL)).toBe(damaged);
    expect((await state()).troubles).toEqual([{ kind: 'lines-damaged', lines: [3], more: 0 }]);
  });

  it('puts back the end, and cuts what stood there torn', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 4);
    const whole = text(disk, JOURNAL);
    const entries = await readAll(disk);
    setLines(disk, linesOf(disk).slice(0, 3));
    tear(disk, JOURNAL);
    const { journal, state } = await openTestJournal(disk);
    expect((await state()).troubles).toMatchObject([{ kind: 'behind', have: 3, known: 5 }]);
    expect(await journal.mend(entries)).toEqual({ ok: true, value: 2 });
    expect((await state()).troubles).toEqual([]);
    expect(text(disk, JOURNAL)).toBe(whole);
  });

  it('clears litter between whole lines without being offered anything', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 3);
    const whole = text(disk, JOURNAL);
    const [first = '', ...rest] = linesOf(disk);
    setLines(disk, [first, 'litter', ...rest]);
    const { journal, state } = await openTestJournal(disk);
    expect((await state()).troubles).toEqual([{ kind: 'lines-damaged', lines: [], more: 0 }]);
    expect((await journal.mend([])).ok).toBe(true);
    expect((await state()).troubles).toEqual([]);
    expect(text(disk, JOURNAL)).toBe(whole);
  });

  it('leaves the journal as it was when the disk fails in the middle of it', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 4);
    const entries = await readAll(disk);
    setLines(disk, spoiled(linesOf(disk), 3));
    const damaged = text(disk, JOURNAL);
    const { journal, state } = await openTestJournal(disk);
    disk.fault = (operation, path) =>
      operation === 'write' && path.endsWith('.mending') ? { errno: 'ENOSPC', partial: 10 } : null;
    expect(await journal.mend(entries)).toMatchObject({ failure: { code: 'disk-full' } });
    expect(text(disk, JOURNAL)).toBe(damaged);
    disk.fault = () => null;
    expect(await journal.read(0, 10)).toMatchObject({ ok: true, value: { length: 4 } });
    expect(await journal.mend(entries)).toEqual({ ok: true, value: 1 });
    expect((await state()).troubles).toEqual([]);
  });

  it('goes on over lines that nobody has any more once an administrator has noted them, and only those', async () => {
    const disk = simulatedDisk();
    await fillJournal(disk, 4);
    setLines(disk, spoiled(linesOf(disk), 3));
    const { append, state } = await openTestJournal(disk);
    const accepting = (lines: number[]) => ({
      kind: 'window',
      takeNumbers: [],
      marks: { accepts: { lines, keys: [] } },
    });
    expect(await append(accepting([2]))).toMatchObject(stopped('lines-damaged'));
    expect(await append(accepting([3]))).toMatchObject({ ok: true, value: { sequence: 6 } });
    expect((await state()).troubles).toEqual([]);
    expect(await append()).toMatchObject({ ok: true, value: { numbers: [{ value: 5 }] } });
    expect(await (await openTestJournal(disk)).state()).toMatchObject({ count: 7, troubles: [] });
    expect(disk.file(MARK)).toBeDefined();
  });
});
