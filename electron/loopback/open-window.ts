/**
 * Opens the window: the browser in app mode with a profile of our own in the data folder, on a 0600 page that posts the
 * one-time token. Flags only switch things off (networking of the browser itself, first-run pages, translation); what the
 * browser would keep by itself is off in its profile (`browser-profile.ts`).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tokenFilePage } from './session-page.ts';

const QUIET_FLAGS = [
  '--start-maximized',
  '--window-size=1366,768',
  '--no-first-run',
  '--no-default-browser-check',
  '--hide-crash-restore-bubble',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--disable-quic',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,PasswordManagerOnboarding',
  '--metrics-recording-only',
  '--password-store=basic',
  '--no-pings',
  '--no-service-autorun',
];

export interface BrowserStart {
  readonly program: string;
  readonly profile: string;
  /** Path of the page with the token. */
  readonly page: string;
  /** Root cannot have the browser's sandbox. */
  readonly withoutSandbox: boolean;
  /** Further flags, one by one (tests: headless). */
  readonly extraFlags: readonly string[];
}

/** The command line; it never holds a token. */
export function browserArguments(start: BrowserStart): string[] {
  return [
    `--user-data-dir=${start.profile}`,
    ...QUIET_FLAGS,
    ...(start.withoutSandbox ? ['--no-sandbox'] : []),
    ...start.extraFlags,
    `--app=${pathToFileURL(start.page).href}`,
  ];
}

/** Writes the page (0600) and returns its path. Pages of earlier starts go. */
export async function writeTokenPage(folder: string, origin: string, token: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `open-${randomUUID()}.html`);
  await writeFile(path, tokenFilePage(origin, token), { mode: 0o600 });
  return path;
}

export async function removeTokenPages(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith('open-')) await rm(join(folder, name), { force: true });
}

export interface StartedBrowser {
  /** Ends the browser's processes that this start made. */
  end(): Promise<void>;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function endBrowser(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  // A browser that is asked (SIGTERM) closes its databases properly.
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(force);
}

/** Starts the browser; `onFailure` when it cannot be run at all. */
export function startBrowser(start: BrowserStart, onFailure: () => void): StartedBrowser {
  const child = spawn(start.program, browserArguments(start), { stdio: 'ignore' });
  child.once('error', onFailure);
  return {
    end: async () => {
      await endBrowser(child);
    },
  };
}
