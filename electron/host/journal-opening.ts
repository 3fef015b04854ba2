/** What happens to a journal's files before the first call: index, scan, torn tail. */
import { join } from 'node:path';
import { GENESIS } from '#shared/casework/journal.ts';
import { durableLines, type DurableLines } from './durable-lines.ts';
import type { GrowingFile } from './file-layer.ts';
import type { JournalParts } from './journal.ts';
import { scanJournal, type JournalScan } from './journal-file.ts';
import { journalIndex, type JournalIndex } from './journal-index.ts';
import {
  continueSidecar,
  knownPart,
  type IndexedEntry,
  type JournalSidecar,
  type KnownPart,
} from './journal-sidecar.ts';

/** Below this a whole reading takes less than a moment. */
const QUICK_FROM_BYTES = 32 << 20;
const NOTHING_KNOWN: KnownPart = { entries: [], goodLength: 0, whole: false };

export interface OpenedFiles {
  readonly file: GrowingFile;
  readonly lines: DurableLines;
  readonly index: JournalIndex;
  readonly sidecar: JournalSidecar;
  readonly head: string;
  /** Bytes of a torn tail, and the sequence that it stood behind. */
  readonly cutBytes: number;
  readonly cutAfter: number;
  readonly damagedAt: { readonly sequence: number; readonly offset: number } | null;
  /** Bytes at the beginning that were not read, since the index vouched for them. */
  readonly vouchedLength: number;
}

/** Rejects with errno errors. */
export async function openJournalFiles(parts: JournalParts, acknowledged: number): Promise<OpenedFiles> {
  const file = await parts.layer.openGrowing(join(parts.folder, 'journal.jsonl'));
  const indexFile = await parts.layer.openGrowing(join(parts.folder, 'journal.index'));
  const known = await knownPart(indexFile, file);
  const quick = (await file.length()) >= (parts.quickFromBytes ?? QUICK_FROM_BYTES) ? known : NOTHING_KNOWN;
  const entries: IndexedEntry[] = [...quick.entries];
  const index = journalIndex();
  for (const { header, offset } of entries) index.add(header, offset);
  const start = { count: entries.length, head: entries.at(-1)?.hash ?? GENESIS, goodLength: quick.goodLength };
  const scan = await scanJournal(
    file,
    acknowledged,
    ({ header, hash }, offset) => {
      index.add(header, offset);
      entries.push({
        header: {
          sequence: header.sequence,
          entryId: header.entryId,
          subjectId: header.subjectId,
          numbers: header.numbers,
        },
        offset,
        hash,
      });
    },
    start,
  );
  const cutBytes = await cutTornTail(parts, scan, file);
  const sidecar = await continueSidecar(indexFile, entries, known.whole && known.entries.length === entries.length);
  const { end, head, goodLength } = scan;
  const damagedAt = end.state === 'damaged' ? { sequence: end.sequence, offset: end.offset } : null;
  return {
    file,
    lines: durableLines(file, goodLength, false),
    index,
    sidecar,
    head,
    cutBytes,
    cutAfter: cutBytes === 0 ? 0 : scan.count,
    damagedAt,
    vouchedLength: quick.goodLength,
  };
}

/** Keeps the bytes of an unfinished write in a file beside the journal, then cuts them. Returns how many. */
async function cutTornTail(parts: JournalParts, scan: JournalScan, file: GrowingFile): Promise<number> {
  if (scan.end.state === 'damaged')
    parts.onNotice('journal-damaged', { sequence: scan.end.sequence, offset: scan.end.offset });
  if (scan.end.state !== 'torn') return 0;
  const tail = await file.read(scan.goodLength, scan.end.bytes);
  await parts.layer.writeWhole(join(parts.folder, `journal-cut-after-${scan.count}.bin`), tail);
  await file.truncate(scan.goodLength);
  await file.sync();
  parts.onNotice('journal-tail-cut', { afterSequence: scan.count, bytes: scan.end.bytes });
  return scan.end.bytes;
}
