/** The queue for the graduate service: a thousand persons, three hundred a day, a stop in the middle. */
import { describe, expect, it } from 'vitest';
import { addDays, plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import {
  extractForVerification,
  foldQueue,
  nextBatch,
  quotaLeft,
  takeAnswers,
  type GraduateAnswer,
  type QueuedPerson,
  type QueueEvent,
} from '#shared/policy/verification-queue.ts';
import { changedScene } from '#tests/builders/policy-scene.ts';

const MONDAY = plainDate('2022-08-22');
const person = (index: number): QueuedPerson => ({
  citizenId: `44${String(index).padStart(16, '0')}`,
  name: '某人',
  caseId: `case-${index % 40}`,
});
const people = (from: number, count: number): QueuedPerson[] =>
  Array.from({ length: count }, (_, index) => person(from + index));
const answered = (citizenId: string, answeredOn: PlainDate, answer: '是' | '否' = '是'): GraduateAnswer => ({
  citizenId,
  answer,
  answeredOn,
});
const extracted = (persons: readonly QueuedPerson[], on: PlainDate = MONDAY): QueueEvent => ({
  kind: 'extracted',
  on,
  persons,
});

describe('a thousand persons with three hundred a day', { timeout: 60_000 }, () => {
  interface Worked {
    readonly asked: readonly string[];
    readonly perDay: ReadonlyMap<string, number>;
  }

  /**
   * Works for twenty days. A stop before a batch is stored loses the batch; one after it loses the answers that were
   * about to be read. What was stored is all that the next start has.
   */
  function worked(stopsBefore: readonly number[], stopsAfter: readonly number[]): Worked {
    let events: QueueEvent[] = [extracted(people(0, 600)), extracted(people(400, 600))];
    const perDay = new Map<string, number>();
    const asked: string[] = [];
    for (let step = 0; step < 80; step += 1) {
      const day = addDays(MONDAY, Math.floor(step / 4));
      const batch = nextBatch(foldQueue(events, 31), day, `batch-${step}`, Math.min(300, 120 + step));
      if (batch === null || stopsBefore.includes(step)) continue;
      events = [...events, batch];
      asked.push(...batch.citizenIds);
      perDay.set(day, (perDay.get(day) ?? 0) + batch.citizenIds.length);
      if (stopsAfter.includes(step)) continue;
      const answers = batch.citizenIds.slice(0, 100).map((id) => answered(id, day));
      const taken = takeAnswers(foldQueue(events, 31), answers, day, `answers-${step}.csv`);
      if (taken.ok) events = [...events, taken.event];
    }
    return { asked, perDay };
  }

  it.each([
    ['without a stop', [], []],
    ['stopped before batches were stored', [0, 1, 5, 9], []],
    ['stopped after batches were stored', [], [0, 2, 5, 8]],
    ['stopped everywhere', [1, 4, 8], [0, 5, 12]],
  ] as const)('asks each exactly once, in order, within the quota: %s', (_, before, after) => {
    const { asked, perDay } = worked(before, after);
    expect(asked).toEqual(people(0, 1000).map(({ citizenId }) => citizenId));
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(300);
  });
});

describe('who is asked', () => {
  const queueAfter = (...events: QueueEvent[]) => foldQueue(events, 31);
  const asked: QueueEvent = { kind: 'asked', on: MONDAY, batchId: 'b1', citizenIds: [person(1).citizenId] };

  it('nobody twice while waiting or asked', () => {
    expect(queueAfter(extracted([person(1), person(1)]), extracted([person(1)])).waiting).toHaveLength(1);
    expect(queueAfter(extracted([person(1)]), asked, extracted([person(1)])).waiting).toEqual([]);
  });

  it.each([
    ['是', 400, 0],
    ['否', 31, 0],
    ['否', 32, 1],
  ] as const)('an answer %s of %d days ago leaves %d waiting', (word, days, waiting) => {
    const told: QueueEvent = {
      kind: 'answered',
      on: MONDAY,
      source: 'a.csv',
      answers: [answered(person(1).citizenId, addDays(MONDAY, -days), word)],
    };
    expect(queueAfter(extracted([person(1)]), asked, told, extracted([person(1)])).waiting).toHaveLength(waiting);
  });

  it('those again whose batch was given up', () => {
    const queue = queueAfter(extracted([person(1), person(2)]), asked, { kind: 'given-up', on: MONDAY, batchId: 'b1' });
    expect(queue.waiting.map(({ citizenId }) => citizenId)).toEqual([person(2).citizenId, person(1).citizenId]);
    expect(quotaLeft(queue, MONDAY, 300)).toBe(299);
  });

  it('nobody when the quota is used up', () => {
    const queue = queueAfter(extracted(people(0, 5)), {
      kind: 'asked',
      on: MONDAY,
      batchId: 'b',
      citizenIds: people(0, 3).map(({ citizenId }) => citizenId),
    });
    expect(nextBatch(queue, MONDAY, 'c', 3)).toBeNull();
    expect(nextBatch(queue, addDays(MONDAY, 1), 'c', 3)?.citizenIds).toHaveLength(2);
  });
});

describe('answers from a file', () => {
  const queue = foldQueue(
    [
      extracted(people(1, 3)),
      { kind: 'asked', on: MONDAY, batchId: 'b1', citizenIds: [person(1).citizenId, person(2).citizenId] },
    ],
    31,
  );

  it.each([
    ['nobody-asked', [answered(person(3).citizenId, MONDAY)]],
    ['answered-in-future', [answered(person(1).citizenId, addDays(MONDAY, 1))]],
    ['answered-twice', [answered(person(1).citizenId, MONDAY), answered(person(1).citizenId, MONDAY, '否')]],
  ])('are refused as a whole: %s', (code, answers) => {
    expect(takeAnswers(queue, answers, MONDAY, 'a.csv')).toMatchObject({ ok: false, problems: [{ code }] });
  });

  it('are kept with day and source, and say who is still open', () => {
    expect(takeAnswers(queue, [answered(person(1).citizenId, MONDAY)], MONDAY, 'a.csv')).toMatchObject({
      ok: true,
      event: { source: 'a.csv', answers: [{ answer: '是' }] },
      stillOpen: [person(2).citizenId],
    });
  });
});

describe('extract first, then compare', () => {
  it.each([
    ['毕业-', 1],
    ['', 0],
    ['毕业-；答复+ 答复=是 日期=2022-08-19', 0],
    ['毕业-；答复+ 答复=否 日期=2022-08-19', 0],
    ['毕业-；答复+ 答复=否 日期=2022-07-01', 1],
    ['毕业-；参保 状态=3', 0],
    ['毕业-；吸纳+', 0],
    ['毕业-；参保 缓缴=是', 1],
    ['毕业-；单位 代码=个体户；企业-', 0],
    ['毕业-；核验+ 项目=programme-graduate 结论=met 途径=原件', 0],
  ])('%s: %d', (change, count) => {
    const result = evaluate(changedScene(change));
    expect(result.ok && extractForVerification('case-1', result.decision, ['陈海晴'])).toHaveLength(count);
  });
});
