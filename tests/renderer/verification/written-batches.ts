/** What the files that went out hold, read back as a receiver would, and the same file filled in. */
import { openBook } from '#shared/files/open-book.ts';
import { csvBytes } from '#shared/encodings/csv.ts';
import { verificationTable } from '#shared/verification/verification-file.ts';
import type { QueuedPerson } from '#shared/policy/verification-queue.ts';

/** Cells of the first sheet. */
export async function cellsOf(bytes: Uint8Array): Promise<string[][]> {
  const book = await openBook(bytes);
  if (!book.ok) throw new Error(book.problem.message);
  return (book.value.sheets[0]?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text));
}

/** Numbers in a file that went out, in its order. */
export async function numbersIn(bytes: Uint8Array): Promise<string[]> {
  const rows = await cellsOf(bytes);
  const heading = rows.findIndex((row) => row.includes('公民身份号码'));
  const column = rows[heading]?.indexOf('公民身份号码') ?? -1;
  return rows.slice(heading + 1).map((row) => row[column] ?? '');
}

/** A file of answers as somebody saves it from the one that went out. */
export function answerFile(
  persons: readonly Pick<QueuedPerson, 'name' | 'citizenId'>[],
  answer: string,
  day: string,
  name = '返回.csv',
): File {
  const [headings = [], ...rows] = verificationTable(persons.map((person) => ({ ...person, caseId: 'c' })));
  const filled = rows.map((row) => [...row.slice(0, 2), answer, day]);
  return new File([csvBytes([headings, ...filled], 'utf-8-bom')], name);
}
