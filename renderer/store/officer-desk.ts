/** The officers of an open area: who confirms, who joins and leaves, new passphrases, a new recovery key. */
import type { Vault } from '#shared/contract/channels.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Officer, OfficerRole } from '#shared/domain/officer.ts';
import type { Credential } from './crypto/crypto-service.ts';
import type { StoreParts } from './cases/store-parts.ts';
import { putOfficer, readVault, renewRecoveryKey, retireOfficer, toOfficer } from './vault-access.ts';

/** Who gets a passphrase. `id` of a known officer: a new passphrase (and name, role) for that one; `null`: a new officer. */
export interface OfficerEntry {
  readonly id: string | null;
  readonly name: string;
  readonly role: OfficerRole;
  readonly passphrase: string;
}

export interface OfficerDesk {
  /** Active officers, as the vault has them now. */
  officers(): readonly Officer[];
  /** Checks another officer's passphrase in place; the officer when right (never the one signed in). */
  confirmOfficer(officerId: string, passphrase: string): Promise<Officer | null>;
  /** `ownPassphrase`: of the one signed in. Others than oneself only by an administrator (`action-not-allowed`). */
  putOfficer(ownPassphrase: string, entry: OfficerEntry): Promise<Result<null>>;
  /** Only by an administrator, never oneself. What the officer recorded stays. */
  retireOfficer(officerId: string): Promise<Result<null>>;
  /** The new recovery key to print; the paper with the old one opens nothing any more. Only by an administrator. */
  renewRecoveryKey(ownPassphrase: string): Promise<Result<string>>;
}

/** The desk of the one signed in. In the training area nothing is changed: its passphrase is published. */
export function officerDesk(parts: StoreParts, first: Vault): OfficerDesk {
  const { host, area, crypto, officer } = parts;
  let vault = first;
  const administers = officer.role === 'administrator' && area === 'office';
  const refused = (): Result<never> => failed('action-not-allowed', { role: officer.role });
  const own = (passphrase: string): Credential => ({ kind: 'passphrase', officerId: officer.id, passphrase });
  const taken = (result: { ok: true; value: Vault } | { ok: false; failure: Failure }): Result<null> => {
    if (!result.ok) return result;
    vault = result.value;
    return success(null);
  };
  return {
    officers: () => vault.officers.filter(({ active }) => active).map(toOfficer),
    confirmOfficer: async (officerId, passphrase) => {
      const other = vault.officers.find(({ id, active }) => active && id === officerId && id !== officer.id);
      if (other === undefined) return null;
      return (await crypto.checkPassphrase(vault, officerId, passphrase)) ? toOfficer(other) : null;
    },
    putOfficer: async (ownPassphrase, { id, name, role, passphrase }) => {
      const oneself = id === officer.id && role === officer.role && area === 'office';
      if (!administers && !oneself) return refused();
      const put = { id: id ?? globalThis.crypto.randomUUID(), name, role, passphrase };
      return taken(await putOfficer({ host, area, crypto, credential: own(ownPassphrase) }, put));
    },
    retireOfficer: async (officerId) =>
      administers && officerId !== officer.id ? taken(await retireOfficer(host, area, officerId)) : refused(),
    renewRecoveryKey: async (ownPassphrase) => {
      if (!administers) return refused();
      const renewed = await renewRecoveryKey({ host, area, crypto, credential: own(ownPassphrase) });
      const current = await readVault(host, area);
      if (current.ok) vault = current.value;
      return renewed;
    },
  };
}
