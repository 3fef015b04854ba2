/** Real Chromium over the registry test page: a profile that survives kills, the product's own client and worker. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { serveRegistryPage, type ServedPage } from './page/serve-page.mjs';

export const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface RegistryBrowser {
  readonly profile: string;
  /** The page before anything is opened. */
  bare(): Promise<Page>;
  /** A window with the copies of `installationId` open. */
  page(installationId: string): Promise<Page>;
  /** Starts the browser (again) on the same profile. */
  start(): Promise<void>;
  /** SIGKILL to the browser and all its processes. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

const ended = (process: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) resolve();
    else process.once('exit', () => resolve());
  });

/** The address that Chromium prints once it listens for the debugger. */
const endpointOf = (process: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    process.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const match = /DevTools listening on (ws:\S+)/u.exec(text);
      if (match?.[1]) resolve(match[1]);
    });
    process.once('exit', () => reject(new Error(`Chromium ended: ${text}`)));
  });

/**
 * `inMemory`: a context of its own without a profile. There the quota of a bucket holds for access handles; in a profile Chromium
 * 156.0.8078.108 lets them pass it.
 */
export async function aRegistryBrowser({ inMemory = false } = {}): Promise<RegistryBrowser> {
  const served: ServedPage = await serveRegistryPage();
  const profile = mkdtempSync(join(tmpdir(), 'registry-profile-'));
  let process: ChildProcess | null = null;
  let browser: Browser | null = null;
  let context: BrowserContext | undefined;

  async function start(): Promise<void> {
    process = spawn(
      '/usr/bin/chromium',
      [...FLAGS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
      {
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    browser = await chromium.connectOverCDP(await endpointOf(process));
    context = inMemory ? await browser.newContext() : browser.contexts()[0];
  }

  async function kill(): Promise<void> {
    const running = process;
    if (running?.pid === undefined) return;
    const gone = ended(running);
    globalThis.process.kill(-running.pid, 'SIGKILL');
    await gone;
    await browser?.close().catch(() => undefined);
    process = null;
    browser = null;
  }

  async function bare(): Promise<Page> {
    if (browser === null || context === undefined) throw new Error('the browser is not running');
    const page = await context.newPage();
    await page.goto(served.address);
    return page;
  }

  await start();
  return {
    profile,
    start,
    kill,
    bare,
    async page(installationId) {
      const page = await bare();
      const state = await page.evaluate((id) => window.registry.open(id), installationId);
      if (state !== 'open') throw new Error(`the copies do not open: ${state}`);
      return page;
    },
    async close() {
      await kill();
      served.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
