/** 培训 and 正式: each a folder with journal, keys, vault and settings, opened when first used. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { Area, type RestoredFile } from '#shared/contract/channels.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { serialQueue, type SerialQueue } from '#shared/domain/serial-queue.ts';
import { openContentKeys, type ContentKeys } from './content-keys.ts';
import type { DataPaths } from './data-folder.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { openJournal, type Journal, type JournalParts } from './journal.ts';
import { readJsonFile, writeJson } from './json-file.ts';
import { readSettings } from './settings-file.ts';

const AreaRecord = z.object({ created: z.boolean(), storeCreated: z.boolean() });
type AreaRecord = z.infer<typeof AreaRecord>;

export interface OpenArea {
  readonly journal: Journal;
  readonly contentKeys: ContentKeys;
  readonly vaultPath: string;
  readonly settingsPath: string;
  readonly triesPath: string;
  /** Notes that a file was damaged and written anew from its second copy. */
  readonly noteRestored: (file: RestoredFile['file']) => void;
  readonly restored: readonly RestoredFile[];
  /** For what reads and then writes a small file of the area. */
  readonly inTurn: SerialQueue;
}

export interface Areas {
  open(area: Area): Promise<Result<OpenArea>>;
  mark(area: Area, change: Partial<AreaRecord>): Promise<Result<void>>;
  /** Areas whose record has the mark. */
  marked(mark: keyof AreaRecord): Promise<Result<Area[]>>;
  /** Removes an area with everything in it. */
  remove(area: Area): Promise<Result<void>>;
  close(): Promise<void>;
}

export function createAreas(
  layer: FileLayer,
  paths: DataPaths,
  onNotice: JournalParts['onNotice'],
  now: () => Date,
): Areas {
  const opened = new Map<Area, OpenArea>();
  const inTurn = serialQueue();
  const recordPath = (area: Area): string => join(paths.area(area), 'area.json');

  const openNew = async (area: Area): Promise<OpenArea> => {
    const folder = paths.area(area);
    await layer.makeFolder(folder);
    const settingsPath = join(folder, 'settings.json');
    const restored: RestoredFile[] = [];
    const noteRestored = (file: RestoredFile['file']): void => {
      restored.push({ file, at: now().toISOString() });
    };
    const contentKeys = await openContentKeys(layer, join(folder, 'content-keys.jsonl'));
    const prefix = async (): Promise<Result<string | null>> => {
      const settings = await readSettings(layer, settingsPath, () => {
        noteRestored('settings');
      });
      return settings.ok ? success(settings.value?.receiptPrefix ?? null) : settings;
    };
    const journal = await openJournal({ layer, folder, contentKeys, prefix, onNotice });
    return {
      journal,
      contentKeys,
      settingsPath,
      triesPath: join(folder, 'sign-in-tries.json'),
      vaultPath: join(folder, 'vault.json'),
      noteRestored,
      restored,
      inTurn: serialQueue(),
    };
  };

  const open = async (area: Area): Promise<Result<OpenArea>> => {
    const present = opened.get(area) ?? (await openNew(area));
    opened.set(area, present);
    return success(present);
  };

  const closeOne = async (area: Area): Promise<void> => {
    const present = opened.get(area);
    opened.delete(area);
    await present?.journal.close();
    await present?.contentKeys.close();
  };

  const readRecord = async (area: Area): Promise<AreaRecord> => {
    const read = await readJsonFile(layer, recordPath(area), AreaRecord);
    if (read.state === 'good') return read.value;
    // A damaged record of an area that has a vault: it was created, and its store must not pass for a first start.
    const used = await layer.exists(join(paths.area(area), 'vault.json'));
    return read.state === 'damaged' ? { created: used, storeCreated: used } : { created: false, storeCreated: false };
  };

  const mark = async (area: Area, change: Partial<AreaRecord>): Promise<Result<void>> => {
    await layer.makeFolder(paths.area(area));
    await writeJson(layer, recordPath(area), { ...(await readRecord(area)), ...change });
    return success(undefined);
  };

  const remove = async (area: Area): Promise<Result<void>> => {
    await closeOne(area);
    if (!(await layer.exists(paths.area(area)))) return success(undefined);
    const away = `${paths.area(area)}.removed-${randomUUID().slice(0, 8)}`;
    await layer.rename(paths.area(area), away);
    await layer.syncFolder(paths.areas);
    await layer.remove(away);
    await layer.remove(join(paths.exports, area));
    return success(undefined);
  };

  return {
    open: async (area) => await inTurn(() => onDisk(() => open(area))),
    mark: async (area, change) => await inTurn(() => onDisk(() => mark(area, change))),
    marked: async (key) =>
      await inTurn(() =>
        onDisk(async () => {
          const records = await Promise.all(
            Area.options.map(async (area) => ({ area, record: await readRecord(area) })),
          );
          return success(records.filter(({ record }) => record[key]).map(({ area }) => area));
        }),
      ),
    remove: async (area) => await inTurn(() => onDisk(() => remove(area))),
    close: async () => {
      await inTurn(async () => {
        for (const area of opened.keys()) await closeOne(area);
      });
    },
  };
}
