/** The officers of an open area: who confirms, who joins and leaves, new passphrases, a new recovery key. */
import { awaitingOwners } from '#shared/casework/own-passphrase.ts';
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import type { Vault } from '#shared/contract/channels.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Officer, OfficerRole } from '#shared/domain/officer.ts';
import { cleanOfficerName } from '#shared/domain/officer-name.ts';
import type { Credential } from './crypto/crypto-service.ts';
import type { CaseStore } from './cases/case-store.ts';
import type { StoreParts } from './cases/store-parts.ts';
import { secondOfficer, type ConfirmOfficer } from './second-officer.ts';
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
  /** Revision of the vault that the officers stand in. */
  vaultRevision(): number;
  /** Checks another officer's passphrase in place; the officer when right (never the one signed in). */
  confirmOfficer: ConfirmOfficer;
  /** Whether somebody else set this officer's passphrase: until the owner has changed it, it confirms nothing. */
  awaitsOwner(officerId: string): Promise<boolean>;
  /** `ownPassphrase`: of the one signed in. Others than oneself only by an administrator (`administrator-only`). */
  putOfficer(ownPassphrase: string, entry: OfficerEntry): Promise<Result<null>>;
  /** Only by an administrator, never oneself. What the officer recorded stays. */
  retireOfficer(officerId: string): Promise<Result<null>>;
  /** The new recovery key to print; the paper with the old one opens nothing any more. Only by an administrator. */
  renewRecoveryKey(ownPassphrase: string): Promise<Result<string>>;
}

/**
 * The desk of the one signed in; what changes is told to `record`, for the ledger. In the training area nothing is
 * changed: its passphrase is published.
 */
export function officerDesk(
  parts: StoreParts,
  first: Vault,
  record: (event: OfficeEvent) => Promise<Result<null>>,
  events: () => ReturnType<CaseStore['events']>,
): OfficerDesk {
  const { host, area, crypto, officer } = parts;
  let vault = first;
  const administers = officer.role === 'administrator' && area === 'office';
  const refused = (): Result<never> => failed('administrator-only');
  const own = (passphrase: string): Credential => ({ kind: 'passphrase', officerId: officer.id, passphrase });
  const recorded = async (
    result: { ok: true; value: Vault } | { ok: false; failure: Failure },
    event: OfficeEvent | null,
  ): Promise<Result<null>> => {
    if (!result.ok) return result;
    vault = result.value;
    return event === null ? success(null) : record(event);
  };
  /** Everybody where the ledger cannot be read: no proof, no word. */
  const awaitsOwner = async (officerId: string): Promise<boolean> => {
    if (area === 'training') return false;
    const entries = await events();
    return !entries.ok || awaitingOwners(entries.value).has(officerId);
  };
  return {
    officers: () => vault.officers.filter(({ active }) => active).map(toOfficer),
    vaultRevision: () => vault.revision,
    confirmOfficer: secondOfficer({ parts, vault: () => vault, record, awaitsOwner }),
    awaitsOwner,
    putOfficer: async (ownPassphrase, { id, name, role, passphrase }) => {
      const oneself = id === officer.id && role === officer.role && area === 'office';
      if (!administers && !oneself) return refused();
      const put = { id: id ?? globalThis.crypto.randomUUID(), name: cleanOfficerName(name), role, passphrase };
      const type = id === null ? 'officerAdded' : 'officerChanged';
      const event: OfficeEvent = { type, officerId: put.id, name: put.name, role };
      const change = { host, area, crypto, credential: own(ownPassphrase) };
      // Whichever of the two fails, a passphrase that another one set is known as such.
      if (put.id === officer.id) return recorded(await putOfficer(change, put), event);
      return recorded(await putOfficer(change, put, () => record(event)), null);
    },
    retireOfficer: async (officerId) => {
      const name = vault.officers.find(({ id }) => id === officerId)?.name ?? '';
      if (!administers || officerId === officer.id || name === '') return refused();
      return recorded(await retireOfficer(host, area, officerId), { type: 'officerRetired', officerId, name });
    },
    renewRecoveryKey: async (ownPassphrase) => {
      if (!administers) return refused();
      const renewed = await renewRecoveryKey({ host, area, crypto, credential: own(ownPassphrase) });
      const current = await readVault(host, area);
      if (current.ok) vault = current.value;
      if (!renewed.ok) return renewed;
      // The paper must be printed whatever the ledger does: the old one opens nothing any more.
      await record({ type: 'recoveryKeyRenewed' });
      return renewed;
    },
  };
}
