/** The calls about claims and about letting another window in. */
import { randomUUID } from 'node:crypto';
import type { Area } from '#shared/contract/area.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import type { PostTroubleCode } from '#shared/contract/post.ts';
import { joinProof, joinSecrets, readJoinCode } from '#shared/crypto/join-code.ts';
import { keyedDigestFits } from '#shared/crypto/signing.ts';
import type { LogName } from '#shared/post/heads.ts';
import { handedText, handoverProofText, handoverText, inviteText } from '#shared/post/inviting.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { knownHub } from './certificate-check.ts';
import type { ClaimBook } from './claim-book.ts';
import { hubClient, type HubReply } from './hub-client.ts';
import type { Joined } from './post-record.ts';

export type ClaimChannel = 'post.tellClaims' | 'post.claimsOn' | 'post.collisions' | 'post.invite' | 'post.handover';

/** What these calls need of the post of one area. */
export interface ClaimDesk {
  readonly joined: Joined | null;
  readonly book: ClaimBook | null;
  readonly sign: ((text: string) => Promise<string>) | null;
  readonly verify: ((text: string, signature: string) => Promise<boolean>) | null;
  /** Something is to be exchanged. */
  readonly wake: () => void;
}

type AtDesk = <T>(area: Area, work: (desk: ClaimDesk) => Promise<Result<T>>) => Promise<Result<T>>;
type StateOf = ChannelHandlers['post.state'];

const codeOf = (reply: Exclude<HubReply<unknown>, { ok: true }>): PostTroubleCode =>
  'problem' in reply ? reply.problem.code : reply.way;

/** One call to the hub that was joined, once its certificate is known to be its own. */
async function asked<T>(
  area: Area,
  desk: ClaimDesk,
  call: (
    client: ReturnType<typeof hubClient>,
    log: Omit<LogName, 'area'>,
    sign: (text: string) => Promise<string>,
  ) => Promise<HubReply<T>>,
): Promise<
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: PostTroubleCode | 'unjoined' }
> {
  const { joined, sign, verify } = desk;
  if (joined === null || sign === null || verify === null) return { ok: false, why: 'unjoined' };
  const client = hubClient(joined.address);
  try {
    const known = await knownHub(client, area, joined, verify);
    if ('code' in known) return { ok: false, why: known.code };
    const { office, window, generation } = joined;
    const reply = await call(client, { office, window, generation }, sign);
    return reply.ok ? reply : { ok: false, why: codeOf(reply) };
  } finally {
    client.close();
  }
}

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
