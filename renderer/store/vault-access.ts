/**
 * Who may open an area: reading and changing its vault. Made-up data of the training area is wrapped by a passphrase
 * that is printed right here: everybody may know it, and nothing real is ever stored there.
 */
import { GENESIS } from '#shared/casework/journal.ts';
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import type { WindowEvent } from '#shared/casework/window-events.ts';
import type { Area, ChannelRequest } from '#shared/contract/channels.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { isOldVault, VAULT_FORMAT, type AnyVault, type Vault, type VaultOfficer } from '#shared/contract/vault.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { cleanOfficerName, isSameOfficerName } from '#shared/domain/officer-name.ts';
import { passphraseProblem } from '#shared/domain/passphrase.ts';
import { plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import { compose } from './cases/compose.ts';
import type { OwnedCaseStore } from './cases/sealed-case-store.ts';
import type { UnplacedVault } from '#shared/crypto/vault-keys.ts';
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

export function toOfficer({ id, name, role }: Pick<VaultOfficer, 'id' | 'name' | 'role'>): Officer {
  return { id, name, role };
}

/** The area's vault, of whichever format; `vault-damaged` when there is none although the area was set up. */
export async function readVault(host: Host, area: Area, older = false): Promise<Result<AnyVault>> {
  const answer = await host.call('vault.read', { area, older });
  if (!answer.ok) return answer;
  return answer.value.vault === null ? failed('vault-damaged') : success(answer.value.vault);
}

/** A changed vault and the event that says so, to be recorded in one step. */
export type VaultChange = (
  vault: Vault,
) => Promise<Result<{ readonly vault: UnplacedVault; readonly event: OfficeEvent }>>;

export interface VaultParts {
  readonly host: Host;
  readonly area: Area;
  readonly on: PlainDate;
  readonly recordMarked: OwnedCaseStore['recordMarked'];
  /** The officer of whom the entry speaks. */
  readonly subjectId: string;
}

type Named = Pick<NewOfficer, 'id' | 'name'>;

/** Whether an officer may be kept so: a name of one's own, a passphrase that is hard to guess. `null`: it may. */
export function officerFault(officer: NewOfficer, all: readonly Named[], officeName: string): Failure | null {
  const others = all.filter(({ id }) => id !== officer.id).map(({ name }) => name);
  if (cleanOfficerName(officer.name) === '') return { code: 'bad-request', detail: { path: 'name' } };
  if (others.some((name) => isSameOfficerName(name, officer.name))) return { code: 'officer-name-taken' };
  const problem = passphraseProblem(officer.passphrase, { names: [officer.name, ...others], officeName });
  return problem === null ? null : { code: 'passphrase-weak', detail: { problem } };
}

const tidied = (officer: NewOfficer): NewOfficer => ({ ...officer, name: cleanOfficerName(officer.name) });

/** Reads, changes and records the vault; another window's change in between is told, not overwritten. */
export async function changeVault(parts: VaultParts, change: VaultChange): Promise<Result<Vault>> {
  const { host, area, on, recordMarked, subjectId } = parts;
  const before = await readVault(host, area);
  if (!before.ok) return before;
  if (isOldVault(before.value)) return failed('action-not-allowed');
  const changed = await change(before.value);
  if (!changed.ok) return changed;
  const expectedRevision = before.value.revision;
  const vault: Vault = { ...changed.value.vault, format: VAULT_FORMAT, revision: expectedRevision + 1 };
  const recorded = await recordMarked({
    entryId: globalThis.crypto.randomUUID(),
    kind: 'office',
    subjectId,
    on,
    content: changed.value.event,
    takeBatchNumber: false,
    marks: { vault: { revision: vault.revision, digest: digestOf(vault) } },
    send: (entry) => host.call('vault.write', { area, expectedRevision, vault, entry }),
  });
  return recorded.ok ? success(vault) : recorded;
}

/** The vault with this officer put in, or in place of the one of the same id. */
export function withOfficer(vault: Vault, officer: VaultOfficer): UnplacedVault {
  const known = vault.officers.some(({ id }) => id === officer.id);
  const officers = known
    ? vault.officers.map((other) => (other.id === officer.id ? officer : other))
    : [...vault.officers, officer];
  return { ...vault, officers };
}

/** An officer who left can sign in no more, for what was sealed to them is dropped; `null` for the last active administrator. */
export function withoutOfficer(vault: Vault, officerId: string): UnplacedVault | null {
  const officers = vault.officers.map((other) =>
    other.id === officerId ? { ...other, active: false, card: null, sealedKey: null, key: null } : other,
  );
  return officers.some(({ active, role }) => active && role === 'administrator') ? { ...vault, officers } : null;
}

export interface AreaPlan {
  readonly host: Host;
  readonly area: Area;
  readonly crypto: CryptoClient;
  readonly settings: OfficeSettings;
  readonly officers: readonly NewOfficer[];
  readonly recovery: boolean;
  readonly iterations?: number;
  /** Local wall-clock instant of the founding. */
  readonly now: string;
}

/** An area that stands nowhere yet: everything that {@link finishArea} will write in one step. */
export interface PreparedArea {
  /** To be printed; `null` where none was wanted. */
  readonly recoveryKey: string | null;
  readonly founding: Omit<ChannelRequest<'area.create'>, 'area' | 'known' | 'ready'>;
}

/**
 * Makes keys, settings and the first entry of a new area, in memory only: until {@link finishArea} nothing exists, and it may be
 * done again from the start. `area-exists` when something lies there already.
 */
export async function prepareArea(plan: AreaPlan): Promise<Result<PreparedArea>> {
  const { host, area, crypto, settings, recovery, iterations, now } = plan;
  const officers = plan.officers.map(tidied);
  // The passphrase of the training area is published: there is nothing to guess.
  const faults = area === 'training' ? [] : officers.map((one) => officerFault(one, officers, settings.officeName));
  const fault = faults.find((found) => found !== null);
  if (fault !== undefined && fault !== null) return { ok: false, failure: fault };
  const described = await host.call('host.describe', {});
  if (!described.ok) return described;
  if (described.value.areas.includes(area)) return failed('area-exists', { area });
  const { machine, installationId } = described.value;
  const options = { recovery, ...(iterations === undefined ? {} : { iterations }) };
  const { vault, recoveryKey } = await crypto.createVault(officers, options);
  const [founder] = officers;
  if (founder === undefined) throw new Error('an area needs an officer');
  const window = globalThis.crypto.randomUUID();
  const writer = { window, generation: 1, prefix: settings.receiptPrefix };
  const by = { id: founder.id, name: founder.name, capacity: founder.role };
  const first = await compose(
    crypto,
    { count: 0, head: GENESIS, tally: [], stands: [0, 0, 0], writer: null },
    {
      entryId: globalThis.crypto.randomUUID(),
      kind: 'window',
      subjectId: window,
      on: plainDate(now.slice(0, 10)),
      at: now,
      officerId: founder.id,
      takeNumbers: [],
      contentKey: null,
      newKey: false,
      writer,
      marks: {
        vault: { revision: vault.revision, digest: digestOf(vault) },
        settings: { revision: 1, digest: digestOf({ revision: 1, settings }) },
        binding: { prefix: settings.receiptPrefix, machine, installation: installationId },
      },
    },
    { event: { type: 'opened' } satisfies WindowEvent, by, at: now },
  );
  return success({ recoveryKey, founding: { vault, settings, first } });
}

/**
 * From now on the area is there, whole. `known`: the one who sets up was told of a ledger that is remembered here. `ready` false:
 * it counts as set up only after {@link declareReady}.
 */
export async function finishArea(
  host: Host,
  area: Area,
  { founding }: PreparedArea,
  { known = false, ready = true }: { readonly known?: boolean; readonly ready?: boolean } = {},
): Promise<Result<null>> {
  const created = await host.call('area.create', { area, ...founding, known, ready });
  return created.ok ? success(null) : created;
}

/** The made-up data of a training area are all there. */
export async function declareReady(host: Host, area: Area): Promise<Result<null>> {
  const created = await host.call('area.ready', { area });
  return created.ok ? success(null) : created;
}
