/** The list of contents at the end of a zip file (APPNOTE 6.3: 4.3.12, 4.3.14, 4.3.16, 4.5.3), read before anything is unpacked. */
import { limits } from '../domain/limits.ts';
import { decodeText } from './decode-text.ts';
import { tooManyParts } from './too-much.ts';

export interface ZipEntry {
  /** As the archive spells it. */
  readonly name: string;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly checksum: number;
  /** 0 stored, 8 deflated; others are not unpacked here. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Where the entry's own header begins. */
  readonly at: number;
}

const END_RECORD = 0x06054b50;
const DIRECTORY_RECORD = 0x02014b50;
const LONG_END_RECORD = 0x06064b50;
const LONG_END_LOCATOR = 0x07064b50;
const LOCAL_RECORD = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const DIRECTORY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const LONG_SIZES = 0x0001;
const IN_LONG_SIZES = 0xffffffff;
const ENCRYPTED = 0x0001;
const UTF8_NAMES = 0x0800;

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_RECORD) return at;
  }
  return -1;
}

const longNumber = (view: DataView, at: number): number =>
  view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;

/** How many entries there are and where their list begins; `null` where the end is torn. */
function directoryOf(view: DataView, from: number): { readonly count: number; readonly at: number } | null {
  const end = findEnd(view);
  if (end < 0) return null;
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && view.getUint32(locator, true) === LONG_END_LOCATOR) {
    const long = longNumber(view, locator + 8) - from;
    if (long < 0 || long + 56 > view.byteLength || view.getUint32(long, true) !== LONG_END_RECORD) return null;
    return { count: longNumber(view, long + 32), at: longNumber(view, long + 48) - from };
  }
  return { count: view.getUint16(end + 10, true), at: view.getUint32(end + 16, true) - from };
}

function nameOf(bytes: Uint8Array, flags: number): string {
  if ((flags & UTF8_NAMES) !== 0) return new TextDecoder().decode(bytes);
  return bytes.length === 0 ? '' : (decodeText(bytes)?.text ?? new TextDecoder().decode(bytes));
}

/** Sizes and place of an entry, from its zip64 field where the short ones are full. */
function sizesAt(view: DataView, at: number): Pick<ZipEntry, 'compressedBytes' | 'bytes' | 'at'> {
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const extraAt = at + DIRECTORY_BYTES + view.getUint16(at + 28, true);
  const extraEnd = Math.min(view.byteLength, extraAt + view.getUint16(at + 30, true));
  for (let field = extraAt; field + 4 <= extraEnd; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== LONG_SIZES) continue;
    let from = field + 4;
    short.forEach((value, index) => {
      if (value !== IN_LONG_SIZES || from + 8 > extraEnd) return;
      short[index] = longNumber(view, from);
      from += 8;
    });
  }
  const [bytes = 0, compressedBytes = 0, place = 0] = short;
  return { bytes, compressedBytes, at: place };
}

/**
 * The entries of a zip; `null` where the directory is missing or torn (a damaged or half-copied file). Throws {@link TooMuch}.
 * @param bytes the file, or its end from `from` on, in which the whole directory stands
 */
export function zipEntries(bytes: Uint8Array, from = 0): readonly ZipEntry[] | null {
  if (bytes.length < END_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = directoryOf(view, from);
  if (directory === null) return null;
  if (directory.count > limits.archiveParts) throw tooManyParts();
  const entries: ZipEntry[] = [];
  let { at } = directory;
  for (let index = 0; index < directory.count; index += 1) {
    if (at < 0 || at + DIRECTORY_BYTES > bytes.length || view.getUint32(at, true) !== DIRECTORY_RECORD) return null;
    const flags = view.getUint16(at + 8, true);
    const nameBytes = view.getUint16(at + 28, true);
    const nameAt = at + DIRECTORY_BYTES;
    entries.push({
      name: nameOf(bytes.subarray(nameAt, nameAt + nameBytes), flags),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      encrypted: (flags & ENCRYPTED) !== 0,
      ...sizesAt(view, at),
    });
    at = nameAt + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The packed bytes of an entry; `null` where its header is not where the directory says, or its end lies outside the file. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.at + LOCAL_BYTES > bytes.length || view.getUint32(entry.at, true) !== LOCAL_RECORD) return null;
  const from = entry.at + LOCAL_BYTES + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const to = from + entry.compressedBytes;
  return to <= bytes.length ? bytes.subarray(from, to) : null;
}

/** Bytes of all entries unpacked, as the directory states them. */
export const statedBytes = (entries: readonly ZipEntry[]): number => entries.reduce((sum, { bytes }) => sum + bytes, 0);
