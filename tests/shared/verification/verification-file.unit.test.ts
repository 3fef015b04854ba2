/** The queue as a file: out with empty answer columns, back in with answers, and what refuses it. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { readAnswerTable, verificationTable } from '#shared/verification/verification-file.ts';
import {
  foldQueue,
  nextBatch,
  takeAnswers,
  type QueuedPerson,
  type QueueEvent,
} from '#shared/policy/verification-queue.ts';

const MONDAY = plainDate('2022-08-22');
const people: readonly QueuedPerson[] = [
  { name: '陈海晴', citizenId: '440802200003150026', caseId: 'case-1' },
  { name: '黄志远', citizenId: '440823199911081130', caseId: 'case-1' },
];

/** The table as it comes back, with these answers beside the persons. */
const filled = (answers: readonly (readonly [string, string])[]): string[][] =>
  verificationTable(people).map((row, index) =>
    index === 0 ? [...row] : [...row.slice(0, 2), ...(answers[index - 1] ?? ['', ''])],
  );

describe('verification file', () => {
  it('goes out with name and number as text, and empty columns for the answer', () => {
    expect(verificationTable(people)).toEqual([
      ['姓名', '公民身份号码', '核验结果', '核验日期'],
      ['陈海晴', '440802200003150026', '', ''],
      ['黄志远', '440823199911081130', '', ''],
    ]);
  });

  it('comes back into the queue', () => {
    const extracted: QueueEvent = { kind: 'extracted', on: MONDAY, persons: people };
    const asked = nextBatch(foldQueue([extracted], 31), MONDAY, 'b1', 300);
    if (asked === null) throw new Error('nobody waits');
    const table = readAnswerTable(
      filled([
        ['是', '2022-08-22'],
        ['否', '2022/8/22'],
      ]),
    );
    if (!table.ok) throw new Error(table.reason);
    const taken = takeAnswers(foldQueue([extracted, asked], 31), table.answers, MONDAY, '核验结果.csv');
    if (!taken.ok) throw new Error('refused');
    const queue = foldQueue([extracted, asked, taken.event], 31);
    expect([queue.waiting, queue.asked.size, [...queue.answers.values()].map(({ answer }) => answer)]).toEqual([
      [],
      0,
      ['是', '否'],
    ]);
  });

  it('leaves persons without an answer open', () => {
    expect(readAnswerTable(filled([['是', '2022-08-22']]))).toMatchObject({
      ok: true,
      unanswered: 1,
      answers: [{ line: 2 }],
    });
  });

  it.each([
    ['也许', '2022-08-22', 'answer'],
    ['是', '2022-02-30', 'answeredOn'],
    ['是', '', 'answeredOn'],
  ])('is refused with its line: %s %s', (answer, day, field) => {
    expect(
      readAnswerTable(
        filled([
          [answer, day],
          ['是', '2022-08-22'],
        ]),
      ),
    ).toMatchObject({ ok: false, reason: 'bad-rows', problems: [{ line: 2, field }] });
  });

  it('is refused with a damaged number', () => {
    const rows = filled([
      ['是', '2022-08-22'],
      ['是', '2022-08-22'],
    ]);
    rows[1] = ['陈海晴', '4.40802E+17', '是', '2022-08-22'];
    rows[2] = ['黄志远', '440823199911081131', '是', '2022-08-22'];
    expect(readAnswerTable(rows)).toMatchObject({
      ok: false,
      problems: [
        { line: 2, field: 'citizenId' },
        { line: 3, code: 'citizen-id-check-digit' },
      ],
    });
  });

  it('names the columns that are missing', () => {
    expect(readAnswerTable([['姓名', '公民身份号码']])).toEqual({
      ok: false,
      reason: 'columns-missing',
      missing: ['核验结果', '核验日期'],
    });
  });
});
