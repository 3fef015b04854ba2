/** Joining a hub by a printed code, as the window does it: nothing is believed that the code does not prove (shared/post/README.md). */
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { randomUUID } from 'node:crypto';
import type { PostTroubleCode } from '#shared/contract/post.ts';
import type { Area } from '#shared/contract/area.ts';
import { joinProof, joinSecrets, readJoinCode } from '#shared/crypto/join-code.ts';
import { keyedDigestFits, verifierOf } from '#shared/crypto/signing.ts';
import type { About } from '#shared/post/endpoints.ts';
import { readHubAddress } from '#shared/post/courier.ts';
import { JoinAnswer, joinProofText, joinReplyText, type JoinRequest } from '#shared/post/joining.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { isHubs } from './certificate-check.ts';
import { hubClient, type HubClient, type HubReply } from './hub-client.ts';
import type { Joined } from './post-record.ts';

export interface JoinWish {
  /** As typed. */
  readonly address: string;
  readonly code: string;
  readonly area: Area;
  readonly writer: { readonly window: string; readonly generation: number; readonly prefix: string };
  readonly publicKey: string;
  readonly now: () => Date;
}

export type JoinOutcome =
  | { readonly ok: true; readonly joined: Joined }
  | { readonly ok: false; readonly code: PostTroubleCode; readonly step: 'about' | 'join' };

const refused = (code: PostTroubleCode, step: 'about' | 'join'): JoinOutcome => ({ ok: false, code, step });
const codeOf = (reply: Exclude<HubReply<unknown>, { ok: true }>): PostTroubleCode =>
  'problem' in reply ? reply.problem.code : reply.way;

/** Joins, or says why not; nothing is kept here. A used code given again within its hour by the same window is answered again. */
export async function joinHub(wish: JoinWish): Promise<JoinOutcome> {
  const address = readHubAddress(wish.address);
  if (address === null) return refused('address-unfit', 'join');
  const code = readJoinCode(wish.code);
  if (!code.ok) return refused('code-unreadable', 'join');
  const client = hubClient(address);
  try {
    const about = await client.call('about', null);
    if (!about.ok) return refused(codeOf(about), 'about');
    if (!about.value.versions.includes(POST_VERSION)) return refused('wrong-version', 'about');
    if (about.value.area !== wish.area) return refused('wrong-area', 'about');
    return await joinAt(client, { address, secret: code.secret, about: about.value }, wish);
  } finally {
    client.close();
  }
}

interface Answering {
  readonly address: string;
  readonly secret: string;
  readonly about: About;
}

async function joinAt(client: HubClient, { address, secret, about }: Answering, wish: JoinWish): Promise<JoinOutcome> {
  const { invitation, proofKey } = await joinSecrets(secret);
  const { area, publicKey, writer } = wish;
  const { window, generation, prefix } = writer;
  const nonce = randomUUID();
  const request = JSON.stringify({
    version: POST_VERSION,
    area,
    window,
    generation,
    prefix,
    publicKey,
    nonce,
  } satisfies JoinRequest);
  const proof = await joinProof(proofKey, joinProofText(request));
  const letter = { version: POST_VERSION, invitation, request, proof };
  let reply = await client.call('join', letter);
  // The answer may be lost on the way after the code was used: the same letter has the same answer.
  if (!reply.ok && 'way' in reply) reply = await client.call('join', letter);
  if (!reply.ok) return refused(codeOf(reply), 'join');
  const { answer, proof: proved } = reply.value;
  if (!(await keyedDigestFits(proofKey, joinReplyText(request, answer), proved))) return refused('not-proved', 'join');
  const read = JoinAnswer.safeParse(parsedJson(answer));
  if (!read.success) return refused('wrong-version', 'join');
  const { hub, hubKey, office, ...given } = read.data;
  const own =
    given.nonce === nonce && given.window === window && given.generation === generation && given.area === area;
  if (!own) return refused('not-proved', 'join');
  // What the code proved is the hub's key; that key has to have signed the certificate of this connection.
  const verify = await verifierOf(hubKey);
  if (verify === null || !(await isHubs(client, { ...about, hub }, verify))) return refused('not-proved', 'join');
  return {
    ok: true,
    joined: { address, hub, hubKey, office, window, generation, since: wish.now().toISOString() },
  };
}
