/** @file The roster worker: bytes of a company's file → persons, of a file that came back → answers. One for each file, started before it is dropped. */
import type { ColumnAnswers } from '#shared/rosters/roster-answers.ts';
import { limits } from '#shared/domain/limits.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import { expose } from 'comlink';
import { readAnswers } from '../store/answer-table.ts';
import { readAccountTable, readListTable } from '../store/list-table.ts';
import { readInquiryTable, readPaymentTable, readReturnTable } from '../store/return-table.ts';

/** A table of one person, who belongs to nobody: reading it once loads and compiles what the first real file needs. */
const PRACTICE = new TextEncoder().encode('姓名,身份证号,毕业院校\n练习,440802200003159020,广东海洋大学\n');

export const rosterService = {
  /** `answers`: what the clerk said about the firm's columns. */
  read: (bytes: Uint8Array, answers?: ColumnAnswers): ReturnType<typeof readRoster> =>
    readRoster(bytes, limits.fileBytes, answers),
  answers: readAnswers,
  returns: readReturnTable,
  payments: readPaymentTable,
  list: readListTable,
  accounts: readAccountTable,
  inquiry: readInquiryTable,
  warmUp: async (): Promise<void> => {
    await readRoster(PRACTICE);
  },
};
export type RosterService = typeof rosterService;

expose(rosterService);
