/** Claims at a hub: one order for the office, what follows from a letter, whose key counts, and codes that one window makes for another. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkStore } from '#electron/hub/check-store.ts';
import { joinProof, joinSecrets, makeJoinCode, readJoinCode } from '#shared/crypto/join-code.ts';
import { keyedDigestFits, verifierOf } from '#shared/crypto/signing.ts';
import { type CaseClaims } from '#shared/casework/claims.ts';
import { ClaimsPage, claimsPageText, claimsText } from '#shared/post/claims.ts';
import { HandedOver, handedText, handoverProofText, handoverText, Invited, inviteText } from '#shared/post/inviting.ts';
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
let one: WindowLog;
let other: WindowLog;
let offices = 0;

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres);
});
afterAll(async () => {
  await hub.end();
  await postgres.end();
});
beforeEach(async () => {
  offices += 1;
  const office = randomUUID();
  one = await joinedTo(hub, await aWindowLog({ prefix: `A${offices}` }), office);
  other = await joinedTo(hub, await aWindowLog({ prefix: `B${offices}` }), office);
});

const KEY = 'a'.repeat(32);
const digest = (name: string): string => Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32);
const aCase = (subject: string, persons: readonly (readonly [string, 'open' | 'accepted'])[]): CaseClaims => ({
  subject,
  number: `〔2022〕${subject}`,
  on: '2022-07-01' as CaseClaims['on'],
  persons: persons.map(([name, state]) => [digest(name), state]),
});
interface Wish {
  readonly put?: readonly CaseClaims[];
  readonly drop?: readonly string[];
  readonly after?: number;
  readonly key?: string | null;
  readonly told?: string;
}
async function say(window: WindowLog, wish: Wish = {}): Promise<Answer> {
  const { put = [], drop = [], after = 0, key = KEY, told: instant = new Date().toISOString() } = wish;
  const unsigned = {
    ...window.name,
    key,
    put: [...put],
    drop: [...drop],
    after,
    nonce: randomUUID(),
    told: instant,
  };
  const signature = await window.sign(claimsText(unsigned));
  return await post(hub.url, '/v1/claims', { ...unsigned, version: 1, signature });
}
const pageOf = ({ body }: Answer): ClaimsPage => ClaimsPage.parse(body);
const codeOf = ({ body }: Answer): unknown => ProblemAnswer.safeParse(body).data?.error.code;
const told = ({ rows }: ClaimsPage) => rows.map(({ subject, digest: of, state, order }) => [subject, of, state, order]);

describe('claims', () => {
  it('of two windows on one person are told to both, in the same order, over a signature of the hub', async () => {
    await say(one, { put: [aCase('W01-1', [['li', 'open']])] });
    const answer = pageOf(await say(other, { put: [aCase('W02-1', [['li', 'accepted']])] }));
    expect(told(answer)).toEqual([
      ['W01-1', digest('li'), 'open', 1],
      ['W02-1', digest('li'), 'accepted', 2],
    ]);
    expect(told(pageOf(await say(one)))).toEqual(told(answer));
    const verify = await verifierOf(hub.hub.publicKey);
    expect(await verify?.(claimsPageText(answer), answer.signature)).toBe(true);
    expect(await verify?.(claimsPageText({ ...answer, upTo: answer.upTo + 1 }), answer.signature)).toBe(false);
  });

  it('the same letter again changes nothing; only what changed behind the cursor is told', async () => {
    const put = [
      aCase('c', [
        ['li', 'open'],
        ['wang', 'open'],
      ]),
    ];
    const first = pageOf(await say(one, { put }));
    expect(pageOf(await say(one, { put, after: first.upTo })).rows).toEqual([]);
    const next = pageOf(
      await say(one, {
        put: [
          aCase('c', [
            ['li', 'accepted'],
            ['wang', 'open'],
          ]),
        ],
        after: first.upTo,
      }),
    );
    expect(told(next)).toEqual([['c', digest('li'), 'accepted', 1]]);
  });

  it('whoever a case does not name any more is released, and raised again stands behind whoever came meanwhile', async () => {
    await say(one, {
      put: [
        aCase('c', [
          ['li', 'accepted'],
          ['wang', 'open'],
        ]),
      ],
    });
    const without = pageOf(await say(one, { put: [aCase('c', [['wang', 'open']])] }));
    expect(told(without)).toContainEqual(['c', digest('li'), 'released', 1]);
    await say(other, { put: [aCase('d', [['li', 'open']])] });
    const again = pageOf(
      await say(one, {
        put: [
          aCase('c', [
            ['li', 'open'],
            ['wang', 'open'],
          ]),
        ],
      }),
    );
    const order = (subject: string) => again.rows.find((row) => row.subject === subject && row.digest === digest('li'));
    expect(order('d')?.order).toBeLessThan(order('c')?.order ?? 0);
  });

  it('an older letter changes nothing: off a stick it is answered all the same, on the way its window is told', async () => {
    const early = new Date(Date.now() - 60_000).toISOString();
    await say(one, { put: [aCase('c', [['li', 'accepted']])] });
    const late = await say(one, { put: [aCase('c', [['wang', 'open']])], told: early });
    expect([late.status, codeOf(late)]).toEqual([409, 'told-late']);
    const unsigned = {
      ...one.name,
      key: KEY,
      put: [aCase('c', [['wang', 'open' as const]])],
      drop: [],
      after: 0,
      nonce: randomUUID(),
      told: early,
    };
    const letter = { ...unsigned, version: 1 as const, signature: await one.sign(claimsText(unsigned)) };
    const answer = await hub.store.keepClaims(letter, 'passed');
    expect(answer.ok ? told(answer.value) : answer.problem).toEqual([['c', digest('li'), 'accepted', 1]]);
  });

  it('a destroyed case is released, and nothing of it is left after thirty days', async () => {
    await say(one, { put: [aCase('c', [['li', 'accepted']])] });
    expect(told(pageOf(await say(one, { drop: ['c'] })))).toEqual([['c', digest('li'), 'released', 1]]);
    await hub.database.rows(`UPDATE claim SET dropped_at = now() - interval '31 days' WHERE window_id = $1`, [
      one.name.window,
    ]);
    expect(pageOf(await say(one)).rows).toEqual([]);
  });

  it('the first key is the office’s: another is refused by name, and whoever has none learns the name alone', async () => {
    expect(pageOf(await say(one, { key: null }))).toMatchObject({ key: null, rows: [] });
    await say(one, { put: [aCase('c', [['li', 'open']])] });
    expect(await say(other, { key: 'b'.repeat(32), put: [aCase('d', [['li', 'open']])] })).toMatchObject({
      status: 409,
      body: { error: { code: 'claim-key-differs', key: KEY } },
    });
    expect(pageOf(await say(other, { key: null }))).toMatchObject({ key: KEY, rows: [] });
    expect(pageOf(await say(one)).rows).toHaveLength(1);
  });

  it('of another office are never told, and a letter that somebody else signed is refused', async () => {
    await say(one, { put: [aCase('c', [['li', 'open']])] });
    const stranger = await joinedTo(hub, await aWindowLog({ prefix: `C${offices}` }), randomUUID());
    expect(pageOf(await say(stranger)).rows).toEqual([]);
    const forged = {
      ...one.name,
      key: KEY,
      put: [],
      drop: ['c'],
      after: 0,
      nonce: randomUUID(),
      told: new Date().toISOString(),
    };
    const signature = await stranger.sign(claimsText(forged));
    expect(codeOf(await post(hub.url, '/v1/claims', { ...forged, version: 1, signature }))).toBe('signature');
  });

  it('of 5,000 persons come in pages, each once', async () => {
    const put = (from: number) =>
      Array.from({ length: 5 }, (_, at) =>
        aCase(
          `c${from + at}`,
          Array.from({ length: 500 }, (__, person) => [`p${from + at}-${person}`, 'open'] as const),
        ),
      );
    await say(one, { put: put(0) });
    await say(one, { put: put(5) });
    const seen = new Set<number>();
    for (let after = 0, more = true; more;) {
      const page = pageOf(await say(other, { after }));
      for (const { change } of page.rows) seen.add(change);
      ({ more, upTo: after } = page);
    }
    expect(seen.size).toBe(5000);
  });

  it('are counted by the check, which names a window whose claims are out of the count', async () => {
    await hub.database.rows('DELETE FROM claim');
    const both = [
      ['li', 'open'],
      ['wang', 'open'],
    ] as const;
    await say(one, { put: [aCase('c', both)] });
    await say(other, { put: [aCase('d', [['li', 'accepted']])] });
    expect(await checkStore(hub.database)).toMatchObject({ claims: 3, personsTwice: 1, problems: [] });
    await hub.database.rows('UPDATE office SET claims = 1 WHERE office = $1', [one.name.office]);
    expect((await checkStore(hub.database)).problems).toContainEqual({
      window: other.name.window,
      sequence: 0,
      code: 'claims',
    });
    await hub.database.rows('UPDATE office SET claims = 9 WHERE office = $1', [one.name.office]);
  });

  it('eight letters at once of two windows: every change has a number of its own', async () => {
    const moment = new Date().toISOString();
    await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        say(at % 2 === 0 ? one : other, {
          told: moment,
          put: [
            aCase(`c${at}`, [
              ['li', 'open'],
              [`p${at}`, 'open'],
            ]),
          ],
        }),
      ),
    );
    const changes = pageOf(await say(one)).rows.map(({ change }) => change);
    expect(changes).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
  });
});

describe('a code that a window makes', () => {
  const SEALED = 'S'.repeat(80);
  async function invite(): Promise<string> {
    const code = makeJoinCode(crypto.getRandomValues(new Uint8Array(16)));
    const read = readJoinCode(code);
    const { invitation, proofKey } = await joinSecrets(read.ok ? read.secret : '');
    const unsigned = { ...one.name, invitation, proofKey: Buffer.from(proofKey).toString('base64'), sealed: SEALED };
    const signature = await one.sign(inviteText(unsigned));
    const answer = await post(hub.url, '/v1/invite', { ...unsigned, version: 1, signature });
    expect(Invited.safeParse(answer.body).success).toBe(true);
    return code;
  }
  async function handedTo(window: WindowLog, code: string): Promise<{ answer: Answer; proved: boolean }> {
    const read = readJoinCode(code);
    const { invitation, proofKey } = await joinSecrets(read.ok ? read.secret : '');
    const asked = { ...window.name, invitation, nonce: randomUUID() };
    const proof = await joinProof(proofKey, handoverProofText(asked));
    const signature = await window.sign(handoverText({ ...asked, proof }));
    const answer = await post(hub.url, '/v1/handover', { ...asked, version: 1, proof, signature });
    const handed = HandedOver.safeParse(answer.body);
    const proved =
      handed.success && (await keyedDigestFits(proofKey, handedText(asked, handed.data.sealed), handed.data.proof));
    return { answer, proved };
  }

  it('lets a new window join the same office, and hands it what was sealed under the code, as often as its reply is lost', async () => {
    const code = await invite();
    const fresh = await aWindowLog({ prefix: `N${offices}` });
    const { joined } = await joinBy(hub.url, code, fresh);
    expect(joined?.office).toBe(one.name.office);
    const window = fresh.as({ office: joined?.office ?? '' });
    for (let again = 0; again < 2; again += 1) {
      const { answer, proved } = await handedTo(window, code);
      expect([answer.body, proved]).toMatchObject([{ sealed: SEALED }, true]);
    }
  });

  it('serves one window: after it was used another neither joins nor gets the keys', async () => {
    const code = await invite();
    expect((await handedTo(other, code)).proved).toBe(true);
    const late = await joinBy(hub.url, code, await aWindowLog({ prefix: `L${offices}` }));
    expect([late.joined, codeOf(late.answer)]).toEqual([null, 'code-refused']);
    expect(codeOf((await handedTo(one, code)).answer)).toBe('code-refused');
  });

  it('is nothing to another office, without the code, or after its hour', async () => {
    const code = await invite();
    const stranger = await joinedTo(hub, await aWindowLog({ prefix: `S${offices}` }), randomUUID());
    expect(codeOf((await handedTo(stranger, code)).answer)).toBe('code-refused');
    const guessed = makeJoinCode(crypto.getRandomValues(new Uint8Array(16)));
    expect(codeOf((await handedTo(other, guessed)).answer)).toBe('code-refused');
    await hub.database.rows('UPDATE invitation SET until = now() WHERE office = $1', [one.name.office]);
    expect(codeOf((await handedTo(other, code)).answer)).toBe('code-refused');
  });

  it('a code of the hub’s own operator holds no keys, and says so', async () => {
    const code = (await hub.store.invite(one.name.office))?.code ?? '';
    expect(await handedTo(other, code)).toMatchObject({ answer: { body: { sealed: null } }, proved: true });
  });

  it('gives way to the sixth: five are good at a time', async () => {
    const codes: string[] = [];
    for (let count = 0; count < 6; count += 1) codes.push(await invite());
    expect(codeOf((await handedTo(other, codes[0] ?? '')).answer)).toBe('code-refused');
    expect((await handedTo(other, codes[5] ?? '')).proved).toBe(true);
  });
});
