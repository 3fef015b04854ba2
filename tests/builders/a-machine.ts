/**
 * A machine with the product's own host on it: its identity, its user's configuration and its disks are what the test says, so
 * that two of them can meet over one place of backups.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { answer, checkAnswer, type Host } from '#shared/contract/host.ts';
import { openDataFolder } from '#electron/host/data-folder.ts';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { createHostCore } from '#electron/host/handlers.ts';
import { createLog } from '#electron/host/log.ts';

export interface Machine {
  readonly host: Host;
  readonly folder: string;
  /** The browser profile. */
  idb: IDBFactory;
  stop(): Promise<void>;
}

export interface MachineOptions {
  readonly name: string;
  readonly folder: string;
  readonly layer?: FileLayer;
  /** Everything that lies below this is the machine's own disk; any other path is another device. */
  readonly ownDisk: string;
  readonly now?: () => Date;
  /** Folder of the installed program that runs it. */
  readonly program?: string;
}

/** Starts a host; throws where that is refused. */
export async function aMachine(options: MachineOptions): Promise<Machine> {
  const { name, folder, layer = diskLayer, ownDisk } = options;
  const env = { ...process.env, COUNTER_WITNESS: join(ownDisk, 'config'), COUNTER_MACHINE: name };
  const data = await openDataFolder(layer, folder, 'loopback', env);
  if (!data.ok) throw new Error(`machine ${name}: ${data.failure.code}`);
  const now = options.now ?? (() => new Date('2022-08-22T02:00:00Z'));
  const core = createHostCore({
    layer,
    data: data.value,
    log: createLog(data.value.paths.logs, now),
    now,
    kind: 'loopback',
    appVersion: '0.0.0',
    trainingOnly: false,
    openFolder: null,
    print: null,
    program: options.program ?? null,
    deviceOf: async (path) => await Promise.resolve(path.startsWith(ownDisk) ? 'own' : 'second'),
  });
  return {
    folder,
    idb: new IDBFactory(),
    host: {
      call: async (channel, request) =>
        checkAnswer(
          channel,
          structuredClone(
            await answer(core.handlers, channel, structuredClone(request), (error) => {
              throw error instanceof Error ? error : new Error('not an error was thrown');
            }),
          ),
        ),
    },
    stop: async () => {
      await core.close();
      await data.value.lock.release();
    },
  };
}

export interface TestDisks {
  /** Two machines' own disks, and a place that both reach. */
  readonly first: string;
  readonly second: string;
  readonly stick: string;
  clear(): Promise<void>;
}

export async function testDisks(): Promise<TestDisks> {
  const made = async (name: string): Promise<string> => await mkdtemp(join(tmpdir(), `counter-${name}-`));
  const [first, second, stick] = [await made('first'), await made('second'), await made('备份 盘')];
  return {
    first,
    second,
    stick,
    clear: async () => {
      for (const disk of [first, second, stick]) await rm(disk, { recursive: true, force: true });
    },
  };
}
