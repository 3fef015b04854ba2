/** The browser host opens a real Chromium by itself; what it can see of the window is what a person would do with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEntry } from '#tests/electron/built-entry.ts';

const folder = mkdtempSync(join(tmpdir(), 'counter-window-'));
const data = join(folder, 'data');
let program = '';
let host: ChildProcess;
let said = '';
let ended: Promise<number | null>;

async function until<T>(look: () => T | Promise<T>, wanted: (found: T) => boolean): Promise<T> {
  let found = await look();
  for (let turn = 0; turn < 600 && !wanted(found); turn += 1) {
    await new Promise((done) => setTimeout(done, 50));
    found = await look();
  }
  return found;
}

const commandLines = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(data));

async function attach(): Promise<Browser> {
  const portFile = join(data, 'browser-profile/DevToolsActivePort');
  // The file is there a moment before its content.
  const readPort = (): string => (existsSync(portFile) ? (readFileSync(portFile, 'utf8').split('\n')[0] ?? '') : '');
  const port = await until(readPort, (read) => read !== '');
  return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
}

const pages = (browser: Browser): Page[] => browser.contexts().flatMap((context) => context.pages());

beforeAll(async () => {
  program = await buildEntry('electron/loopback/main.ts', folder, 'loopback');
  const flags = '--headless=new --disable-gpu --remote-debugging-port=0';
  host = spawn(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      COUNTER_DATA: data,
      COUNTER_WITNESS: `${data}-witness`,
      COUNTER_BROWSER_FLAGS: flags,
      COUNTER_LINGER_MS: '1000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  host.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  ended = new Promise((done) => host.once('close', done));
});
afterAll(() => {
  host.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('window of the browser host', () => {
  it('comes up signed in, keeps its token to itself, outlives a reload and ends the host when it is closed', async () => {
    const browser = await attach();
    const page = (await until(
      () => pages(browser).find((one) => one.url().startsWith('http://127.0.0.1:')),
      (one) => one !== undefined,
    )) as Page;
    await page.waitForSelector('body[data-presence=open]');
    const description = JSON.parse((await page.textContent('main')) ?? '') as {
      ok: boolean;
      value: { trainingOnly: boolean };
    };
    const asRoot = process.getuid?.() === 0;
    expect(description).toMatchObject({ ok: true, value: { trainingOnly: asRoot } });
    expect(said.includes('只能使用培训模式')).toBe(asRoot);
    expect(await page.evaluate(() => [isSecureContext, 'storageBuckets' in navigator, document.cookie])).toEqual([
      true,
      true,
      '',
    ]);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('main') as Element).color)).toBe(
      'rgb(1, 2, 3)',
    );

    const kept = await page.evaluate(async () => {
      const { storageBuckets } = navigator as unknown as {
        storageBuckets: { open(name: string, options: object): Promise<{ persist(): Promise<boolean> }> };
      };
      const bucket = await storageBuckets.open('cases', { durability: 'strict', persisted: true });
      return [await navigator.storage.persist(), await bucket.persist()];
    });
    expect(kept).toEqual([true, true]);

    const lines = commandLines();
    expect(lines.length).toBeGreaterThan(1);
    const tokens = readdirSync(join(data, 'session')).map(
      (name) => /value="([^"]+)"/u.exec(readFileSync(join(data, 'session', name), 'utf8'))?.[1] ?? 'none',
    );
    expect(tokens.length).toBe(1);
    expect(lines.filter((line) => tokens.some((token) => line.includes(token)))).toEqual([]);

    await page.reload();
    await page.waitForSelector('body[data-presence=open]');
    await new Promise((done) => setTimeout(done, 1500));
    expect(host.exitCode).toBeNull();

    await page.close();
    expect(await ended).toBe(0);
    expect(
      await until(
        () => commandLines().length,
        (count) => count === 0,
      ),
    ).toBe(0);
    expect(existsSync(join(data, 'lock.json'))).toBe(false);
  });
});
