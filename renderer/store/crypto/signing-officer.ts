/** @file Runs in the crypto worker: the card of the one who is signed in, and the rolls by which entries are judged. */
import { isOld, type AnyEntry, type JournalEntry, type Signature } from '#shared/casework/journal.ts';
import type { SignedRoll } from '#shared/casework/roll.ts';
import { succeeds, type Roll } from '#shared/contract/roll.ts';
import { isOldVault, type AnyVault } from '#shared/contract/vault.ts';
import {
  cardName,
  officerSigner,
  rollFor,
  signEntry,
  wordOf,
  type OfficerSigner,
  type RecordedRoll,
  type Unsigned,
  type WordOfEntry,
} from '#shared/crypto/officer-signing.ts';
import { verifiedRoll } from '#shared/crypto/roll.ts';
import { verifierOf } from '#shared/crypto/signing.ts';
import type { Credential } from '#shared/crypto/vault-keys.ts';
import { confirmedText, type Confirmation } from '#shared/domain/confirmation.ts';
import type { OfficerRole } from '#shared/domain/officer.ts';

/** The signer that a credential gives: of an officer with a card that signs; else `null`. */
export async function signerIn(
  vault: AnyVault,
  credential: Credential,
  signingKey: string | null,
): Promise<OfficerSigner | null> {
  if (credential.kind === 'recovery' || signingKey === null || isOldVault(vault)) return null;
  const card = vault.officers.find(({ id }) => id === credential.officerId)?.card;
  return card?.signing === undefined ? null : officerSigner(signingKey, card.signing.publicKey);
}

/** Rolls as one entry of the ledger recorded them. `anew`: they take the place of another series. */
export interface RollsEntry {
  readonly entry: JournalEntry;
  readonly rolls: readonly SignedRoll[];
  readonly anew: boolean;
}

/** Whose word an entry is, and the duty that the roll gives to its officer; `null` where no roll judges. */
export interface JudgedWord {
  readonly word: WordOfEntry;
  readonly role: OfficerRole | null;
}

const CACHED = 20_000;

export class SigningOfficer {
  private signer: OfficerSigner | null = null;
  private rolls: readonly RecordedRoll[] = [];
  private readonly judged = new Map<string, JudgedWord>();

  hold(signer: OfficerSigner | null): void {
    this.signer = signer;
  }

  clear(): void {
    this.signer = null;
    this.rolls = [];
    this.judged.clear();
  }

  /** What the ledger recorded, oldest first, is believed from now on; answers with the rolls of it that hold. */
  async useRolls(entries: readonly RollsEntry[]): Promise<readonly RecordedRoll[]> {
    this.rolls = [];
    this.judged.clear();
    let current: Roll | null = null;
    for (const { entry, rolls, anew } of entries) {
      if (anew && current !== null) {
        // Only an administrator of the roll so far may put another office's in its place.
        const { word, role } = await this.judge(entry);
        if (word !== 'held' || role !== 'administrator') continue;
        current = null;
      }
      for (const signed of rolls) {
        const roll = await verifiedRoll(signed);
        if (roll === null || !succeeds(roll, current)) continue;
        current = roll;
        this.rolls = [...this.rolls, { since: entry.header.sequence, roll, signed }];
      }
    }
    this.judged.clear();
    return this.rolls;
  }

  async sign(entry: Unsigned): Promise<Signature | null> {
    if (this.signer === null) return null;
    return signEntry(this.signer, entry, rollFor(this.rolls, entry.header.sequence)?.number ?? 0);
  }

  /** Whether a second officer's word is signed by the officer's own card; words given before a roll named them need no signature. */
  async wordHolds(confirmation: Confirmation, statement: string): Promise<boolean> {
    const { officerId, at, signed } = confirmation;
    const naming = this.rolls.filter(({ roll }) => roll.officers.some(({ id }) => id === officerId));
    const [first] = naming;
    if (first === undefined || at < first.roll.at) return true;
    const cards = naming.flatMap(({ roll }) => roll.officers.filter(({ id }) => id === officerId));
    const card = cards.find(({ signing }) => cardName(signing) === signed?.card);
    const verify = card === undefined ? null : await verifierOf(card.signing);
    if (verify === null || signed === undefined) return false;
    return verify(confirmedText(confirmation, statement), signed.value);
  }

  /** What an entry would be that the one signed in made now. */
  judgeSelf(officerId: string): JudgedWord {
    const roll = this.rolls.at(-1)?.roll ?? null;
    if (roll === null) return { word: 'before', role: null };
    const own = roll.officers.find(({ id, state }) => id === officerId && state === 'active');
    const { signer } = this;
    const held = own !== undefined && signer !== null && cardName(own.signing) === signer.card;
    return { word: held ? 'held' : 'unlisted', role: own?.role ?? null };
  }

  /** Whose word an entry is. Its hash is known to be of its text. */
  async judge(entry: AnyEntry): Promise<JudgedWord> {
    const known = this.judged.get(entry.hash);
    if (known !== undefined) return known;
    const roll = rollFor(this.rolls, entry.header.sequence);
    const word = isOld(entry) ? 'before' : await wordOf(entry, this.rolls);
    const listed = roll?.officers.find(({ id }) => id === entry.header.officerId);
    const made = { word, role: listed?.role ?? null };
    if (this.judged.size >= CACHED) this.judged.clear();
    this.judged.set(entry.hash, made);
    return made;
  }
}
