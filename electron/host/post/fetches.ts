/** 从接收端取回: one at a time, told of while it goes on, and gone again once its backup was put in place or given up. */
import { join } from 'node:path';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import type { FetchedFromHub } from '#shared/contract/post.ts';
import { failed, success } from '#shared/contract/failure.ts';
import { diskFailure, errnoOf, onDisk } from '../disk-failure.ts';
import type { FileLayer } from '../file-layer.ts';
import type { HostLog } from '../log.ts';
import { fetchWindow } from './window-fetching.ts';

type FetchChannel = 'post.fetch' | 'post.fetched' | 'post.fetchEnd';

export interface Fetches {
  readonly handlers: Pick<ChannelHandlers, FetchChannel>;
  close(): Promise<void>;
}

export interface FetchesParts {
  readonly layer: FileLayer;
  readonly log: HostLog;
  readonly dataFolder: string;
  readonly program: string;
  readonly now: () => Date;
}

const NOTHING: FetchedFromHub = { state: 'none', lines: 0, of: 0, folder: null, failure: null };

export function createFetches({ layer, log, dataFolder, program, now }: FetchesParts): Fetches {
  const into = join(dataFolder, 'fetched-from-hub');
  let view = NOTHING;
  let running: { stop: boolean; done: Promise<void> } | null = null;

  const clear = async (): Promise<void> => {
    if (await layer.exists(into)) await layer.remove(into);
  };
  // What a host left that was killed in between.
  const cleared = clear().catch(() => undefined);

  const end = async (): Promise<void> => {
    await cleared;
    if (running !== null) {
      running.stop = true;
      await running.done;
      running = null;
    }
    view = NOTHING;
    await clear();
  };

  const run = async (own: { stop: boolean }, wish: { address: string; code: string }): Promise<void> => {
    try {
      const outcome = await fetchWindow({
        ...wish,
        area: 'office',
        layer,
        into,
        program,
        now,
        onProgress: (lines, of) => {
          view = { ...view, lines, of };
        },
        stopped: () => own.stop,
      });
      log.write('hub-log-fetched', { ok: outcome.ok });
      if (outcome.ok) view = { ...view, state: 'done', folder: outcome.value.folder };
      else if (!own.stop)
        view = {
          ...view,
          state: 'failed',
          failure: { code: 'post-not-fetched', detail: { reason: outcome.reason } },
        };
    } catch (error) {
      if (errnoOf(error) === null) log.bug(error);
      const told = errnoOf(error) === null ? failed('post-not-fetched', { reason: 'not-whole' }) : diskFailure(error);
      view = { ...view, state: 'failed', failure: told.ok ? null : told.failure };
    }
  };

  return {
    handlers: {
      'post.fetch': async (wish) =>
        await onDisk(async () => {
          await end();
          view = { ...NOTHING, state: 'running' };
          const own = { stop: false, done: Promise.resolve() };
          own.done = run(own, wish);
          running = own;
          return success(view);
        }),
      'post.fetched': async () => await Promise.resolve(success(view)),
      'post.fetchEnd': async () =>
        await onDisk(async () => {
          await end();
          return success(view);
        }),
    },
    close: async () => {
      await end().catch(() => undefined);
    },
  };
}
