/** The list of contents at the end of a zip file, read before anything is unpacked. */

export interface ZipEntry {
  readonly name: string;
  readonly compressedBytes: number;
  readonly bytes: number;
}

const END_RECORD = 0x06054b50;
const DIRECTORY_RECORD = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

/** Unpacked size over which a workbook is taken for a zip bomb. A sheet of a million cells unpacks to about 60 MB. */
export const UNPACKED_LIMIT_BYTES = 200 * 1024 * 1024;

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_RECORD) return at;
  }
  return -1;
}

/** The entries of a zip; `null` where the directory is missing or torn (a damaged or half-copied file). */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | null {
  if (bytes.length < END_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) return null;
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_RECORD) return null;
    const nameBytes = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)),
      compressedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * Whether unpacking may fill the memory: the stated sizes pass the limit, or one states nothing although it has content.
 * The reader itself stops at the stated size of each entry, so a lie about it does not help.
 */
export function isZipBomb(entries: readonly ZipEntry[]): boolean {
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return total > UNPACKED_LIMIT_BYTES || entries.some((entry) => entry.bytes === 0 && entry.compressedBytes > 16);
}
