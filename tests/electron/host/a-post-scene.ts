/** Windows over real folders and a hub on a real PostgreSQL: what the tests of the window's side of the post begin from. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { PostState } from '#shared/contract/post.ts';
import type { Result } from '#shared/contract/failure.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { aHub, aPostgres, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { keptForHub } from '#tests/builders/a-sealed-office.ts';
import { anOffice, append, endOf, found } from '#tests/builders/host-requests.ts';

export const area = 'training';
export let postgres: TestPostgres;
export let hub: TestHub;
export let window: TestHost;
export let windows = 0;

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres);
});
afterAll(async () => {
  await hub.end();
  await postgres.end();
});
beforeEach(async () => {
  windows += 1;
  window = await aHost();
  await found(window.host, area, anOffice({ receiptPrefix: `P${windows}` }));
});
afterEach(async () => {
  await window.end();
});

export const stateOf = (result: Result<PostState>): PostState => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
export const post = async (at: TestHost = window): Promise<PostState> =>
  stateOf(await at.host.call('post.state', { area }));
export const send = async (at: TestHost = window): Promise<PostState> =>
  stateOf(await at.host.call('post.send', { area }));
export const codeAt = async (at: TestHub = hub): Promise<string> => (await at.store.invite(null))?.code ?? '';
export const joinHub = async (address = hub.url, code?: string, at: TestHost = window): Promise<Result<PostState>> => {
  const joined = await at.host.call('post.join', { area, address, code: code ?? (await codeAt()) });
  if (joined.ok) await keptForHub(at.host, area);
  return joined;
};
export const write = async (count: number, at: TestHost = window): Promise<void> => {
  for (let one = 0; one < count; one += 1) expect(await append(at.host, area)).toMatchObject({ ok: true });
};
/** The state once it is as wanted. */
export const until = async (wanted: (state: PostState) => boolean, at: TestHost = window): Promise<PostState> => {
  let last: PostState | null = null;
  const patience = Date.now() + 20_000;
  while (Date.now() < patience) {
    last = await post(at);
    if (wanted(last)) return last;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never so: ${JSON.stringify(last)}`);
};
export const durable = async (at: TestHost = window): Promise<PostState> =>
  await until(({ acknowledged, count, trouble }) => acknowledged === count && trouble === null, at);
export const windowId = async (at: TestHost = window): Promise<string> =>
  (await endOf(at.host, area)).writer?.window ?? '';
export const journalLines = async (at: TestHost = window): Promise<string[]> =>
  (await readFile(join(at.folder, 'areas', area, 'journal.jsonl'), 'utf8')).split('\n').slice(0, -1);
export const atHub = async (at: TestHost = window): Promise<(string | null)[]> =>
  (
    await hub.database.rows<{ line: string | null }>('SELECT line FROM unit WHERE window_id = $1 ORDER BY sequence', [
      await windowId(at),
    ])
  ).map(({ line }) => line);

const others: TestPostgres[] = [];
afterEach(async () => {
  for (const one of others.splice(0)) await one.end();
});
export async function otherPostgres(): Promise<TestPostgres> {
  const one = await aPostgres();
  others.push(one);
  return one;
}

export const relayed = (body: Buffer): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
  body: new Uint8Array(body),
});

export const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
export const bodyOf = async (request: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** In between, answering as it likes. */
export async function aLiar(answer: (path: string, body: Buffer) => Promise<unknown>) {
  const server = createServer((request, response) => {
    void bodyOf(request)
      .then((body) => answer(request.url ?? '', body))
      .then((said) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(said)));
  });
  return { url: await listening(server), close: () => server.close() };
}

export interface DoorWish {
  /** A path that the hub behind it is too old to know. */
  readonly notFound?: string;
  readonly change?: (path: string, text: string) => string;
  /** A path whose answer takes a while, and how long. */
  readonly slow?: { readonly path: string; readonly ms: number };
}

/** A way to a hub that can be shut, and turned to another hub. */
export async function aDoor({ notFound, change = (_path, text) => text, slow }: DoorWish = {}) {
  let shut = false;
  let target = hub.url;
  const server = createServer((request, response) => {
    if (shut) return void request.socket.destroy();
    void bodyOf(request)
      .then(async (body) => {
        const path = request.url ?? '';
        if (path === slow?.path) await new Promise((later) => setTimeout(later, slow.ms));
        const asked = path === notFound ? '/v1/nothing-of-that-name' : path;
        const answer = await fetch(`${target}${asked}`, request.method === 'GET' ? {} : relayed(body));
        response
          .writeHead(answer.status, { 'Content-Type': 'application/json' })
          .end(change(path, await answer.text()));
      })
      // The hub behind it was ended meanwhile.
      .catch(() => request.socket.destroy());
  });
  return {
    url: await listening(server),
    shut: () => (shut = true),
    open: () => (shut = false),
    to: (other: string) => (target = other),
    close: () => server.close(),
  };
}
