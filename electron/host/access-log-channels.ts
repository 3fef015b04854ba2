/** The channels of the access log, over the log of each area. */
import { join } from 'node:path';
import { keptFrom } from '#shared/casework/access-log.ts';
import type { Area } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { openAccessLog, type AccessLog, type AccessLogState } from './access-log.ts';
import type { DataPaths } from './data-folder.ts';
import type { FileLayer } from './file-layer.ts';

type AccessChannel = 'accessLog.state' | 'accessLog.append' | 'accessLog.read' | 'accessLog.prune';

export interface AccessLogParts {
  readonly layer: FileLayer;
  readonly paths: Pick<DataPaths, 'area'>;
  readonly allowed: (area: Area) => boolean;
  readonly now: () => Date;
}

export interface AccessLogChannels {
  readonly handlers: Pick<ChannelHandlers, AccessChannel>;
  /** Lets go of an area's files, before it is removed and at the end. */
  close(area?: Area): Promise<void>;
}

const answer = ({ count, head, months }: AccessLogState) => ({ count, head, months: [...months] });

export function accessLogChannels({ layer, paths, allowed, now }: AccessLogParts): AccessLogChannels {
  const logs = new Map<Area, AccessLog>();
  const within = async <T>(area: Area, work: (log: AccessLog) => Promise<Result<T>>): Promise<Result<T>> => {
    if (!allowed(area)) return failed('office-not-allowed-as-root');
    const log = logs.get(area) ?? openAccessLog(layer, join(paths.area(area), 'access-log'));
    logs.set(area, log);
    return await work(log);
  };
  return {
    handlers: {
      'accessLog.state': async ({ area }) => {
        const state = await within(area, (log) => log.state());
        return state.ok ? success(answer(state.value)) : state;
      },
      'accessLog.append': async ({ area, line }) => {
        const done = await within(area, (log) => log.append(line));
        return done.ok ? success({ taken: done.value.taken, state: answer(done.value.state) }) : done;
      },
      'accessLog.read': async ({ area, month, after, limit }) =>
        await within(area, (log) => log.read(month, after, limit)),
      'accessLog.prune': async ({ area, month }) => {
        const today = plainDate(now().toISOString().slice(0, 10));
        if (month > keptFrom(today)) return failed('bad-request', { channel: 'accessLog.prune', path: 'month' });
        const pruned = await within(area, (log) => log.prune(month));
        return pruned.ok ? success({}) : pruned;
      },
    },
    close: async (area) => {
      for (const [of, log] of logs) if (area === undefined || area === of) await log.close();
    },
  };
}
