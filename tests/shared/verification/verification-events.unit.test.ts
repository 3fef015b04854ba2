/** The queue out of the journal: batches, answers with day and file, and what is passed over. */
import { describe, expect, it } from 'vitest';
import { plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import {
  foldVerification,
  isUnwritten,
  stepId,
  verificationFolder,
  type StoredVerificationEvent,
} from '#shared/verification/verification-events.ts';
import type { GraduateAnswer } from '#shared/policy/verification-queue.ts';
import { queuedPersons } from '#tests/builders/queued-persons.ts';

const MONDAY = plainDate('2022-08-22');
const TUESDAY = plainDate('2022-08-23');
const persons = queuedPersons(0, 5);
const answer = (index: number, word: '是' | '否', day = MONDAY): GraduateAnswer => ({
  citizenId: persons[index]?.citizenId ?? '',
  answer: word,
  answeredOn: day,
});

/** Events as the journal numbers them: `[subject, day, content]`. */
type Entry = readonly [subject: string, on: PlainDate, content: object];
const stored = (...entries: readonly Entry[]): StoredVerificationEvent[] =>
  entries.map(([subjectId, on, content], index) => ({
    sequence: index + 1,
    hash: `${index}abcdef0123456789`,
    subjectId,
    on,
    content,
  }));

const extracted = ['e', MONDAY, { step: 'extracted', persons }] as const;
const asked = ['b1', MONDAY, { step: 'asked', training: false, persons: persons.slice(0, 3) }] as const;
const answered = (day: PlainDate, digest: string, ...answers: readonly GraduateAnswer[]) =>
  ['a', day, { step: 'answered', source: `${digest}.xlsx`, digest, answers: [...answers] }] as const;
const fold = (...entries: readonly Entry[]) => foldVerification(stored(...entries), 31);

describe('batches', () => {
  it('are unwritten from the asking until the folder is noted', () => {
    const begun = fold(extracted, asked).batches;
    expect(begun.map(isUnwritten)).toEqual([true]);
    const written = fold(extracted, asked, ['b1', MONDAY, { step: 'written', folder: '/x' }]).batches;
    expect(written).toMatchObject([{ batchId: 'b1', folder: '/x', open: 3, givenUp: false }]);
    expect(written.map(isUnwritten)).toEqual([false]);
  });

  it('count who is still open, and give the rest back to the queue', () => {
    const some = [extracted, asked, answered(TUESDAY, 'f', answer(1, '是'))] as const;
    expect(fold(...some).batches).toMatchObject([{ open: 2 }]);
    const after = fold(...some, ['b1', TUESDAY, { step: 'givenUp' }]);
    expect(after.batches).toMatchObject([{ open: 0, givenUp: true }]);
    expect(after.batches.map(isUnwritten)).toEqual([false]);
    expect(after.queue.waiting.map(({ name }) => name)).toEqual(['测试3', '测试4', '测试0', '测试2']);
  });

  it('stay the same when a step is told twice', () => {
    const written = ['b1', MONDAY, { step: 'written', folder: '/x' }] as const;
    const again = ['b1', TUESDAY, { step: 'written', folder: '/y' }] as const;
    expect(fold(extracted, asked, written, again).batches).toEqual(fold(extracted, asked, written).batches);
  });

  it('have a folder of their own without personal data, marked in training', () => {
    const [batch] = fold(extracted, asked).batches;
    if (batch === undefined) throw new Error('no batch');
    expect(verificationFolder(batch)).toBe('核验查询-2022-08-22-1abcdef0');
    expect(verificationFolder({ ...batch, training: true })).toBe('培训-核验查询-2022-08-22-1abcdef0');
  });
});

describe('answers', () => {
  it('are kept with name, day and file; the latest counts and stands last', () => {
    const book = fold(
      extracted,
      asked,
      answered(MONDAY, 'f1', answer(0, '否'), answer(1, '是')),
      answered(TUESDAY, 'f2', answer(0, '是', TUESDAY)),
    );
    expect(
      [...book.answers.values()].map(({ name, answer: row, on, source }) => [name, row.answer, on, source]),
    ).toEqual([
      ['测试1', '是', '2022-08-22', 'f1.xlsx'],
      ['测试0', '是', '2022-08-23', 'f2.xlsx'],
    ]);
    expect([...book.files]).toEqual(['f1', 'f2']);
  });
});

describe('the journal', () => {
  it('passes over what is no event of the queue, and tells its state apart', () => {
    expect(fold(extracted, ['x', MONDAY, { step: 'unheard-of' }])).toEqual(fold(extracted));
    expect(fold(extracted).head).not.toBe(fold(extracted, asked).head);
    expect(fold().head).toBe('');
  });

  it('names the same step on the same state alike, and another otherwise', () => {
    expect(stepId('batch', '1 a')).toBe(stepId('batch', '1 a'));
    expect(new Set([stepId('batch', '1 a'), stepId('batch', '2 a'), stepId('asked', '1 a')]).size).toBe(3);
    expect(stepId('batch')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/u);
  });
});
