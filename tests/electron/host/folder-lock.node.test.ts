import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '#electron/host/data-folder.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { lockFolder, LockContent } from '#electron/host/folder-lock.ts';
import { judgeHolder, ownIdentity, startTicksOf } from '#electron/host/process-identity.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const leaveLock = (holder: Partial<LockContent['holder']>): void => {
  const content: LockContent = {
    holder: { ...ownIdentity(), ...holder },
    kind: 'electron',
    nonce: '00000000-0000-4000-8000-000000000000',
    port: null,
    secret: null,
  };
  writeFileSync(join(folder, 'lock.json'), JSON.stringify(content));
};

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((done) => child.once('exit', done));
  return child.pid ?? 0;
}

describe('lock of the data folder', () => {
  it('lets one host in and names the one that is there', async () => {
    const first = await lockFolder(folder, 'electron');
    expect(await lockFolder(folder, 'loopback')).toEqual({
      ok: false,
      failure: { code: 'data-folder-locked', detail: { kind: 'electron', pid: process.pid } },
    });
    if (first.ok) await first.value.release();
    expect((await lockFolder(folder, 'loopback')).ok).toBe(true);
  });

  it('takes over the lock of a process that is gone', async () => {
    leaveLock({ pid: await endedProcess() });
    expect((await lockFolder(folder, 'loopback')).ok).toBe(true);
    expect(LockContent.parse(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).holder.pid).toBe(process.pid);
  });

  it('takes over when the process number belongs to another program by now, or the machine was started again', async () => {
    leaveLock({ startTicks: '1' });
    const reused = await lockFolder(folder, 'loopback');
    expect(reused.ok).toBe(true);
    if (reused.ok) await reused.value.release();
    leaveLock({ boot: 'another boot' });
    expect((await lockFolder(folder, 'loopback')).ok).toBe(true);
  });

  it('judges a holder on another machine by its signs of life only', () => {
    const self = ownIdentity();
    expect(judgeHolder({ ...self, host: 'elsewhere' }, self)).toBe('unsure');
    expect(judgeHolder(self, self)).toBe('alive');
    expect(startTicksOf(process.pid)).toMatch(/^\d+$/u);
  });

  it('waits for a sign of life where the process table cannot tell, then takes over', { timeout: 30_000 }, async () => {
    leaveLock({ host: 'elsewhere' });
    expect((await lockFolder(folder, 'loopback')).ok).toBe(true);
  });

  const LOCKED = { ok: false, failure: { code: 'data-folder-locked' } };

  it('leaves a lock alone whose holder elsewhere gives a sign of life', { timeout: 30_000 }, async () => {
    leaveLock({ host: 'elsewhere' });
    const living = setInterval(() => utimesSync(join(folder, 'lock.json'), new Date(), new Date()), 500);
    expect(await lockFolder(folder, 'loopback')).toMatchObject(LOCKED);
    clearInterval(living);
    expect(existsSync(join(folder, 'lock.json'))).toBe(true);
  });

  it('removes no lock but the one that it found abandoned', { timeout: 30_000 }, async () => {
    const path = join(folder, 'lock.json');
    leaveLock({ host: 'elsewhere' });
    // A whole second: the finer part of a time cannot be set again.
    const mtime = new Date(Math.floor(Date.now() / 1000) * 1000);
    utimesSync(path, mtime, mtime);
    const taking = lockFolder(folder, 'loopback');
    await pause(1000);
    // Another starter was quicker: its lock stands there now, and looks as old as the one before.
    const other = {
      ...LockContent.parse(JSON.parse(readFileSync(path, 'utf8'))),
      holder: ownIdentity(),
      nonce: randomUUID(),
    };
    writeFileSync(path, JSON.stringify(other));
    utimesSync(path, mtime, mtime);
    expect(await taking).toMatchObject(LOCKED);
    expect(LockContent.parse(JSON.parse(readFileSync(path, 'utf8')))).toEqual(other);
  });

  it('lets exactly one of many starters take over an abandoned lock', async () => {
    const gone = await endedProcess();
    for (let round = 0; round < 20; round += 1) {
      leaveLock({ pid: gone });
      const results = await Promise.all(Array.from({ length: 8 }, async () => await lockFolder(folder, 'loopback')));
      const winners = results.filter((result) => result.ok);
      expect(winners.length).toBe(1);
      for (const winner of winners) await winner.value.release();
      expect(existsSync(join(folder, 'lock.json'))).toBe(false);
    }
  });

  it('does not remove a lock that is no longer its own', async () => {
    const first = await lockFolder(folder, 'loopback');
    leaveLock({});
    if (first.ok) await first.value.release();
    expect(existsSync(join(folder, 'lock.json'))).toBe(true);
  });

  it('says so once its lock is gone, or another one’s', async () => {
    const lock = await lockFolder(folder, 'loopback');
    if (!lock.ok) throw new Error(lock.failure.code);
    expect(await lock.value.stillHeld()).toBe(true);
    await lock.value.publish(4000, 'secret');
    expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).toMatchObject({ port: 4000, secret: 'secret' });
    expect(await lock.value.stillHeld()).toBe(true);
    leaveLock({});
    expect(await lock.value.stillHeld()).toBe(false);
    rmSync(join(folder, 'lock.json'));
    expect(await lock.value.stillHeld()).toBe(false);
    const second = await lockFolder(folder, 'loopback');
    expect(second.ok).toBe(true);
    expect(await lock.value.stillHeld()).toBe(false);
    await lock.value.release();
    expect(second.ok && (await second.value.stillHeld())).toBe(true);
  });

  it('puts a folder of the lock’s name aside with what is in it', { timeout: 30_000 }, async () => {
    mkdirSync(join(folder, 'lock.json'));
    writeFileSync(join(folder, 'lock.json', 'inside'), 'x');
    expect((await lockFolder(folder, 'loopback')).ok).toBe(true);
    const [aside = ''] = readdirSync(folder).filter((name) => name.startsWith('lock.json.aside-'));
    expect(readFileSync(join(folder, aside, 'inside'), 'utf8')).toBe('x');
  });

  it.each([3_600_000, -3_600_000])('passes a take-over mark that is %i ms off', async (off) => {
    leaveLock({ pid: await endedProcess() });
    const mark = join(folder, '.lock-takeover');
    mkdirSync(mark);
    const when = new Date(Date.now() + off);
    utimesSync(mark, when, when);
    expect((await lockFolder(folder, 'loopback')).ok).toBe(true);
    expect(existsSync(mark)).toBe(false);
  });

  it('opens a folder that only its owner can enter, the same installation each time', async () => {
    const place = join(folder, 'data');
    const first = await openDataFolder(diskLayer, place, 'loopback', { COUNTER_WITNESS: join(place, 'witness') });
    if (!first.ok) throw new Error(first.failure.code);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    expect(statSync(join(place, 'lock.json')).mode & 0o777).toBe(0o600);
    await first.value.lock.release();
    const second = await openDataFolder(diskLayer, place, 'electron', { COUNTER_WITNESS: join(place, 'witness') });
    expect(second).toMatchObject({ ok: true, value: { installationId: first.value.installationId } });
  });
});
