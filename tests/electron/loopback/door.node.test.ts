/** What the browser host lets in, over real HTTP. */
import { existsSync, statSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runHost } from '#electron/loopback/run-host.ts';
import { readOptions } from '#electron/loopback/options.ts';
import { loopbackHost } from '#renderer/host/loopback-host.ts';
import { INSTANCE_HEADER } from '#shared/contract/http.ts';
import type { Failure } from '#shared/contract/failure.ts';
import { fixtureWindow, startLoopback, temporaryFolder, tokenIn, type RunningLoopback } from './running-loopback.ts';

let host: RunningLoopback;
beforeEach(async () => {
  host = await startLoopback();
});
afterEach(async () => {
  await host.stop();
});

/** Past fetch, which sets Host itself. */
async function rawStatus(port: number, headers: Record<string, string>, path = '/', method = 'GET'): Promise<number> {
  return await new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

const call = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };

describe('door of the browser host', () => {
  it('serves the window with types, a strict policy and no kept answers, without a cookie', async () => {
    const page = await fetch(`${host.origin}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await fetch(`${host.origin}/assets/window-bbbbbbbb.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${host.origin}/assets/missing-bbbbbbbb.js`)).status).toBe(404);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5cpackage.json',
    '/%00',
    '/assets/..%2f..%2f..%2f..%2fpackage.json',
    '/%zz',
  ])('gives no file outside the window for %s', async (path) => {
    expect(await rawStatus(host.running.port, { host: `127.0.0.1:${host.running.port}` }, path)).toBe(404);
  });

  it('answers only under its own name', async () => {
    const { port } = host.running;
    for (const name of [`localhost:${port}`, 'example.test', `127.0.0.1:${port + 1}`, `evil.test:${port}`]) {
      expect(await rawStatus(port, { host: name })).toBe(421);
    }
  });

  it('lets a call in only with cookie, own Origin and JSON', async () => {
    expect((await host.request('/channel/host.describe', call)).status).toBe(200);
    const refused: Record<string, string>[] = [
      { cookie: '' },
      { cookie: `counter-session-${host.running.port}=guess` },
      { origin: 'http://evil.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of refused) {
      const response = await host.request('/channel/host.describe', {
        ...call,
        headers: { ...call.headers, ...headers },
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ ok: false, failure: { code: 'not-authorised' } });
    }
    expect(
      (await host.request('/channel/host.describe', { ...call, headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(415);
    expect((await host.request('/channel/host.describe', { ...call, body: '{' })).status).toBe(400);
    expect((await host.request('/channel/host.describe')).status).toBe(405);
    expect(
      (
        await fetch(`${host.origin}/channel/host.describe`, {
          ...call,
          headers: { ...call.headers, cookie: host.cookie },
        })
      ).status,
    ).toBe(401);
  });

  it('knows no channel outside the contract', async () => {
    expect(await host.raw('file.readAny', {})).toEqual({
      ok: false,
      failure: { code: 'unknown-channel', detail: { channel: 'file.readAny' } },
    });
    expect(await host.raw('toString', {})).toMatchObject({ failure: { code: 'unknown-channel' } });
  });

  it('refuses a body that is larger than anything it takes', async () => {
    const response = await host
      .request('/channel/host.describe', { ...call, body: `"${'x'.repeat(41 << 20)}"` })
      .catch(() => null);
    expect(response === null || response.status === 413).toBe(true);
    expect((await host.request('/channel/host.describe', call)).status).toBe(200);
  });

  it('takes each token once, from a file or typed, and no wrong one', async () => {
    const exchange = async (token: string, origin = 'null'): Promise<Response> =>
      await fetch(`${host.origin}/session`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ token }),
      });
    const used = tokenIn(host.printed[0] ?? '');
    expect((await exchange(used)).status).toBe(401);
    expect((await exchange('AAAAA-AAAAA-AAAAA-AAAAA')).headers.get('set-cookie')).toBeNull();
    await host.running.openWindow();
    const token = tokenIn(host.printed[1] ?? '');
    expect((await exchange(token, 'http://evil.test')).status).toBe(403);
    const typed = await exchange(` ${token.toLowerCase().replaceAll('-', ' ')} `, host.origin);
    expect(typed.status).toBe(200);
    const cookie = typed.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      new RegExp(`^counter-session-${host.running.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`, 'u'),
    );
  });

  it('holds one session: the browser that came before is let in no more', async () => {
    expect((await host.request('/channel/host.describe', call)).status).toBe(200);
    await host.running.openWindow();
    await fetch(`${host.origin}/session`, {
      method: 'POST',
      body: new URLSearchParams({ token: tokenIn(host.printed[1] ?? '') }),
    });
    expect((await host.request('/channel/host.describe', call)).status).toBe(401);
  });

  it('forgets its tokens after many wrong tries', async () => {
    await host.running.openWindow();
    const token = tokenIn(host.printed[1] ?? '');
    const exchange = async (text: string): Promise<number> =>
      (await fetch(`${host.origin}/session`, { method: 'POST', body: new URLSearchParams({ token: text }) })).status;
    for (let attempt = 0; attempt < 20; attempt += 1) expect(await exchange('WRONG')).toBe(401);
    expect(await exchange(token)).toBe(401);
  });

  it('keeps the token page to its owner and off the printed line', () => {
    const { page } = JSON.parse(host.printed[0] ?? '') as { page: string };
    expect(statSync(page).mode & 0o777).toBe(0o600);
    expect(host.printed.join('\n')).not.toContain(tokenIn(host.printed[0] ?? ''));
  });

  it('shows a typed address without a session where to type the token', async () => {
    const typed = await fetch(`${host.origin}/`, { redirect: 'manual', headers: { 'sec-fetch-site': 'none' } });
    expect([typed.status, typed.headers.get('location')]).toEqual([303, '/session']);
    expect(await (await fetch(`${host.origin}/session`)).text()).toContain('一次性口令');
  });

  it('opens a window for a program with the secret only', async () => {
    expect((await fetch(`${host.origin}/window`, { method: 'POST' })).status).toBe(403);
    expect(
      (await fetch(`${host.origin}/window`, { method: 'POST', headers: { 'x-counter-secret': 'guess' } })).status,
    ).toBe(403);
    expect((await host.request('/window', { method: 'POST' })).status).toBe(403);
    expect(host.printed.length).toBe(1);
  });

  it('holds presence as a stream for its own window', async () => {
    expect((await fetch(`${host.origin}/presence`)).status).toBe(401);
    const ended = new AbortController();
    const stream = await host.request('/presence', { signal: ended.signal });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    ended.abort();
  });
});

describe('start of the browser host', () => {
  const start = async (folder: string, env: NodeJS.ProcessEnv): ReturnType<typeof runHost> =>
    await runHost({
      folder,
      options: readOptions({ COUNTER_BROWSER: 'none', ...env }, 'linux', false),
      staticRoot: fixtureWindow,
      packageJson: `${fixtureWindow}/../../../../package.json`,
      say: () => undefined,
    });

  it('keeps its port, and refuses a busy one instead of moving', async () => {
    const { port } = host.running;
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThanOrEqual(29_999);
    host = (await host.restart()) as RunningLoopback;
    expect(host.running.port).toBe(port);
    const other = temporaryFolder();
    expect(await start(other, { COUNTER_PORT: String(port) })).toEqual({
      ok: false,
      failure: { code: 'port-busy', detail: { port } },
    });
    expect(existsSync(`${other}/lock.json`)).toBe(false);
  });

  it('refuses a second host on the folder', async () => {
    expect(await start(host.dataFolder, {})).toMatchObject({
      ok: false,
      failure: { code: 'data-folder-locked', detail: { kind: 'loopback' } },
    });
  });
});

describe('an old window', () => {
  it('is told that its host was started anew', async () => {
    const old = host;
    expect((await old.host.call('host.describe', {})).ok).toBe(true);
    host = (await host.restart()) as RunningLoopback;
    expect(await old.host.call('host.describe', {})).toEqual({ ok: false, failure: { code: 'host-restarted' } });
  });

  it('is told when nobody answers, or somebody else', async () => {
    const lost: Failure[] = [];
    const listeners = new Map<string, (event: unknown) => void>();
    const stream = {
      addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
      close: () => undefined,
    };
    let reachable = true;
    const window = loopbackHost({
      fetch: async (path, init) => {
        if (!reachable) throw new TypeError('fetch failed');
        return await host.request(path as string, init);
      },
      openStream: () => stream as unknown as EventSource,
      wait: async () => await Promise.resolve(),
    });
    await window.call('host.describe', {});
    window.watch((failure) => lost.push(failure));
    listeners.get('error')?.({});
    await new Promise((done) => setTimeout(done, 50));
    expect(lost).toEqual([]);
    reachable = false;
    expect(await window.call('host.describe', {})).toEqual({ ok: false, failure: { code: 'host-unreachable' } });
    // The look of before may still be on its way on a busy machine: one more is made until it is told.
    await vi.waitFor(() => {
      listeners.get('error')?.({});
      expect(lost).not.toEqual([]);
    }, 10_000);
    expect([...new Set(lost.map(({ code }) => code))]).toEqual(['host-unreachable']);
  });

  it('does not believe a server without the instance it began with', async () => {
    const answers = ['one', 'two'];
    const window = loopbackHost({
      fetch: async () =>
        await Promise.resolve(
          Response.json({ ok: true, value: {} }, { headers: { [INSTANCE_HEADER]: answers.shift() ?? '' } }),
        ),
      openStream: () => ({}) as EventSource,
      wait: async () => await Promise.resolve(),
    });
    expect(await window.call('area.ready', { area: 'training' })).toEqual({ ok: true, value: {} });
    expect(await window.call('area.ready', { area: 'training' })).toEqual({
      ok: false,
      failure: { code: 'host-restarted' },
    });
  });

  it('reports a server that is no host at all', async () => {
    const server = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const window = loopbackHost({
      fetch: async (path) => await fetch(`http://127.0.0.1:${port}${path as string}`),
      openStream: () => ({}) as EventSource,
      wait: async () => await Promise.resolve(),
    });
    expect((await window.call('host.describe', {})).ok).toBe(false);
    server.close();
  });
});
