/** The host as the window sees it: one function a channel, answers or failures as data. */
import type { output } from 'zod';
import { channels, type Channel, type ChannelRequest, type ChannelResponse } from './channels.ts';
import { failed, success, type Result } from './failure.ts';

export interface Host {
  call<C extends Channel>(channel: C, request: ChannelRequest<C>): Promise<Result<ChannelResponse<C>>>;
}

/** What a host runs for one channel: gets a checked request, may throw only on a bug. */
export type ChannelHandlers = {
  readonly [C in Channel]: (request: output<(typeof channels)[C]['request']>) => Promise<Result<ChannelResponse<C>>>;
};

/** Whether a name from outside is a channel of this table. */
export function isChannel(name: string): name is Channel {
  return Object.hasOwn(channels, name);
}

/** The host's side of the door: checks the request, runs the handler, checks the answer. Never throws. */
export async function answer(
  handlers: ChannelHandlers,
  name: string,
  request: unknown,
  onBug: (error: unknown) => void,
): Promise<Result<unknown>> {
  if (!isChannel(name)) return failed('unknown-channel', { channel: name.slice(0, 60) });
  const parsed = channels[name].request.safeParse(request);
  if (!parsed.success)
    return failed('bad-request', { channel: name, path: parsed.error.issues[0]?.path.join('.') ?? '' });
  try {
    const handler = handlers[name] as (value: unknown) => Promise<Result<unknown>>;
    const result = await handler(parsed.data);
    if (!result.ok) return result;
    const checked = channels[name].response.safeParse(result.value);
    if (!checked.success) {
      onBug(checked.error);
      return failed('bad-response', { channel: name });
    }
    return success(checked.data);
  } catch (error) {
    onBug(error);
    return failed('internal-error', { channel: name });
  }
}

/** The window's side of the door: checks what came back over a transport that may be anything. */
export function checkAnswer<C extends Channel>(channel: C, raw: unknown): Result<ChannelResponse<C>> {
  if (typeof raw !== 'object' || raw === null || !('ok' in raw)) return failed('bad-response', { channel });
  if (raw.ok === false) return raw as Result<never>;
  const parsed = channels[channel].response.safeParse((raw as { value?: unknown }).value);
  return parsed.success ? success(parsed.data as ChannelResponse<C>) : failed('bad-response', { channel });
}
