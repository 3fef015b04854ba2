/** A window that ships: its journal's lines, its key, and the runs and questions that it signs. */
import { randomUUID } from 'node:crypto';
import { fastHash } from '#electron/host/journal-file.ts';
import { GENESIS } from '#shared/casework/journal.ts';
import { completed, lineText } from '#shared/casework/journal-line.ts';
import { makeSigningPair, signerOf } from '#shared/crypto/signing.ts';
import { headText, logRequestText, type LogName, type LogRequest } from '#shared/post/heads.ts';
import type { Run } from '#shared/post/run.ts';
import { sideText, type Unit } from '#shared/post/unit.ts';
import { after, anEntry, NOTHING_YET, type EntryWish } from './host-requests.ts';

export interface WindowLog {
  readonly name: LogName;
  readonly prefix: string;
  readonly publicKey: string;
  readonly sign: (text: string) => Promise<string>;
  /** Units so far; `hashes[n]` is the hash of sequence n, zeros at 0. */
  readonly units: Unit[];
  readonly hashes: string[];
  /** Writes one more line; answers with its text. */
  write(wish?: EntryWish, change?: (line: string) => string): string;
  /** A side as the window signs it. */
  side(sequence: number, body: string): Promise<string>;
  /** Units `from` … `to`, with their head. */
  run(from: number, to: number): Promise<Run>;
  request(): Promise<LogRequest>;
  /** The same journal in another log: other office, next generation. */
  as(change: Partial<LogName>): WindowLog;
}

export interface WindowWish {
  readonly office?: string;
  readonly area?: LogName['area'];
  readonly prefix?: string;
}

/** A line whose hash fits whatever its bytes became. */
export function rehashed(line: string): string {
  const body = line.slice(0, -75);
  return `${body},"hash":"${fastHash(body)}"}`;
}

export async function aWindowLog(wish: WindowWish = {}): Promise<WindowLog> {
  const { publicKey, privateKey } = await makeSigningPair();
  const sign = await signerOf(privateKey);
  if (sign === null) throw new Error('no signer');
  const prefix = wish.prefix ?? 'W01';
  const name: LogName = {
    office: wish.office ?? randomUUID(),
    area: wish.area ?? 'training',
    window: randomUUID(),
    generation: 1,
  };
  let end = { ...NOTHING_YET, writer: { window: name.window, generation: 1, prefix } };
  const units: Unit[] = [];
  const hashes = [GENESIS];
  const logAs = (log: LogName): WindowLog => ({
    name: log,
    prefix,
    publicKey,
    sign,
    units,
    hashes,
    write(entryWish = {}, change = (line) => line) {
      const entry = anEntry(end, entryWish);
      const line = change(lineText(completed(entry, fastHash)));
      const hash = line.slice(-66, -2);
      end = { ...after(entry, end), head: hash, writer: end.writer };
      units.push({ line });
      hashes.push(hash);
      return line;
    },
    side: async (sequence, body) => {
      const line = hashes[sequence] ?? GENESIS;
      return JSON.stringify({ version: 1, line, body, signature: await sign(sideText({ line, body })) });
    },
    run: async (from, to) => {
      const unsigned = { ...log, sequence: to, hash: hashes[to] ?? GENESIS };
      return {
        head: { ...unsigned, version: 1, signature: await sign(headText(unsigned)) },
        units: units.slice(from - 1, to),
      };
    },
    request: async () => {
      const unsigned = { ...log, nonce: randomUUID() };
      return { ...unsigned, version: 1, signature: await sign(logRequestText(unsigned)) };
    },
    as: (change) => logAs({ ...log, ...change }),
  });
  return logAs(name);
}
