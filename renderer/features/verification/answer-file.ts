/** A file that came back: any table that a spreadsheet writes, with the answers in it and the lines on which they stand. */
import { sizeProblem } from '#shared/files/file-problem.ts';
import { failureText } from '#shared/wording/failures.ts';
import { readAnswersOf, type AnswerReader } from '../../store/answer-reading.ts';
import type { AnswerTableFile } from '../../store/answer-table.ts';

export type AnswerFile = AnswerTableFile & { readonly name: string };

export type AnswerFileReading =
  { readonly ok: true; readonly file: AnswerFile } | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads a file of answers away from the window's thread. Problems are sentences; nothing of a file with a problem is used.
 * `null`: the clerk stopped it.
 */
export async function readAnswerFile(
  file: File,
  signal?: AbortSignal,
  start?: () => AnswerReader,
): Promise<AnswerFileReading | null> {
  const size = sizeProblem(file.size);
  if (size !== null) return { ok: false, problems: [size.message] };
  const reading = await readAnswersOf(file, signal, start);
  if (!reading.ok && reading.failure.code === 'cancelled') return null;
  if (!reading.ok) return { ok: false, problems: [failureText(reading.failure)] };
  return reading.value.ok ? { ok: true, file: { ...reading.value.file, name: file.name } } : reading.value;
}
