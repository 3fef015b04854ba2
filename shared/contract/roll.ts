/**
 * The roll (任职名单): who belongs to the office, with which keys and duties. Numbered; each names the one before; signed with the
 * office key, whose private half opens only under a printed key that is typed when a roll is signed: no passphrase makes a roll. The
 * roll last recorded before an entry judges whose word that entry is.
 *
 * Two texts, signed as they cross: the open one may be read by a hub and names nobody; the private one holds names and sealed cards,
 * and is bound in by its hash.
 */
import { z } from 'zod';
import { ExportingWindow, type SignedRoll } from '../casework/roll.ts';
import { OfficerRole } from '../domain/officer.ts';
import { parsedJson } from '../domain/parsed-json.ts';
import { Area } from './area.ts';
import { KeyCard, KeyDerivation } from './vault.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
/** Base64 of a point's 65 bytes. */
const PublicKey = z.string().regex(/^[A-Za-z0-9+/]{87}=$/u);
const OfficerId = z.string().min(1).max(64);

/** Persons of one office. */
export const MOST_ON_ROLL = 200;

const OpenOfficer = z.strictObject({
  id: OfficerId,
  role: OfficerRole,
  /** Whoever left stays listed: what they signed before is judged by the rolls of that time. */
  state: z.enum(['active', 'left']),
  signing: PublicKey,
  opening: PublicKey,
});

export const OpenRoll = z.strictObject({
  /** 2: it may name the exporting window. */
  version: z.literal([1, 2]),
  area: Area,
  /** The same for all rolls of an office. */
  series: z.uuid(),
  number: z.number().int().positive(),
  /** Hash of the open text of the roll before; `null` for the first. */
  before: Hash.nullable(),
  /** Local instant of signing. */
  at: z.string().max(40),
  officeKey: PublicKey,
  officers: z.array(OpenOfficer).max(MOST_ON_ROLL),
  /** The window that exports one batch for the whole office; absent where each exports its own. */
  exporting: ExportingWindow.optional(),
  /** Hash of the private text. */
  private: Hash,
});
export type OpenRoll = z.infer<typeof OpenRoll>;

/** The office key's private half under the printed key. Base64. */
export const SealedOfficeKey = z.strictObject({ derivation: KeyDerivation, sealed: z.string().max(1000) });
export type SealedOfficeKey = z.infer<typeof SealedOfficeKey>;

export const PrivateRoll = z.strictObject({
  /** So that the hash in the open text does not give names away to whoever guesses them. */
  salt: z.string().min(16).max(64),
  officeKey: SealedOfficeKey,
  officers: z
    .array(z.strictObject({ id: OfficerId, name: z.string().min(1).max(100), card: KeyCard.nullable() }))
    .max(MOST_ON_ROLL),
});
export type PrivateRoll = z.infer<typeof PrivateRoll>;

/** A roll on its way: `sealed` is the private text under a key that only the office's windows have, Base64. */
export const SentRoll = z.strictObject({
  open: z.string().min(2).max(200_000),
  sealed: z
    .string()
    .max(700_000)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/u),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/u),
});
export type SentRoll = z.infer<typeof SentRoll>;

/** One person as a roll has them. */
export interface RollOfficer {
  readonly id: string;
  readonly name: string;
  readonly role: OfficerRole;
  readonly state: 'active' | 'left';
  readonly signing: string;
  readonly opening: string;
  readonly card: KeyCard | null;
}

/** A roll whose texts belong together. Whether it is rightly signed, and follows, is asked elsewhere (shared/crypto/roll.ts). */
export interface Roll extends Pick<OpenRoll, 'series' | 'number' | 'before' | 'at' | 'officeKey'> {
  readonly hash: string;
  readonly area: OpenRoll['area'];
  readonly sealedOfficeKey: SealedOfficeKey;
  readonly officers: readonly RollOfficer[];
  /** `null`: each window exports its own. */
  readonly exporting: ExportingWindow | null;
}

/** The text under the office's signature. */
export const rollStatement = (open: string): string => `counter roll 1\n${open}`;

/** `null` where a text is none, or the private one is another's. */
export function readRoll(signed: SignedRoll, hashText: (text: string) => string): Roll | null {
  const open = OpenRoll.safeParse(parsedJson(signed.open));
  const hidden = PrivateRoll.safeParse(parsedJson(signed.private));
  if (!open.success || !hidden.success || open.data.private !== hashText(signed.private)) return null;
  const { officers, exporting = null, ...rest } = open.data;
  const known = new Map(hidden.data.officers.map((officer) => [officer.id, officer]));
  const listed = officers.flatMap((officer): RollOfficer[] => {
    const own = known.get(officer.id);
    return own === undefined ? [] : [{ ...officer, name: own.name, card: own.card }];
  });
  if (listed.length !== officers.length || known.size !== officers.length) return null;
  return { ...rest, hash: hashText(signed.open), sealedOfficeKey: hidden.data.officeKey, officers: listed, exporting };
}

/** Whether a roll comes right after the one in force; before the first one, whether it is the first of its series. */
export const succeeds = (next: Roll, current: Roll | null): boolean =>
  current === null
    ? next.number === 1 && next.before === null
    : next.series === current.series &&
      next.area === current.area &&
      next.officeKey === current.officeKey &&
      next.number === current.number + 1 &&
      next.before === current.hash;
