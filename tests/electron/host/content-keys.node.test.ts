/** Keys of the cases on the disk: as durable as the entries, and gone for good once they are destroyed. */
import { assert, asyncProperty, double, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openContentKeys } from '#electron/host/content-keys.ts';
import { KEYS } from './open-test-journal.ts';
import { simulatedDisk, type SimulatedDisk } from './simulated-disk.ts';

const text = (disk: SimulatedDisk): string => new TextDecoder().decode(disk.file(KEYS));
const filled = async (): Promise<SimulatedDisk> => {
  const disk = simulatedDisk();
  const keys = await openContentKeys(disk, KEYS);
  for (const id of ['a', 'b', 'c']) await keys.add(id, `wrapped-${id}`, false);
  await keys.close();
  return disk;
};
const all = { a: 'wrapped-a', b: 'wrapped-b', c: 'wrapped-c' };
const bad = { ok: false, failure: { code: 'bad-request' } };

describe('content keys', () => {
  it('are added once, and replaced only where that is said', async () => {
    const keys = await openContentKeys(await filled(), KEYS);
    expect(await keys.read()).toEqual(all);
    expect((await keys.add('a', 'wrapped-a', false)).ok).toBe(true);
    expect(await keys.add('a', 'other', false)).toMatchObject(bad);
    expect((await keys.add('a', 'other', true)).ok).toBe(true);
    expect(await keys.read()).toEqual({ ...all, a: 'other' });
    expect(keys.has('a')).toBe(true);
    expect(keys.has('x')).toBe(false);
  });

  it('tell what changed after a version: each subject once, with what holds now', async () => {
    const keys = await openContentKeys(await filled(), KEYS);
    const begin = keys.version;
    expect([...keys.changedSince(begin)]).toEqual([]);
    await keys.add('d', 'wrapped-d', false);
    const between = keys.version;
    await keys.put({ a: 'new', d: 'newer' }, true);
    await keys.destroy(['b']);
    const told = (since: number) => Object.fromEntries(keys.changedSince(since));
    expect(told(begin)).toEqual({ a: 'new', b: null, d: 'newer' });
    expect(told(between)).toEqual({ a: 'new', b: null, d: 'newer' });
    expect(told(keys.version)).toEqual({});
    await keys.add('c', 'wrapped-c', false);
    expect(told(between)).toEqual({ a: 'new', b: null, d: 'newer' });
  });

  it('once destroyed stay destroyed, whatever asks and however the file is put together', async () => {
    const disk = await filled();
    const before = disk.file(KEYS) ?? new Uint8Array();
    const keys = await openContentKeys(disk, KEYS);
    expect(await keys.destroy(['b', 'never-there'])).toEqual({ ok: true, value: 1 });
    expect(text(disk)).not.toContain('wrapped-b');
    expect(await keys.destroy(['b'])).toEqual({ ok: true, value: 0 });
    expect(await keys.add('b', 'wrapped-b', true)).toMatchObject(bad);
    expect(await keys.add('never-there', 'x', true)).toMatchObject(bad);
    expect(await keys.put({ b: 'wrapped-b', a: 'new' }, true)).toEqual({ ok: true, value: 1 });
    expect(text(disk)).not.toContain('wrapped-b');
    await keys.close();
    const again = await openContentKeys(disk, KEYS);
    expect(await again.read()).toEqual({ a: 'new', c: 'wrapped-c' });
    await again.close();
    // Its old line behind the one that says it is gone.
    disk.alter(KEYS, (content) => new Uint8Array([...content, ...before]));
    expect((await openContentKeys(disk, KEYS)).has('b')).toBe(false);
  });

  it('are written anew where the file was taken away under the program', async () => {
    const disk = await filled();
    const keys = await openContentKeys(disk, KEYS);
    await disk.remove(KEYS);
    expect((await keys.add('d', 'wrapped-d', false)).ok).toBe(true);
    await keys.close();
    expect(await (await openContentKeys(disk, KEYS)).read()).toEqual({ ...all, d: 'wrapped-d' });
  });

  it('of which one line is damaged: that one is missing, the others and their file stay', async () => {
    await assert(
      asyncProperty(double({ min: 0, max: 0.999, noNaN: true }), integer({ min: 1, max: 255 }), async (place, flip) => {
        const disk = await filled();
        const at = Math.floor(place * (text(disk).length - 1));
        disk.alter(KEYS, (content) => content.map((byte, index) => (index === at ? byte ^ flip : byte)));
        const damaged = disk.file(KEYS);
        const keys = await openContentKeys(disk, KEYS);
        const read = await keys.read();
        expect(Object.keys(read).length).toBeLessThan(3);
        for (const [id, wrapped] of Object.entries(read)) expect(wrapped).toBe(all[id as 'a']);
        expect(disk.file(KEYS)).toEqual(damaged);
        const put = await keys.put(all, false);
        expect(put).toEqual({ ok: true, value: 3 - Object.keys(read).length });
        await keys.close();
        expect(await (await openContentKeys(disk, KEYS)).read()).toEqual(all);
      }),
      { numRuns: 100 },
    );
  });

  it('whose last line is torn are cut there, and go on', async () => {
    const disk = await filled();
    disk.alter(KEYS, (content) => content.slice(0, -9));
    const keys = await openContentKeys(disk, KEYS);
    expect(await keys.read()).toEqual({ a: 'wrapped-a', b: 'wrapped-b' });
    await keys.add('d', 'wrapped-d', false);
    await keys.close();
    expect(await (await openContentKeys(disk, KEYS)).read()).toEqual({
      a: 'wrapped-a',
      b: 'wrapped-b',
      d: 'wrapped-d',
    });
  });

  it('stay as they were when destroying fails on the disk', async () => {
    const disk = await filled();
    const keys = await openContentKeys(disk, KEYS);
    disk.fault = (operation) => (operation === 'rename' ? { errno: 'EIO' } : null);
    expect(await keys.destroy(['b'])).toMatchObject({ ok: false, failure: { code: 'disk-error' } });
    disk.fault = () => null;
    expect(await keys.read()).toEqual(all);
    expect(await keys.destroy(['b'])).toEqual({ ok: true, value: 1 });
    expect(text(disk)).not.toContain('wrapped-b');
  });

  it.each(['rename', 'none'])(
    'go on after the file could neither be replaced nor opened again (%s fails too)',
    async (also) => {
      const disk = await filled();
      const keys = await openContentKeys(disk, KEYS);
      disk.fault = (operation) => (operation === 'open' || operation === also ? { errno: 'EIO' } : null);
      expect(await keys.destroy(['b'])).toMatchObject({ ok: false, failure: { code: 'disk-error' } });
      // Still not to be opened: a failure, and nothing is written into a closed file.
      expect(await keys.add('d', 'wrapped-d', false)).toMatchObject({ ok: false, failure: { code: 'disk-error' } });
      disk.fault = () => null;
      expect((await keys.add('d', 'wrapped-d', false)).ok).toBe(true);
      expect((await keys.destroy(['b'])).ok).toBe(true);
      expect(await keys.read()).toEqual({ a: 'wrapped-a', c: 'wrapped-c', d: 'wrapped-d' });
      await keys.close();
      expect(await (await openContentKeys(disk, KEYS)).read()).toEqual({
        a: 'wrapped-a',
        c: 'wrapped-c',
        d: 'wrapped-d',
      });
    },
  );
});
