/** The browser host as a process of its own: what it prints, second start, signals, a folder that it may not write. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildEntry } from '#tests/electron/built-entry.ts';

const folder = mkdtempSync(join(tmpdir(), 'counter-process-'));
let program = '';
let count = 0;
const running: ChildProcess[] = [];

beforeAll(async () => {
  program = await buildEntry('electron/loopback/main.ts', folder, 'loopback');
  chmodSync(folder, 0o755);
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly data: string;
  said(): string;
  until(text: string): Promise<string>;
  ended(): Promise<number | null>;
}

function start(env: NodeJS.ProcessEnv = {}, options: { uid?: number } = {}): Started {
  count += 1;
  const data = env['COUNTER_DATA'] ?? join(folder, `data-${count}`);
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'],
      COUNTER_BROWSER: 'none',
      COUNTER_DATA: data,
      COUNTER_WITNESS: `${data}-witness`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const until = async (text: string): Promise<string> => {
    for (let turn = 0; turn < 3000 && !said.includes(text); turn += 1)
      await new Promise((done) => setTimeout(done, 10));
    expect(said).toContain(text);
    return said;
  };
  return { child, data, said: () => said, until, ended: async () => await ended };
}

describe('browser host as a process', () => {
  it('prints the address and the page, and ends cleanly on SIGTERM', async () => {
    const host = start();
    const line = JSON.parse((await host.until('\n')).split('\n')[0] ?? '') as { address: string; page: string };
    expect(line.address).toMatch(/^http:\/\/127\.0\.0\.1:2\d{4}\/$/u);
    expect(readFileSync(line.page, 'utf8')).toContain(`${line.address}session`);
    host.child.kill('SIGTERM');
    expect(await host.ended()).toBe(0);
    expect([existsSync(join(host.data, 'lock.json')), existsSync(line.page)]).toEqual([false, false]);
  });

  it('asks the running host for a window at a second start', async () => {
    const first = start();
    await first.until('\n');
    const second = start({ COUNTER_DATA: first.data });
    expect(await second.ended()).toBe(0);
    expect(second.said()).toContain('程序已在运行');
    await first.until('\n{');
    expect(first.said().trim().split('\n').length).toBe(2);
  });

  it('starts again at once after kill -9', async () => {
    const first = start();
    await first.until('\n');
    first.child.kill('SIGKILL');
    await first.ended();
    const second = start({ COUNTER_DATA: first.data });
    expect(await second.until('"address"')).not.toContain('已经在运行');
  });

  it('says a busy port and its remedy, and stops', async () => {
    const first = start();
    const { address } = JSON.parse((await first.until('\n')).split('\n')[0] ?? '') as { address: string };
    const second = start({ COUNTER_PORT: new URL(address).port });
    expect(await second.ended()).toBe(1);
    expect(second.said()).toContain('本机端口被占用');
    expect(second.said()).toContain('请关闭占用该端口的程序');
  });

  it('says that it may not write its folder (as a user without the right)', async () => {
    const place = join(folder, 'not-mine');
    mkdirSync(place, { mode: 0o555 });
    // Rights mean nothing to root: then the program runs as nobody.
    const host = start({ COUNTER_DATA: join(place, 'data') }, process.getuid?.() === 0 ? { uid: 65_534 } : {});
    expect(await host.ended()).toBe(1);
    expect(host.said()).toContain('数据文件夹不能写入');
    expect(host.said()).toContain('EACCES');
  });

  it('prints how to enter where there is neither display nor browser', async () => {
    const host = start({ COUNTER_BROWSER: '', DISPLAY: '', WAYLAND_DISPLAY: '' });
    const said = await host.until('Ctrl+C');
    expect(said).toMatch(/窗口地址：http:\/\/127\.0\.0\.1:\d+\//u);
    const token = /口令：([0-9A-Z-]{23})/u.exec(said)?.[1] ?? '';
    const address = /http:\/\/[\d.:]+\//u.exec(said)?.[0] ?? '';
    const entered = await fetch(`${address}session`, {
      method: 'POST',
      headers: { origin: address.slice(0, -1) },
      body: new URLSearchParams({ token }),
    });
    expect(entered.headers.get('set-cookie')).toContain('SameSite=Strict');
  });

  it('refuses a browser that is too old, by its name', async () => {
    const old = join(folder, 'old-browser');
    writeFileSync(old, '#!/bin/sh\necho "Chromium 108.0.5359.94"\n', { mode: 0o755 });
    const host = start({ COUNTER_BROWSER: '', DISPLAY: ':99', COUNTER_CHROMIUM: old });
    expect(await host.ended()).toBe(1);
    expect(host.said()).toContain('内核版本为 108');
    expect(existsSync(host.data)).toBe(false);
  });
});
