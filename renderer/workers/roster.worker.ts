/** @file The roster worker: bytes of a company's file → persons, away from the window's thread. One for each file. */
import { readRoster } from '#shared/files/read-roster.ts';
import { expose } from 'comlink';

export const rosterService = { read: (bytes: Uint8Array): ReturnType<typeof readRoster> => readRoster(bytes) };
export type RosterService = typeof rosterService;

expose(rosterService);
