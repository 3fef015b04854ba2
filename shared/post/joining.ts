/**
 * Joining by a code. `npm run hub -- invite` prints the hub's address and a code of 80 bits, good once and for an hour. The window
 * derives the invitation's name and a proof key from it (`joinSecrets` in shared/crypto), proves that it knows the code, and
 * believes the answer, with the hub's key in it, only if the hub proves the same over both texts. The texts cross as they were
 * proved. The same request again within the hour has the same answer, since a reply may be lost.
 */
import { z } from 'zod';
import { Area } from '../contract/area.ts';
import { Epoch, Generation, HubInstant, PublicKey, Version } from './parts.ts';

/** How long a code is good. */
export const INVITATION_MINUTES = 60;

/** What a window says of itself. A known window with a higher generation takes over from the one before. */
export const JoinRequest = z.strictObject({
  version: Version,
  area: Area,
  window: z.uuid(),
  generation: Generation,
  /** Prefix of its numbers, which no other window of the office may have. */
  prefix: z.string().min(1).max(12),
  /** The window's key, made for the post alone; its private half never leaves the host. */
  publicKey: PublicKey,
  nonce: z.uuid(),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

/** What the window then knows of its hub. Later versions may add the fingerprint of a certificate. */
export const JoinAnswer = z.strictObject({
  version: Version,
  hub: z.uuid(),
  hubKey: PublicKey,
  epoch: Epoch,
  office: z.uuid(),
  area: Area,
  window: z.uuid(),
  generation: Generation,
  at: HubInstant,
  nonce: z.uuid(),
});
export type JoinAnswer = z.infer<typeof JoinAnswer>;

const Proof = z.string().regex(/^[A-Za-z0-9+/]{43}=$/u);

/** As sent: `request` is the JSON text of a {@link JoinRequest}. */
export const JoinLetter = z.strictObject({
  version: Version,
  invitation: z.string().regex(/^[0-9a-f]{32}$/u),
  request: z.string().max(2000),
  proof: Proof,
});
export type JoinLetter = z.infer<typeof JoinLetter>;

/** As answered: `answer` is the JSON text of a {@link JoinAnswer}. */
export const JoinReply = z.strictObject({ answer: z.string().max(2000), proof: Proof });
export type JoinReply = z.infer<typeof JoinReply>;

/** What the window proves. */
export const joinProofText = (request: string): string => `counter-post join 1\n${request}`;
/** What the hub proves. */
export const joinReplyText = (request: string, answer: string): string =>
  `counter-post joined 1\n${JSON.stringify([request, answer])}`;
