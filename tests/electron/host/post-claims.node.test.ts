/** Claims as two windows and their hub exchange them: each finds the other's by itself, whatever was away meanwhile. */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimCollision, PostState } from '#shared/contract/post.ts';
import type { Result } from '#shared/contract/failure.ts';
import { makeJoinCode, joinSecrets, readJoinCode } from '#shared/crypto/join-code.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CaseClaims } from '#shared/casework/claims.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { anOffice, found } from '#tests/builders/host-requests.ts';
import { aDoor, area, durable, hub, joinHub, post, send, until, window, windows, write } from './a-post-scene.ts';

const KEY = 'a'.repeat(32);
const digest = (name: string): string => Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32);
const aCase = (subject: string, names: readonly string[], state: 'open' | 'accepted' = 'accepted'): CaseClaims => ({
  subject,
  number: `〔2022〕${subject}`,
  on: plainDate('2022-07-01'),
  persons: names.map((name) => [digest(name), state]),
});

let other: TestHost;
let office: string;
beforeEach(async () => {
  other = await aHost();
  await found(other.host, area, anOffice({ receiptPrefix: `Q${windows}` }));
  office = crypto.randomUUID();
});
afterEach(async () => {
  await other.end();
});

const joinOffice = async (at: TestHost, address = hub.url): Promise<Result<PostState>> =>
  await joinHub(address, (await hub.store.invite(office))?.code, at);
const tell = async (at: TestHost, cases: readonly CaseClaims[], wish: { key?: string; dropped?: string[] } = {}) => {
  const { key = KEY, dropped = [] } = wish;
  return await at.host.call('post.tellClaims', { area, key, through: 1, cases: [...cases], dropped });
};
const exchanged = async (at: TestHost): Promise<PostState> => {
  await send(at);
  return await until(({ claims }) => claims.state === 'exchanged', at);
};
const met = async (at: TestHost): Promise<readonly ClaimCollision[]> => {
  const answer = await at.host.call('post.collisions', { area });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value.collisions;
};
const told = (found: readonly ClaimCollision[]) =>
  found.map(({ subject, order, other: { number, order: theirs } }) => [subject, order, number, theirs]);

describe('one person at two windows', () => {
  beforeEach(async () => {
    for (const at of [window, other]) await joinOffice(at);
  });

  it('is found at both, in the same order', async () => {
    await tell(window, [aCase('W1', ['li', 'wang'])]);
    await exchanged(window);
    await tell(other, [aCase('W2', ['li'])]);
    await exchanged(other);
    await exchanged(window);
    expect(told(await met(window))).toEqual([['W1', 1, '〔2022〕W2', 3]]);
    expect(told(await met(other))).toEqual([['W2', 3, '〔2022〕W1', 1]]);
  });

  it('is told before anything is recorded here, and not of the own case', async () => {
    await tell(window, [aCase('W1', ['li'], 'open')]);
    await exchanged(window);
    await tell(other, []);
    await exchanged(other);
    const on = async (at: TestHost) =>
      await at.host.call('post.claimsOn', { area, digests: [digest('li'), digest('x')] });
    expect(await on(other)).toMatchObject({ ok: true, value: { rows: [{ number: '〔2022〕W1', state: 'open' }] } });
    expect(await on(window)).toMatchObject({ ok: true, value: { rows: [] } });
  });

  it('is over once the other releases it, and once the case here does', async () => {
    await tell(window, [aCase('W1', ['li'])]);
    await tell(other, [aCase('W2', ['li'])]);
    for (const at of [window, other, window]) await exchanged(at);
    expect(await met(window)).toHaveLength(1);
    await tell(window, [aCase('W1', [])]);
    expect(await met(window)).toEqual([]);
    await exchanged(window);
    await exchanged(other);
    expect(await met(other)).toEqual([]);
  });

  it('is known after the program was started again, off line', async () => {
    await tell(window, [aCase('W1', ['li'])]);
    await tell(other, [aCase('W2', ['li'])]);
    for (const at of [window, other, window]) await exchanged(at);
    await window.restart();
    expect(told(await met(window))).toEqual([['W1', 1, '〔2022〕W2', 2]]);
  });

  it('is asked for again where the file was damaged, and half a line is cut', async () => {
    await tell(window, [aCase('W1', ['li'])]);
    await tell(other, [aCase('W2', ['li'])]);
    for (const at of [window, other, window]) await exchanged(at);
    const path = join(window.folder, 'areas', area, 'post-claims.jsonl');
    await window.restart(async () => await appendFile(path, 'half a li'));
    expect(await met(window)).toHaveLength(1);
    await window.restart(async () => await writeFile(path, (await readFile(path, 'utf8')).replace('W2', 'W9')));
    expect(await met(window)).toEqual([]);
    expect((await post()).claims).toMatchObject({ key: null, through: 0 });
    await tell(window, [aCase('W1', ['li'])]);
    await exchanged(window);
    expect(await met(window)).toHaveLength(1);
  });

  it('stays found when the hub was put back: everything is said and fetched again', async () => {
    await tell(window, [aCase('W1', ['li'])]);
    await tell(other, [aCase('W2', ['li'])]);
    for (const at of [window, other, window]) await exchanged(at);
    await hub.database.rows('DELETE FROM claim WHERE office = $1', [office]);
    await hub.store.restored();
    for (const at of [window, other, window]) await exchanged(at);
    expect(await met(window)).toHaveLength(1);
    expect(await met(other)).toHaveLength(1);
  });
});

describe('what may be in the way', () => {
  it('no line waits for claims, and a hub of before is said', async () => {
    const door = await aDoor({ notFound: '/v1/claims' });
    expect((await joinOffice(window, door.url)).ok).toBe(true);
    await tell(window, [aCase('W1', ['li'])]);
    await write(2);
    await durable();
    expect((await until(({ claims }) => claims.state === 'hub-too-old')).trouble).toBeNull();
    door.close();
  });

  it('another key than the office’s is said by name, and nothing of it is taken', async () => {
    for (const at of [window, other]) await joinOffice(at);
    await tell(window, [aCase('W1', ['li'])]);
    await exchanged(window);
    await send(other);
    expect((await post(other)).claims).toMatchObject({ state: 'key-missing', officeKey: KEY });
    await tell(other, [aCase('W2', ['li'])], { key: 'b'.repeat(32) });
    await send(other);
    await until(({ claims, trouble }) => claims.state === 'key-differs' && trouble === null, other);
    await write(1, other);
    await durable(other);
    await tell(other, [aCase('W2', ['li'])]);
    await exchanged(other);
    expect(await met(other)).toHaveLength(1);
  });

  it('a page that the hub did not sign stops the post', async () => {
    const door = await aDoor({
      change: (path, text) => (path === '/v1/claims' ? text.replace(/"upTo":\d+/u, '"upTo":77') : text),
    });
    await joinOffice(window, door.url);
    await tell(window, [aCase('W1', ['li'])]);
    await send();
    expect((await post()).trouble).toMatchObject({ code: 'hub-changed', step: 'claims' });
    door.close();
  });
});

describe('letting another window in', () => {
  it('the code joins the office, and hands out what was sealed under it', async () => {
    await joinOffice(window);
    const code = makeJoinCode(crypto.getRandomValues(new Uint8Array(16)));
    const read = readJoinCode(code);
    const { invitation, proofKey } = await joinSecrets(read.ok ? read.secret : '');
    const sealed = 'S'.repeat(80);
    const invited = await window.host.call('post.invite', {
      area,
      invitation,
      proofKey: Buffer.from(proofKey).toString('base64'),
      sealed,
    });
    expect(invited).toMatchObject({ ok: true, value: { address: hub.url } });
    const joined = await joinHub(hub.url, code, other);
    expect(joined).toMatchObject({ ok: true, value: { hub: { office } } });
    expect(await other.host.call('post.handover', { area, code })).toEqual({ ok: true, value: { sealed } });
    expect(await window.host.call('post.handover', { area, code })).toMatchObject({
      ok: false,
      failure: { code: 'post-not-joined', detail: { reason: 'code-refused' } },
    });
  });

  it('takes a hub that was joined and can be reached', async () => {
    const wish = { area, invitation: 'a'.repeat(32), proofKey: `${'A'.repeat(43)}=`, sealed: 'S'.repeat(80) } as const;
    expect(await window.host.call('post.invite', wish)).toMatchObject({ failure: { code: 'post-not-invited' } });
    const door = await aDoor();
    await joinOffice(window, door.url);
    door.shut();
    expect(await window.host.call('post.invite', wish)).toMatchObject({
      failure: { code: 'post-not-invited', detail: { reason: 'unreachable' } },
    });
    expect(
      await window.host.call('post.handover', { area, code: makeJoinCode(crypto.getRandomValues(new Uint8Array(16))) }),
    ).toMatchObject({
      failure: { code: 'post-not-joined', detail: { reason: 'unreachable' } },
    });
    door.close();
  });
});
