/**
 * How long a start takes as the clerk has it: the built host is spawned, starts the browser itself, and the first control
 * has the focus. The window notes that moment; nobody listens in before it is over. Beside it an empty page with one field,
 * served by the same host in the same browser: what no program can be quicker than. What stands between is told as a table.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

async function start(dataFolder: string, dist = 'dist'): Promise<Started> {
  const spawnedAt = Date.now();
  const flags = [...chromiumFlags.filter((flag) => flag !== '--no-sandbox'), '--remote-debugging-port=0'];
  const host = spawn(process.execPath, [join(dist, 'loopback/main.js')], {
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

/** The built host with an empty page in the place of the window: a field that has the focus at once. */
function emptyDist(folder: string): string {
  const dist = join(folder, 'dist');
  cpSync('dist/loopback', join(dist, 'loopback'), { recursive: true });
  cpSync('dist/renderer', join(dist, 'renderer'), { recursive: true });
  writeFileSync(join(dist, 'renderer/empty.js'), EMPTY_SCRIPT);
  writeFileSync(join(dist, 'renderer/index.html'), EMPTY_PAGE);
  return dist;
}

const EMPTY_SCRIPT = `const field = document.querySelector('input');
addEventListener('focusin', () => performance.mark('first-focus'), { once: true });
field.focus();
`;
const EMPTY_PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8" /><title>empty</title></head>
<body><input /><script type="module" src="./empty.js"></script></body></html>
`;

/** Moments of a start, in milliseconds since the spawn. */
interface Moments {
  /** The window's page begins: host and browser stand. */
  readonly begun: number;
  readonly answered: number;
  readonly interactive: number;
  readonly painted: number;
  readonly focused: number;
}

const LABELS: Readonly<Record<keyof Moments, string>> = {
  begun: '主机与浏览器就绪',
  answered: '页面到达',
  interactive: '脚本开始',
  painted: '首次绘出',
  focused: '可以输入',
};

async function momentsOf({ page, spawnedAt }: Started): Promise<Moments> {
  const { origin, ...own } = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return {
      origin: performance.timeOrigin,
      answered: navigation?.responseEnd ?? NaN,
      interactive: navigation?.domInteractive ?? NaN,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      focused: performance.getEntriesByName('first-focus')[0]?.startTime ?? NaN,
    };
  });
  const begun = origin - spawnedAt;
  return {
    begun,
    answered: begun + own.answered,
    interactive: begun + own.interactive,
    painted: begun + own.painted,
    focused: begun + own.focused,
  };
}

async function one(dataFolder: string, dist: string): Promise<Moments> {
  const started = await start(dataFolder, dist);
  const moments = await momentsOf(started);
  await end(started);
  return moments;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function tell(program: readonly Moments[], empty: readonly Moments[]): void {
  process.stderr.write('启动（毫秒，自启动程序起）      本程序   空页面\n');
  for (const [key, label] of Object.entries(LABELS) as [keyof Moments, string][]) {
    const figures = [program, empty].map((all) => String(Math.round(middle(all.map((one) => one[key])))).padStart(8));
    process.stderr.write(`  ${label.padEnd(12, '　')}${figures.join(' ')}\n`);
  }
}

export interface StartTimes {
  /** Milliseconds from spawn to the focused field, of each start. */
  readonly program: readonly number[];
  readonly emptyPage: readonly number[];
}

/** Starts of a window that was set up before, and of the empty page, in turn. */
export async function startTimes(runs: number): Promise<StartTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const [dataFolder, emptyFolder] = [join(folder, 'data'), join(folder, 'empty')];
  try {
    const first = await start(dataFolder);
    await startTraining(first.page);
    await end(first);
    const dist = emptyDist(folder);
    await one(emptyFolder, dist);
    const program: Moments[] = [];
    const empty: Moments[] = [];
    for (let run = 0; run < runs; run += 1) {
      program.push(await one(dataFolder, 'dist'));
      empty.push(await one(emptyFolder, dist));
    }
    tell(program, empty);
    return { program: program.map(({ focused }) => focused), emptyPage: empty.map(({ focused }) => focused) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
