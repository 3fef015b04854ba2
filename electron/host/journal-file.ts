/**
 * Reading a journal from the disk: each line one entry. Every entry is checked (shape, place, chain, hash). What cannot be read
 * in the middle is left out and named; the reading goes on at the next line that is whole, since its `previous` still says what
 * stood before. At the end it is decided whether the rest is a torn write (cut, its bytes kept) or damage (never cut).
 */
import { createHash } from 'node:crypto';
import { GENESIS, type AnyEntry } from '#shared/casework/journal.ts';
import { readLine, type LineReading } from '#shared/casework/journal-line.ts';
import { readLines, type RawLine } from './durable-lines.ts';
import type { GrowingFile } from './file-layer.ts';

/** SHA-256 of text by the platform: four times as fast as the shared one. */
export const fastHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One line; bytes that are no UTF-8 are damaged. */
export function readBytes(bytes: Uint8Array): LineReading {
  try {
    return readLine(new TextDecoder('utf-8', { fatal: true }).decode(bytes), fastHash);
  } catch {
    return { state: 'damaged' };
  }
}

export interface JournalScan {
  readonly count: number;
  readonly head: string;
  /** Bytes up to the end of the last good entry. */
  readonly goodLength: number;
  /** Ledger numbers that no readable line has. */
  readonly holes: readonly number[];
  /** Hash that an entry in a hole must have, by its number, where the line behind it says so. */
  readonly knownHashes: ReadonlyMap<number, string>;
  /** Whether bytes that are no entry lie where no line is missing. */
  readonly litter: boolean;
  /** Bytes behind the last good entry that are no whole line. */
  readonly tornBytes: number;
  /** Format of a whole line that this program does not know; 0 when there is none. */
  readonly newer: number;
}

/** Where a walk begins: after entries that are known to be good. */
export interface ScanStart {
  readonly count: number;
  readonly head: string;
  readonly goodLength: number;
}

export const FROM_THE_BEGINNING: ScanStart = { count: 0, head: GENESIS, goodLength: 0 };

export type OnEntry = (entry: AnyEntry, offset: number, byteLength: number) => void;

/** Walks the file from `start`; `goOn` ends it early. Rejects with errno errors. */
export async function scanJournal(
  file: GrowingFile,
  onEntry: OnEntry,
  start: ScanStart = FROM_THE_BEGINNING,
  goOn: () => boolean = () => true,
): Promise<JournalScan> {
  let { count, head, goodLength } = start;
  const holes: number[] = [];
  const knownHashes = new Map<number, string>();
  let litter = false;
  let newer = 0;
  let unreadFrom = -1;
  const take = (entry: AnyEntry, line: RawLine): void => {
    const { sequence } = entry.header;
    for (let lost = count + 1; lost < sequence; lost += 1) holes.push(lost);
    if (sequence > count + 1) knownHashes.set(sequence - 1, entry.previous);
    // Before a gap the unread bytes are what is left of the lines that are missing.
    if (unreadFrom >= 0 && sequence === count + 1) litter = true;
    unreadFrom = -1;
    onEntry(entry, line.offset, line.byteLength);
    count = sequence;
    head = entry.hash;
    goodLength = line.offset + line.byteLength;
  };
  /** The next entry, or one behind a gap that must be damage: a line that claims an earlier place is litter. */
  const fits = ({ header, previous }: AnyEntry): boolean =>
    header.sequence === count + 1 ? previous === head : header.sequence > count + 1;
  for await (const line of readLines(file, start.goodLength)) {
    if (!goOn()) break;
    const reading: LineReading = line.finished ? readBytes(line.bytes) : { state: 'damaged' };
    if (reading.state === 'entry' && fits(reading.entry)) take(reading.entry, line);
    else if (reading.state === 'newer') newer = reading.format;
    else if (unreadFrom < 0) unreadFrom = line.offset;
  }
  const tornBytes = Math.max(0, (await file.length()) - goodLength);
  return { count, head, goodLength, holes, knownHashes, litter, tornBytes, newer };
}

/** Whether a whole entry, in its place or not, lies behind `from`. */
export async function anyWholeEntry(file: GrowingFile, from: number): Promise<boolean> {
  for await (const line of readLines(file, from))
    if (line.finished && readBytes(line.bytes).state !== 'damaged') return true;
  return false;
}
