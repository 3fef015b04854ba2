/** The calls about dispatches. */
import { failed, success } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import type { PostDispatches } from '#shared/contract/post.ts';
import type { AskingDesk } from './asked-hub.ts';
import type { Area } from '#shared/contract/area.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { DispatchBook } from './dispatch-book.ts';
import type { Dispatching } from './dispatching.ts';

export type DispatchChannel = 'post.tellDispatches' | 'post.dispatches' | 'post.dispatchContent';

export interface DispatchDesk extends AskingDesk {
  readonly dispatches: DispatchBook | null;
  readonly dispatching: Dispatching | null;
}

type AtDesk = <T>(area: Area, work: (desk: DispatchDesk) => Promise<Result<T>>) => Promise<Result<T>>;

const NONE: PostDispatches = { state: 'unasked', asOf: null, own: [], received: [] };

export function dispatchHandlers(atDesk: AtDesk): Pick<ChannelHandlers, DispatchChannel> {
  return {
    'post.tellDispatches': async ({ area, keep, put }) =>
      await atDesk(area, async ({ dispatches, wake }) => {
        if (dispatches === null) return failed('bad-request', { channel: 'post.tellDispatches' });
        const told = await dispatches.tell(keep, put);
        if (!told.ok) return told;
        wake();
        return success({});
      }),
    'post.dispatches': async ({ area }) =>
      await atDesk(area, async ({ dispatching }) => await Promise.resolve(success(dispatching?.view() ?? NONE))),
    'post.dispatchContent': async ({ area, window, name }) =>
      await atDesk(
        area,
        async ({ dispatches, joined }) =>
          await Promise.resolve(
            success({ content: joined === null ? null : (dispatches?.contentOf(window, name) ?? null) }),
          ),
      ),
  };
}
