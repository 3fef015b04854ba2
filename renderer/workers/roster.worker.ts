/** @file The roster worker: bytes of a company's file → persons, away from the window's thread. One for each file, started before it is dropped. */
import { readRoster } from '#shared/files/read-roster.ts';
import { expose } from 'comlink';

/** A table of one person, who belongs to nobody: reading it once loads and compiles what the first real file needs. */
const PRACTICE = new TextEncoder().encode('姓名,身份证号,毕业院校\n练习,440802200003159020,广东海洋大学\n');

export const rosterService = {
  read: (bytes: Uint8Array): ReturnType<typeof readRoster> => readRoster(bytes),
  warmUp: async (): Promise<void> => {
    await readRoster(PRACTICE);
  },
};
export type RosterService = typeof rosterService;

expose(rosterService);
