/** The installed folder as a person starts it: real launcher, real processes, a real office's data, kills at random moments. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { installPaths, readPointer } from '#electron/host/program-folder.ts';
import { createUpdates } from '#electron/host/updates.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { aMachine, testDisks, type TestDisks } from '#tests/builders/a-machine.ts';
import { aWorkshop, type Workshop } from '#tests/builders/an-installed-program.ts';
import { anOfficeOn, signedIn, valueOf } from '#tests/store/an-office-on.ts';

let shop: Workshop;
let disks: TestDisks;
let install = '';
let data = '';
const running: ChildProcess[] = [];

beforeAll(async () => {
  shop = await aWorkshop(['0.1.0', '0.2.0']);
}, 300_000);
afterAll(() => {
  shop.clear();
});
afterEach(async () => {
  // The program that a launcher started is of its group: without the launcher it would go on.
  for (const { pid = 0 } of running.splice(0))
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  await disks.clear();
});

const machine = async () => await aMachine({ name: 'one', folder: data, ownDisk: disks.first });

/** An installed folder and a day's office; the journal's bytes. */
async function anInstalledOffice(): Promise<string> {
  disks = await testDisks();
  install = shop.install('0.1.0');
  data = join(disks.first, 'data');
  const first = await machine();
  await anOfficeOn(first);
  const store = valueOf(await signedIn(first));
  for (const caseId of ['case-a', 'case-b'])
    valueOf(
      await store.cases.record({
        entryId: crypto.randomUUID(),
        caseId,
        action: actedBy(aDecidedAction('毕业-'), store.officer),
      }),
    );
  await store.close();
  await first.stop();
  return readFileSync(join(data, 'areas/office/journal.jsonl'), 'utf8');
}

async function prepare(): Promise<void> {
  const { current } = (await readPointer(diskLayer, install)) ?? { current: '' };
  const updates = createUpdates({
    layer: diskLayer,
    program: installPaths(install).program(current),
    dataFolder: data,
    appVersion: '',
    onPrepared: () => undefined,
  });
  expect((await updates.prepare(shop.stick('0.2.0'))).ok).toBe(true);
}

interface Launched {
  readonly child: ChildProcess;
  said(): string;
  ended(): Promise<number | null>;
  /** Until it has said this. */
  until(text: string): Promise<void>;
}

function launch(...args: string[]): Launched {
  const child = spawn(join(install, 'counter.sh'), args, {
    env: {
      PATH: process.env['PATH'],
      COUNTER_BROWSER: 'none',
      COUNTER_DATA: data,
      COUNTER_WITNESS: join(disks.first, 'config'),
      COUNTER_MACHINE: 'one',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()));
  const end = new Promise<number | null>((done) => child.once('close', done));
  return {
    child,
    said: () => said,
    ended: async () => await end,
    until: async (text) => {
      for (let turn = 0; turn < 2000 && !said.includes(text); turn += 1) await pause(10);
      expect(said).toContain(text);
    },
  };
}

const version = async (): Promise<string> =>
  ((await readPointer(diskLayer, install))?.current ?? '').split('-')[0] ?? '';
const journal = (): string => readFileSync(join(data, 'areas/office/journal.jsonl'), 'utf8');

/** Every case can be opened and read by whoever signs in. */
async function casesThere(): Promise<number> {
  const again = await machine();
  const store = valueOf(await signedIn(again));
  const count = store.cases.ledger().count;
  expect([store.ledger.troubles, store.cases.ledger().missing]).toEqual([[], []]);
  await store.close();
  await again.stop();
  return count;
}

describe('launcher', { timeout: 240_000 }, () => {
  it('starts the program, updates it at the next start with everything there, and goes one step back', async () => {
    const before = await anInstalledOffice();
    const entries = await casesThere();
    const old = launch();
    await old.until('"address"');
    await prepare();
    // A second start while the first runs asks it for a window and changes nothing.
    const second = launch();
    await second.until('程序已在运行');
    expect([await second.ended(), await version()]).toEqual([0, '0.1.0']);
    old.child.kill('SIGTERM');
    expect(await old.ended()).toBe(0);

    const updated = launch();
    await updated.until('"address"');
    expect(updated.said()).toContain('已由 0.1.0 版更新到 0.2.0 版，旧程序保留一步');
    updated.child.kill('SIGTERM');
    await updated.ended();
    expect([await version(), journal()]).toEqual(['0.2.0', before]);
    const [copy = ''] = readdirSync(join(data, 'before-update'));
    expect(readFileSync(join(data, 'before-update', copy, 'office/journal.jsonl'), 'utf8')).toBe(before);
    expect(await casesThere()).toBe(entries);

    const back = launch('back');
    expect(await back.ended()).toBe(0);
    expect(back.said()).toContain('已退回 0.1.0 版');
    expect(await version()).toBe('0.1.0');
    expect(await casesThere()).toBe(entries);
  });

  it('goes back from a program whose runtime is broken', async () => {
    await anInstalledOffice();
    await prepare();
    const applied = launch('apply');
    expect(await applied.ended()).toBe(0);
    const { current } = (await readPointer(diskLayer, install)) ?? { current: '' };
    writeFileSync(join(install, 'programs', current, 'node/node'), '#!/bin/sh\nexit 7\n');
    expect(await launch().ended()).toBe(7);
    expect(await launch('back').ended()).toBe(0);
    expect(await version()).toBe('0.1.0');
    const again = launch();
    await again.until('"address"');
  });

  it('says what is wrong with a folder that is not whole', async () => {
    await anInstalledOffice();
    rmSync(join(install, 'current'));
    const broken = launch();
    expect(await broken.ended()).toBe(1);
    expect(broken.said()).toContain('程序文件夹不完整，没有启动。数据在另外的文件夹，没有改动。');
  });

  it('killed at any moment of an update starts a whole program afterwards, with every entry', async () => {
    const before = await anInstalledOffice();
    for (let turn = 0; turn < 12; turn += 1) {
      rmSync(install, { recursive: true });
      install = shop.install('0.1.0');
      await prepare();
      const killed = launch('apply');
      await pause(60 + turn * 45);
      try {
        process.kill(-(killed.child.pid ?? 0), 'SIGKILL');
      } catch {
        // It was faster.
      }
      await killed.ended();
      expect(['0.1.0', '0.2.0']).toContain(await version());
      const next = launch('apply');
      expect([await next.ended(), await version(), journal()]).toEqual([0, '0.2.0', before]);
    }
  });

  it.runIf(process.getuid?.() === 0)('tells an ordinary user that the folder is not his to change', async () => {
    await anInstalledOffice();
    await prepare();
    expect(await launch('apply').ended()).toBe(0);
    for (const folder of [shop.folder, disks.first]) chmodSync(folder, 0o755);
    const child = spawn(join(install, 'counter.sh'), ['back'], {
      uid: 65534,
      env: { PATH: process.env['PATH'], COUNTER_DATA: join(disks.first, 'own') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    await new Promise((done) => child.once('close', done));
    expect(said).toContain('程序文件夹不能写入，没有更新');
    expect(await version()).toBe('0.2.0');
  });
});
