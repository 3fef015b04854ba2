/** What a hub does with rolls, and with lines that their officers did not sign, on a real PostgreSQL. */
import { randomUUID, sign as signNow } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkStore } from '#electron/hub/check-store.ts';
import { fastHash } from '#electron/host/journal-file.ts';
import { bodyText, readLine } from '#shared/casework/journal-line.ts';
import type { OpenRoll } from '#shared/contract/roll.ts';
import { rollStatement } from '#shared/contract/roll.ts';
import { cardName, entryStatement } from '#shared/crypto/officer-signing.ts';
import { makeSigningPair, signerOf, type SigningPair } from '#shared/crypto/signing.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { ProblemAnswer } from '#shared/post/problem.ts';
import { RollsAnswer, rollsText } from '#shared/post/rolls.ts';
import { RunTaken } from '#shared/post/run.ts';
import { aHub, aPostgres, joinedTo, post, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aWindowLog, type WindowLog } from '#tests/builders/a-window-log.ts';

let postgres: TestPostgres;
let hub: TestHub;
let window: WindowLog;
let officeKey: SigningPair;
let boss: SigningPair;
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
  window = await joinedTo(hub, await aWindowLog({ prefix: `R${windows}` }), randomUUID());
  [officeKey, boss] = [await makeSigningPair(), await makeSigningPair()];
});

type Change = Partial<Omit<OpenRoll, 'version'>>;
const series = randomUUID();

/** A roll as it is sent, signed by `by`; its private text is of no interest to a hub. */
async function aRoll(change: Change = {}, by = officeKey) {
  const roll: OpenRoll = {
    version: 1,
    area: window.name.area,
    series,
    number: 1,
    before: null,
    at: '2022-08-22T10:00:00+08:00',
    officeKey: officeKey.publicKey,
    officers: [
      { id: 'officer-1', role: 'administrator', state: 'active', signing: boss.publicKey, opening: boss.publicKey },
    ],
    private: '0'.repeat(64),
    ...change,
  };
  const open = JSON.stringify(roll);
  const sign = await signerOf(by.privateKey);
  return { open, sealed: 'c2VhbGVk', signature: (await sign?.(rollStatement(open))) ?? '' };
}
async function exchange(put: Awaited<ReturnType<typeof aRoll>> | null, after = 0) {
  const unsigned = { ...window.name, put, after, nonce: randomUUID() };
  const letter = { ...unsigned, version: POST_VERSION, signature: await window.sign(rollsText(unsigned)) };
  const { body } = await post(hub.url, '/v1/rolls', letter);
  const taken = RollsAnswer.safeParse(body);
  return taken.success ? taken.data : ProblemAnswer.parse(body).error.code;
}

describe('rolls', () => {
  it('are kept in order, each once, and handed out behind the one that a window has', async () => {
    const first = await aRoll();
    const second = await aRoll({ number: 2, before: fastHash(first.open) });
    expect(await exchange(null)).toEqual({ rolls: [], last: 0 });
    expect(await exchange(first)).toEqual({ rolls: [first], last: 1 });
    expect(await exchange(first)).toEqual({ rolls: [first], last: 1 });
    expect(await exchange(second, 1)).toEqual({ rolls: [second], last: 2 });
    expect(await exchange(null)).toEqual({ rolls: [first, second], last: 2 });
  });

  it('are refused that are not signed by their office key, of another area, or no roll', async () => {
    const other = await makeSigningPair();
    expect(await exchange(await aRoll({}, other))).toBe('roll-unsigned');
    const elsewhere = window.name.area === 'office' ? 'training' : 'office';
    expect(await exchange(await aRoll({ area: elsewhere }))).toBe('roll-unsigned');
    expect(await exchange({ ...(await aRoll()), open: '{}' })).toBe('roll-unsigned');
    expect(await exchange(null)).toEqual({ rolls: [], last: 0 });
  });

  it('are refused that do not follow: another of the same number, a gap, another predecessor, another office key', async () => {
    const first = await aRoll();
    await exchange(first);
    expect(await exchange(await aRoll({ at: '2022-08-22T11:00:00+08:00' }))).toBe('roll-differs');
    const before = fastHash(first.open);
    expect(await exchange(await aRoll({ number: 3, before }))).toBe('roll-differs');
    expect(await exchange(await aRoll({ number: 2, before: '1'.repeat(64) }))).toBe('roll-differs');
    const other = await makeSigningPair();
    expect(await exchange(await aRoll({ number: 2, before, officeKey: other.publicKey }, other))).toBe('roll-differs');
    expect(await exchange(null)).toEqual({ rolls: [first], last: 1 });
  });

  it('of one office say nothing to another', async () => {
    await exchange(await aRoll());
    window = await joinedTo(hub, await aWindowLog({ prefix: `S${windows}` }), randomUUID());
    expect(await exchange(null)).toEqual({ rolls: [], last: 0 });
  });
});

/** A line as its officer signs it; `as` changes what is claimed of the signature. */
function signedLine(
  line: string,
  by: SigningPair,
  as: { readonly card?: string; readonly roll?: number } = {},
): string {
  const reading = readLine(line, fastHash);
  if (reading.state !== 'entry' || !('format' in reading.entry)) throw new Error('no entry');
  const { entry } = reading;
  const roll = as.roll ?? 1;
  const key = { key: Buffer.from(by.privateKey, 'base64'), format: 'der' as const, type: 'pkcs8' as const };
  const value = signNow('sha256', Buffer.from(entryStatement(entry, roll)), { ...key, dsaEncoding: 'ieee-p1363' });
  const signed = { card: as.card ?? cardName(by.publicKey), roll, value: value.toString('base64') };
  const body = bodyText({ ...entry, signed });
  return `${body},"hash":"${fastHash(body)}"}`;
}

describe('a line of a window whose office has a roll', () => {
  it('is kept and named where somebody borrowed a card, and nothing else is held against it', async () => {
    await exchange(await aRoll());
    const stranger = await makeSigningPair();
    window.write({}, (line) => signedLine(line, boss));
    window.write({}, (line) => signedLine(line, stranger, { card: cardName(boss.publicKey) }));
    window.write({ officerId: 'officer-2' }, (line) => signedLine(line, boss));
    window.write({}, (line) => signedLine(line, stranger));
    window.write({}, (line) => signedLine(line, boss, { roll: 7 }));
    window.write();
    const { body } = await post(hub.url, '/v1/runs', await window.run(1, 6));
    const { quarantined, acknowledgement } = RunTaken.parse(body);
    expect(quarantined).toEqual([
      { sequence: 2, reason: 'officer-signature' },
      { sequence: 3, reason: 'officer-signature' },
    ]);
    expect(acknowledgement.sequence).toBe(6);
    const found = await checkStore(hub.database);
    expect(found.problems.filter((problem) => problem.window === window.name.window)).toEqual([]);
  });
});
