/** Channel → function, the same for both hosts. What differs between them comes in as {@link HostServices}. */
import { CONTRACT_VERSION, type Area, type HostDescription } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import { accessLogChannels } from './access-log-channels.ts';
import { createAreas, type OpenArea } from './areas.ts';
import { createBackups } from './backups.ts';
import type { DeviceOf } from './backup-places.ts';
import { restoreBackup } from './backup-restore.ts';
import { readBackupDoor } from './backup-finding.ts';
import type { DataFolder } from './data-folder.ts';
import { onDisk } from './disk-failure.ts';
import { createExports } from './exports.ts';
import { diskLayer, type FileLayer } from './file-layer.ts';
import type { HostLog } from './log.ts';
import { createFetches } from './post/fetches.ts';
import { createPosts } from './post/posts.ts';
import type { CourierWaits } from './post/courier.ts';
import { reportFacts } from './report-facts.ts';
import { writeReport } from './reports.ts';
import { revealFolder, type OpenFolder } from './reveal.ts';
import { writeSamples } from './samples.ts';
import { noteTry } from './sign-in-tries.ts';
import { appendPlain, mendVault, putKeys, readKeys, writeOfficeSettings, writeVault } from './office-writes.ts';
import { readMarked } from './marked-file.ts';
import { readOnlyLayer } from './read-only-layer.ts';
import { createUpdates } from './updates.ts';

export interface PrintJob {
  readonly html: string;
  readonly page: 'A4' | 'A4-landscape' | '80mm';
  readonly deviceName?: string | undefined;
}

export interface HostServices {
  readonly layer: FileLayer;
  readonly data: DataFolder;
  readonly log: HostLog;
  readonly now: () => Date;
  readonly kind: HostDescription['kind'];
  readonly appVersion: string;
  readonly trainingOnly: boolean;
  /** `null`: this host cannot show a folder. */
  readonly openFolder: OpenFolder | null;
  /** `null`: the window prints by itself. */
  readonly print: ((job: PrintJob) => Promise<Result<{ state: 'sent' | 'cancelled' }>>) | null;
  /** Folder of the program that runs, where it may be changed by an update on a stick. */
  readonly program?: string | null;
  /** Which device a path lies on; the system's word where absent. */
  readonly deviceOf?: DeviceOf;
  /** How long the post waits; shorter in tests. */
  readonly postWaits?: Partial<CourierWaits>;
}

export interface HostCore {
  readonly handlers: ChannelHandlers;
  /** Ends what is open; the lock is the caller's. */
  close(): Promise<void>;
}

const nothing = success({});
const asNothing = (result: Result<unknown>): Result<Record<string, never>> => (result.ok ? nothing : result);

/** All channels over one data folder. */
export function createHostCore(services: HostServices): HostCore {
  const { layer, data, log } = services;
  // A stick that is locked against writing can still be read.
  const reading = layer === diskLayer ? readOnlyLayer : layer;
  const backups = createBackups({
    layer,
    reading,
    dataFolder: data.folder,
    areaFolder: data.paths.area,
    now: services.now,
    appVersion: services.appVersion,
    deviceOf: services.deviceOf,
    onMade: (count) => {
      log.write('backup-made', { count });
    },
  });
  const areas = createAreas({
    layer,
    paths: data.paths,
    onNotice: (code, detail) => {
      log.write(code, detail);
    },
    now: services.now,
    machine: data.machine,
    installation: data.installationId,
    witness: data.witness,
    holdsFolder: async () => await data.lock.stillHeld(),
    backupOf: async (area) => await backups.memoryOf(area),
  });
  const exports = createExports(layer, data.paths.exports);
  const updates = createUpdates({
    layer,
    program: services.program ?? null,
    dataFolder: data.folder,
    appVersion: services.appVersion,
    onPrepared: (version) => {
      log.write('update-prepared', { version });
    },
  });
  const allowed = (area: Area): boolean => area === 'training' || !services.trainingOnly;
  const accessLog = accessLogChannels({ layer, paths: data.paths, allowed, now: services.now });

  /** Runs `work` on an area that may be used; `absent` where nothing was ever set up. */
  const within = async <T>(
    area: Area,
    work: (open: OpenArea) => Promise<Result<T>>,
    absent: Result<T> = failed('bad-request', { path: 'area' }),
  ): Promise<Result<T>> => {
    if (!allowed(area)) return failed('office-not-allowed-as-root');
    const open = await areas.open(area);
    if (!open.ok) return open;
    if (open.value === null) return absent;
    posts.opened(area, open.value);
    return await work(open.value);
  };
  const posts = createPosts({
    layer,
    log,
    now: services.now,
    within,
    ...(services.postWaits === undefined ? {} : { waits: services.postWaits }),
  });
  const fetches = createFetches({
    layer,
    log,
    dataFolder: data.folder,
    program: services.appVersion,
    now: services.now,
  });
  /** What wrote an entry may have gathered enough for a backup. */
  const counted = async <T>(area: Area, open: OpenArea, written: Promise<Result<T>>): Promise<Result<T>> => {
    const result = await written;
    if (!result.ok) return result;
    backups.appended(area, open);
    posts.appended(area);
    return result;
  };
  const permitted = async <T>(area: Area, work: () => Promise<Result<T>>): Promise<Result<T>> =>
    allowed(area) ? await work() : failed('office-not-allowed-as-root');

  const describe = async (): Promise<Result<HostDescription>> => {
    const existing = await areas.existing();
    if (!existing.ok) return existing;
    const stores = await areas.withStore();
    if (!stores.ok) return stores;
    const lost = await areas.lost();
    if (!lost.ok) return lost;
    return success({
      contractVersion: CONTRACT_VERSION,
      kind: services.kind,
      appVersion: services.appVersion,
      trainingOnly: services.trainingOnly,
      installationId: data.installationId,
      machine: data.machine,
      capabilities: {
        directPrint: services.print !== null,
        revealFolder: services.openFolder !== null,
      },
      areas: existing.value,
      storesCreated: stores.value,
      lostAreas: lost.value,
    });
  };

  const handlers: ChannelHandlers = {
    'host.describe': describe,
    'area.create': async ({ area, known, ...founding }) =>
      await permitted(area, async () => asNothing(await areas.found(area, founding, known))),
    'area.ready': async ({ area }) => await within(area, async () => asNothing(await areas.note(area, 'created'))),
    'area.reset': async ({ area }) => {
      await accessLog.close(area);
      backups.forget(area);
      await posts.forget(area);
      return asNothing(await areas.remove(area));
    },
    'area.storeCreated': async ({ area }) =>
      await within(area, async () => asNothing(await areas.note(area, 'storeCreated'))),
    'vault.read': async ({ area, older }) =>
      await within(
        area,
        async (open) => {
          const vault = await open.inTurn(() =>
            readMarked(open.vault, older ? open.journal.marks().vault : open.journal.vaultMark()),
          );
          return vault.ok ? success({ vault: vault.value }) : vault;
        },
        success({ vault: null }),
      ),
    'vault.mend': async ({ area, vault }) =>
      await within(area, async (open) => asNothing(await open.inTurn(() => mendVault(open, vault)))),
    'vault.write': async ({ area, ...change }) =>
      await within(
        area,
        async (open) =>
          await counted(
            area,
            open,
            open.inTurn(() => writeVault(open, change)),
          ),
      ),
    'settings.read': async ({ area }) =>
      await within(
        area,
        async (open) => {
          const read = await open.inTurn(() => readMarked(open.settings, open.journal.marks().settings));
          if (!read.ok) return read;
          const { settings, revision } = read.value ?? { settings: null, revision: 0 };
          return success({ settings, revision, restored: [...open.restored] });
        },
        success({ settings: null, revision: 0, restored: [] }),
      ),
    'settings.write': async ({ area, settings, entry }) =>
      await within(
        area,
        async (open) =>
          await counted(
            area,
            open,
            open.inTurn(() => writeOfficeSettings(open, settings, entry)),
          ),
      ),
    'signIn.note': async ({ area, officerId, outcome }) =>
      await within(
        area,
        async (open) =>
          await open.inTurn(() =>
            noteTry(layer, open.triesPath, { officerId, outcome, now: services.now().getTime() }),
          ),
      ),
    'journal.state': async ({ area }) => await within(area, async (open) => await open.journal.state()),
    'journal.append': async ({ area, entry }) =>
      await within(area, async (open) => await counted(area, open, appendPlain(open, entry))),
    'journal.read': async ({ area, after, limit }) =>
      await within(area, async (open) => {
        const entries = await open.journal.read(after, limit);
        return entries.ok ? success({ entries: [...entries.value] }) : entries;
      }),
    'journal.acknowledge': async ({ area, sequence }) =>
      await within(area, async (open) => asNothing(await open.journal.acknowledge(sequence))),
    'journal.mend': async ({ area, entries }) =>
      await within(area, async (open) => {
        const mended = await open.journal.mend(entries);
        if (!mended.ok) return mended;
        const state = await open.journal.state();
        return state.ok ? success({ mended: mended.value, state: state.value }) : state;
      }),
    'contentKeys.read': async ({ area }) => await within(area, async (open) => success({ keys: await readKeys(open) })),
    'contentKeys.put': async ({ area, keys, replace }) =>
      await within(area, async (open) => {
        const put = await putKeys(open, keys, replace);
        posts.appended(area);
        return put.ok ? success({ put: put.value }) : put;
      }),
    ...accessLog.handlers,
    ...posts.handlers,
    ...fetches.handlers,
    'backup.state': async ({ area }) => await within(area, async (open) => await backups.state(area, open)),
    'backup.places': async () => {
      const places = await backups.places();
      return places.ok ? success({ places: places.value }) : places;
    },
    'backup.choose': async ({ area, place }) =>
      await within(area, async (open) => await backups.choose(area, open, place)),
    'backup.run': async ({ area }) => await within(area, async (open) => await backups.run(area, open)),
    'backup.list': async ({ place }) => {
      const found = await backups.list(place);
      return found.ok ? success({ backups: found.value }) : found;
    },
    'backup.read': async ({ folder }) => await readBackupDoor(reading, folder),
    'backup.restore': async ({ area, folder, opened }) =>
      await permitted(area, async () => {
        const restored = await onDisk(() => restoreBackup({ layer, reading, areas, area, folder, opened }));
        if (restored.ok && restored.value.how === 'placed') await backups.goOnFrom(area, folder).catch(() => undefined);
        return restored;
      }),
    'export.begin': async ({ area, folderName }) =>
      await permitted(area, async () => {
        const begun = await exports.begin(area, folderName);
        return begun.ok ? success({ exportId: begun.value }) : begun;
      }),
    'export.append': async ({ exportId, fileName, contentBase64 }) =>
      asNothing(await exports.append(exportId, fileName, contentBase64)),
    'export.commit': async ({ exportId }) => {
      const folder = await exports.commit(exportId);
      return folder.ok ? success({ folder: folder.value }) : folder;
    },
    'export.abort': async ({ exportId }) => asNothing(await exports.abort(exportId)),
    'export.inspect': async ({ area, folderName }) =>
      await permitted(area, async () => {
        const found = await exports.inspect(area, folderName);
        return found.ok ? success({ found: found.value }) : found;
      }),
    'export.list': async ({ area }) =>
      await permitted(area, async () => {
        const folders = await exports.list(area);
        return folders.ok ? success({ folders: [...folders.value] }) : folders;
      }),
    'export.remove': async ({ area, folderName }) =>
      await permitted(area, async () => asNothing(await exports.remove(area, folderName))),
    'samples.write': async ({ files }) => {
      const folder = await writeSamples(layer, data.paths.samples, files);
      return folder.ok ? success({ folder: folder.value }) : folder;
    },
    'folder.reveal': async ({ folder }) => {
      if (services.openFolder === null)
        return failed('bad-request', { channel: 'folder.reveal', path: 'file-manager' });
      const roots = [data.paths.exports, data.paths.samples, data.paths.reports];
      return asNothing(await revealFolder(folder, roots, services.openFolder));
    },
    'update.state': async () => await updates.state(),
    'update.check': async ({ folder }) => await updates.check(folder),
    'update.prepare': async ({ folder }) => await updates.prepare(folder),
    'update.back': async () => await updates.back(),
    'update.discard': async () => await updates.discard(),
    'report.write': async ({ text }) => {
      const { kind, appVersion } = services;
      const facts = await reportFacts({ layer, paths: data.paths, areas, allowed, kind, appVersion });
      return await writeReport(layer, data.paths.reports, `${text}\n${facts}\n`, services.now());
    },
    'print.send': async (job) =>
      services.print === null
        ? failed('bad-request', { channel: 'print.send', path: 'host' })
        : await services.print(job),
  };
  return {
    handlers,
    close: async () => {
      await accessLog.close();
      await backups.close();
      await fetches.close();
      await posts.close();
      await areas.close();
    },
  };
}
