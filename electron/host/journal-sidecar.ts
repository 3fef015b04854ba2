/**
 * `journal.index` beside the journal: one short line an entry, so that a large journal opens without reading all of it.
 * It is only a shortcut to places: written without sync, believed only up to an entry whose hash stands in the journal at that
 * place, and made anew whenever it does not fit. Numbers and marks are never taken from it: the last line of the journal and
 * those it points to say them, and everything is read again once the work has begun.
 */
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { crc32 } from 'node:zlib';
import { readLines } from './durable-lines.ts';
import type { GrowingFile } from './file-layer.ts';
import { readBytes } from './journal-file.ts';
import type { IndexedEntry } from './journal-index.ts';

type Line = readonly [
  format: 2,
  sequence: number,
  offset: number,
  byteLength: number,
  entryId: string,
  subjectId: string,
  keyed: 0 | 1,
  marked: 0 | 1,
  hash: string,
];

const isCount = (value: unknown, from: number): boolean => Number.isSafeInteger(value) && (value as number) >= from;
const isFlag = (value: unknown): boolean => value === 0 || value === 1;

/** By hand: a schema would take most of the time in which 350,000 lines are read at sign-in. */
function isLine(read: unknown): read is Line {
  if (!Array.isArray(read) || read.length !== 9 || read[0] !== 2) return false;
  const [, sequence, offset, byteLength, entryId, subjectId, keyed, marked, hash] = read as unknown[];
  return (
    isCount(sequence, 1) &&
    isCount(offset, 0) &&
    isCount(byteLength, 1) &&
    [entryId, subjectId, hash].every((text) => typeof text === 'string') &&
    isFlag(keyed) &&
    isFlag(marked)
  );
}

/** Where to go on reading the journal. */
export interface KnownPart {
  readonly entries: readonly IndexedEntry[];
  readonly goodLength: number;
  /** The index holds exactly these lines and nothing else. */
  readonly whole: boolean;
}

const MATCHING_TRIES = 64;

function lineOf(entry: IndexedEntry): string {
  const { sequence, offset, byteLength, entryId, subjectId, keyed, marked, hash } = entry;
  const text = JSON.stringify([
    2,
    sequence,
    offset,
    byteLength,
    entryId,
    subjectId,
    Number(keyed),
    Number(marked),
    hash,
  ]);
  return `${text} ${crc32(text).toString(16)}`;
}

function parseLine(bytes: Uint8Array): IndexedEntry | null {
  const line = new TextDecoder().decode(bytes);
  const at = line.lastIndexOf(' ');
  const text = line.slice(0, at);
  if (at <= 0 || crc32(text).toString(16) !== line.slice(at + 1)) return null;
  const read: unknown = parsedJson(text);
  if (!isLine(read)) return null;
  const [, sequence, offset, byteLength, entryId, subjectId, keyed, marked, hash] = read;
  return { sequence, offset, byteLength, entryId, subjectId, keyed: keyed === 1, marked: marked === 1, hash };
}

async function readAll(file: GrowingFile): Promise<{ entries: IndexedEntry[]; whole: boolean }> {
  const entries: IndexedEntry[] = [];
  let length = 0;
  for await (const line of readLines(file)) {
    const entry = line.finished ? parseLine(line.bytes) : null;
    if (entry === null || entry.sequence !== entries.length + 1) break;
    entries.push(entry);
    length += line.byteLength;
  }
  return { entries, whole: length === (await file.length()) };
}

/** Whether the journal has this entry at its place. */
export async function standsThere(journal: GrowingFile, entry: IndexedEntry): Promise<boolean> {
  const bytes = await journal.read(entry.offset, entry.byteLength);
  const reading = readBytes(bytes.subarray(0, -1));
  return reading.state === 'entry' && reading.entry.hash === entry.hash;
}

/** What of the index the journal bears out; nothing when it does not fit. Rejects with errno errors. */
export async function knownPart(index: GrowingFile, journal: GrowingFile): Promise<KnownPart> {
  const { entries, whole } = await readAll(index);
  for (let tries = 0; tries < MATCHING_TRIES; tries += 1) {
    const last = entries.at(-1);
    if (last === undefined) break;
    if (await standsThere(journal, last))
      return { entries, goodLength: last.offset + last.byteLength, whole: whole && tries === 0 };
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
