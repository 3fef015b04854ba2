/** The officers of an open area: who confirms, who joins and leaves, new passphrases, a new recovery key. */
import { awaitingOwners } from '#shared/casework/own-passphrase.ts';
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Vault } from '#shared/contract/vault.ts';
import type { Officer, OfficerRole } from '#shared/domain/officer.ts';
import { cleanOfficerName } from '#shared/domain/officer-name.ts';
import type { Credential } from './crypto/crypto-service.ts';
import type { CaseStore } from './cases/case-store.ts';
import type { StoreParts } from './cases/store-parts.ts';
import { secondOfficer, type ConfirmOfficer } from './second-officer.ts';
import { rotateDataKey } from './key-rotation.ts';
import { keepVault, type CopyOf } from './vault-copy.ts';
import { changeVault, officerFault, toOfficer, withOfficer, withoutOfficer, type VaultChange } from './vault-access.ts';
import type { OwnedCaseStore } from './cases/sealed-case-store.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

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
  /** The vault was changed elsewhere: the officers are those of this one now. */
  follow(vault: Vault): Promise<void>;
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
  /**
   * A new data key: every key is wrapped anew, no entry is rewritten. Only by an administrator. Answers with the officers who
   * need a new passphrase, since they never signed in since their keys got today's form.
   */
  rotateDataKey(
    ownPassphrase: string,
    onProgress?: (done: number, total: number) => void,
  ): Promise<Result<readonly string[]>>;
}

/**
 * The desk of the one signed in; every change stands in the ledger with the vault that it made. In the training area nothing is
 * changed: its passphrase is published. `first` null: nothing may be written, so that an older vault could not be taken over.
 */
export function officerDesk(
  parts: StoreParts,
  first: Vault | null,
  known: readonly (Officer & { readonly active: boolean })[],
  record: (event: OfficeEvent) => Promise<Result<null>>,
  recordMarked: OwnedCaseStore['recordMarked'],
  events: () => ReturnType<CaseStore['events']>,
  officeName: () => string,
  copyOf: CopyOf,
): OfficerDesk {
  const { host, area, crypto, officer } = parts;
  let vault = first;
  const administers = officer.role === 'administrator' && area === 'office';
  const refused = (): Result<never> => failed('administrator-only');
  const own = (passphrase: string): Credential => ({ kind: 'passphrase', officerId: officer.id, passphrase });
  const follow = async (next: Vault): Promise<void> => {
    vault = next;
    await keepVault(parts.db, copyOf, next);
  };
  const change = async (subjectId: string, make: VaultChange): Promise<Result<null>> => {
    const on = plainDate(parts.now().slice(0, 10));
    const changed = await changeVault({ host, area, on, recordMarked, subjectId }, make);
    if (!changed.ok) return changed;
    await follow(changed.value);
    return success(null);
  };
  /** Everybody where the ledger cannot be read: no proof, no word. */
  const awaitsOwner = async (officerId: string): Promise<boolean> => {
    if (area === 'training') return false;
    const entries = await events();
    return !entries.ok || awaitingOwners(entries.value).has(officerId);
  };
  return {
    officers: () => (vault?.officers ?? known).filter(({ active }) => active).map(toOfficer),
    follow,
    vaultRevision: () => vault?.revision ?? 0,
    confirmOfficer: secondOfficer({ parts, vault: () => vault, record, awaitsOwner }),
    awaitsOwner,
    putOfficer: async (ownPassphrase, { id, name, role, passphrase }) => {
      const oneself = id === officer.id && role === officer.role && area === 'office';
      if (!administers && !oneself) return refused();
      const put = { id: id ?? globalThis.crypto.randomUUID(), name: cleanOfficerName(name), role, passphrase };
      const type = id === null ? 'officerAdded' : 'officerChanged';
      return change(put.id, async (before) => {
        const fault = officerFault(
          put,
          before.officers.filter(({ active }) => active),
          officeName(),
        );
        if (fault !== null) return { ok: false, failure: fault };
        const made = await crypto.wrapForOfficer(before, own(ownPassphrase), put);
        if (made === null) return failed('wrong-passphrase');
        return success({ vault: withOfficer(before, made), event: { type, officerId: put.id, name: put.name, role } });
      });
    },
    retireOfficer: async (officerId) => {
      const name = vault?.officers.find(({ id }) => id === officerId)?.name ?? '';
      if (!administers || officerId === officer.id || name === '') return refused();
      return change(officerId, async (before) => {
        const left = withoutOfficer(before, officerId);
        if (left === null) return Promise.resolve(failed('action-not-allowed'));
        return success({ vault: left, event: { type: 'officerRetired', officerId, name } });
      });
    },
    renewRecoveryKey: async (ownPassphrase) => {
      if (!administers) return refused();
      let printed = '';
      const renewed = await change(officer.id, async (before) => {
        const made = await crypto.renewRecovery(before, own(ownPassphrase));
        if (made === null) return failed('wrong-passphrase');
        printed = made.recoveryKey;
        return success({ vault: { ...before, recovery: made.recovery }, event: { type: 'recoveryKeyRenewed' } });
      });
      return renewed.ok ? success(printed) : renewed;
    },
    rotateDataKey: async (ownPassphrase, onProgress) => {
      if (!administers) return refused();
      return rotateDataKey({
        parts,
        credential: own(ownPassphrase),
        change: (make) => change(officer.id, make),
        onProgress,
      });
    },
  };
}
