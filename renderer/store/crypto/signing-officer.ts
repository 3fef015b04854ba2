/** @file Runs in the crypto worker: the card of the one who is signed in, and the rolls by which entries are judged. */
import type { Signature } from '#shared/casework/journal.ts';
import { isOldVault, type AnyVault } from '#shared/contract/vault.ts';
import {
  cardName,
  officerSigner,
  rollFor,
  signEntry,
  type OfficerSigner,
  type RecordedRoll,
  type Unsigned,
} from '#shared/crypto/officer-signing.ts';
import { RollBook, type GivenWord, type JudgedWord, type RollsEntry } from '#shared/crypto/roll-book.ts';
import { judgePaper, signedPaper, type PaperWord } from '#shared/crypto/paper-signing.ts';
import type { Credential } from '#shared/crypto/vault-keys.ts';
import { confirmedText } from '#shared/domain/confirmation.ts';
import type { PaperFacts } from '#shared/domain/paper-proof.ts';

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

export class SigningOfficer extends RollBook {
  private signer: OfficerSigner | null = null;

  hold(signer: OfficerSigner | null): void {
    this.signer = signer;
  }

  override clear(): void {
    super.clear();
    this.signer = null;
  }

  /** What the ledger recorded, oldest first, is believed from now on; answers with the rolls of it that hold. */
  async useRolls(entries: readonly RollsEntry[]): Promise<readonly RecordedRoll[]> {
    super.clear();
    for (const entry of entries) await this.add(entry);
    return this.rolls;
  }

  async sign(entry: Unsigned): Promise<Signature | null> {
    if (this.signer === null) return null;
    return signEntry(this.signer, entry, rollFor(this.rolls, entry.header.sequence)?.number ?? 0);
  }

  /** The text of a paper's QR, signed; `null` where no roll names the signer's card, so that nobody could check it. */
  async signPaper(officerId: string, facts: PaperFacts): Promise<string | null> {
    if (this.signer === null || this.judgeSelf(officerId).word !== 'held') return null;
    return signedPaper(this.signer, facts);
  }

  /** A statement signed by the one signed in, for another window; `null` where no roll names the own card. */
  async signWord(officerId: string, at: string, statement: string): Promise<GivenWord['signed'] | null> {
    const { signer } = this;
    if (signer === null || this.judgeSelf(officerId).word !== 'held') return null;
    return { card: signer.card, value: await signer.sign(confirmedText({ officerId, at }, statement)) };
  }

  /** What a scanned text is worth. */
  judgePaper(typed: string): Promise<PaperWord> {
    return judgePaper(
      typed,
      this.rolls.map(({ roll }) => roll),
    );
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
}
