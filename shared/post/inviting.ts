/**
 * One window lets another in: it makes a code (`shared/crypto/join-code.ts`) and leaves with the hub what whoever types that code may
 * have: the right to join, and the office's keys, sealed under the code. The hub learns neither the code nor the keys.
 */
import { z } from 'zod';
import { HandedKeys } from '../contract/post.ts';
import { LogName } from './heads.ts';
import { HubInstant, Signed, Version } from './parts.ts';

const Invitation = z.string().regex(/^[0-9a-f]{32}$/u);
/** HMAC-SHA-256 in Base64. */
const Keyed = z.string().regex(/^[A-Za-z0-9+/]{43}=$/u);

/** Codes of one window that are good at the same time; the oldest gives way. */
export const MOST_INVITATIONS = 5;

export const InviteLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  /** Name and proof key, as the code gives them. */
  invitation: Invitation,
  proofKey: Keyed,
  sealed: HandedKeys,
  signature: Signed,
});
export type InviteLetter = z.infer<typeof InviteLetter>;

/** Until when the code is good. */
export const Invited = z.strictObject({ until: HubInstant });
export type Invited = z.infer<typeof Invited>;

/** A window that has joined, and knows the code, asks for the keys that lie under it. */
export const HandoverLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  invitation: Invitation,
  nonce: z.uuid(),
  /** Over {@link handoverProofText}. */
  proof: Keyed,
  signature: Signed,
});
export type HandoverLetter = z.infer<typeof HandoverLetter>;

/** `null`: nothing lies under this code, the hub's operator printed it. `proof` over {@link handedText}. */
export const HandedOver = z.strictObject({ sealed: HandedKeys.nullable(), proof: Keyed });
export type HandedOver = z.infer<typeof HandedOver>;

export const inviteText = (letter: Omit<InviteLetter, 'signature' | 'version'>): string => {
  const { office, area, window, generation, invitation, proofKey, sealed } = letter;
  return `counter-post invite 1\n${JSON.stringify([office, area, window, generation, invitation, proofKey, sealed])}`;
};

type Asked = Pick<HandoverLetter, 'office' | 'area' | 'window' | 'generation' | 'invitation' | 'nonce'>;
const askedOf = ({ office, area, window, generation, invitation, nonce }: Asked): readonly unknown[] => [
  office,
  area,
  window,
  generation,
  invitation,
  nonce,
];

/** What the window proves. */
export const handoverProofText = (asked: Asked): string => `counter-post handover 1\n${JSON.stringify(askedOf(asked))}`;
/** What the window signs. */
export const handoverText = (asked: Asked & Pick<HandoverLetter, 'proof'>): string =>
  `counter-post handover signed 1\n${JSON.stringify([...askedOf(asked), asked.proof])}`;
/** What the hub proves. */
export const handedText = (asked: Asked, sealed: string | null): string =>
  `counter-post handed 1\n${JSON.stringify([...askedOf(asked), sealed])}`;
