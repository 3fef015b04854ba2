/** What changed on the roll, for as long as it is said. */
import { describe, expect, it } from 'vitest';
import { rollChanges } from '#shared/contract/roll-changes.ts';
import type { Roll, RollOfficer } from '#shared/contract/roll.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { rollChangeText } from '#shared/wording/roll-changes.ts';

const officer = (id: string, change: Partial<RollOfficer> = {}): RollOfficer => ({
  id,
  name: `人员${id}`,
  role: 'windowClerk',
  state: 'active',
  signing: `s${id}`,
  opening: `o${id}`,
  card: null,
  ...change,
});
const roll = (number: number, day: string, officers: readonly RollOfficer[], change: Partial<Roll> = {}): Roll => ({
  series: 'a',
  number,
  before: null,
  at: `${day}T09:00:00+08:00`,
  officeKey: 'k',
  hash: `h${number}`,
  area: 'office',
  sealedOfficeKey: { derivation: { kind: 'pbkdf2-sha-256', iterations: 1, salt: '' }, sealed: '' } as never,
  officers,
  exporting: null,
  ...change,
});
const said = (rolls: readonly Roll[], today: string) => rollChanges(rolls, plainDate(today)).map(rollChangeText);

describe('the roll', () => {
  const rolls = [
    roll(1, '2022-08-01', [officer('1'), officer('2'), officer('3')]),
    roll(2, '2022-08-10', [officer('1', { signing: 'other' }), officer('2'), officer('3'), officer('4')], {
      exporting: { window: 'w', prefix: 'W03' },
    }),
    roll(3, '2022-08-20', [
      officer('1', { signing: 'other' }),
      officer('2', { state: 'left' }),
      officer('3', { role: 'administrator' }),
      officer('4'),
    ]),
  ];

  it('says who has new keys or duties, who came and left, and who exports', () => {
    expect(said(rolls, '2022-08-22')).toEqual([
      '2022-08-20 不再合并导出',
      '2022-08-20 人员3 身份有变',
      '2022-08-20 人员2 离开名单',
      '2022-08-10 改由 W03 窗口合并导出',
      '2022-08-10 人员4 列入名单',
      '2022-08-10 人员1 换了密钥',
      '2022-08-01 签发第一份任职名单',
    ]);
  });

  it('says it for thirty days, that of signing among them', () => {
    expect(said(rolls.slice(0, 1), '2022-08-30')).toHaveLength(1);
    expect(said(rolls.slice(0, 1), '2022-08-31')).toEqual([]);
    // Business days may lie before the roll.
    expect(said(rolls.slice(0, 1), '2022-07-31')).toEqual([]);
  });

  it('says nothing of who was gone already, and of who came back that they joined', () => {
    const gone = officer('2', { state: 'left' });
    expect(said([roll(1, '2022-08-01', [gone]), roll(2, '2022-08-20', [gone])], '2022-08-31')).toEqual([]);
    expect(said([roll(1, '2022-08-01', [gone]), roll(2, '2022-08-20', [officer('2')])], '2022-08-31')).toEqual([
      '2022-08-20 人员2 列入名单',
    ]);
  });

  it('of another series begins anew', () => {
    const other = roll(1, '2022-08-20', [officer('9')], { series: 'b' });
    expect(said([roll(1, '2022-06-01', [officer('1')]), other], '2022-08-22')).toEqual([
      '2022-08-20 签发第一份任职名单',
    ]);
  });
});
