/** @file Runs in the crypto worker: a second officer's word, sealed by the ledger's key and signed by the officer's own card. */
import { fromBase64, toBase64, utf8 } from '#shared/crypto/bytes.ts';
import type { Keyring } from '#shared/crypto/data-key.ts';
import type { OfficerSigner } from '#shared/crypto/officer-signing.ts';
import { confirmedText, type Confirmation } from '#shared/domain/confirmation.ts';

interface Ticket {
  readonly officerId: string;
  readonly signer: OfficerSigner | null;
}

export class SecondWords {
  /** Passphrases of second officers that were right and are not used yet. */
  private readonly tickets = new Map<string, Ticket>();

  ticket(officerId: string, signer: OfficerSigner | null): string {
    const ticket = crypto.randomUUID();
    this.tickets.set(ticket, { officerId, signer });
    return ticket;
  }

  /** `null` when the ticket was used, or never given. */
  async vouch(
    { ledger, newest }: Keyring,
    ticket: string,
    { at, statements }: { readonly at: string; readonly statements: readonly string[] },
  ): Promise<Confirmation[] | null> {
    const given = this.tickets.get(ticket);
    this.tickets.delete(ticket);
    if (given === undefined) return null;
    const key = ledger.get(newest)?.confirmations;
    if (key === undefined) throw new Error('no key for confirmations');
    const { officerId, signer } = given;
    return Promise.all(
      statements.map(async (statement): Promise<Confirmation> => {
        const text = confirmedText({ officerId, at }, statement);
        const seal = await crypto.subtle.sign('HMAC', key, utf8(text));
        const word = { officerId, at, seal: toBase64(new Uint8Array(seal)), ledgerKey: newest };
        return signer === null ? word : { ...word, signed: { card: signer.card, value: await signer.sign(text) } };
      }),
    );
  }

  clear(): void {
    this.tickets.clear();
  }
}

/** Whether a seal was made with a key of this ledger. */
export async function sealHolds({ ledger }: Keyring, confirmation: Confirmation, statement: string): Promise<boolean> {
  const seal = fromBase64(confirmation.seal);
  const key = ledger.get(confirmation.ledgerKey ?? 0)?.confirmations;
  if (seal === null || key === undefined) return false;
  return crypto.subtle.verify('HMAC', key, seal, utf8(confirmedText(confirmation, statement)));
}
