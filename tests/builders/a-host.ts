/**
 * The product's own host core over a folder under the system's temporary one, with a door at which a test can stop the
 * traffic: before a call reaches the host, or after the host did its work and before the answer arrives.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer, type Host } from '#shared/contract/host.ts';
import { checkAnswer } from '#shared/contract/host.ts';
import type { Channel, HostDescription } from '#shared/contract/channels.ts';
import { failed } from '#shared/contract/failure.ts';
import type { DeviceOf } from '#electron/host/backup-places.ts';
import { openDataFolder } from '#electron/host/data-folder.ts';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { createHostCore, type HostCore } from '#electron/host/handlers.ts';
import { createLog } from '#electron/host/log.ts';
import type { CourierWaits } from '#electron/host/post/courier.ts';

export interface TestHost {
  readonly host: Host;
  readonly folder: string;
  /** Calls so far, by channel. */
  readonly calls: Channel[];
  /** The next call of this channel gets no answer: `before` it reaches the host, or `after` the host did it. */
  cut(channel: Channel, when: 'before' | 'after'): void;
  describe(): Promise<HostDescription>;
  /** Ends the host and starts another one over the same folder; `meanwhile` while none runs. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Ends the host and leaves its folder. */
  stop(): Promise<void>;
  end(): Promise<void>;
}

async function start(
  folder: string,
  layer: FileLayer,
  wish: HostWish,
): Promise<{ readonly core: HostCore; readonly release: () => Promise<void> }> {
  const env = { ...process.env, COUNTER_WITNESS: `${folder}-witness` };
  const data = await openDataFolder(diskLayer, folder, 'loopback', env);
  if (!data.ok) throw new Error(`test host: ${data.failure.code}`);
  const core = createHostCore({
    layer,
    data: data.value,
    log: createLog(data.value.paths.logs, () => new Date(0)),
    now: wish.now ?? (() => new Date(0)),
    kind: 'loopback',
    appVersion: '0.0.0',
    trainingOnly: false,
    openFolder: null,
    print: null,
    ...(wish.deviceOf === undefined ? {} : { deviceOf: wish.deviceOf }),
    postWaits: { quickMs: 1, scale: 0.02, ...wish.postWaits },
  });
  const release = async () => {
    await core.close();
    await data.value.lock.release();
  };
  return { core, release };
}

export interface HostWish {
  readonly postWaits?: Partial<CourierWaits>;
  readonly deviceOf?: DeviceOf;
  readonly now?: () => Date;
}

/** `given`: over a folder that is there already; the caller's to remove. `layer`: a disk that fails where a test wants it. */
export async function aHost(given?: string, layer: FileLayer = diskLayer, wish: HostWish = {}): Promise<TestHost> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'counter-store-')));
  let running = await start(folder, layer, wish);
  const cuts: { readonly channel: Channel; readonly when: 'before' | 'after' }[] = [];
  const calls: Channel[] = [];
  const host: Host = {
    call: async (channel, request) => {
      calls.push(channel);
      const at = cuts.findIndex((cut) => cut.channel === channel);
      const cut = at < 0 ? undefined : cuts.splice(at, 1)[0];
      if (cut?.when === 'before') return failed('host-unreachable');
      const raw = await answer(running.core.handlers, channel, structuredClone(request), (error) => {
        throw error instanceof Error ? error : new Error('not an error was thrown');
      });
      return cut?.when === 'after' ? failed('host-unreachable') : checkAnswer(channel, structuredClone(raw));
    },
  };
  return {
    host,
    folder,
    calls,
    cut: (channel, when) => cuts.push({ channel, when }),
    describe: async () => {
      const described = await host.call('host.describe', {});
      if (!described.ok) throw new Error(described.failure.code);
      return described.value;
    },
    restart: async (meanwhile) => {
      await running.release();
      await meanwhile?.();
      running = await start(folder, layer, wish);
    },
    stop: async () => {
      await running.release();
    },
    end: async () => {
      await running.release();
      for (const place of [folder, `${folder}-witness`])
        await rm(place, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
