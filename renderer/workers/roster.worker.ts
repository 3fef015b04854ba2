/** @file The roster worker: bytes of a company's file → persons, of a file that came back → answers. One for each file. */
import type { ColumnAnswers } from '#shared/exchange/roster-answers.ts';
import { limits } from '#shared/domain/limits.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import { expose } from 'comlink';
import { readAnswers } from '../store/answer-table.ts';

export const rosterService = {
  /** `answers`: what the clerk said about the firm's columns. */
  read: (bytes: Uint8Array, answers?: ColumnAnswers): ReturnType<typeof readRoster> =>
    readRoster(bytes, limits.fileBytes, answers),
  answers: readAnswers,
};
export type RosterService = typeof rosterService;

expose(rosterService);
