/** Why the post stopped, as its steps tell it. */
import type { PostStep, PostTroubleCode } from '#shared/contract/post.ts';
import type { HubReply } from './hub-client.ts';

export interface Stop {
  readonly code: PostTroubleCode;
  readonly step: PostStep;
  readonly sequence?: number;
  readonly seconds?: number;
}
/** `null`: done, or go on. */
export type Done = Stop | null;

export const stopOf = (reply: Exclude<HubReply<unknown>, { ok: true }>, step: PostStep): Stop => {
  if ('way' in reply) return { code: reply.way, step };
  const { problem } = reply;
  const seconds = 'retryAfterSeconds' in problem ? problem.retryAfterSeconds : 0;
  return { code: problem.code, step, seconds };
};
