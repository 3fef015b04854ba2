/**
 * How long a start takes as the clerk has it: the built host is spawned, starts the browser itself, and the first control
 * has the focus. The window notes that moment; nobody listens in before it is over.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../e2e/counter-app.ts';
import { startTraining } from '../e2e/pages/start-page.ts';

const LONG_ENOUGH_MS = 4000;

interface Started {
  readonly host: ChildProcess;
  readonly browser: Browser;
  readonly page: Page;
  readonly spawnedAt: number;
}

async function start(dataFolder: string): Promise<Started> {
  const spawnedAt = Date.now();
  const flags = [...chromiumFlags.filter((flag) => flag !== '--no-sandbox'), '--remote-debugging-port=0'];
  const host = spawn(process.execPath, ['dist/loopback/main.js'], {
    env: {
      ...process.env,
      COUNTER_DATA: dataFolder,
      COUNTER_CHROMIUM: chromiumPath(),
      COUNTER_BROWSER_FLAGS: flags.join(' '),
    },
    stdio: 'ignore',
  });
  await sleep(LONG_ENOUGH_MS);
  const portFile = join(dataFolder, 'browser-profile', 'DevToolsActivePort');
  if (!existsSync(portFile)) throw new Error('the host started no browser');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the browser has no window');
  return { host, browser, page, spawnedAt };
}

async function end({ host, browser }: Started): Promise<void> {
  await browser.close();
  if (host.exitCode !== null) return;
  const ended = new Promise((done) => {
    host.once('exit', done);
  });
  host.kill('SIGTERM');
  await ended;
}

/** Milliseconds of each start, of a window that was set up before. */
export async function startTimes(runs: number): Promise<readonly number[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const times: number[] = [];
  try {
    const first = await start(dataFolder);
    await startTraining(first.page);
    await end(first);
    for (let run = 0; run < runs; run += 1) {
      const started = await start(dataFolder);
      const focusedAt = await started.page.evaluate(
        () => performance.timeOrigin + (performance.getEntriesByName('first-focus')[0]?.startTime ?? NaN),
      );
      times.push(focusedAt - started.spawnedAt);
      await end(started);
    }
    return times;
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
