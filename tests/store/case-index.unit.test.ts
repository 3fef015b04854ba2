import { describe, expect, it } from 'vitest';
import { foldCase } from '#shared/casework/case-state.ts';
import { CaseIndex } from '#renderer/store/cases/case-index.ts';
import { initialsOf } from '#renderer/store/pinyin-initials.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { fromLineRecord, toLineRecord } from '#renderer/store/cases/line-record.ts';
import { aDecision, anAcceptanceOf, aSupplement, aVoid, stored } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

async function anIndex(...names: string[]): Promise<CaseIndex> {
  const index = new CaseIndex();
  for (const [at, name] of names.entries()) {
    const citizenId = `4408022000031500${at}X`;
    const application = anApplication({ roster: [aRosterEntry({ name, citizenId })] });
    const summary = foldCase(`c${at}`, stored([aDecision('accepted', application)], at * 300 + 1));
    if (summary !== null) index.put({ summary, initials: await initialsOf([summary.employerName, name]) });
  }
  return index;
}
const found = (index: CaseIndex, text: string) => index.search(text, 10).map(({ caseId }) => caseId);

describe('search', () => {
  it.each([
    ['陈海晴', ['c0']],
    ['海晴', ['c0']],
    ['chq', ['c0']],
    ['ＣＨＱ', ['c0']],
    ['000X', ['c0']],
    ['000x', ['c0']],
    ['44080220000315001X', ['c1']],
    ['2000', []],
    ['海晟', ['c2', 'c1', 'c0']],
    ['zjhs', ['c2', 'c1', 'c0']],
    ['91440802MA5A', ['c2', 'c1', 'c0']],
    ['W03-000127', ['c2', 'c1', 'c0']],
    ['海晟　黄志远', ['c1']],
    ['zjhs 001X', ['c1']],
    ['阿不都·热合曼', ['c2']],
    ['阿不都．热合曼', ['c2']],
    ['没有此人', []],
    ['', []],
    ['   ', []],
  ])('%s → %j, newest first', async (text, expected) => {
    expect(found(await anIndex('陈海晴', '黄志远', '阿不都•热合曼'), text)).toEqual(expected);
  });

  it('stops at the limit', async () => {
    expect((await anIndex('甲', '乙', '丙')).search('海晟', 2)).toHaveLength(2);
  });
});

describe('initials', () => {
  it.each([
    ['单雄信', ['SXX', 'DXX']],
    ['曾行', ['ZX', 'CH']],
    ['尉迟恭', ['YCG', 'WCG']],
    ['湛江ABC（广东）食品', ['ZJABCGDSP']],
    ['·', []],
  ])('of %s are read in every usual way', async (name, expected) => {
    const initials = (await initialsOf([name])).split(' ');
    expect(initials).toEqual(expect.arrayContaining(expected));
    expect(initials.length).toBeLessThanOrEqual(12);
  });
});

describe('lines', () => {
  it('are replaced in place, removed, and keep their page', async () => {
    const index = await anIndex('陈海晴', '黄志远');
    const [newer] = index.list();
    if (newer === undefined) throw new Error('no line');
    index.put({ summary: { ...newer, status: 'exported' }, initials: '' });
    expect(index.list().map(({ status }) => status)).toEqual(['exported', 'accepted']);
    expect(index.page(1).map(({ summary }) => summary.caseId)).toEqual(['c1']);
    index.remove('c1');
    expect(index.page(1)).toEqual([]);
    expect(index.get('c1')).toBeNull();
    expect(found(index, '黄志远')).toEqual([]);
  });

  it('are the same array until something changes', async () => {
    const index = await anIndex('陈海晴');
    expect(index.list()).toBe(index.list());
  });
});

describe('claims', () => {
  const ids = [0, 1, 2].map((at) => aCitizenId(at));
  const application = anApplication({
    roster: ids.map((citizenId, at) => aRosterEntry({ entryId: `e${at}`, name: `甲${at}`, citizenId })),
  });
  const claimed = (...actions: CaseAction[]): readonly string[] => {
    const index = new CaseIndex();
    const summary = foldCase('c1', stored(actions));
    if (summary !== null) index.put(fromLineRecord(toLineRecord({ summary, initials: '' })));
    return index.claiming(ids, null).flatMap(({ citizenIds }) => citizenIds);
  };
  const some = (...places: number[]) => ({
    ...application,
    roster: application.roster.filter((_, at) => places.includes(at)),
  });

  it('are of persons who are accepted or to be decided yet, and of no others', () => {
    expect(claimed(aDecision('received', application))).toEqual(ids);
    expect(claimed(aDecision('declined', application))).toEqual([]);
    expect(claimed(anAcceptanceOf(application, 1))).toEqual(ids);
    expect(claimed(anAcceptanceOf(application, 1), aSupplement(some(1), ['unmet']))).toEqual([ids[0], ids[2]]);
    expect(claimed(anAcceptanceOf(application, 1), aSupplement(some(1, 2), ['remediable', 'met']))).toEqual([
      ids[0],
      ids[2],
    ]);
    expect(claimed(anAcceptanceOf(application, 1), aVoid())).toEqual([]);
  });
});

describe('a line as it is kept', () => {
  it('is the same line when it is read, whatever the province said of whom and however each person stands', () => {
    const summary = foldCase('c1', stored([aDecision('accepted')]));
    const [person] = summary?.persons ?? [];
    if (summary === null || person === undefined) throw new Error('no case');
    const words = ['unknown', 'accepted', 'paid', 'inProcess', 'refused', 'failed', 'again'] as const;
    const persons = words.flatMap((province) =>
      (['open', 'met', 'out'] as const).map((standing) => ({ ...person, province, standing })),
    );
    const line = { summary: { ...summary, persons }, initials: 'ZJHS' };
    expect(fromLineRecord(structuredClone(toLineRecord(line)))).toEqual(line);
  });
});
