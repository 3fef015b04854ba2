/** The judgements of a window that ships: what an acknowledgement is worth, how much goes into a run, when to try again. Pure. */
import type { Acknowledgement, LogName } from './heads.ts';
import { runLimits } from './run.ts';

/** The hub that a window joined, and itself as it is known there. */
export interface JoinedLog extends LogName {
  readonly hub: string;
}

/** What the own ledger says. `hashAt`: `undefined` where no readable line stands. */
export interface OwnChain {
  readonly count: number;
  readonly hashAt: (sequence: number) => string | undefined;
}

export type Believed =
  /** Everything up to `sequence` is durable there; `lowered`: less than the hub had said before, since its database was put back. */
  | { readonly state: 'believed'; readonly lowered: boolean }
  /** Another hub, another window, or no signature of the hub that was joined. */
  | { readonly state: 'foreign' }
  /** The hub has more of this window than the ledger. */
  | { readonly state: 'folder-behind' }
  /** The hub has other bytes at `sequence`. */
  | { readonly state: 'differs' }
  /** No readable line stands at its end here, so that nothing can be compared: go on from there, the next answer tells. */
  | { readonly state: 'unproved' };

/**
 * Whether an acknowledgement may be believed. `signed`: its signature is that of the key of joining. 已同步 is said of nothing but
 * what this calls `believed` (README of this folder).
 */
export function judgeAcknowledgement(
  given: Acknowledgement,
  { log, chain, before, signed }: { log: JoinedLog; chain: OwnChain; before: Acknowledgement | null; signed: boolean },
): Believed {
  const own =
    given.hub === log.hub &&
    given.office === log.office &&
    given.area === log.area &&
    given.window === log.window &&
    given.generation === log.generation;
  if (!signed || !own) return { state: 'foreign' };
  if (given.sequence > chain.count) return { state: 'folder-behind' };
  const here = given.sequence === 0 ? given.hash : chain.hashAt(given.sequence);
  if (here === undefined) return { state: 'unproved' };
  if (here !== given.hash) return { state: 'differs' };
  return { state: 'believed', lowered: before !== null && given.sequence < before.sequence };
}

/** Whether one more unit of so many bytes goes into a run that has `units` of `bytes`. `share`: 1, less after a run was refused. */
export function fitsRun(run: { units: number; bytes: number }, unitBytes: number, share = 1): boolean {
  if (run.units === 0) return true;
  return run.units < runLimits.units * share && run.bytes + unitBytes <= runLimits.bytes * share;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Milliseconds before the next try after so many failures in a row (1 for the first): doubled each time up to five minutes, between
 * half and all of it by `random` (0 to 1), so that the windows of an office do not come back at one moment. `atLeastSeconds`: what the
 * hub asked for; never less than that, and up to half as much again.
 */
export function waitAfter(failures: number, random: number, atLeastSeconds = 0): number {
  const doubled = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, Math.max(0, failures - 1)));
  const asked = Math.min(LONGEST_WAIT_MS, atLeastSeconds * 1000);
  return Math.round(Math.max(doubled * (0.5 + random / 2), asked * (1 + random / 2)));
}

/** Whole minutes that the hub's clock is ahead; for a person to be told, it decides nothing. */
export const clockMinutes = (hubInstant: string, ownMs: number): number => {
  const ahead = (Date.parse(hubInstant) - ownMs) / 60_000;
  return Number.isFinite(ahead) ? Math.round(ahead) : 0;
};

/** Where `npm run hub` listens unless it is told another port. */
const USUAL_PORT = 30_130;
const HERE = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The address of a hub as it is kept: scheme, host and port alone; `null` for what is none. Without a scheme it is HTTPS, and plain HTTP on
 * this machine. Plain HTTP to another one is none: whoever listened in between would learn who works when.
 */
export function readHubAddress(typed: string): string | null {
  const found = /^(?:(?<scheme>https?):\/\/)?(?<host>[\w.-]+|\[[\da-f:.]+\])(?::(?<port>\d{1,5}))?\/?$/u.exec(
    typed.trim().normalize('NFKC').toLowerCase(),
  )?.groups;
  const host = found?.['host'];
  // A single word is a slip more often than a machine's name; those have a dot, or a port behind them.
  if (host === undefined || (!/[.:]/u.test(host) && host !== 'localhost' && found?.['port'] === undefined)) return null;
  const scheme = found?.['scheme'] ?? (HERE.has(host) ? 'http' : 'https');
  const port = Number(found?.['port'] ?? USUAL_PORT);
  if (port === 0 || port > 65_535 || (scheme === 'http' && !HERE.has(host))) return null;
  return `${scheme}://${host}:${port}`;
}
