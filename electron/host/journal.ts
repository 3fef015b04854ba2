/**
 * The authority on what was saved: one writer, sequence and numbers without gaps, each entry chained to the one before.
 * `append` replies only after fdatasync. A failed append takes no number and leaves nothing behind; a kill at any point leaves
 * an entry whole, or none (design.md 3).
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { JournalState } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type {
  AssignedNumber,
  JournalAppend,
  JournalEntry,
  JournalHeader,
  NumberSeries,
} from '#shared/casework/journal.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import type { ContentKeys } from './content-keys.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { fastEntryHash, findDamage, parseEntry } from './journal-file.ts';
import type { JournalIndex } from './journal-index.ts';
import { openJournalFiles } from './journal-opening.ts';
import { readJsonFile, writeJson } from './json-file.ts';

export interface Appended {
  readonly header: JournalHeader;
  readonly previous: string;
  readonly hash: string;
}

export interface Journal {
  state(): Promise<Result<JournalState>>;
  append(request: JournalAppend): Promise<Result<Appended>>;
  /** Entries with a sequence above `after`, at most `limit` and about 4 MB, at least one if there is one. */
  read(after: number, limit: number): Promise<Result<readonly JournalEntry[]>>;
  acknowledge(sequence: number): Promise<Result<void>>;
  close(): Promise<void>;
}

export interface JournalParts {
  readonly layer: FileLayer;
  readonly folder: string;
  readonly contentKeys: ContentKeys;
  /** The device's prefix for numbers, from the office's settings; `null` while there are none. */
  readonly prefix: () => Promise<Result<string | null>>;
  readonly onNotice: (code: 'journal-tail-cut' | 'journal-damaged', detail: Record<string, number>) => void;
  /** Bytes from which on the index beside the journal is trusted for the start, and how long after it all is read again. */
  readonly quickFromBytes?: number;
  readonly checkAfterMs?: number;
}

const READ_BYTES = 4 << 20;
const CHECK_AFTER_MS = 10_000;
const Acknowledged = z.object({ sequence: z.number().int().nonnegative() });

/** Opens the journal of one area, cuts a torn tail (its bytes go to a file beside it). Rejects with errno errors. */
export async function openJournal(parts: JournalParts): Promise<Journal> {
  const { layer, folder } = parts;
  const acknowledgedPath = join(folder, 'acknowledged.json');
  const confirmed = await readJsonFile(layer, acknowledgedPath, Acknowledged);
  let acknowledged = confirmed.state === 'good' ? confirmed.value.sequence : 0;
  const opened = await openJournalFiles(parts, acknowledged);
  const { file, index, lines, sidecar, cutBytes, cutAfter } = opened;
  const inTurn = serialQueue();
  let { head, damagedAt } = opened;
  let closed = false;

  const damage = (): Result<never> | null => (damagedAt === null ? null : failed('journal-damaged', { ...damagedAt }));

  /** What the index vouched for is read again once the work has begun. */
  const checkLater = setTimeout(() => {
    void findDamage(file, opened.vouchedLength, () => !closed)
      .then((found) => {
        if (found === null) return;
        damagedAt = found;
        parts.onNotice('journal-damaged', found);
      })
      .catch(() => undefined);
  }, parts.checkAfterMs ?? CHECK_AFTER_MS);
  checkLater.unref();

  const readOne = async (sequence: number): Promise<JournalEntry | null> => {
    const from = index.offsetOf(sequence);
    const to = sequence < index.count ? index.offsetOf(sequence + 1) : lines.length;
    const entry = parseEntry((await file.read(from, to - from)).subarray(0, -1));
    return entry?.header.sequence === sequence ? entry : null;
  };
  const lost = (sequence: number): Result<never> => {
    parts.onNotice('journal-damaged', { sequence });
    return failed('journal-damaged', { sequence, offset: index.offsetOf(sequence) });
  };

  const appendNew = async (request: JournalAppend): Promise<Result<Appended>> => {
    const numbers = await takeNumbers(parts, index, request);
    if (!numbers.ok) return numbers;
    if (request.contentKey !== undefined) {
      const kept = await parts.contentKeys.add(
        request.subjectId,
        request.contentKey,
        !index.hasSubject(request.subjectId),
      );
      if (!kept.ok) return kept;
    }
    const { entryId, kind, subjectId, on, officerId, sealed } = request;
    const header: JournalHeader = {
      sequence: index.count + 1,
      entryId,
      kind,
      subjectId,
      on,
      officerId,
      numbers: [...numbers.value],
    };
    const previous = head;
    const hash = fastEntryHash(previous, header, sealed);
    const written = await lines.append(JSON.stringify({ header, sealed, previous, hash } satisfies JournalEntry));
    if (!written.ok) return written;
    index.add(header, written.value);
    head = hash;
    await sidecar.add({ header, offset: written.value, hash });
    return success({ header, previous, hash });
  };

  const append = async (request: JournalAppend): Promise<Result<Appended>> => {
    const damaged = damage();
    if (damaged !== null) return damaged;
    const known = index.sequenceOf(request.entryId);
    if (known === undefined) return await appendNew(request);
    const entry = await readOne(known);
    return entry === null ? lost(known) : success({ header: entry.header, previous: entry.previous, hash: entry.hash });
  };

  const read = async (after: number, limit: number): Promise<Result<readonly JournalEntry[]>> => {
    const entries: JournalEntry[] = [];
    const last = Math.min(index.count, after + limit);
    for (let sequence = after + 1; sequence <= last; sequence += 1) {
      if (entries.length > 0 && index.offsetOf(sequence) - index.offsetOf(after + 1) > READ_BYTES) break;
      const entry = await readOne(sequence);
      if (entry === null) return entries.length > 0 ? success(entries) : lost(sequence);
      entries.push(entry);
    }
    return entries.length === 0 ? (damage() ?? success(entries)) : success(entries);
  };

  const acknowledge = async (sequence: number): Promise<Result<void>> => {
    if (sequence > index.count) return failed('bad-request', { channel: 'journal.acknowledge', path: 'sequence' });
    if (sequence <= acknowledged) return success(undefined);
    await writeJson(layer, acknowledgedPath, { sequence });
    acknowledged = sequence;
    return success(undefined);
  };

  return {
    state: async () =>
      await inTurn(async () => damage() ?? success({ count: index.count, head, acknowledged, cutBytes, cutAfter })),
    append: async (request) => await inTurn(() => onDisk(() => append(request))),
    read: async (after, limit) => await inTurn(() => onDisk(() => read(after, limit))),
    acknowledge: async (sequence) => await inTurn(() => onDisk(() => acknowledge(sequence))),
    close: async () => {
      closed = true;
      clearTimeout(checkLater);
      await inTurn(async () => {
        await lines.close();
        await sidecar.close();
      });
    },
  };
}

async function takeNumbers(
  parts: JournalParts,
  index: JournalIndex,
  request: JournalAppend,
): Promise<Result<readonly AssignedNumber[]>> {
  if (request.takeNumbers.length === 0) return success([]);
  const prefix = await parts.prefix();
  if (!prefix.ok) return prefix;
  if (prefix.value === null) return failed('bad-request', { channel: 'journal.append', path: 'settings' });
  const year = Number(request.on.slice(0, 4));
  const taken: AssignedNumber[] = [];
  const next = (series: NumberSeries, device: string): number => {
    const already = taken.filter((number) => number.series === series).length;
    return index.lastNumber(series, year, device) + already + 1;
  };
  for (const series of request.takeNumbers)
    taken.push({ series, year, prefix: prefix.value, value: next(series, prefix.value) });
  return success(taken);
}
