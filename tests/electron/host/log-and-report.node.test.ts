/** What leaves a trace: the log with its limits, and what a failure report says of host, areas and disk. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataPaths } from '#electron/host/data-folder.ts';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { createLog, errorPlaces } from '#electron/host/log.ts';
import { reportFacts } from '#electron/host/report-facts.ts';
import { writeReport } from '#electron/host/reports.ts';
import { foundIn, someAreas } from './some-areas.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the log', () => {
  const log = () => createLog(folder, () => new Date(0));
  const sizeAfterOneMore = async (bytes: number): Promise<string[]> => {
    writeFileSync(join(folder, 'host.log'), 'x'.repeat(bytes));
    const one = log();
    one.write('more');
    await one.flush();
    return readdirSync(folder).sort();
  };

  it('turns over at half a megabyte, not before', async () => {
    expect(await sizeAfterOneMore(512 * 1024 - 1)).toEqual(['host.log']);
    expect(await sizeAfterOneMore(512 * 1024)).toEqual(['host.1.log', 'host.log']);
    expect(readFileSync(join(folder, 'host.log'), 'utf8')).toBe('1970-01-01T00:00:00.000Z more\n');
    expect(await sizeAfterOneMore(512 * 1024)).toEqual(['host.1.log', 'host.2.log', 'host.log']);
    expect(await sizeAfterOneMore(512 * 1024)).toEqual(['host.1.log', 'host.2.log', 'host.log']);
  });

  it('takes plain codes, figures and nothing that could be content', async () => {
    const one = log();
    one.write('code.a:b+c-d_1', { port: 20_000, ok: true, long: 'x'.repeat(64), longer: 'x'.repeat(65), empty: '' });
    one.write('has space', { 'a b': 'x', a: '陈', path: '/home/x' });
    await one.flush();
    const [first, second] = readFileSync(join(folder, 'host.log'), 'utf8').split('\n');
    expect(first).toBe(
      `1970-01-01T00:00:00.000Z code.a:b+c-d_1 port=20000 ok=true long=${'x'.repeat(64)} longer=? empty=?`,
    );
    expect(second).toBe('1970-01-01T00:00:00.000Z ? ?=x a=? path=?');
  });

  it('never stops the work where it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const one = createLog(join(folder, 'file'), () => new Date(0));
    one.write('lost');
    await one.flush();
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('');
  });

  it('keeps of an error its name and eight places, without paths and words', () => {
    const error = new RangeError('440802200003150026');
    error.stack = [
      'RangeError: 440802200003150026',
      '    at async readFolder (/home/x/counter/electron/host/a.ts:1:2)',
      '    at /home/x/counter/electron/host/b-c.ts:30:4',
      '    at Object.run [as runs] (node:internal/x.js:5:6)',
      ...Array.from({ length: 20 }, (_, line) => `    at deep (/x/d.ts:${line}:1)`),
    ].join('\n');
    const told = errorPlaces(error).split(' < ');
    expect(told.slice(0, 3)).toEqual(['RangeError', 'readFolder@a.ts:1:2', expect.stringContaining('b-c.ts:30:4')]);
    expect(told).toHaveLength(9);
    expect(told.join(' ')).not.toMatch(/440802|home/u);
    expect(errorPlaces('RangeError')).toBe('not-an-error');
    expect(errorPlaces(Object.assign(new Error('x'), { name: 'a name', stack: undefined }))).toBe('?');
  });
});

describe('a report', () => {
  it('is named by its second, and a second and third of it apart', async () => {
    const now = new Date('2022-08-22T08:30:05.999Z');
    const names: string[] = [];
    for (const text of ['a', 'b', 'c']) {
      const written = await writeReport(diskLayer, join(folder, 'reports'), text, now);
      if (written.ok) names.push(written.value.fileName);
    }
    expect(names).toEqual(['', '-2', '-3'].map((end) => `report-20220822-083005${end}.txt`));
    expect(names.map((name) => readFileSync(join(folder, 'reports', name), 'utf8'))).toEqual(['a', 'b', 'c']);
  });

  const facts = async (layer: FileLayer = diskLayer, allowed: 'training' | 'all' = 'all') => {
    const paths = dataPaths(folder);
    const first = someAreas(folder);
    await foundIn(first, 'office');
    await foundIn(first, 'training');
    await first.close();
    const areas = someAreas(folder, layer);
    mkdirSync(paths.logs, { recursive: true });
    const lines = Array.from({ length: 250 }, (_, line) => `line ${line}`);
    writeFileSync(join(paths.logs, 'host.log'), `${lines.join('\n')}\n`);
    const text = await reportFacts({
      layer,
      paths,
      areas,
      allowed: (area) => allowed === 'all' || area === 'training',
      kind: 'loopback',
      appVersion: '1.2.3',
    });
    await areas.close();
    return JSON.parse(text) as {
      host: unknown;
      areas: Record<string, { journal: { count?: number }; bytes: Record<string, number> }>;
      log: string[];
    };
  };

  it('says versions, counts, sizes and the end of the log', async () => {
    const told = await facts();
    expect(told.host).toEqual({
      kind: 'loopback',
      appVersion: '1.2.3',
      node: process.version,
      system: `${process.platform} ${process.arch}`,
    });
    expect(Object.keys(told.areas).sort()).toEqual(['office', 'training']);
    expect(told.areas['office']?.journal.count).toBe(1);
    expect(told.areas['office']?.bytes['area.json']).toBeGreaterThan(10);
    expect(told.log).toHaveLength(200);
    expect([told.log[0], told.log.at(-1)]).toEqual(['line 50', 'line 249']);
  });

  it('says nothing of an area that is shut', async () => {
    expect(Object.keys((await facts(diskLayer, 'training')).areas)).toEqual(['training']);
  });

  it('names what a failing disk does not give, and gives the rest', async () => {
    let failing = false;
    const layer: FileLayer = {
      ...diskLayer,
      list: async (path) => {
        if (failing && path.endsWith('office')) throw Object.assign(new Error('x'), { code: 'EIO' });
        return await diskLayer.list(path);
      },
      readWhole: async (path) => {
        if (path.endsWith('host.log')) throw new Error('no errno');
        return await diskLayer.readWhole(path);
      },
    };
    failing = true;
    const told = await facts(layer);
    expect(told.areas['office']).toEqual({ unreadable: 'EIO' });
    expect(told.areas['training']?.journal.count).toBe(1);
    expect(told.log).toEqual({ unreadable: 'unknown' });
  });
});

describe('the record of an area', () => {
  it('keeps each mark by itself, over a new start', async () => {
    const areas = someAreas(folder);
    expect(await areas.existing()).toEqual({ ok: true, value: [] });
    await foundIn(areas, 'office');
    await foundIn(areas, 'training', false);
    await areas.note('training', 'storeCreated');
    await areas.close();
    const again = someAreas(folder);
    expect(await again.existing()).toEqual({ ok: true, value: ['office'] });
    expect(await again.withStore()).toEqual({ ok: true, value: ['training'] });
    await again.note('training', 'created');
    expect(await again.existing()).toMatchObject({ ok: true, value: { length: 2 } });
    await again.close();
  });

  it('that is damaged or gone is no first start: whatever lies there was set up', async () => {
    for (const name of ['area.json', 'settings.json.copy', 'acknowledged.json', 'vault.json']) {
      mkdirSync(join(folder, 'areas/office'), { recursive: true });
      writeFileSync(join(folder, 'areas/office', name), 'x');
      const areas = someAreas(folder);
      expect(await areas.existing()).toEqual({ ok: true, value: ['office'] });
      expect(await areas.withStore()).toEqual({ ok: true, value: ['office'] });
      await expect(foundIn(areas, 'office')).rejects.toThrow('area-exists');
      await areas.close();
      rmSync(join(folder, 'areas'), { recursive: true });
    }
  });

  it('goes with the area and its exports, and leaves the other one', async () => {
    const areas = someAreas(folder);
    for (const area of ['office', 'training'] as const) {
      await foundIn(areas, area);
      await areas.open(area);
      mkdirSync(join(folder, 'exports', area), { recursive: true });
    }
    expect(await areas.remove('training')).toEqual({ ok: true, value: undefined });
    expect(readdirSync(join(folder, 'areas'))).toEqual(['office']);
    expect(readdirSync(join(folder, 'exports'))).toEqual(['office']);
    expect(await areas.existing()).toEqual({ ok: true, value: ['office'] });
    expect(await areas.remove('training')).toMatchObject({ ok: true });
    expect(await areas.open('training')).toEqual({ ok: true, value: null });
    await areas.close();
  });
});
