/** Joining by a code, sticks, and what a hub is told apart by: each on a real PostgreSQL. */
import { createServer, type Server } from 'node:http';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub } from '#electron/hub/open-hub.ts';
import { keyPath } from '#electron/hub/hub-key.ts';
import { openApi } from '#electron/hub/openapi.ts';
import { giveStick, takeStick } from '#electron/hub/sticks.ts';
import { makeJoinCode } from '#shared/crypto/join-code.ts';
import { About } from '#shared/post/endpoints.ts';
import { ProblemAnswer } from '#shared/post/problem.ts';
import { AcknowledgementFile, acknowledgementFileName, runFileName } from '#shared/post/stick.ts';
import {
  aHub,
  aPostgres,
  believes,
  joinBy,
  joinedTo,
  post,
  type Answer,
  type TestHub,
  type TestPostgres,
} from '#tests/builders/a-hub.ts';
import { aWindowLog, type WindowLog } from '#tests/builders/a-window-log.ts';

let postgres: TestPostgres;
let hub: TestHub;
beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres);
});
afterAll(async () => {
  await hub.end();
  await postgres.end();
});

const codeOf = ({ body }: Answer): unknown => ProblemAnswer.safeParse(body).data?.error.code;
const aCode = async (): Promise<string> => (await hub.store.invite(null))?.code ?? '';
const ship = async (window: WindowLog, from: number, to: number): Promise<Answer> =>
  await post(hub.url, '/v1/runs', await window.run(from, to));

describe('joining', () => {
  it('lets in whoever knows the code, and proves the hub to him', async () => {
    const window = await aWindowLog({ prefix: 'J1' });
    const { joined } = await joinBy(hub.url, await aCode(), window);
    expect(joined).toMatchObject({ hub: hub.hub.hub, hubKey: hub.hub.publicKey, window: window.name.window });
  });

  it('answers the same letter the same again, and nobody else with that code', async () => {
    const window = await aWindowLog({ prefix: 'J2' });
    const code = await aCode();
    const nonce = '11111111-1111-4111-8111-111111111111';
    const first = await joinBy(hub.url, code, window, { nonce });
    const again = await joinBy(hub.url, code, window, { nonce });
    expect(again.joined).toEqual(first.joined);
    const late = await joinBy(hub.url, code, await aWindowLog({ prefix: 'J3' }));
    expect([late.joined, codeOf(late.answer)]).toEqual([null, 'code-refused']);
  });

  it('refuses a code that is wrong or late, and does not say which', async () => {
    const window = await aWindowLog({ prefix: 'J4' });
    const wrong = await joinBy(hub.url, makeJoinCode(new Uint8Array(16)), window);
    expect(codeOf(wrong.answer)).toBe('code-refused');
    const code = await aCode();
    await hub.database.rows("UPDATE invitation SET until = now() - interval '1 second' WHERE request IS NULL");
    expect(codeOf((await joinBy(hub.url, code, window)).answer)).toBe('code-refused');
  });

  it('keeps a code that was used wrongly: training at training', async () => {
    const code = await aCode();
    const window = await aWindowLog({ prefix: 'J5' });
    expect(codeOf((await joinBy(hub.url, code, window, { area: 'office' })).answer)).toBe('wrong-area');
    expect((await joinBy(hub.url, code, window)).joined).not.toBeNull();
  });

  it('has one prefix a window where numbers count, and lets made-up ones meet', async () => {
    const second = await aPostgres();
    const office = await aHub(second, { area: 'office' });
    const codeThere = async (): Promise<string> => (await office.store.invite(null))?.code ?? '';
    const real = { area: 'office' } as const;
    const [first, twin] = [await aWindowLog({ ...real, prefix: 'W03' }), await aWindowLog({ ...real, prefix: 'W03' })];
    expect((await joinBy(office.url, await codeThere(), first)).joined).not.toBeNull();
    const code = await codeThere();
    expect(codeOf((await joinBy(office.url, code, twin)).answer)).toBe('prefix-used');
    expect((await joinBy(office.url, code, twin, { prefix: 'W04' })).joined).not.toBeNull();
    await office.end();
    await second.end();
    for (let at = 0; at < 2; at += 1)
      expect((await joinBy(hub.url, await aCode(), await aWindowLog({ prefix: 'W03' }))).joined).not.toBeNull();
  });

  it('again with a later generation retires the one before, for ever', async () => {
    const window = await joinedTo(hub, await aWindowLog({ prefix: 'J6' }));
    for (let at = 0; at < 4; at += 1) window.write();
    expect((await ship(window, 1, 2)).status).toBe(200);
    const next = window.as({ generation: 2 });
    expect((await joinBy(hub.url, await aCode(), next)).joined).toMatchObject({ generation: 2 });
    expect((await ship(next, 3, 4)).status).toBe(200);
    const old = await ship(window, 3, 4);
    expect([old.status, old.body]).toEqual([403, { error: { code: 'retired', generation: 2 } }]);
    expect(codeOf((await joinBy(hub.url, await aCode(), window)).answer)).toBe('retired');
  });

  it('is not believed from a hub that does not know the code', async () => {
    const window = await aWindowLog({ prefix: 'J7' });
    const code = await aCode();
    // Whoever stands in between has the hub's whole answer of another joining.
    const { answer } = await joinBy(hub.url, code, window);
    const { server, url } = await aMirror(answer.body);
    try {
      expect((await joinBy(url, await aCode(), window)).joined).toBeNull();
    } finally {
      server.close();
    }
  });
});

async function aMirror(body: unknown): Promise<{ server: Server; url: string }> {
  const server = createServer((_request, response) => response.end(JSON.stringify(body)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, url: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
}

it('takes a stick as it takes the network, whole files only, and gives acknowledgements that prove themselves', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stick-'));
  try {
    const [one, two] = [
      await joinedTo(hub, await aWindowLog({ prefix: 'S1' })),
      await joinedTo(hub, await aWindowLog({ prefix: 'S2' })),
    ];
    const stranger = await aWindowLog({ prefix: 'S3' });
    for (const window of [one, two, stranger]) for (let at = 0; at < 6; at += 1) window.write();
    const put = async (window: WindowLog, from: number, to: number, cut = 0): Promise<string> => {
      const bytes = gzipSync(JSON.stringify(await window.run(from, to)));
      const name = runFileName(window.name, from);
      await writeFile(join(folder, name), bytes.subarray(0, bytes.length - cut));
      return name;
    };
    await put(one, 1, 3);
    await put(one, 4, 6);
    await put(two, 1, 2);
    const half = await put(two, 3, 4, 40);
    const behind = await put(two, 5, 6);
    const foreign = await put(stranger, 1, 6);
    const taken = await takeStick(hub.store, folder);
    expect(taken).toMatchObject({ files: 6, units: 8 });
    expect(Object.fromEntries(taken.refused.map(({ file, problem }) => [file, problem.code]))).toEqual({
      [half]: 'malformed',
      [behind]: 'gap',
      [foreign]: 'unknown-window',
    });
    expect(await giveStick(hub.store, folder)).toBe(2);
    for (const [window, sequence] of [
      [one, 6],
      [two, 2],
    ] as const) {
      const text = await readFile(join(folder, acknowledgementFileName(window.name.window)), 'utf8');
      const { acknowledgement } = AcknowledgementFile.parse(JSON.parse(text));
      expect(acknowledgement.sequence).toBe(sequence);
      expect(await believes(window, hub.hub.publicKey, acknowledgement)).toBe(true);
    }
    expect(await takeStick(hub.store, folder)).toMatchObject({ units: 0 });
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('shows a new epoch once the database was put back', async () => {
  const about = async (): Promise<About> => About.parse(await (await fetch(`${hub.url}/v1/about`)).json());
  const before = await about();
  await hub.store.restored();
  const after = await about();
  expect({ ...after, epoch: before.epoch }).toEqual(before);
  expect(after.epoch).not.toBe(before.epoch);
});

describe('opening', () => {
  const addressOf = ({ target }: TestPostgres): string =>
    `postgres://${target.user}@${encodeURIComponent(target.host)}:${target.port}/${target.database}`;
  const open = async (env: Record<string, string>, area: 'office' | null = null): Promise<string> => {
    const opening = await openHub({ DATABASE_URL: addressOf(postgres), HUB_DATA: postgres.folder, ...env }, area, 1000);
    if (opening.ok) await opening.hub.close('command');
    return opening.ok ? opening.hub.hub.hub : opening.sentence;
  };

  it('finds the same hub, behind hosts that are gone as well', async () => {
    expect(await open({})).toBe(hub.hub.hub);
    const { user, host, port, database } = postgres.target;
    const address = `postgres://${user}@127.0.0.1:1,${encodeURIComponent(host)}:${port}/${database}`;
    expect(await open({ DATABASE_URL: address })).toBe(hub.hub.hub);
  });

  it('refuses another area, another key and a database that keeps nothing, each with a sentence', async () => {
    expect(await open({}, 'office')).toContain('已定为另一分区');
    const folder = await mkdtemp(join(tmpdir(), 'hub-key-'));
    expect(await open({ HUB_DATA: folder })).toContain('不是同一个接收端');
    await writeFile(keyPath(folder), '{"half":');
    expect(await open({ HUB_DATA: folder })).toContain('签名密钥文件读不出');
    await rm(folder, { recursive: true });
    expect(await open({ DATABASE_URL: 'mysql://here/there' })).toContain('DATABASE_URL 应为');
    expect(await open({ DATABASE_URL: 'postgres://a@127.0.0.1:1/b' })).toContain('no-primary');
    await hub.database.rows('INSERT INTO migration (step) VALUES (99)');
    expect(await open({})).toContain('更新版本的接收端');
    await hub.database.rows('DELETE FROM migration WHERE step = 99');
  });
});

it('describes every endpoint from the schemas it reads by', () => {
  const text = JSON.stringify(openApi('test'));
  expect(JSON.parse(text)).toMatchObject({
    openapi: '3.1.0',
    paths: { '/v1/runs': { post: { operationId: 'runs' } } },
  });
  expect(text).toContain('synchronous-standby');
});
