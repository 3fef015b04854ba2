/**
 * The verification queue on paper routes: a batch out as a table with name and number, the answers back in. The headings
 * of the answers are those of the registry 核验接口返回, so that one file serves both. The interface's own fields are not
 * published; whoever has access fills 核验结果 and 核验日期 beside our two columns.
 */
import { normaliseCode } from '../domain/normalise.ts';
import type { GraduateAnswer, QueuedPerson } from '../policy/verification-queue.ts';
import { matchHeadings } from '../registry/registry-heading-match.ts';
import { registryLayouts } from '../registry/registry-headings.ts';
import { MAX_RECORD_BYTES, rowOfRecord } from '../registry/registry-record.ts';
import { makeRowReader, type RowProblemCode } from '../registry/registry-rows.ts';

const OUT_HEADINGS = [
  '姓名',
  '公民身份号码',
  ...registryLayouts.graduateAnswers.columns.slice(1).map(({ heading }) => heading),
];

/** The table to hand over: headings, then one row a person, the answer columns empty. Numbers are text. */
export function verificationTable(persons: readonly QueuedPerson[]): readonly (readonly string[])[] {
  return [
    OUT_HEADINGS,
    ...persons.map(({ name, citizenId }) => [name, citizenId, ...OUT_HEADINGS.slice(2).map(() => '')]),
  ];
}

export interface AnswerRowProblem {
  /** Line in the file, 1 = the heading row. */
  readonly line: number;
  readonly field: string;
  readonly code: RowProblemCode;
}

export type AnswerTable =
  | {
      readonly ok: true;
      readonly answers: readonly (GraduateAnswer & { readonly line: number })[];
      readonly unanswered: number;
    }
  | { readonly ok: false; readonly reason: 'columns-missing'; readonly missing: readonly string[] }
  | { readonly ok: false; readonly reason: 'bad-rows'; readonly problems: readonly AnswerRowProblem[] };

/** The cells of a row as one run of bytes with their borders, as the row reader wants them. */
function packed(cells: readonly string[]): {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
} {
  const encoded = cells.map((cell) => new TextEncoder().encode(cell));
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0));
  const starts = new Int32Array(cells.length);
  const ends = new Int32Array(cells.length);
  let at = 0;
  for (const [index, cell] of encoded.entries()) {
    bytes.set(cell, at);
    starts[index] = at;
    at += cell.length;
    ends[index] = at;
  }
  return { bytes, starts, ends };
}

/** Reads answers from the cells of a file, headings first. A person without an answer stays open; a wrong cell refuses all. */
export function readAnswerTable(rows: readonly (readonly string[])[]): AnswerTable {
  const [headings = [], ...body] = rows;
  const { cellOf, missing } = matchHeadings('graduateAnswers', headings);
  if (missing.length > 0) return { ok: false, reason: 'columns-missing', missing };
  const reader = makeRowReader('graduateAnswers', cellOf);
  const answerCell = cellOf[1] ?? -1;
  const out = new Uint8Array(2 * MAX_RECORD_BYTES);
  const answers: (GraduateAnswer & { line: number })[] = [];
  const problems: AnswerRowProblem[] = [];
  let unanswered = 0;
  for (const [index, cells] of body.entries()) {
    const line = index + 2;
    if (cells.every((cell) => normaliseCode(cell) === '')) continue;
    if (normaliseCode(cells[answerCell] ?? '') === '') {
      unanswered += 1;
      continue;
    }
    const { bytes, starts, ends } = packed(cells);
    const length = reader.read(bytes, starts, ends, out, 0);
    problems.push(...reader.found.map(({ field, code }) => ({ line, field, code })));
    if (length >= 0) answers.push({ ...rowOfRecord('graduateAnswers', out.subarray(0, length), line), line });
  }
  return problems.length > 0 ? { ok: false, reason: 'bad-rows', problems } : { ok: true, answers, unanswered };
}
