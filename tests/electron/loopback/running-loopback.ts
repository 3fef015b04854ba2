/** A browser host in this process, on a temporary data folder, with a caller that behaves like its window. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runHost, type RunningHost } from '#electron/loopback/run-host.ts';
import { readOptions } from '#electron/loopback/options.ts';
import { loopbackHost } from '#renderer/host/loopback-host.ts';
import type { ContractHost } from '#tests/contract/host-contract.ts';

export const fixtureWindow = resolve(import.meta.dirname, '../../fixtures/hosts/window');
const packageJson = resolve(import.meta.dirname, '../../../package.json');

export interface RunningLoopback extends ContractHost {
  readonly running: RunningHost;
  readonly origin: string;
  readonly cookie: string;
  readonly printed: string[];
  /** Takes a token from a page that was said. */
  tokenIn(line: string): string;
  request(path: string, init?: RequestInit): Promise<Response>;
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'counter-test-'));

export function tokenIn(line: string): string {
  const { page } = JSON.parse(line) as { page: string };
  return /name="token" value="([^"]+)"/u.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
}

export async function startLoopback(
  dataFolder = temporaryFolder(),
  env: NodeJS.ProcessEnv = {},
): Promise<RunningLoopback> {
  const printed: string[] = [];
  const own = { PATH: process.env['PATH'], COUNTER_BROWSER: 'none', COUNTER_WITNESS: `${dataFolder}-witness` };
  const options = readOptions({ ...own, ...env }, process.platform, false);
  const started = await runHost({
    folder: dataFolder,
    options,
    staticRoot: fixtureWindow,
    packageJson,
    say: (line) => printed.push(line),
  });
  if (!started.ok) throw new Error(JSON.stringify(started.failure));
  const running = started.value;
  const origin = `http://127.0.0.1:${running.port}`;
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin: 'null' },
    body: new URLSearchParams({ token: tokenIn(printed[0] ?? '') }),
  });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const request = async (path: string, init: RequestInit = {}): Promise<Response> =>
    await fetch(`${origin}${path}`, {
      ...init,
      headers: {
        origin,
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  const host = loopbackHost({
    fetch: async (path, init) => await request(path as string, init),
    openStream: () => {
      throw new Error('no stream in this test');
    },
    wait: async () => await Promise.resolve(),
  });
  const stop = async (): Promise<void> => await running.stop();
  return {
    host,
    running,
    dataFolder,
    origin,
    cookie,
    printed,
    tokenIn,
    request,
    raw: async (channel, body) =>
      await (
        await request(`/channel/${channel}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json(),
    stop: async () => {
      await stop();
      rmSync(dataFolder, { recursive: true, force: true });
      rmSync(`${dataFolder}-witness`, { recursive: true, force: true });
    },
    restart: async (meanwhile) => {
      await stop();
      meanwhile?.();
      return await startLoopback(dataFolder, env);
    },
  };
}

export const copyWindow = (to: string): void => {
  cpSync(fixtureWindow, to, { recursive: true });
};
