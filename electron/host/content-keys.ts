/**
 * Wrapped content keys, one a case, beside the journal: a line is added before the case's first entry is written, and
 * destroying rewrites the file. A line that cannot be read is passed over: whose key it was is known from the journal, and a
 * key that is missing without a purge is damage, never taken for a destroyed one.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { writeAtomically } from './atomic-write.ts';
import { onDisk } from './disk-failure.ts';
import { durableLines, readLines, type DurableLines } from './durable-lines.ts';
import type { FileLayer, GrowingFile } from './file-layer.ts';

/** `wrapped` null: destroyed, for good. `check` guards against a flipped byte. */
const KeyLine = z.object({ subjectId: z.string().min(1), wrapped: z.string().nullable(), check: z.string() });

export interface ContentKeys {
  /** Returns once the key is on the disk. The same key again is no change; another key for the subject is refused unless `replace`. */
  add(subjectId: string, wrapped: string, replace: boolean): Promise<Result<void>>;
  /** Puts many back, or in place of older wraps; destroyed ones stay destroyed. Returns how many changed. */
  put(keys: Readonly<Record<string, string>>, replace: boolean): Promise<Result<number>>;
  read(): Promise<Record<string, string>>;
  has(subjectId: string): boolean;
  /** Destroyed, as the file itself says: a ledger of format 1 does not tell the host. */
  isDestroyed(subjectId: string): boolean;
  /** Rises with every change. */
  readonly version: number;
  /** What changed since the file was opened and after that version: the wrap that holds now, `null` for a destroyed one. */
  changedSince(version: number): ReadonlyMap<string, string | null>;
  /** Rewrites the file without these keys, whatever put them there. Returns how many there were; a disk's failure leaves them. */
  destroy(subjectIds: readonly string[]): Promise<Result<number>>;
  close(): Promise<void>;
}

const checkOf = (subjectId: string, wrapped: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify([subjectId, wrapped]))
    .digest('hex')
    .slice(0, 16);

/** A line of the key file, without its end mark. */
export const keyLineOf = (subjectId: string, wrapped: string | null): string =>
  JSON.stringify({ subjectId, wrapped, check: checkOf(subjectId, wrapped) });

function parseLine(bytes: Uint8Array): z.infer<typeof KeyLine> | null {
  try {
    const parsed = KeyLine.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success && parsed.data.check === checkOf(parsed.data.subjectId, parsed.data.wrapped)
      ? parsed.data
      : null;
  } catch {
    return null;
  }
}

interface Loaded {
  readonly lines: DurableLines;
  readonly keys: Map<string, string | null>;
  /** Lines that cannot be read. */
  readonly damaged: number;
  readonly identity: string;
}

/** The keys in a file; of two lines for one subject the last holds, and a destroyed key stays destroyed. */
export async function readKeyLines(
  file: Pick<GrowingFile, 'read'>,
): Promise<{ readonly keys: Map<string, string | null>; readonly damaged: number; readonly goodLength: number }> {
  const keys = new Map<string, string | null>();
  let goodLength = 0;
  let damaged = 0;
  for await (const line of readLines(file)) {
    const parsed = line.finished ? parseLine(line.bytes) : null;
    if (parsed !== null && keys.get(parsed.subjectId) !== null) keys.set(parsed.subjectId, parsed.wrapped);
    else if (line.finished && parsed === null) damaged += 1;
    if (line.finished) goodLength += line.byteLength;
  }
  return { keys, damaged, goodLength };
}

async function load(layer: FileLayer, path: string): Promise<Loaded> {
  const file = await layer.openGrowing(path);
  const { keys, damaged, goodLength } = await readKeyLines(file);
  const lines = durableLines(file, goodLength, goodLength < (await file.length()));
  return { lines, keys, damaged, identity: await file.identity() };
}

/** Opens the key file of one area. Rejects with errno errors. */
export async function openContentKeys(layer: FileLayer, path: string): Promise<ContentKeys> {
  const inTurn = serialQueue();
  let state = await load(layer, path);
  let version = 0;
  /** The version that each subject last changed in. */
  const changes = new Map<string, number>();
  const noteChanged = (subjectIds: readonly string[]): void => {
    version += 1;
    for (const id of subjectIds) changes.set(id, version);
  };
  /** The file is closed, since it was being written anew: whatever comes next opens it first. */
  let shut = false;

  /** What the file says now. Rejects with errno errors; the next call tries again. */
  const reopened = async (): Promise<void> => {
    if (!shut) return;
    state = await load(layer, path);
    shut = false;
    version += 1;
  };

  const add = async (subjectId: string, wrapped: string, replace: boolean): Promise<Result<void>> => {
    await reopened();
    const present = state.keys.get(subjectId);
    if (present === wrapped) return success(undefined);
    if (present !== undefined && (present === null || !replace))
      return failed('bad-request', { channel: 'journal.append', path: 'entry.contentKey' });
    // The file was taken away under the program: what is known of it is written anew, with the new key.
    if ((await layer.identity(path)) !== state.identity) {
      await rewrite(new Map([...state.keys, [subjectId, wrapped]]));
      noteChanged([subjectId]);
      return success(undefined);
    }
    const written = await state.lines.append(keyLineOf(subjectId, wrapped));
    if (!written.ok) return written;
    state.keys.set(subjectId, wrapped);
    noteChanged([subjectId]);
    return success(undefined);
  };

  const rewrite = async (kept: ReadonlyMap<string, string | null>): Promise<void> => {
    const text = [...kept].map(([id, wrapped]) => `${keyLineOf(id, wrapped)}\n`).join('');
    // Windows renames nothing over a file that is held open.
    shut = true;
    await state.lines.close();
    await writeAtomically(layer, path, new TextEncoder().encode(text)).catch(async (error: unknown) => {
      // The old file goes on where it can be opened; what is told is why it could not be replaced.
      await reopened().catch(() => undefined);
      throw error;
    });
    await reopened();
  };

  const destroy = async (subjectIds: readonly string[]): Promise<Result<number>> => {
    await reopened();
    const gone = [...new Set(subjectIds)].filter((id) => typeof state.keys.get(id) === 'string');
    const unmarked = subjectIds.some((id) => state.keys.get(id) !== null);
    if (!unmarked) return success(0);
    const kept = new Map(state.keys);
    for (const id of subjectIds) kept.set(id, null);
    await rewrite(kept);
    noteChanged(subjectIds);
    return success(gone.length);
  };

  const put = async (keys: Readonly<Record<string, string>>, replace: boolean): Promise<Result<number>> => {
    await reopened();
    const kept = new Map(state.keys);
    const changed: string[] = [];
    for (const [id, wrapped] of Object.entries(keys)) {
      const present = state.keys.get(id);
      if (present === null || present === wrapped || (present !== undefined && !replace)) continue;
      kept.set(id, wrapped);
      changed.push(id);
    }
    if (changed.length === 0 && state.damaged === 0) return success(0);
    await rewrite(kept);
    noteChanged(changed);
    return success(changed.length);
  };

  return {
    add: async (subjectId, wrapped, replace) => await inTurn(() => onDisk(() => add(subjectId, wrapped, replace))),
    put: async (keys, replace) => await inTurn(() => onDisk(() => put(keys, replace))),
    destroy: async (subjectIds) => await inTurn(() => onDisk(() => destroy(subjectIds))),
    has: (subjectId) => typeof state.keys.get(subjectId) === 'string',
    isDestroyed: (subjectId) => state.keys.get(subjectId) === null,
    get version() {
      return version;
    },
    changedSince: (since) =>
      new Map([...changes].flatMap(([id, at]) => (at > since ? [[id, state.keys.get(id) ?? null] as const] : []))),
    read: async () =>
      await inTurn(
        async () =>
          await Promise.resolve(
            Object.fromEntries([...state.keys].flatMap(([id, wrapped]) => (wrapped === null ? [] : [[id, wrapped]]))),
          ),
      ),
    close: async () => {
      await inTurn(async () => {
        if (!shut) await state.lines.close();
      });
    },
  };
}
