/**
 * An archive unpacked as a whole: every part is inflated within the limits and its checksum compared before a reader of
 * workbooks sees any of it. A part that fails refuses the file by name, because a reader that passes it over would show
 * one sheet as if it were all. Names come in one spelling (`/` between folders, no `.`, `..` or leading `/`).
 */
import { Inflate } from 'fflate';
import { limits } from '../domain/limits.ts';
import { crc32 } from './crc32.ts';
import { TooMuch, unpacksTooLarge } from './too-much.ts';
import { packedBytes, statedBytes, zipEntries, type ZipEntry } from './zip-directory.ts';

/** Part → bytes, names in one spelling. */
export type Parts = Map<string, Uint8Array>;

export type ArchiveReading =
  | { readonly ok: true; readonly parts: Parts }
  /** `fact`: what is wrong, as a sentence; empty where no more can be said. */
  | { readonly ok: false; readonly code: 'file-damaged' | 'file-protected'; readonly fact: string };

const STORED = 0;
const DEFLATED = 8;
/** Packed bytes that are inflated at once: at most a thousand times as many come out before the limit is looked at. */
const PIECE_BYTES = 16 * 1024;

const damaged = (fact: string): ArchiveReading => ({ ok: false, code: 'file-damaged', fact });

/** `\xl\.\a.xml`, `./xl/a.xml` and `/xl/b/../a.xml` are `xl/a.xml`; empty for a folder's own entry. */
export function partName(name: string): string {
  const path = name.replaceAll('\\', '/');
  if (path.endsWith('/')) return '';
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Throws fflate's error on broken data, {@link TooMuch} past `most` bytes. */
function inflated(packed: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  const stream = new Inflate((piece, last) => {
    pieces.push(piece);
    length += piece.length;
    if (length > most) throw unpacksTooLarge();
    whole = last;
  });
  for (let at = 0; at < packed.length; at += PIECE_BYTES)
    stream.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
  if (!whole) throw new Error('deflate stream ends early');
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The bytes of a part; `null` where it does not unpack or is not what its checksum says. Throws {@link TooMuch}. */
function unpacked(bytes: Uint8Array, entry: ZipEntry, most: number): Uint8Array | null {
  const packed = packedBytes(bytes, entry);
  if (packed === null) return null;
  try {
    const part = entry.method === STORED ? packed : inflated(packed, most);
    return part.length === entry.bytes && crc32(part) === entry.checksum ? part : null;
  } catch (error) {
    if (error instanceof TooMuch) throw error;
    return null;
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

function unpackAll(bytes: Uint8Array, entries: readonly ZipEntry[]): ArchiveReading {
  const parts: Parts = new Map();
  let left: number = limits.unpackedBytes;
  for (const entry of entries) {
    const name = partName(entry.name);
    if (name === '') continue;
    const part = unpacked(bytes, entry, left);
    if (part === null) return damaged(`其中的“${name}”解不开或校验不符。`);
    const before = parts.get(name);
    if (before !== undefined && !sameBytes(before, part)) return damaged(`其中有两份内容不同的“${name}”。`);
    parts.set(name, part);
    left -= part.length;
  }
  return { ok: true, parts };
}

/** Unpacks a whole archive. Throws {@link TooMuch} past a limit. */
export function readArchive(bytes: Uint8Array): ArchiveReading {
  const entries = zipEntries(bytes);
  if (entries === null) return damaged('');
  if (entries.some(({ encrypted }) => encrypted)) return { ok: false, code: 'file-protected', fact: '' };
  if (statedBytes(entries) > limits.unpackedBytes) throw unpacksTooLarge();
  const unknown = entries.find(({ method }) => method !== STORED && method !== DEFLATED);
  if (unknown !== undefined) return damaged(`其中的“${partName(unknown.name)}”用了不常用的压缩方式，打不开。`);
  return unpackAll(bytes, entries);
}

/** An archive of these parts, nothing packed: what the readers of workbooks are given. */
export function storedArchive(parts: Parts): Uint8Array {
  const encoder = new TextEncoder();
  const entries = [...parts].map(([name, bytes]) => ({ name: encoder.encode(name), bytes, checksum: crc32(bytes) }));
  const local = entries.reduce((sum, { name, bytes }) => sum + 30 + name.length + bytes.length, 0);
  const directory = entries.reduce((sum, { name }) => sum + 46 + name.length, 0);
  const out = new Uint8Array(local + directory + 22);
  const view = new DataView(out.buffer);
  const common = (at: number, entry: (typeof entries)[number]): void => {
    view.setUint16(at, 20, true);
    view.setUint16(at + 2, 0x0800, true);
    view.setUint32(at + 10, entry.checksum, true);
    view.setUint32(at + 14, entry.bytes.length, true);
    view.setUint32(at + 18, entry.bytes.length, true);
    view.setUint16(at + 22, entry.name.length, true);
  };
  let at = 0;
  let listed = local;
  for (const entry of entries) {
    view.setUint32(at, 0x04034b50, true);
    common(at + 4, entry);
    out.set(entry.name, at + 30);
    out.set(entry.bytes, at + 30 + entry.name.length);
    view.setUint32(listed, 0x02014b50, true);
    common(listed + 6, entry);
    view.setUint32(listed + 42, at, true);
    out.set(entry.name, listed + 46);
    listed += 46 + entry.name.length;
    at += 30 + entry.name.length + entry.bytes.length;
  }
  view.setUint32(listed, 0x06054b50, true);
  view.setUint16(listed + 8, entries.length, true);
  view.setUint16(listed + 10, entries.length, true);
  view.setUint32(listed + 12, directory, true);
  view.setUint32(listed + 16, local, true);
  return out;
}
