/** The office key, and rolls under it (shared/casework/roll.ts). */
import type { SignedRoll } from '../casework/roll.ts';
import {
  OpenRoll,
  PrivateRoll,
  readRoll,
  rollStatement,
  type Roll,
  type RollOfficer,
  type SealedOfficeKey,
} from '../contract/roll.ts';
import { fromBase64, fromUtf8, randomBytes, toBase64, utf8 } from './bytes.ts';
import { newDerivation, slowKey } from './card.ts';
import { hashText } from './hash-text.ts';
import { makeRecoveryKey, readRecoveryKey } from './recovery-key.ts';
import { open, place, seal } from './sealing.ts';
import { makeSigningPair, signerOf, verifierOf } from './signing.ts';

const WHERE = place('office key');

export interface OfficeKey {
  readonly publicKey: string;
  readonly sealed: SealedOfficeKey;
}

/** A new office key, and what is printed of it: of the form of the recovery key, which people know how to type. */
export async function makeOfficeKey(
  iterations: number,
): Promise<{ readonly printed: string; readonly officeKey: OfficeKey }> {
  const printed = makeRecoveryKey(randomBytes(28));
  const reading = readRecoveryKey(printed);
  const derivation = newDerivation(iterations);
  const key = reading.ok ? await slowKey(reading.secret, derivation) : null;
  if (key === null) throw new Error('an own office key does not read');
  const { publicKey, privateKey } = await makeSigningPair();
  const sealed = toBase64(await seal(key, WHERE, utf8(privateKey)));
  return { printed, officeKey: { publicKey, sealed: { derivation, sealed } } };
}

/** Signs with what was typed from the paper; `null` when it is another key, or none. */
export async function officeSigner(
  typed: string,
  { derivation, sealed }: SealedOfficeKey,
): Promise<((text: string) => Promise<string>) | null> {
  const reading = readRecoveryKey(typed);
  const bytes = fromBase64(sealed);
  const key = reading.ok ? await slowKey(reading.secret, derivation) : null;
  const privateKey = key === null || bytes === null ? null : await open(key, WHERE, bytes);
  return privateKey === null ? null : signerOf(fromUtf8(privateKey));
}

export interface NextRoll {
  readonly area: Roll['area'];
  /** The one in force; `null` before the first. */
  readonly current: Roll | null;
  readonly officeKey: OfficeKey;
  readonly at: string;
  readonly officers: readonly RollOfficer[];
  readonly exporting: Roll['exporting'];
}

/** The next roll, signed by the office key. */
export async function signRoll(
  { area, current, officeKey, at, officers, exporting }: NextRoll,
  sign: (text: string) => Promise<string>,
): Promise<SignedRoll> {
  const hidden = JSON.stringify(
    PrivateRoll.parse({
      salt: toBase64(randomBytes(16)),
      officeKey: officeKey.sealed,
      officers: officers.map(({ id, name, card }) => ({ id, name, card })),
    }),
  );
  const text = JSON.stringify(
    OpenRoll.parse({
      // What an older program can follow, it is given to follow.
      version: exporting === null ? 1 : 2,
      area,
      series: current?.series ?? crypto.randomUUID(),
      number: (current?.number ?? 0) + 1,
      before: current?.hash ?? null,
      at,
      officeKey: officeKey.publicKey,
      officers: officers.map(({ id, role, state, signing, opening }) => ({ id, role, state, signing, opening })),
      ...(exporting === null ? {} : { exporting }),
      private: hashText(hidden),
    }),
  );
  return { open: text, private: hidden, signature: await sign(rollStatement(text)) };
}

/** The roll, if its texts belong together and it is signed by the key that it names; else `null`. */
export async function verifiedRoll(signed: SignedRoll): Promise<Roll | null> {
  const roll = readRoll(signed, hashText);
  const verify = roll === null ? null : await verifierOf(roll.officeKey);
  return verify !== null && (await verify(rollStatement(signed.open), signed.signature)) ? roll : null;
}

/** What two people compare by reading aloud: six groups of four characters of the office key's hash. */
export const officeKeyPrint = (officeKey: string): string =>
  hashText(`counter office key 1\n${officeKey}`).slice(0, 24).toUpperCase().match(/.{4}/gu)?.join(' ') ?? '';
