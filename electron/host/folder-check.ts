/**
 * Whether the folder of an area, or a backup of one, is whole: the outer chain and the files beside it without any key, and with
 * an opener everything that lies sealed. Nothing is written.
 */
import { join } from 'node:path';
import type { z } from 'zod';
import { isOld, type AnyEntry } from '#shared/casework/journal.ts';
import { rollsIn } from '#shared/casework/office-events.ts';
import { LedgerCheck, type LedgerProblem, type LedgerProblemCode } from '#shared/casework/ledger-check.ts';
import { SealedOffice, SEALED_OFFICE_FILE } from '#shared/contract/sealed-office.ts';
import { AnyVault } from '#shared/contract/vault.ts';
import type { LedgerOpener } from '#shared/crypto/ledger-opener.ts';
import { RollBook } from '#shared/crypto/roll-book.ts';
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import { readKeyLines } from './content-keys.ts';
import { readLines } from './durable-lines.ts';
import type { FileLayer } from './file-layer.ts';
import { readBytes } from './journal-file.ts';
import { readJsonFile, twinOf, type JsonRead } from './json-file.ts';
import { Mark } from './ledger-watch.ts';
import { AnySettings } from './settings-file.ts';

export interface FolderCheck {
  readonly entries: number;
  readonly head: string;
  readonly problems: readonly LedgerProblem[];
  readonly keys: 'outer' | 'all';
  /** A format that this program does not know; 0 where there is none. */
  readonly newer: number;
  /** What of the window that writes stands in the last entry; empty in format 1. */
  readonly window: string;
}

export interface FolderCheckParts {
  readonly layer: FileLayer;
  readonly folder: string;
  readonly opener: LedgerOpener | null;
  /** Bytes of the journal that were read, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Walk {
  readonly newer: number;
  readonly window: string;
}

/** Whether whoever the roll names for an entry signed it; a roll in it is believed for what comes after. */
async function checkWord(
  rolls: RollBook,
  check: LedgerCheck,
  { entry, line, text }: { readonly entry: AnyEntry; readonly line: number; readonly text: string | null },
): Promise<void> {
  const { sequence, kind } = entry.header;
  if ((await rolls.judge(entry)).word === 'broken') check.note({ line, sequence, code: 'signature-broken' });
  if (isOld(entry) || kind !== 'office' || text === null) return;
  const content = parsedJson(text);
  const recorded =
    typeof content === 'object' && content !== null && 'event' in content ? rollsIn(content.event) : null;
  if (recorded !== null) await rolls.add({ entry, ...recorded });
}

async function walkJournal(parts: FolderCheckParts, check: LedgerCheck, keys: Keys): Promise<Walk> {
  const { layer, folder, opener, onProgress } = parts;
  const path = join(folder, 'journal.jsonl');
  if (!(await layer.exists(path))) return { newer: 0, window: '' };
  const file = await layer.openGrowing(path);
  const rolls = new RollBook();
  let line = 0;
  let newer = 0;
  let window = '';
  try {
    const total = await file.length();
    for await (const raw of readLines(file)) {
      line += 1;
      onProgress?.(raw.offset + raw.byteLength, total);
      const reading = raw.finished ? readBytes(raw.bytes) : { state: 'damaged' as const };
      if (reading.state === 'newer') newer = reading.format;
      else if (reading.state === 'damaged')
        check.note({ line, sequence: 0, code: raw.finished ? 'line-unreadable' : 'tail-torn' });
      else {
        const { entry } = reading;
        check.take(entry, line);
        if ('format' in entry) ({ window } = entry.header);
        if (opener === null) continue;
        const text = await opener.open(entry, keys.wrapped.get(entry.header.subjectId) ?? null);
        check.takeContent(entry, line, text);
        await checkWord(rolls, check, { entry, line, text });
      }
    }
  } finally {
    await file.close();
  }
  return { newer, window };
}

interface Keys {
  readonly wrapped: ReadonlyMap<string, string | null>;
  readonly damaged: number;
}

async function readKeys(layer: FileLayer, folder: string): Promise<Keys> {
  const path = join(folder, 'content-keys.jsonl');
  if (!(await layer.exists(path))) return { wrapped: new Map(), damaged: 0 };
  const file = await layer.openGrowing(path);
  try {
    const { keys, damaged } = await readKeyLines(file);
    return { wrapped: keys, damaged };
  } finally {
    await file.close();
  }
}

/** The two copies of a small file against what the ledger recorded; without a record any that can be read will do. */
function judgeCopies(
  check: LedgerCheck,
  name: 'vault' | 'settings',
  reads: readonly JsonRead<unknown>[],
  digest: string | undefined,
): void {
  const [first, second] = reads;
  const fits = (read: JsonRead<unknown> | undefined): boolean =>
    read?.state === 'good' && (digest === undefined || digestOf(read.value) === digest);
  const anyGood = reads.some(({ state }) => state === 'good');
  const wrong = (code: LedgerProblemCode, about: string): void => check.note({ line: 0, sequence: 0, code, about });
  if (!fits(first) && !fits(second)) wrong(`${name}-${anyGood ? 'differs' : 'damaged'}`, `${name}.json`);
  else if (!fits(first)) wrong('copy-differs', `${name}.json`);
  // A backup and a folder of before have one copy only.
  else if (second !== undefined && second.state !== 'missing' && !fits(second))
    wrong('copy-differs', `${name}.json.copy`);
}

/** Of what a hub gave back: both files are in one, sealed. */
async function checkSealed({ layer, folder }: FolderCheckParts, check: LedgerCheck): Promise<boolean> {
  if (await layer.exists(join(folder, 'vault.json'))) return false;
  const read = await readJsonFile(layer, join(folder, SEALED_OFFICE_FILE), SealedOffice);
  if (read.state === 'missing') return false;
  const { vault, settings } = check.marks;
  const fits =
    read.state === 'good' &&
    read.value.vault.digest === vault?.digest &&
    read.value.settings.digest === settings?.digest;
  if (!fits) check.note({ line: 0, sequence: 0, code: 'vault-differs', about: SEALED_OFFICE_FILE });
  return true;
}

async function checkFiles(parts: FolderCheckParts, check: LedgerCheck): Promise<number> {
  const { layer, folder } = parts;
  if (await checkSealed(parts, check)) return 0;
  let newer = 0;
  for (const [name, schema] of [
    ['vault', AnyVault],
    ['settings', AnySettings],
  ] as const) {
    const path = join(folder, `${name}.json`);
    const reads: JsonRead<unknown>[] = [];
    for (const place of [path, twinOf(path)]) reads.push(await readJsonFile<z.ZodType>(layer, place, schema));
    for (const read of reads) if (read.state === 'newer') newer = read.format;
    judgeCopies(check, name, reads, check.marks[name]?.digest);
  }
  return newer;
}

async function checkMark({ layer, folder }: FolderCheckParts, check: LedgerCheck): Promise<void> {
  const path = join(folder, 'acknowledged.json');
  const reads = [await readJsonFile(layer, path, Mark), await readJsonFile(layer, twinOf(path), Mark)];
  const about = 'acknowledged.json';
  if (reads.every(({ state }) => state === 'missing')) return;
  const good = reads.flatMap((read) => (read.state === 'good' ? [read.value] : []));
  if (good.length === 0) check.note({ line: 0, sequence: 0, code: 'mark-damaged', about });
  for (const mark of good) {
    const { sequence } = mark;
    const here = check.hashOf(sequence);
    if (sequence > check.count) check.note({ line: 0, sequence, code: 'mark-ahead', about });
    else if ('head' in mark && mark.head !== '' && here !== undefined && here !== mark.head)
      check.note({ line: 0, sequence, code: 'mark-differs', about });
  }
}

async function checkKeys(parts: FolderCheckParts, check: LedgerCheck, keys: Keys): Promise<void> {
  if (keys.damaged > 0) check.note({ line: 0, sequence: 0, code: 'key-line-damaged', about: 'content-keys.jsonl' });
  check.takeKeys(keys.wrapped, parts.opener !== null);
  if (parts.opener === null) return;
  for (const [subjectId, wrapped] of keys.wrapped)
    if (wrapped !== null && !(await parts.opener.keyOpens(subjectId, wrapped)))
      check.note({ line: 0, sequence: 0, code: 'key-closed', about: subjectId });
}

/** Checks everything that can be seen with what is given. Rejects with errno errors of the disk. */
export async function checkFolder(parts: FolderCheckParts): Promise<FolderCheck> {
  const check = new LedgerCheck();
  const keys = await readKeys(parts.layer, parts.folder);
  const walked = await walkJournal(parts, check, keys);
  await checkKeys(parts, check, keys);
  const newerFile = await checkFiles(parts, check);
  await checkMark(parts, check);
  const { count: entries, head } = check;
  return {
    entries,
    head,
    problems: check.found(),
    keys: parts.opener === null ? 'outer' : 'all',
    newer: Math.max(walked.newer, newerFile),
    window: walked.window,
  };
}
