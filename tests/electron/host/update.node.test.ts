/** Updates by stick, on real folders: what is taken, what is refused and how it is told, and that nothing is ever half applied. */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkInstalled } from '#electron/cli/update-making.ts';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { installPaths, readPointer, type Pointer } from '#electron/host/program-folder.ts';
import { proveProgram, type Prove } from '#electron/host/program-proof.ts';
import { applyPrepared } from '#electron/host/update-apply.ts';
import { createUpdates, type Updates, type UpdatesParts } from '#electron/host/updates.ts';
import type { Failure, Result } from '#shared/contract/failure.ts';
import { failureText, failureWording } from '#shared/wording/failures.ts';
import { aWorkshop, type Workshop } from '#tests/builders/an-installed-program.ts';
import { failingLayer } from '#tests/builders/failing-layer.ts';
import { spoiltSticks } from './spoilt-sticks.ts';

const NOW = '2026-11-28T09:00:00+08:00';
const always: Prove = async () => await Promise.resolve(true);
let shop: Workshop;
let install = '';
let data = '';

beforeAll(async () => {
  shop = await aWorkshop(['0.1.0', '0.2.0', '0.3.0']);
}, 300_000);
afterAll(() => {
  shop.clear();
});

/** Bytes that stand for an office; nothing here opens them. */
const office = {
  'journal.jsonl': '{"format":2,"a":1}\n',
  'content-keys.jsonl': 'keys\n',
  'vault.json': '{"file":2}\n',
};
beforeEach(() => {
  install = shop.install('0.1.0');
  data = `${install}-数据`;
  const area = join(data, 'areas/office');
  mkdirSync(area, { recursive: true });
  for (const [name, content] of Object.entries(office)) writeFileSync(join(area, name), content);
});

const pointer = async (): Promise<Pointer> =>
  (await readPointer(diskLayer, install)) ?? { current: '', previous: null };
const updates = async (parts: Partial<UpdatesParts> = {}): Promise<Updates> =>
  createUpdates({
    layer: diskLayer,
    program: installPaths(install).program((await pointer()).current),
    dataFolder: data,
    appVersion: '0.1.0',
    onPrepared: () => undefined,
    prove: always,
    ...parts,
  });
const apply = async (layer: FileLayer = diskLayer, prove: Prove = always) =>
  await applyPrepared({ layer, install, dataFolder: data, now: NOW, prove });

function digest(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    hash.update(entry);
    if (statSync(join(folder, entry)).isFile()) hash.update(readFileSync(join(folder, entry)));
  }
  return hash.digest('hex');
}
const failureOf = (result: Result<unknown>): Failure | null => (result.ok ? null : result.failure);
/** The program that the pointer names, by its own digest. */
const running = async (): Promise<string> => digest(installPaths(install).program((await pointer()).current));

describe('an update by stick', () => {
  it('is offered with what changes, prepared beside the program, in place at the next start, and taken back by one step', async () => {
    const stick = shop.stick('0.2.0');
    const before = await pointer();
    const offer = await (await updates()).check(stick);
    expect(offer).toMatchObject({ ok: true, value: { from: '0.1.0', to: '0.2.0', notes: '0.2.0：说明文字' } });
    expect(await (await updates({ prove: proveProgram })).prepare(stick)).toMatchObject({
      ok: true,
      value: { version: '0.1.0', prepared: { version: '0.2.0', kind: 'update' }, previous: null },
    });
    expect(await pointer()).toEqual(before);
    rmSync(stick, { recursive: true });
    const outcome = await apply(diskLayer, proveProgram);
    expect(outcome).toMatchObject({ from: '0.1.0', to: '0.2.0', failure: null });
    expect((await pointer()).previous).toBe(before.current);
    for (const [name, content] of Object.entries(office))
      expect(readFileSync(join(outcome?.copies ?? '', 'office', name), 'utf8')).toBe(content);
    const now = await updates();
    expect(await now.state()).toMatchObject({
      ok: true,
      value: { version: '0.2.0', previous: '0.1.0', prepared: null },
    });
    expect(await now.back()).toMatchObject({ ok: true, value: { prepared: { version: '0.1.0', kind: 'back' } } });
    expect(await apply(diskLayer, proveProgram)).toMatchObject({ kind: 'back', to: '0.1.0', failure: null });
    expect(await pointer()).toEqual(before);
    expect(readdirSync(join(install, 'programs'))).toEqual([before.current]);
    expect(failureOf(await (await updates()).back())?.code).toBe('update-nothing-kept');
  });

  it('keeps one older program, never two', async () => {
    for (const version of ['0.2.0', '0.3.0']) {
      expect((await (await updates()).prepare(shop.stick(version))).ok).toBe(true);
      expect(await apply()).toMatchObject({ to: version, failure: null });
    }
    const { current, previous } = await pointer();
    expect(readdirSync(join(install, 'programs')).toSorted()).toEqual(
      [String(previous), current].toSorted((a, b) => (a < b ? -1 : 1)),
    );
    expect(previous).toMatch(/^0\.2\.0-/u);
  });

  it('can be given up before the next start', async () => {
    const before = await running();
    const now = await updates();
    await now.prepare(shop.stick('0.2.0'));
    expect(await now.discard()).toMatchObject({ ok: true, value: { prepared: null } });
    expect(await apply()).toBeNull();
    expect([await running(), readdirSync(join(install, 'programs')).length]).toEqual([before, 1]);
  });

  it('is found on the stick itself, the newest one for this machine', async () => {
    const stick = join(shop.folder, 'whole-stick');
    const named = (version: string, arch: string): string =>
      join(stick, `counter-update-${version}-${process.platform}-${arch}`);
    mkdirSync(stick);
    renameSync(shop.stick('0.2.0'), named('0.2.0', process.arch));
    renameSync(shop.stick('0.3.0'), named('0.3.0', process.arch));
    mkdirSync(named('0.9.0', 'other'));
    const now = await updates();
    expect(await now.check(stick)).toMatchObject({
      ok: true,
      value: { to: '0.3.0', folder: named('0.3.0', process.arch) },
    });
    expect(await now.prepare(stick)).toMatchObject({ ok: true, value: { prepared: { version: '0.3.0' } } });
  });

  it('waits while the data folder is in use', async () => {
    await (await updates()).prepare(shop.stick('0.2.0'));
    const { lockFolder } = await import('#electron/host/folder-lock.ts');
    const lock = await lockFolder(data, 'loopback');
    expect(await apply()).toMatchObject({ failure: { code: 'data-folder-locked' } });
    expect((await pointer()).current).toMatch(/^0\.1\.0-/u);
    if (lock.ok) await lock.value.release();
    expect(await apply()).toMatchObject({ failure: null });
  });

  it('is not for a program from an installer or a source tree', async () => {
    const now = await updates({ program: dirname(install) });
    expect(await now.state()).toMatchObject({ ok: true, value: { supported: false } });
    expect(failureOf(await now.check(shop.stick('0.2.0')))?.code).toBe('update-unsupported');
  });
});

describe('a stick that is not taken', () => {
  it.each(spoiltSticks)('%s', async (_what, version, spoil, expected) => {
    const stick = shop.stick(version);
    spoil(stick, shop);
    const before = digest(install);
    const now = await updates();
    const failures = [failureOf(await now.check(stick)), failureOf(await now.prepare(stick))];
    for (const failure of failures) {
      expect(failure?.code).toBe(expected.code);
      expect(failure?.detail?.['reason']).toBe(expected.detail?.['reason']);
      expect(failureWording(failure ?? expected).whatIsSafe).toBe('现在的程序和全部数据都没有改动。');
    }
    expect(failureOf(await checkInstalled({ folder: stick, install, data }))?.code).toBe(expected.code);
    expect(digest(install)).toBe(before);
    expect(await apply()).toBeNull();
  });

  it.each([
    ['is missing', (file: string) => rmSync(file)],
    ['was changed', (file: string) => appendFileSync(file, 'x')],
    [
      'was changed at the same length',
      (file: string) =>
        writeFileSync(
          file,
          readFileSync(file).map((byte) => byte ^ 1),
        ),
    ],
    [
      'is a link',
      (file: string) => {
        renameSync(file, `${file}.real`);
        symlinkSync(`${file}.real`, file);
      },
    ],
  ])('of which a file %s', async (_how, spoil) => {
    const stick = shop.stick('0.2.0');
    spoil(join(stick, 'files/dist/loopback/main.js'));
    const before = digest(install);
    const failure = failureOf(await (await updates()).prepare(stick));
    expect(failure).toMatchObject({ code: 'update-not-whole', detail: { file: 'dist/loopback/main.js' } });
    expect(digest(install)).toBe(before);
    expect(failureOf(await checkInstalled({ folder: stick, install, data }))?.code).toBe('update-not-whole');
  });

  it('pulled while it is copied', async () => {
    const stick = shop.stick('0.2.0');
    const before = digest(install);
    let left = 3;
    const pulled: FileLayer = {
      ...diskLayer,
      openGrowing: async (path) => {
        left -= 1;
        if (left === 0) rmSync(stick, { recursive: true });
        return await diskLayer.openGrowing(path);
      },
    };
    const failure = failureOf(await (await updates({ layer: pulled })).prepare(stick));
    expect(failure?.code).toBe('update-stick-gone');
    expect(failureText(failure ?? { code: 'cancelled' })).toContain('U 盘不见了');
    expect(digest(install)).toBe(before);
  });

  it('whose program does not run here', async () => {
    const stick = shop.stick('0.2.0');
    const before = digest(install);
    const failing = await updates({ prove: proveProgram });
    const runtime = join(stick, 'files/node/node');
    writeFileSync(runtime, '#!/bin/sh\nexit 1\n');
    const bytes = readFileSync(runtime);
    shop.resign(stick, (list) => {
      const file = (list['files'] as { path: string }[]).find(({ path }) => path === 'node/node');
      Object.assign(file ?? {}, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    });
    expect(failureOf(await failing.prepare(stick))?.code).toBe('update-not-runnable');
    expect(digest(install)).toBe(before);
  });

  it('for which there is no space', async () => {
    const before = digest(install);
    const now = await updates({ freeBytes: async () => await Promise.resolve(1000) });
    const failure = failureOf(await now.prepare(shop.stick('0.2.0')));
    expect(failureText(failure ?? { code: 'cancelled' })).toMatch(/磁盘空间不够，没有更新：.*需要约 \d+ MB/u);
    expect(digest(install)).toBe(before);
  });

  it('by a byte: its files and eight megabytes have to be free', async () => {
    const stick = shop.stick('0.2.0');
    // As programs that are out there look for it.
    const list = JSON.parse(readFileSync(join(stick, 'manifest.json'), 'utf8')) as { files: { bytes: number }[] };
    expect(readdirSync(stick).toSorted()).toEqual(['files', 'manifest.json', 'manifest.sig']);
    const needed = list.files.reduce((sum, { bytes }) => sum + bytes, 0) + 8 * 1024 * 1024;
    const withFree = async (bytes: number) => {
      const now = await updates({ freeBytes: async () => await Promise.resolve(bytes) });
      return failureOf(await now.prepare(stick));
    };
    expect(await withFree(needed - 1)).toMatchObject({
      code: 'update-no-space',
      detail: { megabytes: Math.ceil(needed / 1024 / 1024) },
    });
    expect(await withFree(needed)).toBeNull();
  });
});

describe('a step that fails', () => {
  it('while copying leaves nothing, and says why', async () => {
    const stick = shop.stick('0.2.0');
    const before = await running();
    const whole = failingLayer(0, '', false);
    expect((await (await updates({ layer: whole.layer })).prepare(stick)).ok).toBe(true);
    await (await updates()).discard();
    const every = Array.from({ length: whole.steps() }, (_, at) => at + 1);
    for (const [code, told] of [
      ['ENOSPC', 'update-no-space'],
      ['EROFS', 'update-read-only'],
    ] as const)
      for (const at of every) {
        const prepared = await (await updates({ layer: failingLayer(at, code, false).layer })).prepare(stick);
        expect([null, told, 'disk-full', 'data-folder-not-writable']).toContain(failureOf(prepared)?.code ?? null);
        // Prepared and whole, or not prepared at all.
        const state = await (await updates()).state();
        const named = state.ok && state.value.prepared !== null;
        const outcome = await apply();
        expect(outcome?.failure ?? null).toBeNull();
        expect([outcome !== null, (await running()) !== before]).toEqual([named, named]);
        install = shop.install('0.1.0');
      }
  }, 300_000);

  it.each(['ENOSPC', 'EROFS', 'EIO'])(
    'with %s while it is put in place leaves the old program or the new one',
    async (code) => {
      const stick = shop.stick('0.2.0');
      const ends = new Set<string>();
      for (let at = 1; ; at += 1) {
        install = shop.install('0.1.0');
        expect((await (await updates()).prepare(stick)).ok).toBe(true);
        const failing = failingLayer(at, code, false);
        const outcome = await apply(failing.layer);
        const { current } = await pointer();
        ends.add(current);
        // What is told and what stands agree.
        const failure = outcome?.failure ?? null;
        expect(current.startsWith('0.2.0-')).toBe(failure === null);
        expect(existsSync(join(install, 'programs', current, 'version.json'))).toBe(true);
        await apply();
        expect((await pointer()).current).toMatch(/^0\.2\.0-/u);
        if (failing.steps() < at) break;
      }
      expect(ends.size).toBe(2);
    },
    120_000,
  );

  it('killed at each step, the next start has a whole program and goes on', async () => {
    const stick = shop.stick('0.2.0');
    const kept = new Map<string, string>();
    for (let at = 1; ; at += 1) {
      install = shop.install('0.1.0');
      kept.set((await pointer()).current, await running());
      expect((await (await updates()).prepare(stick)).ok).toBe(true);
      const dead = failingLayer(at, 'EIO', true);
      await apply(dead.layer);
      const { current } = await pointer();
      expect(current.startsWith('0.2.0') || (await running()) === kept.get(current)).toBe(true);
      await apply();
      expect((await pointer()).current).toMatch(/^0\.2\.0-/u);
      const state = await (await updates()).state();
      expect(state).toMatchObject({ ok: true, value: { version: '0.2.0', prepared: null, previous: '0.1.0' } });
      if (dead.steps() < at) break;
    }
  }, 300_000);

  it('in the prepared copy, changed between the two starts, keeps the old program and says so', async () => {
    const before = await running();
    await (await updates()).prepare(shop.stick('0.2.0'));
    const name = readdirSync(join(install, 'programs')).find((one) => one.startsWith('0.2.0')) ?? '';
    appendFileSync(join(install, 'programs', name, 'dist/renderer/index.html'), '<!-- -->');
    expect(await apply()).toMatchObject({
      failure: { code: 'update-not-whole', detail: { file: 'dist/renderer/index.html' } },
    });
    expect(await running()).toBe(before);
    expect(await (await updates()).state()).toMatchObject({
      ok: true,
      value: { prepared: null, last: { to: '0.2.0' } },
    });
  });

  it('back to a program that cannot open what was written since', async () => {
    await (await updates()).prepare(shop.stick('0.2.0'));
    await apply();
    appendFileSync(join(data, 'areas/office/journal.jsonl'), '{"format":3,"a":2}\n');
    const failure = failureOf(await (await updates()).back());
    expect(failure).toMatchObject({ code: 'update-unfit', detail: { reason: 'data-newer' } });
  });
});
