/**
 * The authority on what was saved: one writer, sequence and numbers without gaps, each entry chained to the one before.
 * `append` replies only after fdatasync. A failed append takes no number and leaves nothing behind; a kill at any point leaves
 * an entry whole, or none. Damage stops the writing, never the reading.
 */
import type { JournalState, Trouble } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { AnyEntry, FileMark, JournalAppend, JournalEntry } from '#shared/casework/journal.ts';
import { completed, lineText, readLine } from '#shared/casework/journal-line.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import type { ContentKeys } from './content-keys.ts';
import { onDisk } from './disk-failure.ts';
import { fastHash, readBytes, scanJournal, type JournalScan, type OnEntry } from './journal-file.ts';
import { misfit } from './journal-fit.ts';
import { indexedOf, journalIndex, type JournalIndex } from './journal-index.ts';
import { storedLine, type StoredLine } from './journal-lines.ts';
import { mendFiles } from './journal-mending.ts';
import { journalPath, openJournalFiles, type OpenedFiles, type OpeningParts } from './journal-opening.ts';
import type { Remembered } from './ledger-watch.ts';
import { keysLeft, troublesOf } from './troubles.ts';

export interface Appended {
  readonly sequence: number;
  readonly hash: string;
  readonly numbers: JournalEntry['header']['numbers'];
}

export interface Journal {
  state(): Promise<Result<JournalState>>;
  append(request: JournalAppend): Promise<Result<Appended>>;
  /** Entries with a sequence above `after`, at most `limit` and about 4 MB, at least one if there is one. */
  read(after: number, limit: number): Promise<Result<readonly AnyEntry[]>>;
  /** An entry up to the present end as its bytes lie there, read beside the writing. Rejects with errno errors. */
  lineAt(sequence: number): Promise<StoredLine>;
  acknowledge(sequence: number): Promise<Result<void>>;
  /** What the hub has of this window by its signed word; `null`: no hub is asked any more. More than the ledger has, or other bytes, stops the writing. */
  hubKnows(memory: { readonly sequence: number; readonly head: string } | null): void;
  /** Puts back entries that are missing, and removes keys of purged cases that are left; answers with how many entries. */
  mend(entries: readonly AnyEntry[]): Promise<Result<number>>;
  /** What the ledger last recorded of the files beside it. */
  marks(): JournalIndex['marks'];
  /** The vault that holds: what the ledger recorded last, or a newer one that is remembered elsewhere. */
  vaultMark(): FileMark | undefined;
  index(): JournalIndex;
  /** Runs `work` while nothing is appended; it is told where the ledger ends. */
  atRest<T>(work: (end: LedgerRest) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A ledger between two entries. `length`: bytes of its whole lines; `newer`: format of lines of a later program, or 0. */
export interface LedgerRest {
  readonly length: number;
  readonly count: number;
  readonly newer: number;
  readonly state: () => JournalState;
}

export interface JournalParts extends Omit<OpeningParts, 'remembered'> {
  readonly contentKeys: ContentKeys;
  /** What is known of this ledger outside of it, and where to say how far it is. */
  readonly remembered: Remembered;
  readonly machine: string;
  readonly installation: string;
  /** Whether the folder is still this program's. */
  readonly holdsFolder: () => Promise<boolean>;
  /** Whether other files show that entries were here, although the journal may be empty. */
  readonly everWritten: boolean;
  readonly checkAfterMs?: number;
}

const READ_BYTES = 4 << 20;
const CHECK_AFTER_MS = 10_000;
/** An acceptance of 1,000 persons is some 9 MiB before it is packed. */
const MOST_LINE_BYTES = 32 << 20;
const TAIL_BYTES = 96;

/** Opens the journal of one area, cuts a torn tail (its bytes go to a file beside it). Rejects with errno errors. */
export async function openJournal(parts: JournalParts): Promise<Journal> {
  const { layer, folder, remembered } = parts;
  const opening = { ...parts, remembered: remembered.highest };
  let opened: OpenedFiles = await openJournalFiles(opening);
  let { index } = opened;
  let scan: JournalScan = opened.scan;
  let { count, head } = scan;
  let tail = await lastBytes();
  const inTurn = serialQueue();
  let ground: Trouble | null = null;
  let closed = false;

  async function lastBytes(): Promise<string> {
    const from = Math.max(0, opened.lines.length - TAIL_BYTES);
    return Buffer.from(await opened.file.read(from, TAIL_BYTES)).toString('base64');
  }

  let judged: { readonly keys: number; readonly troubles: readonly Trouble[] } | null = null;
  /** Judged again only after something changed: the keys of 100,000 cases are not looked through at every save. */
  const troubles = (): readonly Trouble[] => {
    const keys = parts.contentKeys.version;
    if (judged?.keys !== keys) {
      const { contentKeys, everWritten, machine } = parts;
      const found = troublesOf({ count, scan, index, keys: contentKeys, remembered, everWritten, ground, machine });
      judged = { keys, troubles: found };
    }
    return judged.troubles;
  };
  const judgeAgain = (): void => {
    judged = null;
  };

  /** Destroys what the ledger says is destroyed; what the disk will not let go of is a trouble until it does. */
  const destroyKeys = async (): Promise<void> => {
    await parts.contentKeys.destroy([...index.destroyed]);
    judgeAgain();
    const left = keysLeft({ index, keys: parts.contentKeys });
    if (left.length > 0) parts.onNotice('keys-left', { count: left.length });
  };
  const keysAreLeft = (): boolean => troubles().some(({ kind }) => kind === 'keys-left');

  /** A walk taken to the end that the journal has by now. */
  const restOf = async (walked: JournalScan, take: OnEntry): Promise<JournalScan> => {
    if (walked.count >= count) return walked;
    const rest = await scanJournal(opened.file, take, walked);
    const holes = [...walked.holes, ...rest.holes];
    const knownHashes = new Map([...walked.knownHashes, ...rest.knownHashes]);
    return { ...rest, holes, knownHashes, litter: walked.litter || rest.litter };
  };

  /** What the index vouched for is read again once the work has begun: its places, and everything learned from them. */
  const checkAll = async (): Promise<void> => {
    const fresh = journalIndex();
    const until = opened.vouchedLength;
    const take: OnEntry = (entry, offset, byteLength) => {
      fresh.add(indexedOf(entry, offset, byteLength));
      fresh.learn(entry);
    };
    const found = await scanJournal(opened.file, take, undefined, () => !closed);
    await inTurn(async () => {
      if (closed || until === 0) return;
      // Entries may have been added while it was read: an office that never rests is checked as well.
      const whole = await restOf(found, take);
      if (whole.count !== count) return;
      index = fresh;
      scan = whole;
      await destroyKeys();
      if (whole.holes.length > 0) parts.onNotice('journal-damaged', { sequence: whole.holes[0] ?? 0 });
    });
  };
  const checkLater = setTimeout(() => {
    if (opened.vouchedLength > 0) void checkAll().catch(() => undefined);
  }, parts.checkAfterMs ?? CHECK_AFTER_MS);
  checkLater.unref();

  const readOne = async (sequence: number): Promise<AnyEntry | null> => {
    const place = index.placeOf(sequence);
    if (place === undefined) return null;
    const reading = readBytes((await opened.file.read(place.offset, place.byteLength)).subarray(0, -1));
    if (reading.state === 'entry' && reading.entry.hash === index.hashOf(sequence)) return reading.entry;
    // A byte went bad while the program runs: the next state says so, the reading goes on.
    if (!scan.holes.includes(sequence)) {
      const known = new Map(scan.knownHashes).set(sequence, index.hashOf(sequence) ?? '');
      scan = { ...scan, holes: [...scan.holes, sequence].sort((a, b) => a - b), knownHashes: known };
      judgeAgain();
      parts.onNotice('journal-damaged', { sequence });
    }
    return null;
  };

  /** The file is still the one that was written, to its last byte, and the folder still this program's. */
  const groundHolds = async (): Promise<boolean> => {
    if (ground !== null) return false;
    if (!(await parts.holdsFolder())) ground = { kind: 'taken-over' };
    else if (
      (await layer.identity(journalPath(folder))) !== opened.identity ||
      (await opened.file.length()) < opened.lines.length ||
      (await lastBytes()) !== tail
    )
      ground = { kind: 'changed-under' };
    if (ground !== null) judgeAgain();
    return ground === null;
  };

  const appendNew = async (request: JournalAppend): Promise<Result<Appended>> => {
    await groundHolds();
    if (ground === null && keysAreLeft()) await destroyKeys();
    const wrong = misfit(request, { count, head, index, machine: parts.machine, troubles: troubles() });
    if (wrong !== null) return wrong;
    const entry = completed(request, fastHash);
    const line = lineText(entry);
    if (Buffer.byteLength(line) > MOST_LINE_BYTES)
      return failed('entry-too-large', { limitMegabytes: MOST_LINE_BYTES >> 20 });
    // Nothing is written that could not be read.
    if (readLine(line, fastHash).state !== 'entry')
      return failed('bad-request', { channel: 'journal.append', path: 'entry' });
    const keyed = await keepKey(request);
    if (!keyed.ok) return keyed;
    const written = await opened.lines.append(line);
    if (!written.ok) return written;
    const indexed = indexedOf(entry, written.value, opened.lines.length - written.value);
    index.add(indexed);
    index.learn(entry);
    ({ sequence: count, hash: head } = indexed);
    tail = await lastBytes();
    await opened.sidecar.add(indexed);
    const { window, at, marks } = entry.header;
    // The entry stands: that a key could not be removed is told by the state, never as an entry that was not saved.
    if ((marks.destroys ?? []).length > 0) await destroyKeys();
    // A new key is of a case that has it; anything marked may answer a trouble.
    if (Object.keys(marks).length > 0) judgeAgain();
    else if (judged !== null) judged = { ...judged, keys: parts.contentKeys.version };
    const vault = index.marks.vault ?? null;
    const bound = marks.binding !== undefined;
    remembered.note({ window, sequence: count, head, tally: [...index.tally()], at, vault, bound });
    return success({ sequence: count, hash: head, numbers: entry.header.numbers });
  };

  const keepKey = async ({ header, contentKey }: JournalAppend): Promise<Result<void>> => {
    const { subjectId, key } = header;
    if (contentKey !== undefined)
      return await parts.contentKeys.add(subjectId, contentKey, !index.keyed.has(subjectId));
    const missing = key === 'content' && !parts.contentKeys.has(subjectId);
    return missing
      ? failed('bad-request', { channel: 'journal.append', path: 'entry.contentKey' })
      : success(undefined);
  };

  const append = async (request: JournalAppend): Promise<Result<Appended>> => {
    const known = index.sequenceOf(request.header.entryId);
    if (known === undefined) return await appendNew(request);
    const { hash } = completed(request, fastHash);
    return hash === index.hashOf(known)
      ? success({ sequence: known, hash, numbers: request.header.numbers })
      : failed('entry-differs', { sequence: known });
  };

  const read = async (after: number, limit: number): Promise<Result<readonly AnyEntry[]>> => {
    const entries: AnyEntry[] = [];
    let bytes = 0;
    for (let sequence = after + 1; sequence <= count && entries.length < limit && bytes <= READ_BYTES; sequence += 1) {
      const entry = await readOne(sequence);
      if (entry !== null) entries.push(entry);
      bytes += index.placeOf(sequence)?.byteLength ?? 0;
    }
    return success(entries);
  };

  const state = (): JournalState => ({
    format: index.last.format,
    count,
    head,
    acknowledged: Math.min(remembered.acknowledged(), count),
    acknowledgedKnown: remembered.acknowledgedKnown(),
    cutBytes: opened.cutBytes,
    cutAfter: opened.cutAfter,
    tally: [...index.tally()],
    stands: [index.stands.vault, index.stands.settings, index.stands.binding],
    recorded: { vault: index.marks.vault?.revision ?? 0, settings: index.marks.settings?.revision ?? 0 },
    writer:
      index.last.format === 1
        ? null
        : { window: index.last.window, generation: index.last.generation, prefix: index.marks.binding?.prefix ?? '' },
    lastAt: index.last.at,
    machine: parts.machine,
    installation: parts.installation,
    witnessed: [...remembered.tally()],
    seenHere: remembered.witnessed(),
    acceptedLines: [...index.acceptedLines],
    troubles: [...troubles()],
  });

  const mend = async (entries: readonly AnyEntry[]): Promise<Result<number>> => {
    if (ground !== null) return failed('writing-stopped', { trouble: ground.kind });
    if (keysAreLeft()) await destroyKeys();
    const mended = await mendFiles({ layer, folder, opened, scan, index, count, head }, entries);
    if (mended === 0) return success(0);
    await opened.sidecar.close();
    opened = await openJournalFiles(opening);
    ({ index, scan } = opened);
    ({ count, head } = scan);
    tail = await lastBytes();
    judgeAgain();
    return success(mended);
  };

  await destroyKeys();
  return {
    state: async () =>
      await inTurn(async () => {
        if (scan.newer > 0) return failed('newer-format', { format: scan.newer });
        return await Promise.resolve(success(state()));
      }),
    append: async (request) =>
      await inTurn(() =>
        onDisk(async () => (scan.newer > 0 ? failed('newer-format', { format: scan.newer }) : await append(request))),
      ),
    read: async (after, limit) => await inTurn(() => onDisk(() => read(after, limit))),
    lineAt: async (sequence) => await storedLine({ file: opened.file, index, scan }, sequence),
    acknowledge: async (sequence) =>
      await inTurn(async () => {
        if (sequence > count) return failed('bad-request', { channel: 'journal.acknowledge', path: 'sequence' });
        remembered.acknowledge(sequence);
        return await Promise.resolve(success(undefined));
      }),
    hubKnows: (memory) => {
      remembered.hubKnows(memory === null ? null : { ...memory, window: index.last.window });
      judgeAgain();
    },
    mend: async (entries) => await inTurn(() => onDisk(() => mend(entries))),
    marks: () => index.marks,
    vaultMark: () => {
      const recorded = index.marks.vault;
      const elsewhere = remembered.vault(index.last.window);
      return (elsewhere?.revision ?? 0) > (recorded?.revision ?? 0) ? elsewhere : recorded;
    },
    index: () => index,
    atRest: async (work) =>
      await inTurn(async () => await work({ length: opened.lines.length, count, newer: scan.newer, state })),
    close: async () => {
      closed = true;
      clearTimeout(checkLater);
      await inTurn(async () => {
        await opened.lines.close();
        await opened.sidecar.close();
        await remembered.close();
      });
    },
  };
}
