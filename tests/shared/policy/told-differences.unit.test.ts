/** Where the roster and the registers differ, column by column, and whose line each of the board's lines is. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import { deadlineBoard } from '#shared/policy/deadline-board.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { changedScene } from '#tests/builders/policy-scene.ts';

const warningsOf = (change: string, typed: Record<string, unknown>): readonly string[] => {
  const scene = changedScene(change);
  Object.assign(scene.roster[0] ?? {}, typed);
  const result = evaluate(scene);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision.warnings
    .filter(({ code }) => code === 'roster-differs-from-register')
    .map(({ message }) => message);
};
const asRegistered = {
  school: '广东海洋大学',
  diplomaNumber: '105661202205001001',
  graduatedOn: '2022-06-25',
  contractFrom: '2022-07-01',
  contractTo: '2025-06-30',
  enrolledOn: '2022-07-01',
};

describe('the roster', () => {
  it('that says what the registers say is not spoken of', () => {
    expect(warningsOf('', asRegistered)).toEqual([]);
    expect(warningsOf('', { ...asRegistered, school: ' 广东海洋大学 ', diplomaNumber: '105661 202205001001' })).toEqual(
      [],
    );
    expect(warningsOf('', { ...asRegistered, school: '', diplomaNumber: undefined, graduatedOn: undefined })).toEqual(
      [],
    );
  });

  it.each([
    ['毕业院校', { school: '岭南师范学院' }],
    ['毕业证书编号', { diplomaNumber: '105661202205001002' }],
    ['毕业时间', { graduatedOn: '2022-06-26' }],
    ['合同起始', { contractFrom: '2022-07-02' }],
    ['合同终止', { contractTo: '2025-07-01' }],
    ['参保日期', { enrolledOn: '2022-06-30' }],
  ])('that differs in %s names that column alone', (column, typed) => {
    expect(warningsOf('', { ...asRegistered, ...typed })).toEqual([`花名册与登记不一致：${column}`]);
  });

  it('is contradicted only where every row of the register does', () => {
    const other = { ...asRegistered, contractFrom: '2022-08-01', school: '岭南师范学院' };
    expect(warningsOf('合同+ 起=2022-08-01；毕业+ 院校=岭南师范学院', other)).toEqual([]);
    expect(warningsOf('合同-；毕业-', other)).toEqual([]);
    expect(warningsOf('合同 代码=别家', other)).toEqual(['花名册与登记不一致：毕业院校']);
  });
});

describe('a line of the board', () => {
  it('is a case’s, a list’s or the office’s', () => {
    const pack = packById('zhanjiang-2022')?.pack;
    if (pack === undefined) throw new Error('no pack');
    const from = plainDate('2022-09-01');
    const lines = deadlineBoard({
      today: from,
      pack,
      calendar: shippedCalendar,
      cases: [],
      clocks: [
        { id: 'a', rule: 'publicNotice', from },
        { id: 'b', rule: 'recheck', from },
      ] as never,
    });
    expect(lines.map(({ subject, rule, due }) => [subject.kind, subject.id, rule, due])).toEqual([
      ['list', 'a', 'publicNotice', '2022-09-05'],
      ['office', 'zhanjiang-2022', 'payout', '2022-09-20'],
      ['list', 'b', 'recheck', '2022-09-26'],
    ]);
  });
});
