/** A line of the journal as it lies on the disk, for whoever ships it byte for byte. */
import type { GrowingFile } from './file-layer.ts';
import { readBytes, type JournalScan } from './journal-file.ts';
import type { JournalIndex } from './journal-index.ts';

export type StoredLine =
  | { readonly state: 'line'; readonly text: string; readonly hash: string }
  /** The disk lost it and an administrator took note; its hash, where the line behind it or the index says so. */
  | { readonly state: 'lost'; readonly hash: string | null }
  /** It cannot be read, and nobody has mended it or taken note yet. */
  | { readonly state: 'damaged' };

export interface LineSource {
  readonly file: Pick<GrowingFile, 'read'>;
  readonly index: Pick<JournalIndex, 'placeOf' | 'hashOf' | 'acceptedLines'>;
  readonly scan: Pick<JournalScan, 'knownHashes'>;
}

/** The line without its end mark. Waits for no writer: what was appended is never changed. Rejects with errno errors. */
export async function storedLine({ file, index, scan }: LineSource, sequence: number): Promise<StoredLine> {
  const place = index.placeOf(sequence);
  const hash = index.hashOf(sequence) ?? scan.knownHashes.get(sequence) ?? null;
  if (place !== undefined) {
    const bytes = (await file.read(place.offset, place.byteLength)).subarray(0, -1);
    const reading = readBytes(bytes);
    if (reading.state === 'entry' && reading.entry.hash === hash)
      return { state: 'line', text: new TextDecoder().decode(bytes), hash };
  }
  return index.acceptedLines.has(sequence) ? { state: 'lost', hash } : { state: 'damaged' };
}
