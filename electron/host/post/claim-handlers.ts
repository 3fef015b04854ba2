/** The calls about claims and about letting another window in. */
import { randomUUID } from 'node:crypto';
import { failed, success } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import { joinProof, joinSecrets, readJoinCode } from '#shared/crypto/join-code.ts';
import { keyedDigestFits } from '#shared/crypto/signing.ts';
import { handedText, handoverProofText, handoverText, inviteText } from '#shared/post/inviting.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { asked, type AtDesk } from './asked-hub.ts';

export type ClaimChannel = 'post.tellClaims' | 'post.claimsOn' | 'post.collisions' | 'post.invite' | 'post.handover';

type StateOf = ChannelHandlers['post.state'];

export function claimHandlers(atDesk: AtDesk, stateOf: StateOf): Pick<ChannelHandlers, ClaimChannel> {
  return {
    'post.tellClaims': async ({ area, ...told }) => {
      const taken = await atDesk(area, async ({ book, wake }) => {
        const done = book === null ? failed('bad-request', { channel: 'post.tellClaims' }) : await book.tell(told);
        if (done.ok) wake();
        return done;
      });
      return taken.ok ? await stateOf({ area }) : taken;
    },
    'post.claimsOn': async ({ area, digests }) =>
      await atDesk(area, async ({ book, joined }) => {
        const rows = joined === null || book === null ? [] : book.othersOn(digests, joined.window);
        return await Promise.resolve(success({ rows: [...rows], asOf: joined === null ? null : (book?.asOf ?? null) }));
      }),
    'post.collisions': async ({ area }) =>
      await atDesk(area, async ({ book, joined }) => {
        const found = joined === null || book === null ? [] : book.collisions(joined.window);
        return await Promise.resolve(success({ collisions: [...found], asOf: book?.asOf ?? null }));
      }),
    'post.invite': async ({ area, invitation, proofKey, sealed }) =>
      await atDesk(area, async (desk) => {
        const reply = await asked(area, desk, async (client, log, sign) => {
          const unsigned = { ...log, area, invitation, proofKey, sealed };
          return await client.call('invite', {
            ...unsigned,
            version: POST_VERSION,
            signature: await sign(inviteText(unsigned)),
          });
        });
        if (reply.ok) return success({ address: desk.joined?.address ?? '', until: reply.value.until });
        return failed('post-not-invited', { reason: reply.why });
      }),
    'post.handover': async ({ area, code }) =>
      await atDesk(area, async (desk) => {
        const read = readJoinCode(code);
        if (!read.ok) return failed('post-not-joined', { reason: 'code-unreadable', step: 'join' });
        const { invitation, proofKey } = await joinSecrets(read.secret);
        const nonce = randomUUID();
        let proved = false;
        const reply = await asked(area, desk, async (client, log, sign) => {
          const wish = { ...log, area, invitation, nonce };
          const proof = await joinProof(proofKey, handoverProofText(wish));
          const signature = await sign(handoverText({ ...wish, proof }));
          const answer = await client.call('handover', { ...wish, version: POST_VERSION, proof, signature });
          proved =
            answer.ok && (await keyedDigestFits(proofKey, handedText(wish, answer.value.sealed), answer.value.proof));
          return answer;
        });
        if (!reply.ok) return failed('post-not-joined', { reason: reply.why, step: 'join' });
        return proved
          ? success({ sealed: reply.value.sealed })
          : failed('post-not-joined', { reason: 'not-proved', step: 'join' });
      }),
  };
}
