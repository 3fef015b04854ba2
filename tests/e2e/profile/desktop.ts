/**
 * The program as an officer starts it: an ordinary user, a display, the host that opens the system's Chromium by itself
 * with its own arguments, preferences and profile. Chromium's sandbox refuses root, and as root the host offers training
 * only, so that on a build machine the program runs as `nobody`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { until } from '../until.ts';

const NOBODY = 65_534;
const root = process.cwd();
const asRoot = process.getuid?.() === 0;
const user = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

const exited = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => {
        child.once('exit', () => done());
      });

async function startDisplay(): Promise<{ display: string; server: ChildProcess }> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((done, refuse) => {
    server.once('error', refuse);
    server.once('exit', () => refuse(new Error('Xvfb ended')));
    server.stdio[3]?.once('data', (bytes: Buffer) => done(bytes.toString().trim()));
  });
  return { display: `:${number}`, server };
}

/** One installation on a display of its own; started and closed as often as wanted. */
export class Desktop {
  readonly folder = mkdtempSync(join(tmpdir(), 'counter-desktop-'));
  readonly dataFolder = join(this.folder, 'data');
  readonly profile = join(this.dataFolder, 'browser-profile');
  #server: ChildProcess | null = null;
  #host: ChildProcess | null = null;
  #browser: Browser | null = null;

  constructor() {
    // The user of the program need not be able to read the checkout.
    cpSync(join(root, 'dist'), join(this.folder, 'program/dist'), { recursive: true });
    cpSync(join(root, 'package.json'), join(this.folder, 'program/package.json'));
    mkdirSync(this.dataFolder);
    if (asRoot) for (const path of [this.folder, this.dataFolder]) chownSync(path, NOBODY, NOBODY);
  }

  async open(): Promise<Page> {
    const { display, server } = await startDisplay();
    this.#server = server;
    const portFile = join(this.profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    let said = '';
    const host = spawn(process.execPath, [join(this.folder, 'program/dist/loopback/main.js')], {
      ...user,
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'],
        HOME: this.folder,
        DISPLAY: display,
        COUNTER_DATA: this.dataFolder,
        COUNTER_BROWSER_FLAGS: '--remote-debugging-port=0 --disable-gpu',
        COUNTER_LINGER_MS: '3000',
        ...(process.env['COUNTER_CHROMIUM'] === undefined ? {} : { COUNTER_CHROMIUM: process.env['COUNTER_CHROMIUM'] }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#host = host;
    for (const stream of [host.stdout, host.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    const readPort = (): string => (existsSync(portFile) ? (readFileSync(portFile, 'utf8').split('\n')[0] ?? '') : '');
    await until(readPort, (port) => port !== '' || host.exitCode !== null, 'the browser', 90_000);
    if (host.exitCode !== null) throw new Error(`the host ended: ${said}`);
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${readPort()}`);
    const pages = (): Page[] => this.#browser?.contexts().flatMap((context) => context.pages()) ?? [];
    const window = (): Page | undefined => pages().find((page) => /^http:\/\/127\.0\.0\.1:\d+\/$/u.test(page.url()));
    const page = await until(window, (found) => found !== undefined, 'the window', 90_000);
    if (page === undefined) throw new Error('no window');
    page.setDefaultTimeout(30_000);
    return page;
  }

  /** Closes the window as an officer does; resolves when the host has ended and the browser has written everything. */
  async closeWindow(page: Page): Promise<void> {
    await page.close();
    if (this.#host !== null) await exited(this.#host);
    this.#host = null;
    await this.#endDisplay();
  }

  async #endDisplay(): Promise<void> {
    this.#server?.kill('SIGTERM');
    if (this.#server !== null) await exited(this.#server);
    this.#server = null;
  }

  async remove(): Promise<void> {
    await this.#browser?.close().catch(() => undefined);
    if (this.#host !== null) {
      this.#host.kill('SIGTERM');
      await exited(this.#host);
    }
    await this.#endDisplay();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
