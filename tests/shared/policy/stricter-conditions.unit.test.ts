/** What is stricter than the ministry's conditions says so; the place of application; the last day to remedy. */
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { remedyBy } from '#shared/policy/deadlines.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { CheckResult, Decision } from '#shared/policy/verdict.ts';
import { changedScene } from '#tests/builders/policy-scene.ts';

function decided(change: string, policy = 'zhanjiang-2022'): Decision {
  const result = evaluate({ ...changedScene(change), policy });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision;
}
const check = (decision: Decision, id: string): CheckResult => {
  const found = [...decision.employerChecks, ...(decision.entries[0]?.checks ?? [])].find(({ check }) => check === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
};

describe('a condition that stands only in the city’s or the province’s paper', () => {
  it.each([
    ['zhanjiang-2022', 'city', true],
    ['guangdong-2023', 'province', true],
    ['guangdong-2026', 'ministry', undefined],
  ] as const)('is marked where it refuses: %s (%s)', (policy, level, mark) => {
    const refused = check(decided('参保 状态=3', policy), 'this-month-enrolment');
    expect(refused.verdict).toBe('unmet');
    expect(refused.source.level).toBe(level);
    expect(refused.stricterThanMinistry).toBe(mark);
  });

  it('is marked where an officer’s word refuses', () => {
    const word = '核验+ 项目=full-time 结论=unmet 途径=原件';
    const refused = check(decided(word), 'full-time');
    expect([refused.verdict, refused.reason, refused.stricterThanMinistry]).toEqual(['unmet', 'attested-unmet', true]);
    const ministry = check(decided('核验+ 项目=programme-graduate 结论=unmet 途径=原件'), 'programme-graduate');
    expect([ministry.verdict, ministry.stricterThanMinistry]).toEqual(['unmet', undefined]);
  });

  it('is marked no longer where an officer’s word lets it pass', () => {
    const before = check(decided('毕业 全日制=否'), 'full-time');
    expect([before.verdict, before.stricterThanMinistry]).toEqual(['unmet', true]);
    const word = '毕业 全日制=否；核验+ 项目=full-time 结论=met 途径=原件 经手=甲 确认=乙 说明=原件';
    const after = check(decided(word), 'full-time');
    expect([after.verdict, after.stricterThanMinistry]).toEqual(['met', undefined]);
  });
});

describe('the place of application, where no insurance row tells', () => {
  const place = (office: string, declared: string): CheckResult => {
    const scene = changedScene(`参保-；单位 区划=${declared}`);
    const result = evaluate({ ...scene, office: { divisionCode: office } });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return check(result.decision, 'enrolment-place');
  };

  it('holds for a district of the city that takes the application', () => {
    expect(place('440800', '440802')).toMatchObject({ verdict: 'met', detail: { divisionCode: '440802' } });
    expect(place('440802', '440802').verdict).toBe('met');
  });

  it('is not known where the firm names only the city around the district', () => {
    expect(place('440802', '440800')).toMatchObject({ verdict: 'unknown', reason: 'not-found' });
    expect(place('440802', '440803').verdict).toBe('unknown');
    expect(place('440802', '空').verdict).toBe('unknown');
  });
});

describe('the day to remedy by', () => {
  const { parameters } = packById('zhanjiang-2022')?.pack ?? {};
  if (parameters === undefined) throw new Error('no pack');

  it.each([
    ['2022-12-30', '2022-12-31'],
    ['2022-12-31', '2022-12-31'],
    ['2022-12-16', '2022-12-30'],
  ])('of a notice on %s is %s', (notified, due) => {
    expect(remedyBy(plainDate(notified), parameters, shippedCalendar)).toBe(due);
  });

  it('counts in full once the pack is over', () => {
    expect(remedyBy(plainDate('2023-01-01'), parameters, shippedCalendar)?.slice(0, 7)).toBe('2023-01');
  });
});
