/**
 * A batch: the accepted persons of some cases in one layout. Files are made in pieces, so that a hundred thousand rows
 * never lie in memory as one.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { TRAINING_PREFIX, type BatchFormat } from './batch-name.ts';
import type { ManifestFile } from './manifest.ts';
import type { TableFile } from '../layouts/table-file.ts';
import { csvPieces } from '../layouts/write-csv.ts';
import { xlsxPieces } from '../layouts/write-xlsx.ts';

export interface BatchFile {
  readonly name: string;
  /** A fresh pass over the bytes. */
  readonly pieces: () => AsyncGenerator<Uint8Array>;
}

/** The files of a batch, ready to be written. File names carry the layout, never a person or a firm. */
export function batchFiles(table: TableFile, formats: readonly BatchFormat[]): readonly BatchFile[] {
  const base = `${table.training ? TRAINING_PREFIX : ''}${table.layout.id}`;
  const makers: Readonly<Record<BatchFormat, BatchFile>> = {
    xlsx: { name: `${base}.xlsx`, pieces: () => xlsxPieces(table) },
    'csv-utf-8': { name: `${base}.csv`, pieces: () => csvPieces(table, 'utf-8-bom') },
    'csv-gb18030': { name: `${base}-gb18030.csv`, pieces: () => csvPieces(table, 'gb18030') },
  };
  return formats.map((format) => makers[format]);
}

/** Passes pieces on while it counts and digests them; `done` tells when the last has gone. */
export async function* measured(
  file: BatchFile,
  rows: number,
  done: (measured: ManifestFile) => void,
): AsyncGenerator<Uint8Array> {
  const hash = sha256.create();
  let bytes = 0;
  for await (const piece of file.pieces()) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  done({ name: file.name, bytes, rows, sha256: bytesToHex(hash.digest()) });
}

/** Joins small pieces to pieces of at least `size` bytes (the last may be shorter), and cuts none. */
export async function* gathered(pieces: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < size) continue;
    yield joined(waiting, length);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield joined(waiting, length);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}
