import { describe, expect, it } from 'vitest';
import { foldCase } from '#shared/casework/case-state.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { namesStage, stageLine, stageRank, stageText } from '#shared/wording/returns.ts';
import { aDecision, anExport, answered, stored } from '#tests/builders/a-case-action.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const ids = ['440802199901010016', '440802199901010032'];
const application = anApplication({
  roster: ids.map((citizenId, at) => aRosterEntry({ entryId: `e${at}`, citizenId, name: `人${at}` })),
});
const folded = (...later: Parameters<typeof stored>[0][number][]) => {
  const summary = foldCase('c1', stored([aDecision('accepted', application), ...later]));
  if (summary === null) throw new Error('no case');
  return summary;
};
const told = (
  day: string,
  citizenId: string,
  outcome: 'accepted' | 'paid' | 'refused',
  stage: string,
  on: string | null,
) => {
  const action = answered(day, [[citizenId, outcome]]);
  if (action.kind !== 'provinceAnswered') throw new Error('no answer');
  const named = on === null ? null : plainDate(on);
  return { ...action, rows: action.rows.map((row) => ({ ...row, stage, on: named })) };
};

describe('how far the province has come', () => {
  it('is nothing before anything left, and unknown until a file says something', () => {
    expect(stageText(folded())).toBe('');
    expect(stageLine(folded(), null)).toBe('');
    expect(stageText(folded(anExport()))).toBe('未知');
    expect(stageLine(folded(anExport()), null)).toBe('未知（2 人），还没有读过返回文件');
    expect(stageLine(folded(anExport()), plainDate('2022-09-05'))).toBe('未知（2 人），返回文件截至 2022-09-05');
  });

  it('is what the file says of whom, with its day, and nothing of the others', () => {
    const entry = folded(anExport(), told('2022-09-05', ids[0] ?? '', 'accepted', '公示', '2022-09-02'));
    expect(stageText(entry)).toBe('公示 09-02 1 人，未知 1 人');
    expect(stageLine(entry, plainDate('2022-09-09'))).toBe(
      '公示 2022-09-02（1 人） · 未知（1 人），返回文件截至 2022-09-09',
    );
  });

  it('is found by the word of a stage, and not by a digit of its day', () => {
    const entry = folded(anExport(), told('2022-09-05', ids[0] ?? '', 'accepted', '公示', '2022-09-02'));
    expect(['公示', '未知', '09', '1 人', '发放'].map((typed) => namesStage(entry, typed))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(namesStage(folded(), '未知')).toBe(false);
  });

  it('keeps the later word, in whatever order files are read', () => {
    const later = told('2022-09-12', ids[0] ?? '', 'paid', '发放', null);
    const earlier = told('2022-09-05', ids[0] ?? '', 'accepted', '公示', null);
    expect(stageText(folded(anExport(), later, earlier))).toBe('已发放 09-12 1 人，未知 1 人');
  });

  it('puts what came back before what nobody answered, and the unsent last', () => {
    const refused = folded(anExport(), told('2022-09-05', ids[0] ?? '', 'refused', '初审', null));
    expect(stageText(refused)).toBe('初审·退回 09-05 1 人，未知 1 人');
    const paid = ids.reduce<ReturnType<typeof folded>>(
      (_, __, at, all) =>
        folded(anExport(), ...all.slice(0, at + 1).map((id) => told('2022-09-05', id, 'paid', '发放', null))),
      folded(anExport()),
    );
    expect([folded(), paid, folded(anExport()), refused].map(stageRank)).toEqual([5, 4, 1, 0]);
  });
});
