/**
 * Reads LevelDB's files as far as a search for text needs it: the records of a log without the headers that cut them every
 * 32 KiB, the blocks of a table without Snappy's compression. Formats: doc/log_format.md and doc/table_format.md of LevelDB,
 * format_description.txt of Snappy.
 */
const LOG_BLOCK = 32_768;
const LOG_HEADER = 7;
const FOOTER = 48;
const TABLE_MAGIC = 'db4775248b80fb57';
const SNAPPY = 1;

interface Varint {
  readonly value: number;
  readonly next: number;
}

function varintAt(bytes: Uint8Array, at: number): Varint {
  let value = 0;
  let scale = 1;
  for (let next = at; next < bytes.length; next += 1) {
    const byte = bytes[next] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, next: next + 1 };
    scale *= 128;
  }
  throw new RangeError('a number runs past the end');
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let place = count - 1; place >= 0; place -= 1) value = value * 256 + (bytes[at + place] ?? 0);
  return value;
}

/** One Snappy block. Throws a `RangeError` where it is not one. */
export function unpackSnappy(packed: Uint8Array): Uint8Array {
  const { value: length, next } = varintAt(packed, 0);
  const out = new Uint8Array(length);
  let to = 0;
  let at = next;
  while (at < packed.length) {
    const tag = packed[at] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const extra = short < 60 ? 0 : short - 59;
      const size = (extra === 0 ? short : littleEndian(packed, at + 1, extra)) + 1;
      at += 1 + extra;
      out.set(packed.subarray(at, at + size), to);
      at += size;
      to += size;
    } else {
      const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
      const wide = kind === 1 ? 1 : kind === 2 ? 2 : 4;
      const back = littleEndian(packed, at + 1, wide) + (kind === 1 ? (tag >> 5) * 256 : 0);
      at += 1 + wide;
      if (back === 0 || back > to) throw new RangeError('a copy from before the beginning');
      for (const end = to + size; to < end; to += 1) out[to] = out[to - back] ?? 0;
    }
  }
  if (to !== length) throw new RangeError('another length than announced');
  return out;
}

/** What a log holds, its fragments joined. */
export function logContent(log: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let block = 0; block < log.length; block += LOG_BLOCK) {
    const end = Math.min(block + LOG_BLOCK, log.length);
    for (let at = block; at + LOG_HEADER <= end;) {
      const size = littleEndian(log, at + 4, 2);
      parts.push(log.subarray(at + LOG_HEADER, Math.min(at + LOG_HEADER + size, end)));
      at += LOG_HEADER + size;
    }
  }
  return Buffer.concat(parts);
}

function blockAt(table: Uint8Array, offset: number, size: number): Uint8Array {
  const content = table.subarray(offset, offset + size);
  return table[offset + size] === SNAPPY ? unpackSnappy(content) : content;
}

/** Places of the blocks that an index block lists. */
function blocksIn(index: Uint8Array): { readonly offset: number; readonly size: number }[] {
  const restarts = littleEndian(index, index.length - 4, 4);
  const end = index.length - 4 - restarts * 4;
  const found = [];
  for (let at = 0; at < end;) {
    const shared = varintAt(index, at);
    const unshared = varintAt(index, shared.next);
    const length = varintAt(index, unshared.next);
    const value = length.next + unshared.value;
    const offset = varintAt(index, value);
    found.push({ offset: offset.value, size: varintAt(index, offset.next).value });
    at = value + length.value;
  }
  return found;
}

/** Every data block of a table, unpacked; `null` where the bytes are no table. */
export function tableContent(table: Uint8Array): Uint8Array | null {
  const footer = table.subarray(-FOOTER);
  if (table.length < FOOTER || Buffer.from(footer.subarray(-8)).reverse().toString('hex') !== TABLE_MAGIC) return null;
  const metaOffset = varintAt(footer, 0);
  const metaSize = varintAt(footer, metaOffset.next);
  const offset = varintAt(footer, metaSize.next);
  const size = varintAt(footer, offset.next);
  const index = blockAt(table, offset.value, size.value);
  return Buffer.concat(blocksIn(index).map((block) => blockAt(table, block.offset, block.size)));
}
