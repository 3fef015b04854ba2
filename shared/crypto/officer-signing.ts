/**
 * Officers' signatures over entries of the ledger and over a second officer's word. What is signed names the roll under which it is
 * to be judged and the whole entry: place, window, subject, day, officer, what came before, and the content as it is sealed.
 */
import { bodyText } from '../casework/journal-line.ts';
import type { JournalAppend, Signature } from '../casework/journal.ts';
import type { SignedRoll } from '../casework/roll.ts';
import type { Roll } from '../contract/roll.ts';
import { hashText } from './hash-text.ts';
import { signerOf, verifierOf } from './signing.ts';

/** An entry before it is signed. */
export type Unsigned = Omit<JournalAppend, 'contentKey' | 'signed'>;

/** What an officer's key is called in what it signed: the first half of the SHA-256 of its public half. */
export const cardName = (publicKey: string): string => hashText(publicKey).slice(0, 32);

/** The text under an entry's signature. */
export const entryStatement = (entry: Unsigned, roll: number): string =>
  `counter entry 1\n${JSON.stringify([roll, hashText(bodyText({ ...entry, signed: null }))])}`;

/** A key that signs, in the hands of the one who is signed in. */
export interface OfficerSigner {
  readonly card: string;
  readonly sign: (text: string) => Promise<string>;
}

/** `null` where the private half is none. */
export async function officerSigner(privateKey: string, publicKey: string): Promise<OfficerSigner | null> {
  const sign = await signerOf(privateKey);
  return sign === null ? null : { card: cardName(publicKey), sign };
}

export async function signEntry(signer: OfficerSigner, entry: Unsigned, roll: number): Promise<Signature> {
  return { card: signer.card, roll, value: await signer.sign(entryStatement(entry, roll)) };
}

/** Whether a signature over an entry is of this key. */
export async function entrySignatureHolds(entry: Unsigned, signed: Signature, publicKey: string): Promise<boolean> {
  if (signed.card !== cardName(publicKey)) return false;
  const verify = await verifierOf(publicKey);
  return verify !== null && verify(entryStatement(entry, signed.roll), signed.value);
}

/**
 * Whose word an entry is. `before`: nobody was on a roll yet. `held`: signed by the card that the roll in force names for its officer.
 * `unlisted`: its officer, or the card that signed, is not on the roll. `broken`: somebody on the roll is named, and did not sign it.
 */
export type WordOfEntry = 'before' | 'held' | 'unlisted' | 'broken';

/** A roll with the ledger number of the entry that recorded it. */
export interface RecordedRoll {
  readonly since: number;
  readonly roll: Roll;
  readonly signed: SignedRoll;
}

/** The roll that judges an entry: the last that was recorded before it. */
export const rollFor = (rolls: readonly RecordedRoll[], sequence: number): Roll | null =>
  rolls.findLast(({ since }) => since < sequence)?.roll ?? null;

/** `rolls` in the order in which they were recorded. */
export async function wordOf(
  entry: Unsigned & { readonly signed: Signature | null },
  rolls: readonly RecordedRoll[],
): Promise<WordOfEntry> {
  const roll = rollFor(rolls, entry.header.sequence);
  if (roll === null) return 'before';
  const { signed } = entry;
  const named = roll.officers.some(({ id, state }) => id === entry.header.officerId && state === 'active');
  if (signed === null) return named ? 'broken' : 'unlisted';
  const signer = roll.officers.find(({ signing }) => cardName(signing) === signed.card);
  if (signer === undefined) return 'unlisted';
  const theirs = signer.id === entry.header.officerId && signer.state === 'active' && signed.roll === roll.number;
  return theirs && (await entrySignatureHolds(entry, signed, signer.signing)) ? 'held' : 'broken';
}
