/** A window that was restored to before its release hands the same answers over again: it is told of the batch that they are in. */
import { describe, expect, it } from 'vitest';
import type { HallEvent, HallWord, ReleasedCase } from '#shared/batches/hall-dispatches.ts';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CaseStore } from '#renderer/store/cases/case-store.ts';
import type { StoreParts } from '#renderer/store/cases/store-parts.ts';
import { hallLetters } from '#renderer/store/dispatches/hall-letters.ts';

const owner = '22222222-2222-4222-8222-222222222222';
const here = '11111111-1111-4111-8111-111111111111';
const on = plainDate('2022-08-22');
const hash = 'b'.repeat(64);
const by = {
  officerId: 'o3',
  officerName: '张样例',
  at: '2022-08-22T17:00:00+08:00',
  signed: { card: 'c', value: 'v' },
};
const again = (rounds: number[]): ReleasedCase => ({
  version: 1,
  caseId: 'c1',
  number: '〔2022〕W04-000001',
  of: 9,
  hash,
  on,
  employerName: '湛江海晟食品有限公司',
  unifiedSocialCreditCode: '',
  rounds,
  records: [{ caseReference: '〔2022〕W04-000001', position: 1, amountFen: 150_000, values: {} }],
  by,
});

const entry = (content: unknown, sequence: number, series = false) => ({
  sequence,
  hash: 'c'.repeat(64),
  numbers: series ? [{ series: 'batch', prefix: 'W03', year: 2022, value: 1 }] : [],
  kind: 'export',
  subjectId: 'batch-1',
  on,
  at: null,
  by: null,
  content,
});
const released = {
  window: owner,
  prefix: 'W04',
  caseId: 'c1',
  number: '〔2022〕W04-000001',
  of: 7,
  hash: 'a'.repeat(64),
};
const begun = {
  step: 'begun',
  training: false,
  layout: { id: 'window-intake', version: '2', digest: 'd' },
  codes: 'printed',
  formats: ['xlsx'],
  createdOn: on,
  office: { name: '湛江市样例', divisionCode: '440802' },
  cases: [],
  released: [{ ...released, rounds: [5], persons: 1, amountFen: 150_000 }],
  persons: 1,
  amountFen: 150_000,
  files: [{ name: 'a.xlsx', bytes: 1, rows: 1, sha256: hash }],
  numberForm: 'plain',
};
const committed = { step: 'committed', manifestDigest: 'd', folder: '/exports/a' };

/** What is said at a look where this release lies, with these entries of batches; `word`: what its signature is found to be. */
async function said(letter: ReleasedCase, batches: readonly unknown[], word = 'held'): Promise<readonly HallWord[]> {
  const told: HallEvent[] = [];
  const earlier: HallEvent = {
    type: 'hallSaid',
    name: 'hallWords 1',
    window: owner,
    prefix: 'W04',
    words: [
      {
        word: {
          caseId: 'c1',
          number: released.number,
          of: 7,
          hash: released.hash,
          on,
          said: { became: 'exported', batchId: 'batch-1', batchNumber: '2022-W03-1', rounds: [5] },
        },
        by,
      },
    ],
  };
  const parts = {
    now: () => '2022-08-23T09:00:00+08:00',
    officer: { id: 'o1', name: '李样例', role: 'administrator' },
    area: 'office',
    host: { call: async () => await Promise.resolve(success({ content: 'sealed' })) },
    crypto: {
      openDispatch: async () => await Promise.resolve(JSON.stringify(letter)),
      judgeWord: async () => await Promise.resolve({ word, role: null }),
      signWord: async () => await Promise.resolve(by.signed),
    },
  } as unknown as StoreParts;
  const cases = {
    list: () => [],
    events: async (kind: string) =>
      await Promise.resolve(
        success(kind === 'export' ? batches : [entry(earlier, 3), ...told.map((one) => entry(one, 9))]),
      ),
    recordEvent: async ({ content }: { content: HallEvent }) => {
      told.push(content);
      return await Promise.resolve(success({}));
    },
  } as unknown as CaseStore;
  const row = { window: owner, prefix: 'W04', name: 'caseReleased c1 9', to: here, at: '2022-08-23T01:00:00.000Z' };
  const letters = hallLetters(parts, cases);
  const look = { received: [row], window: here, closed: () => false, undone: () => undefined };
  await letters.look(look);
  // Said once: the ledger knows it from then on.
  await letters.look(look);
  return told.flatMap((event) => (event.type === 'hallSaid' ? event.words.map((one) => one.word) : []));
}

describe('the same answer, released again', () => {
  it('is told of the batch that it is in, once, under its new entry', async () => {
    expect(await said(again([5]), [entry(begun, 1, true), entry(committed, 2)])).toEqual([
      {
        caseId: 'c1',
        number: released.number,
        of: 9,
        hash,
        on,
        said: { became: 'exported', batchId: 'batch-1', batchNumber: '2022-W03-1', rounds: [5] },
      },
    ]);
  });

  it('is told nothing while that batch has no folder, where another answer is in it, or nobody on the roll signed', async () => {
    const whole = [entry(begun, 1, true), entry(committed, 2)];
    expect(await said(again([5]), [entry(begun, 1, true)])).toEqual([]);
    expect(await said(again([6]), whole)).toEqual([]);
    expect(await said(again([5, 6]), whole)).toEqual([]);
    expect(await said(again([5]), whole, 'unlisted')).toEqual([]);
  });
});
