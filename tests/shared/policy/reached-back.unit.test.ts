/** 39号 is of June 2026 and pays for hires from January on: who was refused in between is looked at again. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import type { RecordedDecision } from '#shared/policy/changed-verdicts.ts';
import { decide } from '#shared/policy/decide.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { holdPack, type HeldPack } from '#shared/policy/pack.ts';
import { reachedBack, type LookingBack } from '#shared/policy/reached-back.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';

function confirmed(id: string): HeldPack {
  const held = packById(id);
  if (held === null) throw new Error(id);
  const { digest } = held;
  const on = plainDate('2026-06-18');
  return holdPack(held.pack, [{ packId: id, digest, documentNumber: '粤人社函1号', by: '王样例', on }]);
}

const HIRED = '毕业 毕业=2025-06-30；合同 起=2026-01-05；三险 参保=2026-01-05 参加工作=2026-01-05';
/** Refused in March under the pack of 2025, which takes hires of 2025 only. */
function refused(change: string, policy = 'guangdong-2025'): RecordedDecision {
  const caseFile = { ...aSceneFile(`2026年；日期=2026-03-20；${change}`), policy };
  return { caseId: 'c', caseFile, decision: decide(caseFile, confirmed(policy), shippedCalendar) };
}
/** What is known in June: three months are paid. */
const inJune = (change: string) => aSceneFile(`2026年；${change}；三险 缴至=202605；参保@2026-06-18`).registries;
const look = (recorded: RecordedDecision, change: string, more: Partial<LookingBack> = {}) =>
  reachedBack(recorded, {
    held: [confirmed('guangdong-2025'), confirmed('guangdong-2026')],
    registries: inJune(change),
    calendar: shippedCalendar,
    elsewhere: new Set(),
    ...more,
  });

describe('a pack that reaches back', () => {
  it('puts a refusal of before on the list: whom it would pay for', () => {
    const was = refused(HIRED);
    expect(was.decision.outcome).toBe('decline');
    expect(look(was, HIRED)).toEqual([
      {
        caseId: 'c',
        outcome: { before: 'decline', after: 'accept' },
        totalAmountFen: { before: 0, after: 150_000 },
        checks: [
          {
            citizenId: '440802200003150026',
            check: 'hired-in-period',
            before: { verdict: 'unmet', reason: 'hired-outside-period' },
            after: { verdict: 'met', reason: null },
          },
        ],
        under: { id: 'guangdong-2026', title: '广东省一次性扩岗补助（2026年招用）', hiresFrom: '2026-01-01' },
      },
    ]);
  });

  it('with what is still open or to be remedied: that is a refusal no more', () => {
    const [short] = look(refused(HIRED), `${HIRED}；三险 月数=2`);
    expect(short?.outcome.after).toBe('deficient');
    expect(short?.totalAmountFen.after).toBe(0);
  });

  it('leaves out whom it refuses as well, who was hired before it, who was not refused, and who has applied since', () => {
    expect(look(refused(HIRED), `${HIRED}；已领+ 代码=别家 日期=2026-05-10`)).toEqual([]);
    const before = '三险 参保=2025-12-31 参加工作=2025-12-31';
    expect(look(refused(`${before}；吸纳+ 日期=2026-01-10`), before)).toEqual([]);
    expect(look(refused(before), before)).toEqual([]);
    expect(look(refused(HIRED), HIRED, { elsewhere: new Set(['440802200003150026']) })).toEqual([]);
    expect(look(refused(HIRED), '参保-')).toEqual([]);
  });

  it('speaks of refusals of before its first day, once it is confirmed', () => {
    const was = refused(HIRED);
    const unconfirmed = packById('guangdong-2026');
    expect(look(was, HIRED, { held: unconfirmed === null ? [] : [unconfirmed] })).toEqual([]);
    const after = { ...was, decision: { ...was.decision, date: plainDate('2026-06-18') } };
    expect(look(after, HIRED)).toEqual([]);
    const dayBefore = { ...was, decision: { ...was.decision, date: plainDate('2026-06-17') } };
    expect(look(dayBefore, HIRED)).toHaveLength(1);
  });

  it('frees a firm that was no entitled unit then', () => {
    const society =
      '单位 代码=社会组织；企业 代码=社会组织 类型=social-organisation；合同 代码=社会组织；三险 代码=社会组织';
    const was = refused(`${HIRED}；${society}`, 'guangdong-2024');
    expect(was.decision.employerChecks[0]).toMatchObject({ verdict: 'unmet', reason: 'not-entitled-unit' });
    const [line] = look(was, `${HIRED}；${society}`);
    expect(line?.outcome).toEqual({ before: 'decline', after: 'accept' });
    expect(line?.checks[0]).toMatchObject({ citizenId: null, check: 'unit-type', after: { verdict: 'met' } });
  });
});
