/** What a hub keeps beside the lines: later wraps in place of earlier ones, destroyed keys gone for good, sealed offices by what they are of. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysText, officeText } from '#shared/post/keeping.ts';
import { ProblemAnswer } from '#shared/post/problem.ts';
import {
  aHub,
  aPostgres,
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
let window: WindowLog;
let windows = 0;

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
  window = await joinedTo(hub, await aWindowLog({ prefix: `T${windows}` }));
});

const wrap = (number: number, byte: string): string => `${number}:${byte.repeat(80)}`;
type Keys = readonly (readonly [string, string])[];

async function keys(put: Keys, drop: readonly string[] = [], at = window): Promise<Answer> {
  const unsigned = { ...at.name, put: put.map(([a, b]): [string, string] => [a, b]), drop: [...drop] };
  return await post(hub.url, '/v1/keys', { ...unsigned, version: 1, signature: await window.sign(keysText(unsigned)) });
}
async function office(vault: number, settings: number, body = '{}'): Promise<Answer> {
  const mark = (name: string, revision: number) => ({
    revision,
    digest: `${name}${revision}`.padEnd(64, 'f').replaceAll(/[^0-9a-f]/gu, 'a'),
  });
  const unsigned = { ...window.name, vault: mark('a', vault), settings: mark('b', settings), body };
  return await post(hub.url, '/v1/office', {
    ...unsigned,
    version: 1,
    signature: await window.sign(officeText(unsigned)),
  });
}
const codeOf = ({ body }: Answer): unknown => ProblemAnswer.safeParse(body).data?.error.code;
const stored = async () =>
  Object.fromEntries(
    (
      await hub.database.rows<{ subject: string; wrapped: string | null; dropped: boolean }>(
        `SELECT subject, wrapped, dropped_at IS NOT NULL AS dropped FROM content_key WHERE window_id = $1 ORDER BY subject`,
        [window.name.window],
      )
    ).map(({ subject, wrapped, dropped }) => [subject, dropped ? 'dropped' : wrapped]),
  );

describe('keys', () => {
  it('are kept, and the same letter again changes nothing', async () => {
    const letter: Keys = [
      ['a', wrap(1, 'A')],
      ['b', wrap(1, 'B')],
    ];
    expect((await keys(letter)).body).toEqual({ epoch: await hub.store.epoch() });
    expect((await keys(letter)).status).toBe(200);
    expect(await stored()).toEqual({ a: wrap(1, 'A'), b: wrap(1, 'B') });
  });

  it('a wrap of a later data key takes the place of an earlier, and an old letter that comes again does not bring it back', async () => {
    await keys([['a', wrap(1, 'A')]]);
    await keys([['a', wrap(2, 'C')]]);
    await keys([['a', wrap(1, 'A')]]);
    expect(await stored()).toEqual({ a: wrap(2, 'C') });
  });

  it('a destroyed one stays so, whatever comes later; its bytes are gone after thirty days', async () => {
    await keys([['a', wrap(1, 'A')]]);
    await keys([], ['a', 'never-seen']);
    await keys([['a', wrap(9, 'Z')]]);
    expect(await stored()).toEqual({ a: 'dropped', 'never-seen': 'dropped' });
    await hub.database.rows(`UPDATE content_key SET dropped_at = now() - interval '31 days' WHERE window_id = $1`, [
      window.name.window,
    ]);
    await keys([]);
    const left = await hub.database.rows('SELECT FROM content_key WHERE window_id = $1 AND wrapped IS NOT NULL', [
      window.name.window,
    ]);
    expect(left).toEqual([]);
  });

  it('of two for one case in one letter the last holds', async () => {
    expect(
      (
        await keys([
          ['a', wrap(1, 'A')],
          ['a', wrap(1, 'B')],
        ])
      ).status,
    ).toBe(200);
    expect(await stored()).toEqual({ a: wrap(1, 'B') });
  });

  it('are refused whole: of another office, unsigned, of an older generation, of no form, too many', async () => {
    expect(codeOf(await keys([['a', wrap(1, 'A')]], [], window.as({ office: randomUUID() })))).toBe('wrong-office');
    const stranger = await aWindowLog();
    const unsigned = { ...window.name, put: [], drop: ['a'] };
    const signature = await stranger.sign(keysText(unsigned));
    expect(codeOf(await post(hub.url, '/v1/keys', { ...unsigned, version: 1, signature }))).toBe('signature');
    expect(codeOf(await keys([['a', '<b>']]))).toBe('malformed');
    expect(
      codeOf(await keys(Array.from({ length: 2001 }, (_, at): [string, string] => [`k${at}`, wrap(1, 'A')]))),
    ).toBe('malformed');
    const again = await hub.store.invite(window.name.office);
    const { joined } = await joinBy(hub.url, again?.code ?? '', window, { generation: 2 });
    expect(joined?.generation).toBe(2);
    expect(codeOf(await keys([['a', wrap(1, 'A')]]))).toBe('retired');
    expect(await stored()).toEqual({});
  });
});

describe('sealed offices', () => {
  const kept = async () =>
    await hub.database.rows<{ vault_revision: string; settings_revision: string; body: string }>(
      'SELECT vault_revision, settings_revision, body FROM sealed_office WHERE window_id = $1 ORDER BY 1, 2',
      [window.name.window],
    );

  it('are kept beside each other, the first that came for its digests for good', async () => {
    expect((await office(1, 1, '{"first":1}')).status).toBe(200);
    expect((await office(1, 1, '{"second":1}')).status).toBe(200);
    expect((await office(2, 1)).status).toBe(200);
    expect(await kept()).toMatchObject([{ vault_revision: '1', body: '{"first":1}' }, { vault_revision: '2' }]);
  });

  it('of many only the twenty last stay', async () => {
    for (let revision = 1; revision <= 24; revision += 1) await office(revision, 1);
    expect((await kept()).map((row) => Number(row.vault_revision)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 5),
    );
  });

  it('are refused unsigned and too large', async () => {
    const mark = { revision: 1, digest: '0'.repeat(64) };
    const unsigned = { ...window.name, vault: mark, settings: mark, body: '{}' };
    const other = await window.sign(officeText({ ...unsigned, body: '[]' }));
    expect(codeOf(await post(hub.url, '/v1/office', { ...unsigned, version: 1, signature: other }))).toBe('signature');
    expect(codeOf(await office(1, 1, 'x'.repeat(2_100_001)))).toBe('malformed');
    expect(await kept()).toEqual([]);
  });
});
