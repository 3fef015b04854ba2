/** Puts the browser host together and takes it apart again. */
import { randomBytes, randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import { readAppVersion } from '../host/app-version.ts';
import { openDataFolder, type DataFolder } from '../host/data-folder.ts';
import { onDisk } from '../host/disk-failure.ts';
import { diskLayer } from '../host/file-layer.ts';
import { createHostCore } from '../host/handlers.ts';
import { createLog } from '../host/log.ts';
import { systemOpener } from '../host/reveal.ts';
import { prepareProfile } from './browser-profile.ts';
import { findChromium, type FoundBrowser } from './find-chromium.ts';
import { removeTokenPages, startBrowser, writeTokenPage, type StartedBrowser } from './open-window.ts';
import type { LoopbackOptions } from './options.ts';
import { portFor } from './port.ts';
import { createPresence } from './presence.ts';
import { originOf, startServer } from './server.ts';
import { createSessions } from './session.ts';

/** How long a started browser may take to show its window before the address is said as well. */
const WINDOW_EXPECTED_MS = 30_000;

export interface HostStart {
  readonly folder: string;
  readonly options: LoopbackOptions;
  readonly say: (line: string) => void;
  readonly staticRoot: string;
  readonly packageJson: string;
}

export interface RunningHost {
  readonly port: number;
  /** Resolves when everything is closed. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  openWindow(): Promise<void>;
}

/** Starts the host. Fails with `data-folder-locked`, `port-busy`, a browser's or the disk's failure; nothing stays open then. */
export async function runHost(given: HostStart): Promise<Result<RunningHost>> {
  const browser = await browserFor(given);
  if (!browser.ok) return browser;
  const start =
    browser.value === null && given.options.browser === 'start'
      ? { ...given, options: printing(given.options) }
      : given;
  const data = await openDataFolder(diskLayer, start.folder, 'loopback', start.options.env);
  if (!data.ok) return data;
  const running = await onDisk(() => runInFolder(start, data.value, browser.value));
  if (!running.ok) await data.value.lock.release();
  return running;
}

/** `null` where none is to be started, or none was found: then the address is said. One that is too old stops the start. */
async function browserFor({ options, say }: HostStart): Promise<Result<FoundBrowser | null>> {
  if (options.browser !== 'start') return success(null);
  const found = await findChromium(options.env);
  if (found.ok || found.failure.code !== 'browser-not-found') return found;
  say(failureText(found.failure));
  return success(null);
}

const printing = (options: LoopbackOptions): LoopbackOptions => ({ ...options, browser: 'print', lingerMs: null });

async function runInFolder(
  start: HostStart,
  data: DataFolder,
  browser: FoundBrowser | null,
): Promise<Result<RunningHost>> {
  const { options, say } = start;
  const withoutSandbox = options.asRoot && browser !== null;
  const port = await portFor(diskLayer, data.paths.port, options.port);
  if (browser !== null) await prepareProfile(diskLayer, data.paths.browserProfile, originOf(port));
  const log = createLog(data.paths.logs, () => new Date());
  const core = createHostCore({
    layer: diskLayer,
    data,
    log,
    now: () => new Date(),
    kind: 'loopback',
    appVersion: readAppVersion(start.packageJson),
    trainingOnly: withoutSandbox,
    program: dirname(start.packageJson),
    openFolder: systemOpener(options.env, process.platform),
    print: null,
  });
  const sessions = createSessions(port);
  const started: StartedBrowser[] = [];
  let stopping: Promise<void> | null = null;
  const ended = openEnd();
  const presence = createPresence(options.lingerMs, () => void stop());

  const sayAddress = async (): Promise<void> => {
    const token = sessions.issueToken();
    const page = await writeTokenPage(data.paths.session, originOf(port), token);
    for (const line of addressLines(options.browser, port, page, token)) say(line);
  };
  const openWindow = async (): Promise<void> => {
    if (browser === null) {
      await sayAddress();
      return;
    }
    const page = await writeTokenPage(data.paths.session, originOf(port), sessions.issueToken());
    started.push(
      startBrowser(
        {
          program: browser.path,
          profile: data.paths.browserProfile,
          page,
          withoutSandbox,
          extraFlags: options.extraFlags,
        },
        () => {
          say(failureText({ code: 'browser-not-found' }));
          void sayAddress();
        },
      ),
    );
  };
  const secret = randomBytes(32).toString('base64url');
  const server = await startServer({
    port,
    instanceId: randomUUID(),
    staticRoot: start.staticRoot,
    handlers: core.handlers,
    sessions,
    presence,
    secret,
    openWindow,
    onBug: (error) => {
      log.bug(error);
    },
  });
  if (!server.ok) return failed(server.failure.code, server.failure.detail);

  const expected = setTimeout(() => {
    if (!presence.seen && browser !== null) void sayAddress();
  }, WINDOW_EXPECTED_MS);
  const stopNow = async (): Promise<void> => {
    clearTimeout(expected);
    await server.value.close();
    await Promise.all(started.map(async (one) => await one.end()));
    await core.close();
    await removeTokenPages(data.paths.session);
    log.write('host-stopped');
    await log.flush();
    await data.lock.release();
    ended.resolve();
  };
  const stop = async (): Promise<void> => {
    stopping ??= stopNow();
    await stopping;
  };

  await data.lock.publish(port, secret);
  await removeTokenPages(data.paths.session);
  log.write('host-started', { port, browser: browser?.major ?? 0 });
  if (withoutSandbox) say('以 root 身份运行，浏览器没有安全隔离：只能使用培训模式。');
  if (browser !== null) say(`${originOf(port)}/ 已在 ${browser.name} ${browser.major} 中打开；关闭窗口即结束。`);
  await openWindow();
  return success({ port, ended: ended.promise, stop, openWindow });
}

function openEnd(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** First a line for programs when asked for (`none`), else Chinese lines for a person. */
export function addressLines(browser: LoopbackOptions['browser'], port: number, page: string, token: string): string[] {
  const address = `${originOf(port)}/`;
  if (browser === 'none') return [JSON.stringify({ address, page })];
  return [
    `窗口地址：${address}`,
    `在本机浏览器中打开这个文件即可进入：${page}`,
    `或打开 ${address}session 输入一次性口令：${token}`,
    '按 Ctrl+C 结束。',
  ];
}
