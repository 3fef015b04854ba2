/**
 * An office of an older program, taken over at the first sign-in: vault and settings in today's form, and one entry that binds
 * in what was before by its count and head. Everybody's passphrase and the printed recovery key stay what they are.
 */
import type { JournalState } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { isOldVault, type AnyVault, type Vault } from '#shared/contract/vault.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import type { WindowEvent } from '#shared/casework/window-events.ts';
import { purgedCases } from './cases/journal-sync.ts';
import type { MarkedEvent, OwnedCaseStore } from './cases/sealed-case-store.ts';
import type { StoreParts } from './cases/store-parts.ts';
import type { CryptoClient } from './crypto/crypto-client.ts';
import type { OfficeFiles } from './office-copies.ts';
import type { SignIn } from './open-counter-store.ts';
import { changeVault, officerFault, withOfficer } from './vault-access.ts';

export interface TakingOver {
  readonly parts: StoreParts;
  readonly cases: OwnedCaseStore;
  readonly state: JournalState;
  readonly office: OfficeFiles;
  readonly before: AnyVault;
}

/** `null` where the ledger is of today's form already. Settings that cannot be read stop it: the ledger restores them first. */
export async function takeOver({ parts, cases, state, office, before }: TakingOver): Promise<Result<Vault | null>> {
  if (state.format >= 2) return success(null);
  const { host, area, now } = parts;
  const { settings } = office;
  if (settings === null) return failed('settings-damaged', { ledger: 'old' });
  const made = (await parts.crypto.upgraded()) ?? (isOldVault(before) ? null : before);
  if (made === null) return failed('vault-damaged');
  const vault: Vault = { ...made, revision: before.revision + 1 };
  const described = await host.call('host.describe', {});
  if (!described.ok) return described;
  const { machine, installationId: installation } = described.value;
  const stored = { revision: state.recorded.settings + 1, settings };
  const event: WindowEvent = { type: 'takenOver', count: state.count };
  const window = globalThis.crypto.randomUUID();
  const prefix = settings.receiptPrefix;
  const taken = await cases.recordMarked({
    entryId: globalThis.crypto.randomUUID(),
    kind: 'window',
    subjectId: window,
    on: plainDate(now().slice(0, 10)),
    content: event,
    takeBatchNumber: false,
    writer: { window, generation: 1, prefix },
    marks: {
      vault: { revision: vault.revision, digest: digestOf(vault) },
      settings: { revision: stored.revision, digest: digestOf(stored) },
      binding: { prefix, machine, installation },
      ...(state.count === 0 ? {} : { before: { count: state.count, head: state.head } }),
      destroys: [...(await purgedCases(parts))],
    },
    send: (entry) => host.call('vault.write', { area, expectedRevision: before.revision, vault, settings, entry }),
  });
  return taken.ok ? success(vault) : taken;
}

export interface CardMaking {
  readonly parts: StoreParts;
  readonly cases: OwnedCaseStore;
  readonly vault: Vault;
  readonly signIn: SignIn;
  /** Empty while the settings cannot be read. */
  readonly officeName: string;
  readonly crypto: CryptoClient;
}

/** After the recovery key: a new passphrase. After a passphrase whose wrap is of the older form: a card under the same one. */
export async function makeOwnCard({
  parts,
  cases,
  vault,
  signIn,
  officeName,
  crypto,
}: CardMaking): Promise<Result<Vault>> {
  const { host, area, officer, now } = parts;
  const own = vault.officers.find(({ id }) => id === officer.id);
  const { id: officerId, name, role } = officer;
  const change = {
    host,
    area,
    on: plainDate(now().slice(0, 10)),
    recordMarked: (request: MarkedEvent) => cases.recordMarked(request),
    subjectId: officerId,
  };
  if (signIn.kind === 'recovery')
    return changeVault(change, async (before) => {
      const { typed, passphrase } = signIn;
      const others = before.officers.filter(({ active }) => active);
      const fault = officerFault({ id: officerId, name, role, passphrase }, others, officeName);
      if (fault !== null) return { ok: false, failure: fault };
      const made = await crypto.wrapForOfficer(
        before,
        { kind: 'recovery', typed },
        { id: officerId, name, role, passphrase },
      );
      if (made === null) return failed('wrong-passphrase');
      return success({ vault: withOfficer(before, made), event: { type: 'officerChanged', officerId, name, role } });
    });
  if (own === undefined || own.card !== null) return success(vault);
  return changeVault(change, async (before) => {
    const carded = await crypto.withCard(before, signIn);
    if (carded === null) return failed('wrong-passphrase');
    return success({ vault: carded, event: { type: 'officerCardMade', officerId, name } });
  });
}
