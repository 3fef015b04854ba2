/** What a hub does with runs, on a real PostgreSQL: taken whole or not at all, said only when durable, never the same twice. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkStore } from '#electron/hub/check-store.ts';
import { headText, LogState } from '#shared/post/heads.ts';
import { ProblemAnswer } from '#shared/post/problem.ts';
import { RunTaken, type Run } from '#shared/post/run.ts';
import {
  aHub,
  aPostgres,
  believes,
  joinedTo,
  post,
  type Answer,
  type TestHub,
  type TestPostgres,
} from '#tests/builders/a-hub.ts';
import { aWindowLog, rehashed, type WindowLog } from '#tests/builders/a-window-log.ts';

let postgres: TestPostgres;
let hub: TestHub;
let other: TestHub;
let window: WindowLog;
let windows = 0;

beforeAll(async () => {
  postgres = await aPostgres();
  [hub, other] = [await aHub(postgres), await aHub(postgres)];
});
afterAll(async () => {
  await hub.end();
  await other.end();
  await postgres.end();
});
beforeEach(async () => {
  windows += 1;
  window = await joinedTo(hub, await aWindowLog({ prefix: `T${windows}` }));
});

const ship = async (run: Run, at: TestHub = hub): Promise<Answer> => await post(at.url, '/v1/runs', run);
const codeOf = ({ body }: Answer): unknown => ProblemAnswer.safeParse(body).data?.error.code;
const taken = ({ body }: Answer): RunTaken => RunTaken.parse(body);
const write = (count: number): void => {
  for (let at = 0; at < count; at += 1) window.write();
};
const stored = async (): Promise<{ sequence: string; line: string | null; side: string | null }[]> =>
  await hub.database.rows('SELECT sequence, line, side FROM unit WHERE window_id = $1 ORDER BY sequence', [
    window.name.window,
  ]);
const state = async (): Promise<LogState> =>
  LogState.parse((await post(hub.url, '/v1/state', await window.request())).body);

describe('a run that fits', () => {
  it('is kept to the byte and acknowledged under the hub’s key', async () => {
    write(3);
    const { acknowledgement, quarantined } = taken(await ship(await window.run(1, 3)));
    expect(acknowledgement).toMatchObject({
      sequence: 3,
      hash: window.hashes[3],
      restsOn: 'one-node',
      hub: hub.hub.hub,
    });
    expect(await believes(window, hub.hub.publicKey, acknowledgement)).toBe(true);
    expect(quarantined).toEqual([]);
    expect((await stored()).map(({ line }) => ({ line }))).toEqual(window.units);
  });

  it('is a success again, at either process, and says how far everything is now', async () => {
    write(4);
    await ship(await window.run(1, 2));
    await ship(await window.run(3, 4));
    const { acknowledgement } = taken(await ship(await window.run(1, 2), other));
    expect(acknowledgement.sequence).toBe(4);
    expect(await believes(window, hub.hub.publicKey, acknowledgement)).toBe(true);
    expect(await stored()).toHaveLength(4);
  });

  it('may begin with what is known already', async () => {
    write(5);
    await ship(await window.run(1, 3));
    expect(taken(await ship(await window.run(2, 5))).acknowledgement.sequence).toBe(5);
    expect((await stored()).map(({ line }) => ({ line }))).toEqual(window.units);
  });

  it('sent ten times at once through two processes lies there once', async () => {
    write(20);
    const run = await window.run(1, 20);
    const answers = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => await ship(run, at % 2 === 0 ? hub : other)),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
    expect(await stored()).toHaveLength(20);
  });

  it('keeps the place of a line that was lost, and takes the line when it comes', async () => {
    write(4);
    const run = await window.run(1, 4);
    const lost = { lost: { sequence: 2, hash: window.hashes[2] ?? '' } };
    const units = run.units.map((unit, at) => (at === 1 ? lost : unit));
    expect(taken(await ship({ ...run, units })).acknowledgement.sequence).toBe(4);
    expect((await stored())[1]?.line).toBeNull();
    expect((await ship(run)).status).toBe(200);
    expect((await stored()).map(({ line }) => ({ line }))).toEqual(window.units);
  });

  it('brings a side later, and never another one', async () => {
    write(1);
    await ship(await window.run(1, 1));
    const run = await window.run(1, 1);
    const withSide = async (body: string): Promise<Run> => ({
      ...run,
      units: [{ line: (run.units[0] as { line: string }).line, side: await window.side(1, body) }],
    });
    const first = await withSide('first');
    await ship(first);
    await ship(await withSide('second'));
    expect((await stored())[0]?.side).toBe((first.units[0] as { side: string }).side);
  });
});

describe('a bad unit', () => {
  it('is kept, named as often as it is sent, and holds nothing up', async () => {
    const sides: Record<number, () => Promise<string>> = {
      2: async () => await Promise.resolve('no side at all'),
      3: async () => await window.side(1, 'of another line'),
      4: async () => (await window.side(4, 'forged')).replace('"forged"', '"changed"'),
      5: async () => await Promise.resolve('{"version":9}'),
    };
    write(5);
    window.write({ sealed: 'AAAA' });
    window.write({}, (line) => rehashed(line.replace('"blobs":[]', '"blobs":[],"more":1')));
    window.write({}, (line) => rehashed(line.replace('{"format":2', '{"format":3')));
    write(1);
    const run = await window.run(1, 9);
    const units = await Promise.all(
      run.units.map(async (unit, at) => {
        const side = await sides[at + 1]?.();
        return side === undefined ? unit : { line: (unit as { line: string }).line, side };
      }),
    );
    const expected = [
      { sequence: 2, reason: 'side-form' },
      { sequence: 3, reason: 'side-other-line' },
      { sequence: 4, reason: 'side-signature' },
      { sequence: 6, reason: 'content-cannot-open' },
      { sequence: 7, reason: 'line-form' },
    ];
    for (const at of [hub, other]) {
      const answer = taken(await ship({ ...run, units }, at));
      expect(answer.quarantined).toEqual(expected);
      expect(answer.acknowledgement.sequence).toBe(9);
    }
    expect((await stored()).map(({ line }) => ({ line }))).toEqual(window.units);
  });
});

describe('a run that does not fit', () => {
  it('begins later than the hub is', async () => {
    write(4);
    await ship(await window.run(1, 1));
    const answer = await ship(await window.run(3, 4));
    expect([answer.status, answer.body]).toEqual([
      409,
      { error: { code: 'gap', have: { sequence: 1, hash: window.hashes[1] } } },
    ]);
    expect(await stored()).toHaveLength(1);
  });

  it('has other bytes at a known place, or goes on from other bytes', async () => {
    write(3);
    await ship(await window.run(1, 3));
    const copy = await aWindowLog();
    for (let at = 0; at < 5; at += 1) copy.write();
    const forged = await window.run(1, 3);
    for (const [from, to, differs] of [
      [1, 3, 1],
      [2, 5, 2],
      [4, 5, 3],
    ] as const) {
      const unsigned = { ...window.name, sequence: to, hash: copy.hashes[to] ?? '' };
      const head = { ...forged.head, ...unsigned, signature: await window.sign(headText(unsigned)) };
      const answer = await ship({ head, units: copy.units.slice(from - 1, to) });
      expect([answer.status, answer.body]).toMatchObject([409, { error: { code: 'differs', sequence: differs } }]);
    }
    expect((await stored()).map(({ line }) => ({ line }))).toEqual(window.units);
  });

  it('is broken in itself, and nothing of it is kept', async () => {
    write(3);
    const run = await window.run(1, 3);
    const line = (run.units[2] as { line: string }).line.replace('officer-1', 'officer-2');
    const answer = await ship({ ...run, units: [run.units[0], run.units[1], { line }] as Run['units'] });
    expect([answer.status, answer.body]).toEqual([422, { error: { code: 'broken-chain', sequence: 3, by: 'hash' } }]);
    expect(await stored()).toEqual([]);
  });

  it('is signed by somebody else, or by nobody the hub knows', async () => {
    write(1);
    const run = await window.run(1, 1);
    const stranger = await aWindowLog();
    expect(codeOf(await ship({ ...run, head: { ...run.head, signature: await stranger.sign('x') } }))).toBe(
      'signature',
    );
    stranger.write();
    expect(codeOf(await ship(await stranger.run(1, 1)))).toBe('unknown-window');
    expect(codeOf(await ship(await window.as({ office: randomUUID() }).run(1, 1)))).toBe('wrong-office');
    expect(codeOf(await ship(await window.as({ area: 'office' }).run(1, 1)))).toBe('wrong-area');
    expect(codeOf(await ship(await window.as({ generation: 2 }).run(1, 1)))).toBe('unknown-window');
    expect(await stored()).toEqual([]);
  });

  it('is of another version, no JSON, no gzip, or far too large', async () => {
    write(1);
    const run = await window.run(1, 1);
    const send = async (body: Buffer, headers: Record<string, string> = {}): Promise<Answer> => {
      const response = await fetch(`${hub.url}/v1/runs`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: Uint8Array.from(body),
      });
      return { status: response.status, body: await response.json(), headers: response.headers };
    };
    const later = await post(hub.url, '/v1/runs', { ...run, head: { ...run.head, version: 7 } });
    expect([later.status, later.body]).toEqual([426, { error: { code: 'wrong-version', speaks: [1] } }]);
    expect(codeOf(await send(Buffer.from('{"head":')))).toBe('malformed');
    expect(codeOf(await send(Buffer.from('plain'), { 'Content-Encoding': 'gzip' }))).toBe('malformed');
    const half = gzipSync(JSON.stringify(run)).subarray(0, 300);
    expect(codeOf(await send(half, { 'Content-Encoding': 'gzip' }))).toBe('malformed');
    const bomb = gzipSync(Buffer.alloc(100 << 20, 0x20));
    expect(codeOf(await send(bomb, { 'Content-Encoding': 'gzip' }))).toBe('too-large');
    expect(codeOf(await send(Buffer.from('x'), { 'Content-Type': 'text/plain' }))).toBe('malformed');
    expect(codeOf(await post(hub.url, '/v1/elsewhere', {}))).toBe('not-found');
  });
});

it('tells how far a log is, with the window’s own newest head, to the window alone', async () => {
  expect((await state()).acknowledgement).toMatchObject({ sequence: 0, hash: '0'.repeat(64) });
  write(2);
  const run = await window.run(1, 2);
  await ship(run);
  expect(await state()).toMatchObject({ head: run.head, acknowledgement: { sequence: 2 } });
  const asked = { ...(await window.request()), nonce: randomUUID() };
  expect(codeOf(await post(hub.url, '/v1/state', asked))).toBe('signature');
});

it('sends away what is too much at once, with a time, and takes it afterwards', async () => {
  const small = await aHub(postgres, { limits: { requests: 2, bytes: 1 << 30, ofOneWindow: 1, ofOneOffice: 9 } });
  try {
    write(30);
    const run = await window.run(1, 30);
    const answers = await Promise.all(Array.from({ length: 12 }, async () => await ship(run, small)));
    const busy = answers.filter(({ status }) => status === 429);
    expect(busy.length).toBeGreaterThan(0);
    for (const { headers } of busy) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ship(run, small)).status).toBe(200);
  } finally {
    await small.end();
  }
});

it('is whole by its own check, and names what somebody changed', async () => {
  write(3);
  await ship(await window.run(1, 3));
  expect((await checkStore(hub.database)).problems).toEqual([]);
  const change = async (sql: string): Promise<unknown> => {
    await hub.database.rows(sql, [window.name.window]);
    return (await checkStore(hub.database)).problems.map(({ sequence, code }) => [sequence, code]);
  };
  expect(
    await change(
      `UPDATE unit SET line = replace(line, 'officer-1', 'officer-2') WHERE window_id = $1 AND sequence = 2`,
    ),
  ).toEqual([[2, 'line-hash']]);
  expect(await change('DELETE FROM unit WHERE window_id = $1 AND sequence = 2')).toContainEqual([2, 'count']);
  expect(await change('DELETE FROM unit WHERE window_id = $1 AND sequence = 3')).toContainEqual([0, 'count']);
  expect(await change('DELETE FROM unit WHERE window_id = $1')).not.toEqual([]);
  await hub.database.rows('DELETE FROM log WHERE window_id = $1', [window.name.window]);
});

it('says nothing in its log but routes, counts and times', () => {
  const text = hub.log.join('');
  expect(text).toContain('"route":"/v1/runs"');
  for (const secret of [window.name.window, window.name.office, 'officer-1', '127.0.0.1:']) {
    const told = hub.log.filter((line) => line.includes(secret) && !line.includes('Server listening'));
    expect(told).toEqual([]);
  }
});
