/** What is missing of a firm, from where it may come, and who is told of 缓缴. */
import { describe, expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { deferredFirms, type LaterCase } from '#shared/aftercare/lists/deferrals.ts';
import { gapsOf, mergeSuggestions } from '#shared/aftercare/lists/gaps.ts';
import type { ListPayee } from '#shared/aftercare/lists/list-row.ts';
import type { Sources } from '#shared/aftercare/source.ts';
import { gapTable } from '#shared/lists/list-tables.ts';
import { aSource, first, Ledger, payee } from '#tests/builders/an-aftercare.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';

const none: Sources = { items: [], origins: new Set() };
const NOTHING: ListPayee = { contact: '', mobile: '', accountName: '', bank: '', accountNumber: '' };
const CONTACT = { contact: '林会计', mobile: '13800000000' };
const ACCOUNT = { accountName: '湛江样例1有限公司', bank: '中国银行湛江赤坎支行', accountNumber: '0012345678901234' };

const listed = (given: Partial<ListPayee> | null): Ledger =>
  new Ledger()
    .add('2022-08-22', first, listBegun())
    .add(
      '2022-08-22',
      first,
      rowsTaken([aListRow(1, 1, 2, { payee: given === null ? null : { ...NOTHING, ...given } })]),
    );
const gapOf = (ledger: Ledger, sources = none) =>
  gapsOf(foldAftercare(sources, ledger.entries), 'l1').map(({ gap, suggestions }) => [
    gap,
    suggestions.map(({ origin }) => origin),
  ]);

const offers = (origin: 'taxOffice' | 'insuranceAgency', given: Partial<ListPayee>) => ({
  step: 'offersTaken',
  digest: 'e'.repeat(64),
  fileName: '给回.xlsx',
  origin,
  obtainedOn: '2022-08-21',
  offers: [{ ...NOTHING, ...given, firmKey: 'c:FIRM1', employerName: '湛江样例1有限公司' }],
});

describe('what is missing', () => {
  it.each<[string, Partial<ListPayee> | null, string]>([
    ['nothing known', null, 'both'],
    ['contact alone', CONTACT, 'account'],
    ['account alone', ACCOUNT, 'contact'],
    ['a telephone that is none', { contact: '林会计', mobile: '12' }, 'both'],
    ['an account without its bank', { ...CONTACT, ...ACCOUNT, bank: '' }, 'account'],
    ['both', { ...CONTACT, ...ACCOUNT }, 'none'],
  ])('%s', (_, given, gap) => {
    expect(gapOf(listed(given))).toEqual([[gap, given === null ? [] : ['list']]]);
  });

  it('is filled by a register file, the newest first, and by an earlier case of the firm', () => {
    const ledger = listed(CONTACT).add(
      '2022-08-22',
      first,
      offers('insuranceAgency', { ...ACCOUNT, accountNumber: '11112222' }),
    );
    ledger.add('2022-08-22', first, offers('taxOffice', ACCOUNT));
    expect(gapOf(ledger)).toEqual([['none', ['taxOffice', 'insuranceAgency', 'list']]]);
    const [firm] = gapsOf(foldAftercare(none, ledger.entries), 'l1');
    const merged = mergeSuggestions(firm?.suggestions ?? []);
    expect([merged.payee.contact, merged.payee.accountNumber, merged.account?.obtainedOn]).toEqual([
      '林会计',
      ACCOUNT.accountNumber,
      '2022-08-21',
    ]);
    const offer = {
      account: {
        kind: 'corporate' as const,
        name: ACCOUNT.accountName,
        bank: ACCOUNT.bank,
        number: ACCOUNT.accountNumber,
      },
      ...CONTACT,
    };
    const earlier: Sources = { items: [{ source: aSource(7, 1), offer }], origins: new Set(['case-1']) };
    expect(gapOf(listed(null), earlier)).toEqual([['none', ['window']]]);
  });

  it('misses nothing once two officers have seen an account, and nobody who is refused asks for one', () => {
    expect(gapOf(listed(null).add('2022-08-22', first, payee()))).toEqual([]);
    const ledger = listed(null);
    const [item] = foldAftercare(none, ledger.entries).items;
    const rejected = {
      conclusion: 'rejected',
      source: item?.source,
      reason: 'N04',
      evidenceOn: '2022-08-20',
      note: '',
    };
    expect(gapOf(ledger.add('2022-08-22', first, { step: 'reviewed', items: [rejected] }))).toEqual([]);
  });

  it('is asked for in a table with what is known filled in', () => {
    const gaps = gapsOf(foldAftercare(none, listed(CONTACT).entries), 'l1');
    const table = gapTable(gaps, { gap: (gap) => gap });
    expect([table.count, table.rows[1]?.slice(3, 8)]).toEqual([
      1,
      ['湛江样例1有限公司', '1', 'account', '林会计', '13800000000'],
    ]);
    expect(
      gapTable(gapsOf(foldAftercare(none, listed({ ...CONTACT, ...ACCOUNT }).entries), 'l1'), { gap: String }).count,
    ).toBe(0);
  });
});

describe('缓缴', () => {
  const deferred = aListRow(1, 1, 2, { said: { lastMonth: 'deferred' } });
  const later = (firstSequence: number, citizenId = deferred.citizenId): LaterCase => ({
    caseId: `c${firstSequence}`,
    number: `〔2022〕W03-00000${firstSequence}`,
    firstSequence,
    persons: [{ citizenId }],
  });
  const found = (ledger: Ledger, cases: readonly LaterCase[] = []) => {
    const { items, lists } = foldAftercare(none, ledger.entries);
    const [list] = lists.taken;
    const byId = new Map(items.map((item) => [item.source.itemId, item]));
    return list === undefined ? [] : deferredFirms(list, byId, lists.told, cases);
  };
  const taken = () =>
    new Ledger().add('2022-08-22', first, listBegun()).add('2022-08-22', first, rowsTaken([deferred, aListRow(2)]));

  it('names the persons whom the list or 初审 holds back, and nobody who passed', () => {
    expect(found(taken()).flatMap(({ persons }) => persons.map(({ item }) => item.source.name))).toEqual(['人员1']);
    const ledger = taken();
    const [one, two] = foldAftercare(none, ledger.entries).items;
    const rejected = { conclusion: 'rejected', source: two?.source, reason: 'N05', evidenceOn: '2022-08-20', note: '' };
    ledger.add('2022-08-22', first, {
      step: 'reviewed',
      items: [rejected, { conclusion: 'passed', source: one?.source, note: '' }],
    });
    expect(found(ledger).flatMap(({ persons }) => persons.map(({ item }) => item.source.name))).toEqual(['人员2']);
  });

  it('is linked to the first case after the list, never to one before it or of somebody else', () => {
    const numberOf = (cases: readonly LaterCase[]) => found(taken(), cases)[0]?.persons[0]?.later?.number ?? null;
    expect(numberOf([])).toBeNull();
    expect(numberOf([later(0)])).toBeNull();
    expect(numberOf([later(9, '440802200003159999')])).toBeNull();
    expect(numberOf([later(9), later(5)])).toBe('〔2022〕W03-000005');
  });
});
