/**
 * Who may open an area: reading and changing its vault. Made-up data of the training area is wrapped by a passphrase
 * that is printed right here: everybody may know it, and nothing real is ever stored there.
 */
import type { Area, Vault, VaultOfficer } from '#shared/contract/channels.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { passphraseProblem } from '#shared/domain/passphrase.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Credential, NewOfficer } from './crypto/crypto-service.ts';
import type { CryptoClient } from './crypto/crypto-client.ts';

/** Published on purpose: the training area holds made-up data only. */
export const TRAINING_PASSPHRASE = '培训数据全部虚构';
/** For the published passphrase a slow derivation protects nothing. */
export const TRAINING_ITERATIONS = 1;
export const TRAINING_OFFICERS: readonly NewOfficer[] = [
  { id: 'training-clerk', name: '王培训', role: 'windowClerk', passphrase: TRAINING_PASSPHRASE },
  { id: 'training-administrator', name: '李培训', role: 'administrator', passphrase: TRAINING_PASSPHRASE },
];
export const TRAINING_SIGN_IN = {
  kind: 'passphrase',
  officerId: 'training-clerk',
  passphrase: TRAINING_PASSPHRASE,
} as const satisfies Credential;

export function toOfficer({ id, name, role }: VaultOfficer): Officer {
  return { id, name, role };
}

/** The area's vault; `vault-damaged` when there is none although the area was set up. */
export async function readVault(host: Host, area: Area): Promise<Result<Vault>> {
  const answer = await host.call('vault.read', { area });
  if (!answer.ok) return answer;
  return answer.value.vault === null ? failed('vault-damaged') : success(answer.value.vault);
}

type Change =
  { readonly ok: true; readonly vault: Omit<Vault, 'revision'> } | { readonly ok: false; readonly failure: Failure };

/** Reads, changes and writes the vault; another window's change in between is told, not overwritten. */
async function changeVault(host: Host, area: Area, change: (vault: Vault) => Promise<Change>): Promise<Result<Vault>> {
  const before = await readVault(host, area);
  if (!before.ok) return before;
  const changed = await change(before.value);
  if (!changed.ok) return changed;
  const vault: Vault = { ...changed.vault, revision: before.value.revision + 1 };
  const written = await host.call('vault.write', { area, expectedRevision: before.value.revision, vault });
  return written.ok ? success(vault) : written;
}

export interface OfficerChange {
  readonly host: Host;
  readonly area: Area;
  readonly crypto: CryptoClient;
  /** Proof of the one who changes. */
  readonly credential: Credential;
}

/** Adds an officer, or gives an officer of the same id a new name, role and passphrase. */
export function putOfficer(
  { host, area, crypto, credential }: OfficerChange,
  officer: NewOfficer,
): Promise<Result<Vault>> {
  if (area === 'office' && passphraseProblem(officer.passphrase, officer) !== null)
    return Promise.resolve(failed('weak-passphrase'));
  return changeVault(host, area, async (vault) => {
    const wrapped = await crypto.wrapForOfficer(vault, credential, officer);
    if (wrapped === null) return { ok: false, failure: { code: 'wrong-passphrase' } };
    const known = vault.officers.some(({ id }) => id === officer.id);
    const officers = known
      ? vault.officers.map((other) => (other.id === officer.id ? wrapped : other))
      : [...vault.officers, wrapped];
    return { ok: true, vault: { ...vault, officers } };
  });
}

/** An officer who left can sign in no more, for their wrapped key is dropped; the last active administrator stays. */
export function retireOfficer(host: Host, area: Area, officerId: string): Promise<Result<Vault>> {
  return changeVault(host, area, (vault) => {
    const officers = vault.officers.map((other) =>
      other.id === officerId ? { ...other, active: false, key: null } : other,
    );
    const led = officers.some(({ active, role }) => active && role === 'administrator');
    return Promise.resolve(
      led ? { ok: true, vault: { ...vault, officers } } : { ok: false, failure: { code: 'action-not-allowed' } },
    );
  });
}

/** A new recovery key; the paper with the old one is worth nothing afterwards. */
export async function renewRecoveryKey({ host, area, crypto, credential }: OfficerChange): Promise<Result<string>> {
  let printed = '';
  const changed = await changeVault(host, area, async (vault) => {
    const renewed = await crypto.renewRecovery(vault, credential);
    if (renewed === null) return { ok: false, failure: { code: 'wrong-passphrase' } };
    printed = renewed.recoveryKey;
    return { ok: true, vault: { ...vault, recovery: renewed.recovery } };
  });
  return changed.ok ? success(printed) : changed;
}

export interface AreaPlan {
  readonly host: Host;
  readonly area: Area;
  readonly crypto: CryptoClient;
  readonly settings: OfficeSettings;
  readonly officers: readonly NewOfficer[];
  readonly recovery: boolean;
  readonly iterations?: number;
}

/**
 * Writes the vault and settings of a new area; answers with the recovery key to print (`null` where none was wanted).
 * The area counts as set up only after {@link finishArea}: until then this may be done again from the start.
 */
export async function prepareArea(plan: AreaPlan): Promise<Result<string | null>> {
  const { host, area, crypto, settings, officers, recovery, iterations } = plan;
  const { officeName } = settings;
  const weak = officers.some(({ name, passphrase }) => passphraseProblem(passphrase, { name, officeName }) !== null);
  if (area === 'office' && weak) return failed('weak-passphrase');
  const before = await host.call('vault.read', { area });
  if (!before.ok) return before;
  const expectedRevision = before.value.vault?.revision ?? 0;
  const options = { recovery, ...(iterations === undefined ? {} : { iterations }) };
  const made = await crypto.createVault(officers, options);
  const vault: Vault = { ...made.vault, revision: expectedRevision + 1 };
  const kept = await host.call('vault.write', { area, expectedRevision, vault });
  if (!kept.ok) return kept;
  const set = await host.call('settings.write', { area, settings });
  return set.ok ? success(made.recoveryKey) : set;
}

/** From now on the area counts as set up. */
export async function finishArea(host: Host, area: Area): Promise<Result<null>> {
  const created = await host.call('area.create', { area });
  return created.ok ? success(null) : created;
}
