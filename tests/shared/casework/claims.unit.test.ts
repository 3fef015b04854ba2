/** Whom a case claims, what meets, and what two officers settled: folds of entries, in any order in which they may come. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldClaims, meetingName, settlementStatement, type ClaimEvent } from '#shared/casework/claim-events.ts';
import { claimedBy } from '#shared/casework/claims.ts';
import { claimKeyIn } from '#shared/casework/office-events.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

const person = (citizenId: string, standing: 'open' | 'met' | 'out') => ({ citizenId, standing });

describe('whom a case claims', () => {
  const persons = [person('a', 'met'), person('b', 'open'), person('c', 'out')];
  it.each(['received', 'accepted', 'deficient', 'pending', 'partlyExported', 'exported'] as const)(
    '%s: whoever is accepted or to be decided, and not whoever is done with',
    (status) => {
      expect([...claimedBy({ status, persons })]).toEqual([
        ['a', 'accepted'],
        ['b', 'open'],
      ]);
    },
  );
  it.each(['declined', 'voided', 'withdrawn'] as const)('%s: nobody', (status) => {
    expect(claimedBy({ status, persons }).size).toBe(0);
  });
});

const other = (order: number) => ({
  window: '11111111-1111-4111-8111-111111111111',
  prefix: 'W04',
  subject: 'theirs',
  number: '〔2022〕W04-000001',
  on: plainDate('2022-08-22'),
  order,
});
const met = (order = 2): ClaimEvent => ({
  type: 'claimMet',
  caseId: 'ours',
  digest: 'a'.repeat(32),
  other: other(order),
  order: 1,
  asOf: null,
});
const over = (order = 2): ClaimEvent => ({
  type: 'claimOver',
  caseId: 'ours',
  digest: 'a'.repeat(32),
  other: other(order),
  asOf: null,
});
const settled = (order = 2): ClaimEvent => ({
  type: 'claimSettled',
  caseId: 'ours',
  digest: 'a'.repeat(32),
  other: other(order),
  reason: '电话核实',
  confirmation: { officerId: 'o2', at: '2022-08-22T09:00:00+08:00', seal: 'c2VhbA==' },
});

describe('what met', () => {
  it('stands until it is over, and again when it is raised anew', () => {
    expect(foldClaims([met()]).met.size).toBe(1);
    expect(foldClaims([met(), over()]).met.size).toBe(0);
    expect(foldClaims([met(), over(), met(5)]).met.size).toBe(1);
  });
  it('what was settled is settled for that meeting: not once it was over and is raised anew', () => {
    const name = meetingName(met());
    expect(foldClaims([met(), settled()]).settled.has(name)).toBe(true);
    expect(foldClaims([met(), settled(), over(), met(5)]).settled.has(meetingName(met(5)))).toBe(false);
  });
  it('what another version wrote changes nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (content) => {
        const { met: all } = foldClaims([met(), content]);
        expect(all.size).toBe(1);
      }),
    );
  });
  it('a seal is over the whole of it: another person, case, window or reason is another statement', () => {
    const all = [
      settlementStatement({ ...met(), reason: 'x' }),
      settlementStatement({ ...met(), reason: 'y' }),
      settlementStatement({ ...met(), digest: 'b'.repeat(32), reason: 'x' }),
      settlementStatement({ ...met(), caseId: 'z', reason: 'x' }),
      settlementStatement({ ...met(), other: { ...other(2), subject: 'z' }, reason: 'x' }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

it('the last claim key holds, and what is no event is passed over', () => {
  const key = (name: string) => ({ content: { type: 'claimKeySet', name: name.repeat(32), secret: 'c2VjcmV0' } });
  expect(claimKeyIn([])).toBeNull();
  expect(claimKeyIn([key('a'), key('b'), { content: 7 }])?.name).toBe('b'.repeat(32));
});
