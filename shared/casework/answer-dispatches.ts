/**
 * Answers of the province for cases of other windows: whoever exported for them reads the returned file, and each owner's window gets its
 * rows as a dispatch (dispatches.ts), sealed, and signed by the card of whoever read it. The owner mirrors them in its cases as if it had
 * read the file itself; both together add nothing twice.
 */
import { z } from 'zod';
import { digestOf } from '../policy/canonical-json.ts';
import { DispatchName, WordSignature } from './dispatches.ts';
import { ProvinceFile, ProvinceRow } from './province-answer.ts';

/** One row, with what it takes to find whose it is. `citizenId`: empty where the file has none. */
export const SentAnswerRow = z.object({
  ...ProvinceRow.shape,
  citizenId: z.string().max(50),
  line: z.number().int().positive(),
  idDamaged: z.boolean(),
  caseNumber: z.string().max(100),
  name: z.string().max(200),
  creditCode: z.string().max(50),
  batchNumber: z.string().max(100),
});
export type SentAnswerRow = z.infer<typeof SentAnswerRow>;

/** Rows in one letter. */
export const MOST_ANSWERS = 1000;

export const SentAnswers = z.object({
  version: z.literal(1),
  file: ProvinceFile,
  rows: z.array(SentAnswerRow).min(1).max(MOST_ANSWERS),
  by: WordSignature,
});
export type SentAnswers = z.infer<typeof SentAnswers>;

const taken = {
  /** Of the owner's window, with rows of them; persons of rows that were added; rows that fit nobody there. */
  cases: z.number().int().nonnegative(),
  persons: z.number().int().nonnegative(),
  unmatched: z.number().int().nonnegative(),
};
export const AnswersOutcome = z.object({ version: z.literal(1), given: DispatchName, ...taken });
export type AnswersOutcome = z.infer<typeof AnswersOutcome>;

/** Entries of the kind `exchange`, where the file was read. They name nobody: the rows lie sealed in the letter alone. */
export const AnswersEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('answersSent'),
    name: DispatchName,
    window: z.uuid(),
    prefix: z.string(),
    digest: z.string(),
    day: z.string(),
    rows: z.number().int().positive(),
  }),
  z.object({ type: z.literal('answersSettled'), name: DispatchName, ...taken }),
]);
export type AnswersEvent = z.infer<typeof AnswersEvent>;
export type AnswersSent = Extract<AnswersEvent, { readonly type: 'answersSent' }>;
export type AnswersSettled = Extract<AnswersEvent, { readonly type: 'answersSettled' }>;

/** The same part of the same file for the same window has the same name: sent once, however often the file is read. `part`: from 1. */
export const answersName = (digest: string, day: string, window: string, part: number): string =>
  `provinceAnswers ${digest.slice(0, 32)}-${part} ${day} ${window}`;
export const isAnswers = (name: string): boolean => name.startsWith('provinceAnswers ');
export const answersOutcomeName = (given: string): string => given.replace(/^provinceAnswers /u, 'answersOutcome ');

/** What the reader's card signs: these rows of this file, from that window to this one. */
export const answersStatement = (
  from: string,
  to: string,
  { file, rows }: Pick<SentAnswers, 'file' | 'rows'>,
): string => JSON.stringify(['province-answers', 1, from, to, file.digest, file.day, digestOf(rows)]);

/** What was sent, by name, and what its owner made of it; by the entries, oldest first. */
export function foldAnswers(contents: readonly unknown[]) {
  const sent = new Map<string, AnswersSent>();
  const settled = new Map<string, AnswersSettled>();
  for (const content of contents) {
    const event = AnswersEvent.safeParse(content).data;
    if (event?.type === 'answersSent') sent.set(event.name, event);
    if (event?.type === 'answersSettled') settled.set(event.name, event);
  }
  return { sent, settled };
}
