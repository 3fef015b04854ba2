/** Documents between windows and a real hub: sent once, cut at any byte, whole at every window; what a hub changes is not taken. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentSentName } from '#shared/casework/documents.ts';
import type { PostDocuments } from '#shared/contract/post.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { anOffice, found } from '#tests/builders/host-requests.ts';
import {
  area,
  bodyOf,
  durable,
  hub,
  joinHub,
  listening,
  post,
  relayed,
  send,
  window,
  windows,
  write,
} from './a-post-scene.ts';

let other: TestHost;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  // All windows here are of one office.
  await hub.database.rows('TRUNCATE document CASCADE');
  await hub.database.rows('DELETE FROM dispatch');
  other = await aHost();
  await found(other.host, area, anOffice({ receiptPrefix: `D${windows}` }));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await other.end();
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Sends what lies in these parts, as the window's renderer does. */
async function sendDocument(parts: readonly Buffer[], at = window): Promise<string> {
  const making = randomUUID();
  for (const [part, bytes] of parts.entries()) {
    const content = bytes.toString('base64');
    expect((await at.host.call('post.makeDocumentPart', { area, making, part, content })).ok).toBe(true);
  }
  const made = await at.host.call('post.finishDocument', { area, making, count: parts.length });
  if (!made.ok) throw new Error(made.failure.code);
  const { digest } = made.value;
  await tell([digest], at);
  return digest;
}
const tell = async (digests: readonly string[], at = window): Promise<void> => {
  const put = digests.map((digest) => ({ name: documentSentName(digest), to: null, content: 'QUJD' }));
  expect((await at.host.call('post.tellDispatches', { area, keep: [], put })).ok).toBe(true);
};
const documents = async (at: TestHost): Promise<PostDocuments> => {
  const told = await at.host.call('post.documents', { area });
  if (!told.ok) throw new Error(told.failure.code);
  return told.value;
};
/** One document at a window, once it is as wanted; asked again and again as a clerk would. */
async function documentAt(at: TestHost, digest: string, wanted: Partial<PostDocuments['documents'][number]>) {
  let last: PostDocuments | null = null;
  const patience = Date.now() + 25_000;
  for (let turn = 0; Date.now() < patience; turn += 1) {
    last = await documents(at);
    const one = last.documents.find((document) => document.digest === digest);
    if (one !== undefined && Object.entries(wanted).every(([key, value]) => Reflect.get(one, key) === value))
      return one;
    if (turn % 10 === 0) await send(at);
    await new Promise((later) => setTimeout(later, 30));
  }
  throw new Error(`never so: ${JSON.stringify(last)}`);
}
async function bytesAt(at: TestHost, digest: string, count: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let part = 0; part < count; part += 1) {
    const read = await at.host.call('post.documentPart', { area, digest, part });
    parts.push(Buffer.from((read.ok ? read.value.content : null) ?? '', 'base64'));
  }
  return Buffer.concat(parts);
}

type Way = (path: string, answer: Buffer, response: ServerResponse) => boolean | Buffer;
/** A way to the hub on which something may happen to an answer: cut (`true`), or other bytes. */
async function aWay(happens: Way, before: (path: string) => Promise<unknown> = async () => await Promise.resolve()) {
  const server = createServer((request, response) => {
    void bodyOf(request)
      .then(async (body) => {
        const path = request.url ?? '';
        await before(path);
        const given = await fetch(`${hub.url}${path}`, request.method === 'GET' ? {} : relayed(body));
        const bytes = Buffer.from(await given.arrayBuffer());
        const now = happens(path, bytes, response);
        if (now === true) {
          response.writeHead(given.status, { 'Content-Length': bytes.length });
          response.write(bytes.subarray(0, Math.floor(bytes.length * 0.6)), () => request.socket.destroy());
          return;
        }
        response.writeHead(given.status, { 'Content-Type': 'application/json' }).end(now === false ? bytes : now);
      })
      .catch(() => request.socket.destroy());
  });
  const url = await listening(server);
  closing.push(() => server.close());
  return url;
}

const someParts = (count: number, bytes = 40_000): Buffer[] => Array.from({ length: count }, () => randomBytes(bytes));

describe('documents between windows', () => {
  it('come over a line that is cut ten times', async () => {
    const parts = someParts(12);
    let cuts = 0;
    const asked: string[] = [];
    const up = await aWay((path) => path === '/v1/document-part' && cuts < 5 && (cuts += 1) > 0);
    let cutsDown = 0;
    const down = await aWay((path) => {
      if (path !== '/v1/document-fetch') return false;
      asked.push(path);
      return cutsDown < 5 && asked.length % 2 === 0 && (cutsDown += 1) > 0;
    });
    await joinHub(up);
    await joinHub(down, undefined, other);
    const digest = await sendDocument(parts);
    await documentAt(window, digest, { atHub: 12 });
    expect(await documentAt(other, digest, { state: 'here' })).toMatchObject({ here: 12, count: 12, own: false });
    expect([cuts, cutsDown]).toEqual([5, 5]);
    expect(sha256(await bytesAt(other, digest, 12))).toBe(sha256(Buffer.concat(parts)));
    // Twelve parts, what it is made of once for each beginning, and what was cut.
    expect(asked.length).toBeLessThanOrEqual(12 + 2 * 6 + 5);
  });

  it('are kept over a restart of the window in the middle', async () => {
    const parts = someParts(6);
    let open = 2;
    const isPart = (answer: Buffer): boolean => !answer.includes('"content":null');
    const down = await aWay((path, answer) => path === '/v1/document-fetch' && isPart(answer) && (open -= 1) < 0);
    await joinHub();
    await joinHub(down, undefined, other);
    const digest = await sendDocument(parts);
    await documentAt(other, digest, { here: 2 });
    expect((await documents(other)).documents[0]?.state).toBe('coming');
    await other.restart();
    open = 1000;
    await documentAt(other, digest, { state: 'here' });
    expect(sha256(await bytesAt(other, digest, 6))).toBe(sha256(Buffer.concat(parts)));
  });

  it('are not taken from a hub that swaps a part, and are once it no longer does', async () => {
    const [good, bad] = [someParts(3), someParts(1)[0] ?? Buffer.alloc(0)];
    let lies = true;
    const second = (good[1] ?? bad).toString('base64');
    const down = await aWay((path, answer) =>
      lies && path === '/v1/document-fetch'
        ? Buffer.from(answer.toString().replace(second, bad.toString('base64')))
        : false,
    );
    await joinHub();
    await joinHub(down, undefined, other);
    const digest = await sendDocument(good);
    expect((await documentAt(other, digest, { state: 'wrong' })).here).toBe(1);
    // Nothing else is held up by it.
    await write(2, other);
    await send(other);
    await durable(other);
    lies = false;
    await documentAt(other, digest, { state: 'here' });
  });

  it('wait for lines of the journal', async () => {
    let waiting = (): void => undefined;
    const held = new Promise<void>((go) => (waiting = go));
    let fetched = 0;
    const down = await aWay(
      () => false,
      async (path) => {
        if (path === '/v1/document-fetch' && (fetched += 1) === 3) await held;
      },
    );
    await joinHub();
    await joinHub(down, undefined, other);
    const digest = await sendDocument(someParts(8));
    await documentAt(window, digest, { atHub: 8 });
    await send(other);
    await new Promise((later) => setTimeout(later, 300));
    expect(fetched).toBe(3);
    await write(3, other);
    await durable(other);
    // The part on its way has not come yet, and the lines are at the hub.
    expect(fetched).toBe(3);
    waiting();
    await documentAt(other, digest, { state: 'here' });
  });

  it('that were used, or are done with, leave the disk; what nobody names is not fetched', async () => {
    await joinHub();
    await joinHub(hub.url, undefined, other);
    const digest = await sendDocument(someParts(2));
    await documentAt(other, digest, { state: 'here' });
    const folder = join(other.folder, 'areas', area, 'documents');
    expect((await other.host.call('post.takeDocument', { area, digest })).ok).toBe(true);
    expect(await readdir(join(folder, digest))).toEqual(['of.json']);
    expect((await documentAt(other, digest, { state: 'taken' })).here).toBe(0);
    await send(other);
    const holders = await hub.database.rows('SELECT 1 FROM document_holder WHERE digest = $1', [digest]);
    expect(holders).toHaveLength(1);
    await tell([]);
    await send();
    const own = join(window.folder, 'areas', area, 'documents');
    await expect.poll(async () => (await send(), await readdir(own)), { timeout: 10_000 }).toEqual([]);
    await expect
      .poll(
        async () => {
          await send(other);
          return [await readdir(folder), await hub.database.rows('SELECT 1 FROM document WHERE digest = $1', [digest])];
        },
        { timeout: 10_000 },
      )
      .toEqual([[], []]);
  });

  it('of which a part was spoilt on the disk fetch that part anew', async () => {
    await joinHub();
    await joinHub(hub.url, undefined, other);
    const parts = someParts(3);
    const digest = await sendDocument(parts);
    await documentAt(other, digest, { state: 'here' });
    await writeFile(join(other.folder, 'areas', area, 'documents', digest, '1'), randomBytes(40_000));
    const read = await other.host.call('post.documentPart', { area, digest, part: 1 });
    expect(read).toEqual({ ok: true, value: { content: null } });
    await documentAt(other, digest, { state: 'here' });
    expect(sha256(await bytesAt(other, digest, 3))).toBe(sha256(Buffer.concat(parts)));
  });

  it('of this window are whole or nothing', async () => {
    await joinHub();
    const making = randomUUID();
    await window.host.call('post.makeDocumentPart', { area, making, part: 1, content: 'QUJD' });
    expect(await window.host.call('post.finishDocument', { area, making, count: 2 })).toMatchObject({ ok: false });
    expect((await documents(window)).documents).toEqual([]);
    expect((await post()).trouble).toBeNull();
  });
});
