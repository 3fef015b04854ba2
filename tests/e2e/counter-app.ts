/**
 * Runs the built program as it runs at a window: the browser host as a process of its own, Chromium as another, each with
 * its own folder, so that a test can kill either and start again.
 */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { diskLayer } from '#electron/host/file-layer.ts';
import { prepareProfile } from '#electron/loopback/browser-profile.ts';

const root = process.cwd();
/** ms that a page may take to answer; a machine that is busy with other work is given more. */
const PATIENCE_MS = Number(process.env['COUNTER_PATIENCE_MS'] ?? 15_000);

/** The Chromium that `npm start` would use, or the one named. */
export const chromiumPath = (): string =>
  [process.env['COUNTER_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge'].find(
    (path) => path !== undefined && existsSync(path),
  ) ?? 'chromium';

export const chromiumFlags: readonly string[] = [
  '--headless=new',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
];

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => {
        child.once('exit', () => done());
      });

async function killHard(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

export interface HostProcess {
  readonly address: string;
  /** File page that posts the one-time token. */
  readonly page: string;
  /** A second start of the program, which asks this host for a window. The file page of that window. */
  startAgain(): Promise<string>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `dist/loopback/main.js` without a browser. Rejects with what it printed when it does not start. */
export async function startHost(dataFolder: string, env: NodeJS.ProcessEnv = {}): Promise<HostProcess> {
  const start = (): ChildProcessByStdio<null, Readable, Readable> =>
    spawn(process.execPath, [join(root, 'dist/loopback/main.js')], {
      cwd: root,
      env: {
        ...process.env,
        COUNTER_DATA: dataFolder,
        COUNTER_WITNESS: `${dataFolder}-witness`,
        COUNTER_BROWSER: 'none',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const child = start();
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const nextLine = (): Promise<{ address: string; page: string }> =>
    new Promise((done, refuse) => {
      const hear = (text: string): void => {
        said.push(text);
        if (!text.startsWith('{')) return;
        lines.off('line', hear);
        done(JSON.parse(text) as { address: string; page: string });
      };
      lines.on('line', hear);
      child.once('exit', () => refuse(new Error(`the host ended: ${said.join('\n')}`)));
    });
  const line = await nextLine();
  return {
    ...line,
    startAgain: async () => {
      const said = nextLine();
      await ended(start());
      return (await said).page;
    },
    kill: () => killHard(child),
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

export interface BrowserProcess {
  readonly browser: Browser;
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
  /** Scroll bars take their room, as they do at a window; pictures are better without. */
  readonly scrollBars?: boolean;
}

/** A Chromium of our own with a profile folder; connected over its debugging port so that its process can be killed. */
export async function startChromium(profile: string, size: WindowSize): Promise<BrowserProcess> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child = spawn(
    chromiumPath(),
    [
      ...chromiumFlags.filter((flag) => size.scrollBars !== true || flag !== '--hide-scrollbars'),
      `--window-size=${size.width},${size.height}`,
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  for (let tries = 0; !existsSync(portFile) || readFileSync(portFile, 'utf8').trim() === ''; tries += 1) {
    if (tries > 300) throw new Error('Chromium did not start');
    await sleep(50);
  }
  const port = readFileSync(portFile, 'utf8').split('\n')[0];
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  return {
    browser,
    kill: () => killHard(child),
    close: async () => {
      await browser.close();
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

/** Helper processes of a killed Chromium may still be writing for a moment: what they add is removed as well. */
async function removeFolder(folder: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (tries === 50) throw error;
      await sleep(100);
    }
  }
}

/** Everything of one window, in a temporary folder; or in the one named, which is left as it is in the end. */
export class CounterApp {
  readonly folder: string;
  readonly dataFolder: string;
  readonly profile: string;
  readonly size: WindowSize;
  readonly #kept: boolean;
  #host: HostProcess | null = null;
  #browser: BrowserProcess | null = null;

  constructor(size: WindowSize = { width: 1366, height: 768 }, kept: string | null = null) {
    this.folder = kept ?? mkdtempSync(join(tmpdir(), 'counter-e2e-'));
    this.dataFolder = join(this.folder, 'data');
    this.profile = join(this.folder, 'profile');
    this.size = size;
    this.#kept = kept !== null;
  }

  /** Starts what is not running and opens the window's page; a host that is still there is asked for another window. */
  async open(prepare: (context: BrowserContext) => Promise<void> = () => Promise.resolve()): Promise<Page> {
    const entered = this.#host === null ? null : await this.#host.startAgain();
    this.#host ??= await startHost(this.dataFolder);
    const fresh = this.#browser === null;
    this.#browser ??= await this.#startBrowser(this.#host.address);
    const context = this.#browser.browser.contexts()[0];
    if (context === undefined) throw new Error('Chromium has no context');
    if (fresh) await prepare(context);
    return this.#enter(await context.newPage(), entered ?? this.#host.page);
  }

  /** As the host does where it starts the browser itself. */
  async #startBrowser(address: string): Promise<BrowserProcess> {
    await prepareProfile(diskLayer, this.profile, new URL(address).origin);
    return startChromium(this.profile, this.size);
  }

  /** A second start while the first window is open: another window of the same browser on the same host. */
  async openAnother(): Promise<Page> {
    const context = this.#browser?.browser.contexts()[0];
    if (this.#host === null || context === undefined) throw new Error('nothing is open yet');
    const page = await context.newPage();
    return this.#enter(page, await this.#host.startAgain());
  }

  async #enter(page: Page, file: string): Promise<Page> {
    page.setDefaultTimeout(PATIENCE_MS);
    await page.setViewportSize({ width: this.size.width, height: this.size.height });
    await page.goto(pathToFileURL(file).href);
    await page.waitForURL((url) => url.href.startsWith(this.#host?.address ?? '') && url.pathname === '/');
    return page;
  }

  async killAll(): Promise<void> {
    await Promise.all([this.#host?.kill(), this.#browser?.kill()]);
    this.#host = null;
    this.#browser = null;
  }

  async killHost(): Promise<void> {
    await this.#host?.kill();
    this.#host = null;
  }

  async killBrowser(): Promise<void> {
    await this.#browser?.kill();
    this.#browser = null;
  }

  /** The browser's profile goes, as after a reinstalled browser: IndexedDB with it. */
  async deleteProfile(): Promise<void> {
    await removeFolder(this.profile);
  }

  async close(): Promise<void> {
    await this.#browser?.close().catch(() => undefined);
    await this.#host?.stop();
    if (!this.#kept) await removeFolder(this.folder);
  }
}
