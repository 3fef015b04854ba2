/**
 * Backups of the areas: where they go, when one is made by itself, how the last one went. What the newest one in the place
 * knows is a witness of the ledger: a folder that is behind it gives no number.
 */
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { BackupPlace, BackupState, FoundBackup } from '#shared/contract/backup.ts';
import type { Area } from '#shared/contract/channels.ts';
import { Failure, failed, success, type Result } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import type { OpenArea } from './areas.ts';
import { makeBackup, placeFailure, UNFINISHED } from './backup-copy.ts';
import { BACKUPS, findBackups, placeName } from './backup-finding.ts';
import { readManifest, type BackupManifest } from './backup-manifest.ts';
import { deviceOf, inTime, listPlaces, unfitness, type DeviceOf } from './backup-places.ts';
import { outdated, type DatedBackup } from './backup-rotation.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { readTwin, writeTwin } from './json-file.ts';
import type { LedgerMemory } from './ledger-memory.ts';
import { localInstant } from './local-instant.ts';

/** What the data folder remembers of its backups. */
const Choice = z.object({
  place: z.string().nullable(),
  /** The last good one, as its manifest says. */
  last: z
    .object({
      at: z.string(),
      count: z.number().int(),
      head: z.string(),
      window: z.string(),
      folder: z.string(),
      entryAt: z.string(),
    })
    .nullable(),
  failure: Failure.nullable(),
  /** How many entries there were at the last try. */
  triedAt: z.number().int(),
});
type Choice = z.infer<typeof Choice>;

const NO_CHOICE: Choice = { place: null, last: null, failure: null, triedAt: 0 };
/** A backup by itself after so many entries; after one that failed, again after these. */
const EVERY = 200;
const AGAIN_AFTER = 20;

export interface BackupsParts {
  readonly layer: FileLayer;
  readonly reading: FileLayer;
  /** The data folder, and the folder of an area in it. */
  readonly dataFolder: string;
  readonly areaFolder: (area: Area) => string;
  readonly now: () => Date;
  readonly appVersion: string;
  readonly deviceOf?: DeviceOf | undefined;
  readonly every?: number;
  readonly onMade: (count: number) => void;
}

export interface Backups {
  state(area: Area, open: OpenArea): Promise<Result<BackupState>>;
  places(): Promise<Result<BackupPlace[]>>;
  choose(area: Area, open: OpenArea, place: string | null): Promise<Result<BackupState>>;
  run(area: Area, open: OpenArea): Promise<Result<BackupState>>;
  /** An entry was written: makes a backup in the background when enough have gathered. */
  appended(area: Area, open: OpenArea): void;
  list(place: string): Promise<Result<FoundBackup[]>>;
  /** After a restore: the backups go on where this one came from, if that is a second place. */
  goOnFrom(area: Area, folder: string): Promise<void>;
  /** What the newest backup of an area knows of its ledger. */
  memoryOf(area: Area): Promise<LedgerMemory | null>;
  /** The area was removed. */
  forget(area: Area): void;
  /** Waits for what is being copied. */
  close(): Promise<void>;
}

const choicePath = (folder: string): string => join(folder, 'backup-place.json');
/** Folder of one ledger's backups in a place: it stays the same when the ledger moves to another machine. */
const ledgerFolder = (place: string, area: Area, window: string): string =>
  join(place, BACKUPS, `${area}-${window === '' ? 'format-1' : window.slice(0, 8)}`);

const memoryIn = ({ window, count, head, tally, acknowledged, at, folder }: BackupManifest): LedgerMemory => ({
  window,
  sequence: count,
  head,
  tally,
  acknowledged,
  at,
  vault: null,
  folder,
});

export function createBackups(parts: BackupsParts): Backups {
  const { layer, reading, dataFolder, areaFolder } = parts;
  const device = parts.deviceOf ?? deviceOf;
  const every = parts.every ?? EVERY;
  const running = new Set<Area>();
  const choices = new Map<Area, Choice>();
  const inTurn = serialQueue();

  const choiceOf = async (area: Area): Promise<Choice> => {
    const known = choices.get(area);
    if (known !== undefined) return known;
    const { read } = await readTwin(layer, choicePath(areaFolder(area)), Choice, () => 0);
    const choice = read.state === 'good' ? read.value : NO_CHOICE;
    choices.set(area, choice);
    return choice;
  };
  const keep = async (area: Area, choice: Choice): Promise<void> => {
    choices.set(area, choice);
    await writeTwin(layer, choicePath(areaFolder(area)), choice);
  };

  const manifestsIn = async (folder: string): Promise<(DatedBackup & { readonly manifest: BackupManifest })[]> => {
    const found: (DatedBackup & { readonly manifest: BackupManifest })[] = [];
    for (const name of await reading.list(folder)) {
      if (name.startsWith('.')) continue;
      const read = await readManifest(reading, join(folder, name));
      if (read.state !== 'good') continue;
      const { count, madeAt } = read.value;
      found.push({ name, count, madeAt, manifest: read.value });
    }
    return found;
  };

  /** What an ended or torn-out copy left, and what is too old. The newest always stays. */
  const thinOut = async (folder: string, count: number): Promise<void> => {
    for (const name of await layer.list(folder))
      if (name.startsWith(UNFINISHED)) await layer.remove(join(folder, name));
    for (const name of outdated(await manifestsIn(folder), count)) {
      // Out of its name first: what is half removed is no backup.
      const leaving = join(folder, `${UNFINISHED}${name}`);
      await layer.rename(join(folder, name), leaving);
      await layer.remove(leaving);
    }
  };

  const stateOf = async (area: Area, open: OpenArea): Promise<Result<BackupState>> => {
    const { place, last, failure } = await choiceOf(area);
    const count = await open.journal.atRest(async (rest) => await Promise.resolve(rest.count));
    return success({
      place,
      every,
      last: last === null ? null : { at: last.at, count: last.count, folder: last.folder },
      failure,
      running: running.has(area),
      waiting: Math.max(0, count - (last?.count ?? 0)),
    });
  };

  /** One copy into a place that still is a second one. */
  const copyInto = async (area: Area, open: OpenArea, place: string): ReturnType<typeof makeBackup> => {
    const unfit = await unfitness(place, dataFolder, device);
    const told = { place: placeName(place) };
    if (unfit === 'missing') return failed('backup-place-gone', told);
    if (unfit !== null) return failed('backup-place-unfit', { ...told, reason: unfit });
    return await makeBackup({
      layer,
      area,
      open,
      place: placeName(place),
      into: (window) => ledgerFolder(place, area, window),
      now: localInstant(parts.now()),
      appVersion: parts.appVersion,
    });
  };

  const runOne = async (area: Area, open: OpenArea): Promise<Result<void>> => {
    const choice = await choiceOf(area);
    const { place } = choice;
    if (place === null) return failed('backup-place-none');
    const triedAt = await open.journal.atRest(async (rest) => await Promise.resolve(rest.count));
    const made = await copyInto(area, open, place).catch((error: unknown) => placeFailure(error, placeName(place)));
    if (!made.ok) {
      await keep(area, { ...choice, failure: made.failure, triedAt });
      return made;
    }
    const { folder, manifest } = made.value;
    const { count, head, window, madeAt, at: entryAt } = manifest;
    await keep(area, { place, failure: null, triedAt, last: { at: madeAt, count, head, window, folder, entryAt } });
    parts.onMade(count);
    // The new one is good: a place that cannot be tidied now is tidied next time.
    await thinOut(dirname(folder), count).catch(() => undefined);
    return success(undefined);
  };

  const run = async (area: Area, open: OpenArea): Promise<Result<void>> =>
    await inTurn(async () => {
      running.add(area);
      try {
        return await onDisk(() => runOne(area, open));
      } finally {
        running.delete(area);
      }
    });

  const choose = async (area: Area, open: OpenArea, place: string | null): Promise<Result<BackupState>> => {
    if (place !== null) {
      const unfit = await unfitness(place, dataFolder, device).catch(() => 'missing' as const);
      if (unfit !== null) return failed('backup-place-unfit', { place: placeName(place), reason: unfit });
    }
    const before = await choiceOf(area);
    const same = before.place === place;
    await keep(area, { place, last: same ? before.last : null, failure: null, triedAt: 0 });
    return await stateOf(area, open);
  };

  const due = async (area: Area, open: OpenArea): Promise<boolean> => {
    const { place, last, failure, triedAt } = await choiceOf(area);
    if (place === null || running.has(area)) return false;
    const count = await open.journal.atRest(async (rest) => await Promise.resolve(rest.count));
    if (failure !== null && count - triedAt < AGAIN_AFTER) return false;
    return count - (last?.count ?? 0) >= every;
  };

  const memoryOf = async (area: Area): Promise<LedgerMemory | null> => {
    const { place, last } = await choiceOf(area);
    if (place === null || last === null) return null;
    const own: LedgerMemory = {
      window: last.window,
      sequence: last.count,
      head: last.head,
      tally: [],
      acknowledged: 0,
      at: last.entryAt,
      vault: null,
      folder: '',
    };
    const there = await inTime(manifestsIn(ledgerFolder(place, area, last.window)));
    const newest = (there ?? []).toSorted((a, b) => b.count - a.count)[0];
    return newest !== undefined && newest.count > own.sequence ? memoryIn(newest.manifest) : own;
  };

  return {
    state: async (area, open) => await onDisk(() => stateOf(area, open)),
    places: async () => await onDisk(async () => success(await listPlaces(dataFolder, device))),
    choose: async (area, open, place) => await inTurn(() => onDisk(() => choose(area, open, place))),
    run: async (area, open) => {
      const done = await run(area, open);
      return done.ok ? await onDisk(() => stateOf(area, open)) : done;
    },
    appended: (area, open) => {
      void due(area, open)
        .then(async (wanted) => (wanted ? await run(area, open) : null))
        .catch(() => undefined);
    },
    list: async (place) => await onDisk(() => findBackups(reading, place)),
    goOnFrom: async (area, folder) => {
      const place = dirname(dirname(dirname(folder)));
      const read = await readManifest(reading, folder);
      if (read.state !== 'good' || dirname(folder) !== ledgerFolder(place, area, read.value.window)) return;
      if ((await unfitness(place, dataFolder, device).catch(() => 'missing')) !== null) return;
      const { madeAt: at, count, head, window, at: entryAt } = read.value;
      const last = { at, count, head, window, folder, entryAt };
      await keep(area, { place, failure: null, triedAt: count, last });
    },
    memoryOf,
    forget: (area) => {
      choices.delete(area);
    },
    close: async () => {
      await inTurn(() => Promise.resolve());
    },
  };
}
