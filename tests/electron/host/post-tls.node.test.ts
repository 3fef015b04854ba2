/** A hub on another machine: believed by what its key signed of the certificate, whoever stands in between. */
import { readFile } from 'node:fs/promises';
import { createServer as createSecureServer } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { writeSmall } from '#electron/host/json-file.ts';
import type { PostRecord } from '#electron/host/post/post-record.ts';
import { aHub, type TestHub } from '#tests/builders/a-hub.ts';
import {
  area,
  atHub,
  bodyOf,
  durable,
  hub,
  joinHub,
  journalLines,
  listening,
  otherPostgres,
  post,
  postgres,
  relayed,
  send,
  window,
  write,
} from './a-post-scene.ts';

describe('over TLS', () => {
  let secured: TestHub;
  beforeAll(async () => {
    secured = await aHub(postgres, { secure: true });
  });
  afterAll(async () => {
    await secured.end();
  });

  /** Somebody in between with a certificate of his own, who passes on the hub's statement about the true one. */
  async function inBetween() {
    const own = await aHub(await otherPostgres(), { secure: true });
    const asked: string[] = [];
    const server = createSecureServer({ key: own.tls?.key, cert: own.tls?.cert }, (request, response) => {
      asked.push(request.url ?? '');
      void bodyOf(request).then(async (body) => {
        const path = request.url ?? '';
        const answer = await fetch(`${hub.url}${path}`, path === '/v1/about' ? {} : relayed(body));
        const said = {
          ...((await answer.json()) as object),
          ...(path === '/v1/about' ? { certificate: secured.tls?.certificate } : {}),
        };
        response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
      });
    });
    const url = (await listening(server)).replace('http:', 'https:');
    return {
      url,
      asked,
      close: async () => {
        server.close();
        await own.end();
      },
    };
  }

  it('joins, ships and goes on with a certificate that was made anew', async () => {
    expect(secured.url).toMatch(/^https:/u);
    expect(await joinHub(secured.url)).toMatchObject({ ok: true });
    await write(4);
    await durable();
    expect(await atHub()).toEqual(await journalLines());
    const port = Number(new URL(secured.url).port);
    await secured.end();
    const renewed = await aHub(postgres, { secure: true, port });
    expect(renewed.tls?.certificate.fingerprint).not.toBe(secured.tls?.certificate.fingerprint);
    secured = renewed;
    await write(2);
    await send();
    await durable();
    expect(await atHub()).toEqual(await journalLines());
  });

  it('whoever stands in between is not joined, although he passes everything on', async () => {
    const thief = await inBetween();
    const tried = await joinHub(thief.url);
    expect(tried).toMatchObject({ ok: false, failure: { detail: { reason: 'not-proved', step: 'join' } } });
    expect(await post()).toMatchObject({ hub: null });
    await thief.close();
  });

  it('whoever comes in between later gets nothing but the question who he is', async () => {
    const thief = await inBetween();
    await joinHub(secured.url);
    await durable();
    await window.stop();
    for (const name of ['post.json', 'post.json.copy']) {
      const path = join(window.folder, 'areas', area, name);
      const file = JSON.parse(await readFile(path, 'utf8')) as { value: PostRecord };
      const record = { ...file.value, joined: { ...file.value.joined, address: thief.url } };
      await writeSmall(diskLayer, path, record);
    }
    await window.restart();
    await write(2);
    expect(await send()).toMatchObject({ acknowledged: 1, trouble: { code: 'hub-changed', step: 'about' } });
    expect(new Set(thief.asked)).toEqual(new Set(['/v1/about']));
    await thief.close();
  });

  it('a plain address of a secured hub, and the other way round, are no hub', async () => {
    expect(await joinHub(secured.url.replace('https', 'http'))).toMatchObject({ ok: false });
    expect(await joinHub(hub.url.replace('http', 'https'))).toMatchObject({ ok: false });
  });
});
