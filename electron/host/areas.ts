/** 培训 and 正式: each a folder with journal, keys, vault and settings. What exists there is never a first start. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { JournalAppend } from '#shared/casework/journal.ts';
import { Area, type LostArea, type RestoredFile } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { isOldVault, type AnyVault, type Vault } from '#shared/contract/vault.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import { serialQueue, type SerialQueue } from '#shared/domain/serial-queue.ts';
import { openContentKeys, type ContentKeys } from './content-keys.ts';
import type { DataPaths } from './data-folder.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { openJournal, type Journal } from './journal.ts';
import type { OnNotice } from './journal-opening.ts';
import { readJsonFile, readTwin, writeTwin } from './json-file.ts';
import { forgetWitness, rememberedOf, watchLedger } from './ledger-watch.ts';
import type { LedgerMemory } from './ledger-memory.ts';
import type { MarkedFile } from './marked-file.ts';
import { settingsFile, type StoredSettings } from './settings-file.ts';
import { vaultFile } from './vault-file.ts';

const AreaRecord = z.object({
  created: z.boolean(),
  storeCreated: z.boolean(),
  /** Whose working copy belongs to it: finds the installation's own file again, should that be lost. */
  installation: z.uuid().optional(),
});
type AreaRecord = z.infer<typeof AreaRecord>;

export interface OpenArea {
  readonly folder: string;
  readonly journal: Journal;
  readonly contentKeys: ContentKeys;
  readonly vault: MarkedFile<AnyVault>;
  readonly settings: MarkedFile<StoredSettings>;
  readonly triesPath: string;
  /** Small files that were written anew from their second copy since the host started. */
  readonly restored: readonly RestoredFile[];
  /** For what reads and then writes a small file of the area. */
  readonly inTurn: SerialQueue;
}

export interface Founding {
  readonly vault: Vault;
  readonly settings: OfficeSettings;
  readonly first: JournalAppend;
  /** Counts as set up at once. */
  readonly ready: boolean;
}

export interface Areas {
  /** `null`: nothing was ever set up there. */
  open(area: Area): Promise<Result<OpenArea | null>>;
  /** Makes an area in one step; `area-exists` when anything lies there, or is remembered to have been unless that is `known`. */
  found(area: Area, founding: Founding, known: boolean): Promise<Result<void>>;
  /** Ledgers that a witness remembers where nothing lies any more. */
  lost(): Promise<Result<LostArea[]>>;
  /** Puts an area in place that `fill` writes into an empty folder, in one step; `area-exists` when anything lies there. */
  install(area: Area, fill: (folder: string) => Promise<Result<void>>): Promise<Result<void>>;
  note(area: Area, change: 'created' | 'storeCreated'): Promise<Result<void>>;
  existing(): Promise<Result<Area[]>>;
  /** Areas whose working copy was made once. */
  withStore(): Promise<Result<Area[]>>;
  /** Removes an area with everything in it. */
  remove(area: Area): Promise<Result<void>>;
  close(): Promise<void>;
}

export interface AreasParts {
  readonly layer: FileLayer;
  readonly paths: DataPaths;
  readonly onNotice: OnNotice;
  readonly now: () => Date;
  readonly machine: string;
  readonly installation: string;
  readonly witness: string | null;
  readonly holdsFolder: () => Promise<boolean>;
  /** What the last backup of an area knew; `null` where there is none. */
  readonly backupOf?: (area: Area) => Promise<LedgerMemory | null>;
}

/** Names of files that make a folder an area that was set up. */
const TRACES =
  /^(?:vault\.json|settings\.json|area\.json|post\.json|acknowledged\.json|journal\.jsonl|content-keys\.jsonl)/u;
const LINES = /\.jsonl$/u;

/** Whether anything of an area lies in the folder; empty files of lines are none. */
async function hasTraces(layer: FileLayer, folder: string): Promise<boolean> {
  for (const name of await layer.list(folder)) {
    if (!TRACES.test(name)) continue;
    if (!LINES.test(name)) return true;
    const bytes = await layer.readWhole(join(folder, name)).catch(() => new Uint8Array(1));
    if ((bytes?.length ?? 0) > 0) return true;
  }
  return false;
}

export function createAreas(parts: AreasParts): Areas {
  const { layer, paths, now } = parts;
  const opened = new Map<Area, OpenArea>();
  const inTurn = serialQueue();
  const witnessOf = (area: Area) => ({ layer, witness: parts.witness, area, folder: paths.area(area) });
  const recordPath = (folder: string): string => join(folder, 'area.json');

  const openFolder = async (area: Area, folder: string): Promise<OpenArea> => {
    const lastingName = paths.area(area);
    const restored: RestoredFile[] = [];
    const note = (file: RestoredFile['file']) => (revision: number) => {
      restored.push({ file, revision: Math.floor(revision), at: now().toISOString() });
    };
    const vault = vaultFile(layer, join(folder, 'vault.json'), note('vault'));
    const settings = settingsFile(layer, join(folder, 'settings.json'), note('settings'));
    const contentKeys = await openContentKeys(layer, join(folder, 'content-keys.jsonl'));
    const remembered = await watchLedger({
      layer,
      folder,
      lastingName,
      area,
      witness: parts.witness,
      backup: folder === paths.area(area) ? ((await parts.backupOf?.(area)) ?? null) : null,
      onHealed: note('acknowledged'),
    });
    // A vault of today's form comes with its first entry; one of before may stand beside an empty journal.
    const first = await readJsonFile(layer, vault.path, vault.schema);
    const everWritten = first.state === 'good' && !isOldVault(first.value);
    const journal = await openJournal({
      layer,
      folder,
      contentKeys,
      remembered,
      machine: parts.machine,
      installation: parts.installation,
      holdsFolder: parts.holdsFolder,
      everWritten,
      onNotice: parts.onNotice,
    });
    await remembered.belongsTo(journal.index().last.window);
    const record = await readTwin(layer, recordPath(folder), AreaRecord, () => 0);
    if (record.healed) note('area')(0);
    return {
      folder,
      journal,
      contentKeys,
      vault,
      settings,
      triesPath: join(folder, 'sign-in-tries.json'),
      restored,
      inTurn: serialQueue(),
    };
  };

  const open = async (area: Area): Promise<Result<OpenArea | null>> => {
    const present = opened.get(area);
    if (present !== undefined) return success(present);
    if (!(await hasTraces(layer, paths.area(area)))) return success(null);
    const fresh = await openFolder(area, paths.area(area));
    opened.set(area, fresh);
    return success(fresh);
  };

  const closeArea = async ({ journal, contentKeys }: OpenArea): Promise<void> => {
    await journal.close();
    await contentKeys.close();
  };
  const closeOne = async (area: Area): Promise<void> => {
    const present = opened.get(area);
    opened.delete(area);
    if (present !== undefined) await closeArea(present);
  };

  /** Everything is written beside and appears under its name in one step: there is no half of an area. */
  const found = async (
    area: Area,
    { vault, settings, first, ready }: Founding,
    known: boolean,
  ): Promise<Result<void>> => {
    if (await hasTraces(layer, paths.area(area))) return failed('area-exists', { area });
    const before = await rememberedOf(witnessOf(area));
    if (before !== null && !known) return failed('area-exists', { area, known: before.sequence });
    const prefix = first.header.marks.binding?.prefix ?? '';
    if (before?.tally.some(([, , used]) => used === prefix) === true) return failed('prefix-used', { prefix });
    const beside = `${paths.area(area)}.setup-${randomUUID().slice(0, 8)}`;
    await layer.makeFolder(beside);
    await writeTwin(layer, join(beside, 'vault.json'), vault);
    await writeTwin(layer, join(beside, 'settings.json'), { revision: 1, settings } satisfies StoredSettings);
    await writeTwin(layer, recordPath(beside), {
      created: ready,
      storeCreated: false,
      installation: parts.installation,
    } satisfies AreaRecord);
    const half = await openFolder(area, beside);
    const begun = await half.journal.append(first);
    await closeArea(half);
    if (!begun.ok) {
      await layer.remove(beside);
      return begun;
    }
    // What is remembered of the one before speaks of a ledger that was given up in so many words.
    await forgetWitness(witnessOf(area));
    await layer.remove(paths.area(area));
    await layer.rename(beside, paths.area(area));
    await layer.syncFolder(paths.areas);
    return success(undefined);
  };

  /** What is remembered of a ledger here stays: a backup that ends before it is behind, and is told so. */
  const install = async (area: Area, fill: (folder: string) => Promise<Result<void>>): Promise<Result<void>> => {
    if (await hasTraces(layer, paths.area(area))) return failed('area-exists', { area });
    const beside = `${paths.area(area)}.setup-${randomUUID().slice(0, 8)}`;
    await layer.makeFolder(beside);
    const filled = await onDisk(() => fill(beside));
    if (!filled.ok) {
      await layer.remove(beside).catch(() => undefined);
      return filled;
    }
    const record: AreaRecord = { created: true, storeCreated: false, installation: parts.installation };
    await writeTwin(layer, recordPath(beside), record);
    await layer.remove(paths.area(area));
    await layer.rename(beside, paths.area(area));
    await layer.syncFolder(paths.areas);
    return success(undefined);
  };

  const readRecord = async (area: Area): Promise<AreaRecord> => {
    const { read } = await readTwin(layer, recordPath(paths.area(area)), AreaRecord, () => 0);
    // Without a record the copy counts as made: an empty one must not pass for a first opening.
    return read.state === 'good' ? read.value : { created: true, storeCreated: true };
  };

  const areasWith = async (has: (record: AreaRecord) => boolean): Promise<Result<Area[]>> => {
    const found: Area[] = [];
    for (const area of Area.options)
      if ((await hasTraces(layer, paths.area(area))) && has(await readRecord(area))) found.push(area);
    return success(found);
  };

  const lost = async (): Promise<Result<LostArea[]>> => {
    const gone: LostArea[] = [];
    for (const area of Area.options) {
      const memory = (await hasTraces(layer, paths.area(area))) ? null : await rememberedOf(witnessOf(area));
      if (memory !== null && memory.sequence > 0) gone.push({ area, entries: memory.sequence, at: memory.at });
    }
    return success(gone);
  };

  const note = async (area: Area, change: keyof AreaRecord): Promise<Result<void>> => {
    const record: AreaRecord = { ...(await readRecord(area)), [change]: true, installation: parts.installation };
    await writeTwin(layer, recordPath(paths.area(area)), record);
    return success(undefined);
  };

  const remove = async (area: Area): Promise<Result<void>> => {
    await closeOne(area);
    const folder = paths.area(area);
    await forgetWitness(witnessOf(area));
    if (!(await layer.exists(folder))) return success(undefined);
    const away = `${folder}.removed-${randomUUID().slice(0, 8)}`;
    await layer.rename(folder, away);
    await layer.syncFolder(paths.areas);
    await layer.remove(away);
    await layer.remove(join(paths.exports, area));
    return success(undefined);
  };

  return {
    open: async (area) => await inTurn(() => onDisk(() => open(area))),
    found: async (area, founding, known) => await inTurn(() => onDisk(() => found(area, founding, known))),
    lost: async () => await inTurn(() => onDisk(lost)),
    install: async (area, fill) => await inTurn(() => onDisk(() => install(area, fill))),
    note: async (area, change) => await inTurn(() => onDisk(() => note(area, change))),
    existing: async () => await inTurn(() => onDisk(() => areasWith(({ created }) => created))),
    withStore: async () => await inTurn(() => onDisk(() => areasWith(({ storeCreated }) => storeCreated))),
    remove: async (area) => await inTurn(() => onDisk(() => remove(area))),
    close: async () => {
      await inTurn(async () => {
        for (const area of opened.keys()) await closeOne(area);
      });
    },
  };
}
