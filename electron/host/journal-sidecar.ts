/**
 * `journal.index` beside the journal: one short line an entry, so that a large journal opens without reading all of it.
 * It is only a shortcut: written without sync, believed only up to an entry whose hash stands in the journal at that place
 * (the chain then vouches for everything before), and made anew whenever it does not fit.
 */
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { NumberSeries, type JournalHeader } from '#shared/casework/journal.ts';
import { readLines } from './durable-lines.ts';
import type { GrowingFile } from './file-layer.ts';
import { parseEntry } from './journal-file.ts';

const Line = z.tuple([
  z.number().int().positive(),
  z.number().int().nonnegative(),
  z.string(),
  z.string(),
  z.array(z.tuple([NumberSeries, z.number().int(), z.string(), z.number().int()])),
  z.string(),
]);

export interface IndexedEntry {
  readonly header: Pick<JournalHeader, 'sequence' | 'entryId' | 'subjectId' | 'numbers'>;
  readonly offset: number;
  readonly hash: string;
}

/** Where to go on reading the journal. */
export interface KnownPart {
  readonly entries: readonly IndexedEntry[];
  readonly goodLength: number;
  /** The index holds exactly these lines and nothing else. */
  readonly whole: boolean;
}

const MATCHING_TRIES = 64;

function lineOf({ header, offset, hash }: IndexedEntry): string {
  const numbers = header.numbers.map(({ series, year, prefix, value }) => [series, year, prefix, value]);
  const text = JSON.stringify([header.sequence, offset, header.entryId, header.subjectId, numbers, hash]);
  return `${text} ${crc32(text).toString(16)}`;
}

function parseLine(bytes: Uint8Array): IndexedEntry | null {
  const line = new TextDecoder().decode(bytes);
  const at = line.lastIndexOf(' ');
  const text = line.slice(0, at);
  if (at <= 0 || crc32(text).toString(16) !== line.slice(at + 1)) return null;
  const parsed = Line.safeParse(JSON.parse(text));
  if (!parsed.success) return null;
  const [sequence, offset, entryId, subjectId, numbers, hash] = parsed.data;
  const taken = numbers.map(([series, year, prefix, value]) => ({ series, year, prefix, value }));
  return { header: { sequence, entryId, subjectId, numbers: taken }, offset, hash };
}

async function readAll(file: GrowingFile): Promise<{ entries: IndexedEntry[]; whole: boolean }> {
  const entries: IndexedEntry[] = [];
  let length = 0;
  for await (const line of readLines(file)) {
    const entry = line.finished ? parseLine(line.bytes) : null;
    if (entry === null || entry.header.sequence !== entries.length + 1) break;
    entries.push(entry);
    length += line.byteLength;
  }
  return { entries, whole: length === (await file.length()) };
}

/** End of the journal's line that begins at `offset`, if it is the entry with that hash; else `null`. */
async function endOfEntry(journal: GrowingFile, offset: number, hash: string): Promise<number | null> {
  for await (const line of readLines(journal, offset)) {
    const entry = line.finished ? parseEntry(line.bytes) : null;
    return entry?.hash === hash ? line.offset + line.byteLength : null;
  }
  return null;
}

/** What of the index the journal bears out; nothing when it does not fit. Rejects with errno errors. */
export async function knownPart(index: GrowingFile, journal: GrowingFile): Promise<KnownPart> {
  const { entries, whole } = await readAll(index);
  for (let tries = 0; tries < MATCHING_TRIES; tries += 1) {
    const last = entries.at(-1);
    if (last === undefined) break;
    const goodLength = await endOfEntry(journal, last.offset, last.hash);
    if (goodLength !== null) return { entries, goodLength, whole: whole && tries === 0 };
    entries.pop();
  }
  return { entries: [], goodLength: 0, whole: false };
}

export interface JournalSidecar {
  add(entry: IndexedEntry): Promise<void>;
  close(): Promise<void>;
}

/**
 * Goes on with the index; unless it is up to date it is first written anew from `entries`. A failing disk ends it quietly: the
 * journal itself is what counts, the next start makes the index anew.
 */
export async function continueSidecar(
  file: GrowingFile,
  entries: readonly IndexedEntry[],
  upToDate: boolean,
): Promise<JournalSidecar> {
  let length = await file.length();
  let usable = true;
  const write = async (text: string): Promise<void> => {
    const bytes = new TextEncoder().encode(text);
    try {
      if (usable) await file.write(length, bytes);
      length += bytes.length;
    } catch {
      usable = false;
    }
  };
  if (!upToDate) {
    await file.truncate(0).catch(() => {
      usable = false;
    });
    length = 0;
    await write(entries.map((entry) => `${lineOf(entry)}\n`).join(''));
  }
  return {
    add: async (entry) => {
      await write(`${lineOf(entry)}\n`);
    },
    close: async () => {
      await file.close();
    },
  };
}
