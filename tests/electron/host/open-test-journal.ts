/** A journal with its keys and what is remembered of it, on a given disk. */
import { randomUUID } from 'node:crypto';
import { openContentKeys, type ContentKeys } from '#electron/host/content-keys.ts';
import type { FileLayer } from '#electron/host/file-layer.ts';
import { openJournal, type Appended, type Journal, type JournalParts } from '#electron/host/journal.ts';
import { watchLedger, type Remembered } from '#electron/host/ledger-watch.ts';
import type { JournalAppend } from '#shared/casework/journal.ts';
import type { JournalState } from '#shared/contract/channels.ts';
import type { Result } from '#shared/contract/failure.ts';
import { aFounding, anEntry, type EntryWish } from '#tests/builders/host-requests.ts';
import type { SimulatedDisk } from './simulated-disk.ts';

export const FOLDER = '/data/areas/office';
export const JOURNAL = `${FOLDER}/journal.jsonl`;
export const KEYS = `${FOLDER}/content-keys.jsonl`;
export const MARK = `${FOLDER}/acknowledged.json`;
export const MACHINE = 'machine-1';
const INSTALLATION = '00000000-0000-4000-8000-0000000000aa';

export interface OpenedJournal {
  readonly journal: Journal;
  readonly contentKeys: ContentKeys;
  readonly remembered: Remembered;
  readonly notices: { readonly code: string; readonly detail: Record<string, number> }[];
  /** Ledger numbers to which the mark was healed. */
  readonly healed: number[];
  /** An entry that fits where the ledger ends now. */
  readonly make: (wish?: EntryWish) => Promise<JournalAppend>;
  /** Makes it and appends it. */
  readonly append: (wish?: EntryWish) => Promise<Result<Appended>>;
  readonly state: () => Promise<JournalState>;
  /** Closes everything; what is remembered is written then. */
  readonly close: () => Promise<void>;
}

export interface TestOpening extends Partial<Omit<JournalParts, 'layer' | 'folder' | 'contentKeys' | 'remembered'>> {
  /** Leaves an empty journal empty: else the entry `opened` is its first one. */
  readonly bare?: boolean;
  /** Where the witness lies; none unless named. */
  readonly witness?: string | null;
}

/** The first entry of a ledger on this machine. */
export const theFirst = (machine = MACHINE): JournalAppend => aFounding({ machine, installation: INSTALLATION }).first;

export async function openTestJournal(
  layer: FileLayer,
  folder = FOLDER,
  { bare = false, witness = null, ...opening }: TestOpening = {},
): Promise<OpenedJournal> {
  const notices: OpenedJournal['notices'] = [];
  const healed: number[] = [];
  const contentKeys = await openContentKeys(layer, `${folder}/content-keys.jsonl`);
  const remembered = await watchLedger({
    layer,
    folder,
    area: 'office',
    witness,
    backup: null,
    onHealed: (sequence) => healed.push(sequence),
    // Written when it is closed, so that a test says when.
    writeAfterMs: 1_000_000,
  });
  const journal = await openJournal({
    layer,
    folder,
    contentKeys,
    remembered,
    machine: MACHINE,
    installation: INSTALLATION,
    holdsFolder: async () => await Promise.resolve(true),
    everWritten: false,
    onNotice: (code, detail) => notices.push({ code, detail }),
    ...opening,
  });
  await remembered.belongsTo(journal.index().last.window);
  const state = async (): Promise<JournalState> => {
    const found = await journal.state();
    if (!found.ok) throw new Error(`journal state: ${found.failure.code}`);
    return found.value;
  };
  const make = async (wish: EntryWish = {}): Promise<JournalAppend> =>
    anEntry(await state(), { subjectId: randomUUID(), ...wish });
  if (!bare && (await state()).count === 0) {
    const begun = await journal.append(theFirst());
    if (!begun.ok) throw new Error(`first entry: ${JSON.stringify(begun.failure)}`);
  }
  return {
    journal,
    contentKeys,
    remembered,
    notices,
    healed,
    make,
    append: async (wish) => await journal.append(await make(wish)),
    state,
    close: async () => {
      await journal.close();
      await contentKeys.close();
    },
  };
}

/** Adds cases to the journal of a disk and closes it; the entries as they were sent. */
export async function fillJournal(layer: FileLayer, count: number): Promise<JournalAppend[]> {
  const { journal, make, close } = await openTestJournal(layer);
  const entries: JournalAppend[] = [];
  for (let n = 0; n < count; n += 1) {
    const entry = await make({ contentKey: `key-of-${n}` });
    const appended = await journal.append(entry);
    if (!appended.ok) throw new Error(`not filled: ${JSON.stringify(appended.failure)}`);
    entries.push(entry);
  }
  await close();
  return entries;
}

/** The first 90 bytes of the line behind the end: an append that the power ended, never acknowledged. */
export function tear(disk: SimulatedDisk, path: string): void {
  disk.alter(path, (content) => {
    const lastLine = content.slice(content.lastIndexOf(0x0a, content.length - 2) + 1);
    return new Uint8Array([...content, ...lastLine.slice(0, 90)]);
  });
}
