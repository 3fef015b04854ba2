/**
 * The other officer at this window: enters the own passphrase, and what it was entered for is sealed. Whoever guesses
 * waits longer after every wrong one, and each stands in the ledger.
 */
import type { Vault } from '#shared/contract/vault.ts';
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import type { StoreParts } from './cases/store-parts.ts';
import { toOfficer } from './vault-access.ts';

/** An officer whose passphrase was right just now. */
export interface ConfirmedOfficer extends Officer {
  /** Seals these statements in the officer's name; once. `null` when that was done already. */
  readonly vouch: (statements: readonly string[]) => Promise<readonly Confirmation[] | null>;
}

export type ConfirmOfficer = (officerId: string, passphrase: string) => Promise<ConfirmedOfficer | null>;

/** Wrong tries that cost no waiting: a slip of the hand. */
const FREE_TRIES = 3;
const LONGEST_WAIT_MS = 60_000;

const waitAfter = (failures: number): number =>
  failures < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (failures - FREE_TRIES));

export interface SecondOfficerParts {
  readonly parts: StoreParts;
  readonly vault: () => Vault | null;
  readonly record: (event: OfficeEvent) => Promise<unknown>;
  /** Whether another one set this officer's passphrase: it is then nobody's word. */
  readonly awaitsOwner: (officerId: string) => Promise<boolean>;
}

/** Checks passphrases of officers other than the one signed in, one at a time. */
export function secondOfficer({ parts, vault, record, awaitsOwner }: SecondOfficerParts): ConfirmOfficer {
  const { crypto, officer, now } = parts;
  const failures = new Map<string, number>();
  const inTurn = serialQueue();
  const check: ConfirmOfficer = async (officerId, passphrase) => {
    const current = vault();
    const other = current?.officers.find(({ id, active }) => active && id === officerId && id !== officer.id);
    if (current === null || other === undefined || (await awaitsOwner(officerId))) return null;
    const wait = waitAfter(failures.get(officerId) ?? 0);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const ticket = await crypto.confirm(current, officerId, passphrase);
    if (ticket === null) {
      const count = (failures.get(officerId) ?? 0) + 1;
      failures.set(officerId, count);
      await record({ type: 'confirmationRefused', officerId, failures: count });
      return null;
    }
    failures.delete(officerId);
    return { ...toOfficer(other), vouch: (statements) => crypto.vouch(ticket, now(), statements) };
  };
  return (officerId, passphrase) => inTurn(() => check(officerId, passphrase));
}
