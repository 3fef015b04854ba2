/**
 * The content key of each case, wrapped by the data key, beside the journal so that it can be destroyed while the journal
 * stays as it is. Lines are added; only destroying rewrites the file. A damaged line is reported: a key that cannot be read
 * must never look like a key that was destroyed.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { writeAtomically } from './atomic-write.ts';
import { onDisk } from './disk-failure.ts';
import { durableLines, readLines, type DurableLines } from './durable-lines.ts';
import type { FileLayer } from './file-layer.ts';

/** `wrapped` null: destroyed, for good. `check` guards against a flipped byte. */
const KeyLine = z.object({ subjectId: z.string().min(1), wrapped: z.string().nullable(), check: z.string() });

export interface ContentKeys {
  /** Returns once the key is on the disk. The same key again is no change; another key for the subject is refused unless `replace`. */
  add(subjectId: string, wrapped: string, replace: boolean): Promise<Result<void>>;
  read(): Promise<Result<Record<string, string>>>;
  /** Rewrites the file without these keys. Returns how many there were. */
  destroy(subjectIds: readonly string[]): Promise<Result<number>>;
  close(): Promise<void>;
}

const checkOf = (subjectId: string, wrapped: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify([subjectId, wrapped]))
    .digest('hex')
    .slice(0, 16);

const lineOf = (subjectId: string, wrapped: string | null): string =>
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
  /** Line number of the first damaged line, 0 when all are good. */
  readonly damagedLine: number;
}

async function load(layer: FileLayer, path: string): Promise<Loaded> {
  const file = await layer.openGrowing(path);
  const keys = new Map<string, string | null>();
  let goodLength = 0;
  let number = 0;
  let damagedLine = 0;
  for await (const line of readLines(file)) {
    number += 1;
    const parsed = line.finished ? parseLine(line.bytes) : null;
    if (parsed !== null) keys.set(parsed.subjectId, parsed.wrapped);
    else if (line.finished && damagedLine === 0) damagedLine = number;
    if (line.finished) goodLength += line.byteLength;
  }
  return { lines: durableLines(file, goodLength, goodLength < (await file.length())), keys, damagedLine };
}

/** Opens the key file of one area. Rejects with errno errors. */
export async function openContentKeys(layer: FileLayer, path: string): Promise<ContentKeys> {
  const inTurn = serialQueue();
  let state = await load(layer, path);
  const damage = (): Result<never> => failed('vault-damaged', { file: 'content-keys', line: state.damagedLine });

  const add = async (subjectId: string, wrapped: string, replace: boolean): Promise<Result<void>> => {
    const present = state.keys.get(subjectId);
    if (present === wrapped) return success(undefined);
    if (present !== undefined && !replace)
      return failed('bad-request', { channel: 'journal.append', path: 'entry.contentKey' });
    const written = await state.lines.append(lineOf(subjectId, wrapped));
    if (!written.ok) return written;
    state.keys.set(subjectId, wrapped);
    return success(undefined);
  };

  const destroy = async (subjectIds: readonly string[]): Promise<Result<number>> => {
    if (state.damagedLine > 0) return damage();
    const gone = [...new Set(subjectIds)].filter((id) => typeof state.keys.get(id) === 'string');
    if (gone.length === 0) return success(0);
    const kept = new Map(state.keys);
    for (const id of gone) kept.set(id, null);
    const text = [...kept].map(([id, wrapped]) => `${lineOf(id, wrapped)}\n`).join('');
    return await onDisk(async () => {
      await state.lines.close();
      try {
        await writeAtomically(layer, path, new TextEncoder().encode(text));
      } finally {
        state = await load(layer, path);
      }
      return success(gone.length);
    });
  };

  return {
    add: async (subjectId, wrapped, replace) => await inTurn(() => add(subjectId, wrapped, replace)),
    destroy: async (subjectIds) => await inTurn(() => destroy(subjectIds)),
    read: async () =>
      await inTurn(async () => {
        if (state.damagedLine > 0) return damage();
        return success(
          Object.fromEntries([...state.keys].flatMap(([id, wrapped]) => (wrapped === null ? [] : [[id, wrapped]]))),
        );
      }),
    close: async () => {
      await inTurn(() => state.lines.close());
    },
  };
}
