/** What happens to a journal's files before the first call: index, scan, torn tail. */
import { join } from 'node:path';
import { GENESIS } from '#shared/casework/journal.ts';
import { durableLines, type DurableLines } from './durable-lines.ts';
import type { FileLayer, GrowingFile } from './file-layer.ts';
import { anyWholeEntry, readBytes, scanJournal, type JournalScan } from './journal-file.ts';
import { indexedOf, journalIndex, type IndexedEntry, type JournalIndex } from './journal-index.ts';
import { continueSidecar, knownPart, type JournalSidecar, type KnownPart } from './journal-sidecar.ts';

/** Below this a whole reading takes less than a moment. */
const QUICK_FROM_BYTES = 32 << 20;
const NOTHING_KNOWN: KnownPart = { entries: [], goodLength: 0, whole: false };

export type OnNotice = (
  code: 'journal-tail-cut' | 'journal-damaged' | 'keys-left',
  detail: Record<string, number>,
) => void;

export interface OpeningParts {
  readonly layer: FileLayer;
  readonly folder: string;
  /** How far the journal was, as far as anybody outside remembers: a tail below that is damage, not a torn write. */
  readonly remembered: (left: ReadonlySet<string>) => number;
  readonly onNotice: OnNotice;
  readonly quickFromBytes?: number;
}

export interface OpenedFiles {
  readonly file: GrowingFile;
  readonly identity: string;
  readonly lines: DurableLines;
  readonly index: JournalIndex;
  readonly sidecar: JournalSidecar;
  readonly scan: JournalScan;
  /** Bytes of a torn tail that were cut, and the sequence that it stood behind. */
  readonly cutBytes: number;
  readonly cutAfter: number;
  /** Bytes at the beginning that were not read, since the index vouched for their places. */
  readonly vouchedLength: number;
}

export const journalPath = (folder: string): string => join(folder, 'journal.jsonl');

/** Rejects with errno errors. */
export async function openJournalFiles(parts: OpeningParts): Promise<OpenedFiles> {
  const { layer, folder } = parts;
  const file = await layer.openGrowing(journalPath(folder));
  const indexFile = await layer.openGrowing(join(folder, 'journal.index'));
  const known = await knownPart(indexFile, file);
  const large = (await file.length()) >= (parts.quickFromBytes ?? QUICK_FROM_BYTES);
  const quick = large && known.entries.length > 0 ? known : NOTHING_KNOWN;
  const entries: IndexedEntry[] = [...quick.entries];
  const index = journalIndex();
  for (const entry of entries) index.add(entry);
  const told = await learnFromEnd(file, index, entries);
  const begin = told ? quick : NOTHING_KNOWN;
  if (!told) entries.length = 0;
  const start = { count: entries.length, head: entries.at(-1)?.hash ?? GENESIS, goodLength: begin.goodLength };
  const scan = await scanJournal(
    file,
    (entry, offset, byteLength) => {
      const indexed = indexedOf(entry, offset, byteLength);
      index.add(indexed);
      index.learn(entry);
      entries.push(indexed);
    },
    start,
  );
  const { cutBytes, foreign } = await cutTornTail(parts, scan, file, index);
  const upToDate = known.whole && known.entries.length === entries.length;
  // A journal with a hole has no index: places behind it are not numbers of lines.
  const sidecar = await continueSidecar(indexFile, scan.holes.length > 0 ? [] : entries, upToDate);
  return {
    file,
    identity: await file.identity(),
    lines: durableLines(file, scan.goodLength, scan.tornBytes > cutBytes),
    index,
    sidecar,
    scan: { ...scan, litter: scan.litter || foreign },
    cutBytes,
    cutAfter: cutBytes === 0 ? 0 : scan.count,
    vouchedLength: begin.goodLength,
  };
}

/**
 * Numbers and marks of a journal of which only places are known: the last line says the numbers, and where the lines are that
 * last recorded vault, settings and binding. False where they do not say it (a journal that ends in format 1).
 */
async function learnFromEnd(
  file: GrowingFile,
  index: JournalIndex,
  entries: readonly IndexedEntry[],
): Promise<boolean> {
  const last = entries.at(-1);
  if (last === undefined) return true;
  const read = async ({ offset, byteLength }: IndexedEntry) => {
    const reading = readBytes((await file.read(offset, byteLength)).subarray(0, -1));
    return reading.state === 'entry' && 'format' in reading.entry ? reading.entry : null;
  };
  const end = await read(last);
  if (end === null) return false;
  const marked = new Set([
    ...end.header.stands,
    ...entries.filter(({ marked }) => marked).map(({ sequence }) => sequence),
  ]);
  for (const sequence of [...marked].sort((a, b) => a - b)) {
    const place = entries[sequence - 1];
    const entry = place === undefined ? null : await read(place);
    if (entry?.header.sequence === sequence) index.learn(entry);
    else if (sequence > 0) return false;
  }
  index.learn(end);
  return true;
}

/**
 * Keeps the bytes of an unfinished write in a file beside the journal, then cuts them: `cutBytes`. `foreign`: whole entries lie
 * behind the end that do not go on from it, which no torn write leaves; nothing is cut then.
 */
async function cutTornTail(
  parts: OpeningParts,
  scan: JournalScan,
  file: GrowingFile,
  { left }: Pick<JournalIndex, 'left'>,
): Promise<{ readonly cutBytes: number; readonly foreign: boolean }> {
  const lost = scan.holes.length > 0 || scan.litter;
  if (lost) parts.onNotice('journal-damaged', { sequence: scan.holes[0] ?? scan.count, offset: scan.goodLength });
  const foreign = scan.tornBytes > 0 && scan.newer === 0 && (await anyWholeEntry(file, scan.goodLength));
  if (foreign || scan.tornBytes === 0 || scan.newer > 0 || scan.count < parts.remembered(left))
    return { cutBytes: 0, foreign };
  await cutTail(parts, scan.count, scan.goodLength, file);
  parts.onNotice('journal-tail-cut', { afterSequence: scan.count, bytes: scan.tornBytes });
  return { cutBytes: scan.tornBytes, foreign };
}

/** Moves what stands behind the good part into a file of its own. Rejects with errno errors. */
export async function cutTail(
  { layer, folder }: Pick<OpeningParts, 'layer' | 'folder'>,
  count: number,
  goodLength: number,
  file: GrowingFile,
): Promise<void> {
  const tail = await file.read(goodLength, (await file.length()) - goodLength);
  await layer.writeWhole(join(folder, `journal-cut-after-${count}.bin`), tail);
  await file.truncate(goodLength);
  await file.sync();
}
