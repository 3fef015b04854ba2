/** The bytes of a file that came back → the answers in it. Runs in the roster worker: a large file takes seconds. */
import { openBook } from '#shared/files/open-book.ts';
import type { Sheet, SheetBook } from '#shared/files/sheet.ts';
import { matchHeadings } from '#shared/registry/registry-heading-match.ts';
import { readAnswerTable } from '#shared/verification/verification-file.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import { codeKey } from '#shared/policy/registry-index.ts';
import type { GraduateAnswer } from '#shared/policy/verification-queue.ts';
import { rowProblemWords } from '#shared/wording/verification.ts';

/** Rows over the headings that are looked at: a banner, a title, who made it. */
const HEADINGS_WITHIN = 20;

/** Problems that are listed; of more only the count is said. */
const LISTED_PROBLEMS = 200;

export interface AnswerTableFile {
  /** SHA-256 over what the cells say, hex. */
  readonly digest: string;
  /** Numbers in their plain form; `line` as the spreadsheet counts. */
  readonly answers: readonly (GraduateAnswer & { readonly line: number })[];
  readonly unanswered: number;
}

/** `problems` are sentences; nothing of a file with a problem is used. */
export type AnswerReading =
  { readonly ok: true; readonly file: AnswerTableFile } | { readonly ok: false; readonly problems: readonly string[] };

const refused = (...problems: string[]): AnswerReading => ({ ok: false, problems });

interface Table {
  readonly rows: readonly (readonly string[])[];
  /** The file's own number of each row. */
  readonly lines: readonly number[];
}

const tableOf = ({ rows }: Sheet, from = 0): Table => ({
  rows: rows.slice(from).map(({ cells }) => cells.map(({ text }) => text)),
  lines: rows.slice(from).map(({ number }) => number),
});

/** The first sheet with the headings; without one, the first sheet, so that what is missing can be named. */
function findTable({ sheets }: SheetBook): Table | null {
  const shown = sheets.filter(({ hidden, rows }) => !hidden && rows.length > 0);
  for (const sheet of shown) {
    const { rows } = tableOf(sheet);
    const at = rows
      .slice(0, HEADINGS_WITHIN)
      .findIndex((row) => matchHeadings('graduateAnswers', row).missing.length === 0);
    if (at >= 0) return tableOf(sheet, at);
  }
  return shown[0] === undefined ? null : tableOf(shown[0]);
}

function read({ rows, lines }: Table): AnswerReading {
  const lineOf = (line: number): number => lines[line - 1] ?? line;
  const table = readAnswerTable(rows);
  if (table.ok) {
    const answers = table.answers.map((answer) => ({
      ...answer,
      citizenId: codeKey(answer.citizenId),
      line: lineOf(answer.line),
    }));
    return { ok: true, file: { digest: digestOf(rows), answers, unanswered: table.unanswered } };
  }
  if (table.reason === 'columns-missing') return refused(`缺少列：${table.missing.join('、')}`);
  const listed = table.problems.slice(0, LISTED_PROBLEMS);
  const more = table.problems.length - listed.length;
  return refused(
    ...listed.map((problem) => rowProblemWords({ ...problem, line: lineOf(problem.line) })),
    ...(more > 0 ? [`另有 ${more} 处`] : []),
  );
}

/** Reads the bytes of any table file with answers. Never rejects over what stands in the file. */
export async function readAnswers(bytes: Uint8Array): Promise<AnswerReading> {
  const book = await openBook(bytes);
  if (!book.ok) return refused(book.problem.message);
  const table = findTable(book.value);
  return table === null ? refused('文件里没有可见的内容。') : read(table);
}
