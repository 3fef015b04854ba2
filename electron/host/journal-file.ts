/**
 * Reading a journal from the disk: each line one entry as JSON. Every entry is checked (shape, place, chain, hash); where the
 * good part ends, it is decided whether the rest is a torn tail (a write that never finished: cut, its bytes kept aside) or
 * damage (something whole stands behind it, or the window had confirmed it: reported, never cut).
 */
import { createHash } from 'node:crypto';
import { canonicalHeader, GENESIS, JournalEntry, type JournalHeader } from '#shared/casework/journal.ts';
import { readLines, type RawLine } from './durable-lines.ts';
import type { GrowingFile } from './file-layer.ts';

/** The same value as `entryHash` of shared/casework/journal.ts (a test holds them together), by the platform's faster SHA-256. */
export function fastEntryHash(previous: string, header: JournalHeader, sealed: string): string {
  return createHash('sha256')
    .update(`${previous}\n${canonicalHeader(header)}\n${sealed}`)
    .digest('hex');
}

const hashFits = (entry: JournalEntry): boolean =>
  fastEntryHash(entry.previous, entry.header, entry.sealed) === entry.hash;

/** One line as an entry whose hash fits its content; `null` for anything else. */
export function parseEntry(bytes: Uint8Array): JournalEntry | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  const parsed = JournalEntry.safeParse(value);
  return parsed.success && hashFits(parsed.data) ? parsed.data : null;
}

export type JournalEnd =
  | { readonly state: 'whole' }
  | { readonly state: 'torn'; readonly bytes: number }
  /** `sequence`: the first entry that cannot be read. */
  | { readonly state: 'damaged'; readonly sequence: number; readonly offset: number };

export interface JournalScan {
  readonly count: number;
  readonly head: string;
  /** Bytes up to the end of the last good entry. */
  readonly goodLength: number;
  readonly end: JournalEnd;
}

async function anyWholeEntry(file: GrowingFile, from: number): Promise<boolean> {
  for await (const line of readLines(file, from)) if (line.finished && parseEntry(line.bytes) !== null) return true;
  return false;
}

/** Where a walk begins: after entries that are known to be good. */
export interface ScanStart {
  readonly count: number;
  readonly head: string;
  readonly goodLength: number;
}

const FROM_THE_BEGINNING: ScanStart = { count: 0, head: GENESIS, goodLength: 0 };

/** First entry below byte `until` that does not fit, or `null`. For reading again what an index vouched for. */
export async function findDamage(
  file: GrowingFile,
  until: number,
  goOn: () => boolean,
): Promise<{ sequence: number; offset: number } | null> {
  let count = 0;
  let head = GENESIS;
  for await (const line of readLines(file)) {
    if (line.offset >= until || !goOn()) return null;
    const entry = line.finished ? parseEntry(line.bytes) : null;
    if (entry === null || entry.header.sequence !== count + 1 || entry.previous !== head)
      return { sequence: count + 1, offset: line.offset };
    count += 1;
    head = entry.hash;
  }
  return null;
}

/**
 * Walks the file from `start`. `acknowledged`: highest sequence that the window confirmed; an unreadable entry up to there
 * was once whole and synced, so it is damage even at the very end.
 */
export async function scanJournal(
  file: GrowingFile,
  acknowledged: number,
  onEntry: (entry: JournalEntry, offset: number) => void,
  start: ScanStart = FROM_THE_BEGINNING,
): Promise<JournalScan> {
  let { count, head, goodLength } = start;
  const fits = (line: RawLine): JournalEntry | null => {
    const entry = line.finished ? parseEntry(line.bytes) : null;
    return entry !== null && entry.header.sequence === count + 1 && entry.previous === head ? entry : null;
  };
  for await (const line of readLines(file, start.goodLength)) {
    const entry = fits(line);
    if (entry === null) break;
    onEntry(entry, line.offset);
    count += 1;
    head = entry.hash;
    goodLength += line.byteLength;
  }
  return { count, head, goodLength, end: await judgeEnd(file, { count, goodLength, acknowledged }) };
}

async function judgeEnd(
  file: GrowingFile,
  at: { count: number; goodLength: number; acknowledged: number },
): Promise<JournalEnd> {
  const rest = (await file.length()) - at.goodLength;
  const damaged = at.count < at.acknowledged || (rest > 0 && (await anyWholeEntry(file, at.goodLength)));
  if (damaged) return { state: 'damaged', sequence: at.count + 1, offset: at.goodLength };
  return rest > 0 ? { state: 'torn', bytes: rest } : { state: 'whole' };
}
