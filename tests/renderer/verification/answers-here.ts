/** Reading of answers without a worker, as the worker does it. */
import { readAnswerFile, type AnswerFileReading } from '#renderer/features/verification/answer-file.ts';
import { readAnswers } from '#renderer/store/answer-table.ts';

export async function readAnswersHere(file: File): Promise<AnswerFileReading> {
  const reading = await readAnswerFile(file, undefined, () => ({ read: readAnswers, end: () => undefined }));
  if (reading === null) throw new Error('nobody stopped it');
  return reading;
}
