/**
 * A file of lines that only grows. A line is written and synced before `append` returns; after a failed append the file is
 * cut back to its last good length before anything else is written, so that half a line never stands before a whole one.
 */
import { diskFailure } from './disk-failure.ts';
import type { GrowingFile } from './file-layer.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

export interface DurableLines {
  /** Length in bytes of what is known to be whole. */
  readonly length: number;
  /** Adds one line (without its end mark) and syncs. Returns the byte offset at which it begins. */
  append(text: string): Promise<Result<number>>;
  close(): Promise<void>;
}

/** Appends after `goodLength`; what stands behind it is cut first. */
export function durableLines(file: GrowingFile, goodLength: number, dirtyAtStart: boolean): DurableLines {
  let length = goodLength;
  let dirty = dirtyAtStart;
  const repair = async (): Promise<void> => {
    await file.truncate(length);
    await file.sync();
    dirty = false;
  };
  return {
    get length() {
      return length;
    },
    async append(text) {
      const bytes = new TextEncoder().encode(`${text}\n`);
      try {
        if (dirty) await repair();
        dirty = true;
        await file.write(length, bytes);
        await file.sync();
      } catch (error) {
        const undone = await repair().then(
          () => true,
          () => false,
        );
        const failure = diskFailure(error);
        // Neither written nor taken back for sure: the words must not promise either.
        return undone || failure.ok
          ? failure
          : failed(failure.failure.code, { ...failure.failure.detail, uncertain: true });
      }
      dirty = false;
      length += bytes.length;
      return success(length - bytes.length);
    },
    close: async () => {
      await file.close();
    },
  };
}

export interface RawLine {
  readonly offset: number;
  /** With its end mark; without one this is the file's unfinished end. */
  readonly byteLength: number;
  readonly bytes: Uint8Array;
  readonly finished: boolean;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The lines of a file from `from` on, in memory bounded by the longest line. */
export async function* readLines(file: Pick<GrowingFile, 'read'>, from = 0): AsyncGenerator<RawLine> {
  let start = from;
  let position = from;
  let parts: Uint8Array[] = [];
  for (;;) {
    const chunk = await file.read(position, CHUNK);
    if (chunk.length === 0) break;
    let begin = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, begin)) {
      const bytes = concat([...parts, chunk.subarray(begin, end)]);
      parts = [];
      yield { offset: start, byteLength: bytes.length + 1, bytes, finished: true };
      begin = end + 1;
      start = position + begin;
    }
    if (begin < chunk.length) parts.push(chunk.subarray(begin));
    position += chunk.length;
  }
  if (parts.length > 0) {
    const bytes = concat(parts);
    yield { offset: start, byteLength: bytes.length, bytes, finished: false };
  }
}
