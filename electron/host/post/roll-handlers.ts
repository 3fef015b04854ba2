/** The call about the office's rolls: they live in the ledger and at the hub, the host keeps none. */
import { randomUUID } from 'node:crypto';
import { failed, success } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { rollsText } from '#shared/post/rolls.ts';
import { asked, type AtDesk } from './asked-hub.ts';

export type RollChannel = 'post.rolls';

export function rollHandlers(atDesk: AtDesk): Pick<ChannelHandlers, RollChannel> {
  return {
    'post.rolls': async ({ area, put, after }) =>
      await atDesk(area, async (desk) => {
        const reply = await asked(area, desk, async (client, log, sign) => {
          const unsigned = { ...log, area, put, after, nonce: randomUUID() };
          return await client.call('rolls', {
            ...unsigned,
            version: POST_VERSION,
            signature: await sign(rollsText(unsigned)),
          });
        });
        return reply.ok ? success(reply.value) : failed('roll-not-sent', { reason: reply.why });
      }),
  };
}
