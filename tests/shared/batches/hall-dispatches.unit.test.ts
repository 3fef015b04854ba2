/** What stands of releases and of the words on them, by the entries alone. */
import { describe, expect, it } from 'vitest';
import { ExportEvent, foldBatches } from '#shared/batches/batch-events.ts';
import {
  foldHall,
  hallWordStatement,
  releaseKey,
  releasesInBatches,
  roundKey,
  roundsInBatches,
  type HallEvent,
  type HallWord,
} from '#shared/batches/hall-dispatches.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

const window = '11111111-1111-4111-8111-111111111111';
const hash = 'a'.repeat(64);
const on = plainDate('2022-08-22');
const word = (caseId: string, of = 7): HallWord => ({
  caseId,
  number: `〔2022〕W04-${caseId}`,
  of,
  hash,
  on,
  said: { became: 'handedBack', reason: '等补合同' },
});
const by = (officerId = 'o2') => ({
  officerId,
  officerName: '张样例',
  at: '2022-08-22T17:00:00+08:00',
  signed: { card: 'c', value: 'v' },
});
const said = (name: string, caseIds: readonly string[], officerId?: string): HallEvent => ({
  type: 'hallSaid',
  name,
  window,
  prefix: 'W04',
  words: caseIds.map((caseId) => ({ word: word(caseId), by: by(officerId) })),
});
const settled = (name: string, became: 'applied' | 'not-on-roll', caseIds: readonly string[]): HallEvent => ({
  type: 'hallSettled',
  name,
  became: caseIds.map((caseId) => ({ caseId, of: 7, became })),
});
const key = (caseId: string) => releaseKey(window, { caseId, of: 7 });

describe('words on releases', () => {
  it('wait until their owner answers, each letter by itself', () => {
    const { said: known, unanswered } = foldHall([
      said('hallWords a', ['1', '2']),
      said('hallWords b', ['3']),
      settled('hallWords a', 'applied', ['1', '2']),
    ]);
    expect(unanswered.map(({ name }) => name)).toEqual(['hallWords b']);
    expect([key('1'), key('2'), key('3')].map((one) => known.get(one)?.became)).toEqual(['applied', 'applied', null]);
  });

  it('said anew wait anew: what an owner made of an earlier letter is nothing to them', () => {
    const again = [
      said('hallWords a', ['1']),
      settled('hallWords a', 'not-on-roll', ['1']),
      said('hallWords b', ['1'], 'o3'),
      settled('hallWords a', 'applied', ['1']),
    ];
    const { said: known, unanswered } = foldHall(again);
    expect(known.get(key('1'))).toMatchObject({ officerId: 'o3', became: null });
    expect(unanswered).toHaveLength(1);
  });

  it('passes over what it does not know', () => {
    expect(foldHall([{ type: 'reviewGiven' }, null, 7]).said.size).toBe(0);
  });

  it('are signed over all that they say', () => {
    const base = word('1');
    const statement = hallWordStatement(window, base);
    const others: readonly HallWord[] = [
      { ...base, caseId: '2' },
      { ...base, number: 'x' },
      { ...base, of: 8 },
      { ...base, hash: 'b'.repeat(64) },
      { ...base, on: plainDate('2022-08-23') },
      { ...base, said: { became: 'handedBack', reason: '别的' } },
      { ...base, said: { became: 'exported', batchId: 'b', batchNumber: '1', rounds: [7] } },
    ];
    const statements = [
      statement,
      hallWordStatement('w', base),
      ...others.map((one) => hallWordStatement(window, one)),
    ];
    expect(new Set(statements).size).toBe(statements.length);
  });
});

describe('releases in batches', () => {
  const released = {
    window,
    prefix: 'W04',
    caseId: '1',
    number: '〔2022〕W04-1',
    of: 7,
    hash,
    rounds: [5],
    persons: 2,
    amountFen: 300_000,
  };
  const begun = ExportEvent.parse({
    step: 'begun',
    training: false,
    layout: { id: 'window-intake', version: '1', digest: 'd' },
    codes: 'printed',
    formats: ['xlsx'],
    createdOn: on,
    office: { name: '湛江市样例', divisionCode: '440802' },
    cases: [],
    released: [released],
    persons: 2,
    amountFen: 300_000,
    files: [{ name: 'a.xlsx', bytes: 1, rows: 2, sha256: hash }],
  });
  const entry = (
    content: unknown,
    numbers: readonly { series: 'batch'; prefix: string; year: number; value: number }[] = [],
  ) => ({
    sequence: 1,
    hash,
    numbers,
    subjectId: 'batch-1',
    content,
  });
  const number = { series: 'batch', prefix: 'W03', year: 2022, value: 1 } as const;

  it('are in no other one, until the batch is given up', () => {
    const events = [entry(begun, [number])];
    expect([...releasesInBatches(foldBatches(events)).keys()]).toEqual([key('1')]);
    const given = [...events, entry({ step: 'voided', reason: '未完成' })];
    expect(releasesInBatches(foldBatches(given)).size).toBe(0);
    // The answer itself, whichever release brings it.
    expect([...roundsInBatches(foldBatches(events)).keys()]).toEqual([roundKey(window, '1', 5)]);
    expect(roundsInBatches(foldBatches(given)).size).toBe(0);
  });
});
