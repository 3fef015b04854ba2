/**
 * Putting back what a journal lost, from entries that a copy still has. Each is proved: in a gap by the hash that the line
 * behind it names, at the end by following the last one. The damaged file is kept beside the mended one.
 */
import { isOld, type AnyEntry } from '#shared/casework/journal.ts';
import { hashedText, lineText } from '#shared/casework/journal-line.ts';
import { renamePatiently } from './atomic-write.ts';
import type { FileLayer } from './file-layer.ts';
import { fastHash, type JournalScan } from './journal-file.ts';
import type { JournalIndex } from './journal-index.ts';
import { cutTail, journalPath, type OpenedFiles } from './journal-opening.ts';

export interface MendingParts {
  readonly layer: FileLayer;
  readonly folder: string;
  readonly opened: OpenedFiles;
  readonly scan: JournalScan;
  readonly index: JournalIndex;
  readonly count: number;
  readonly head: string;
}

const isWhole = (entry: AnyEntry): boolean => fastHash(hashedText(entry)) === entry.hash;

/** Of what is offered, the entries that belong into the gaps: from the end of each gap on, hash by hash. */
function forGaps({ scan, index }: MendingParts, offered: ReadonlyMap<number, AnyEntry>): Map<number, AnyEntry> {
  const fitting = new Map<number, AnyEntry>();
  const wanted = new Map(scan.knownHashes);
  for (const line of scan.holes.toReversed()) {
    const entry = offered.get(line);
    if (entry === undefined || entry.hash !== wanted.get(line) || !isWhole(entry)) continue;
    const before = index.hashOf(line - 1);
    if (before !== undefined && before !== entry.previous) continue;
    fitting.set(line, entry);
    wanted.set(line - 1, entry.previous);
  }
  return fitting;
}

/** The entries that go on where the journal ends, of the window that wrote it. */
function forEnd({ count, head, index }: MendingParts, offered: ReadonlyMap<number, AnyEntry>): AnyEntry[] {
  const following: AnyEntry[] = [];
  let end = head;
  for (let entry = offered.get(count + 1); entry !== undefined; entry = offered.get(count + following.length + 1)) {
    if (entry.previous !== end || !isWhole(entry)) break;
    // A journal of today goes on in today's form only.
    if (isOld(entry) && index.last.format !== 1) break;
    following.push(entry);
    end = entry.hash;
  }
  return following;
}

/** The file written anew from its whole lines and those put back; the damaged one keeps its bytes under another name. */
async function rewrite(
  parts: MendingParts,
  put: ReadonlyMap<number, AnyEntry>,
  after: readonly AnyEntry[],
): Promise<void> {
  const { layer, folder, opened, index, count } = parts;
  const temporary = `${journalPath(folder)}.mending`;
  await layer.remove(temporary);
  const file = await layer.openGrowing(temporary);
  let length = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    await file.write(length, bytes);
    length += bytes.length;
  };
  const line = (entry: AnyEntry): Uint8Array => new TextEncoder().encode(`${lineText(entry)}\n`);
  try {
    for (let sequence = 1; sequence <= count; sequence += 1) {
      const place = index.placeOf(sequence);
      const entry = put.get(sequence);
      if (entry !== undefined) await write(line(entry));
      else if (place !== undefined) await write(await opened.file.read(place.offset, place.byteLength));
    }
    for (const entry of after) await write(line(entry));
    await file.sync();
  } finally {
    await file.close();
  }
  await opened.lines.close();
  await setAside(layer, folder);
  await renamePatiently(layer, temporary, journalPath(folder));
  await layer.syncFolder(folder);
}

/** `journal.jsonl.damaged-1`, `-2` …: no earlier one is overwritten. */
async function setAside(layer: FileLayer, folder: string): Promise<void> {
  const taken = new Set(await layer.list(folder));
  let number = 1;
  while (taken.has(`journal.jsonl.damaged-${number}`)) number += 1;
  const bytes = await layer.readWhole(journalPath(folder));
  if (bytes !== null) await layer.writeWhole(`${journalPath(folder)}.damaged-${number}`, bytes);
}

async function appendAll({ opened }: MendingParts, entries: readonly AnyEntry[]): Promise<void> {
  for (const entry of entries) {
    const written = await opened.lines.append(lineText(entry));
    if (!written.ok) break;
  }
  await opened.lines.close();
}

/**
 * Puts entries back and closes the file, which has to be opened again; 0 when none of them belongs here and nothing was in the
 * way. Rejects with errno errors; the journal is then as it was.
 */
export async function mendFiles(parts: MendingParts, entries: readonly AnyEntry[]): Promise<number> {
  const offered = new Map(entries.map((entry) => [entry.header.sequence, entry]));
  const put = forGaps(parts, offered);
  const after = forEnd(parts, offered);
  const { scan, opened, count } = parts;
  if (put.size > 0 || scan.litter) {
    await rewrite(parts, put, after);
    return put.size + after.length + (scan.litter ? 1 : 0);
  }
  if (after.length === 0) return 0;
  if (scan.tornBytes > opened.cutBytes) await cutTail(parts, count, scan.goodLength, opened.file);
  await appendAll(parts, after);
  return after.length;
}
