/** Vaults made, opened and changed: who holds a card, what is sealed to it, and how a new data key comes in. */
import {
  isOldVault,
  VAULT_FORMAT,
  type AnyVault,
  type Holding,
  type Vault,
  type VaultOfficer,
} from '../contract/vault.ts';
import type { OfficerRole } from '../domain/officer.ts';
import { randomBytes, type Bytes } from './bytes.ts';
import { makeCard, openWithCard, resealedCard, sealToCard, withSigningHalf, type OpenedCard } from './card.ts';
import { openNumbered, unwrapDataKey, wrapNumbered } from './data-key.ts';
import { makeRecoveryKey, readRecoveryKey } from './recovery-key.ts';

export interface NewOfficer {
  readonly id: string;
  readonly name: string;
  readonly role: OfficerRole;
  readonly passphrase: string;
}

/** Proof that the caller may have the data key: an officer's passphrase, or the recovery key as typed. */
export type Credential =
  | { readonly kind: 'passphrase'; readonly officerId: string; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly typed: string };

const RECOVERY = 'recovery';

/** A vault without its place in the ledger. */
export type UnplacedVault = Omit<Vault, 'revision'>;

async function holdingOf(dataKey: Bytes, secret: string, holder: string, iterations: number): Promise<Holding> {
  const card = await makeCard(secret, holder, iterations, holder !== RECOVERY);
  return { card, sealedKey: await sealToCard(dataKey, card, holder), key: null };
}

/** The officer with a new card under a new passphrase. */
export async function officerWithCard(
  dataKey: Bytes,
  { id, name, role, passphrase }: NewOfficer,
  iterations: number,
): Promise<VaultOfficer> {
  return { id, name, role, active: true, ...(await holdingOf(dataKey, passphrase, id, iterations)) };
}

/** A new recovery key as printed, and what stands in the vault for it. */
export async function newRecovery(
  dataKey: Bytes,
  iterations: number,
): Promise<{ readonly recoveryKey: string; readonly recovery: Holding }> {
  const recoveryKey = makeRecoveryKey(randomBytes(28));
  const reading = readRecoveryKey(recoveryKey);
  if (!reading.ok) throw new Error('own recovery key does not read');
  return { recoveryKey, recovery: await holdingOf(dataKey, reading.secret, RECOVERY, iterations) };
}

/** A vault for a new area. `dataKey` is the caller's to clear. */
export async function newVault(
  dataKey: Bytes,
  officers: readonly NewOfficer[],
  options: { readonly recovery: boolean; readonly iterations: number },
): Promise<{ readonly vault: UnplacedVault; readonly recoveryKey: string | null }> {
  const list = await Promise.all(officers.map((officer) => officerWithCard(dataKey, officer, options.iterations)));
  const made = options.recovery ? await newRecovery(dataKey, options.iterations) : null;
  const ledgerKey = randomBytes(32);
  const vault: UnplacedVault = {
    format: VAULT_FORMAT,
    vaultId: crypto.randomUUID(),
    officers: list,
    recovery: made?.recovery ?? null,
    dataKey: 1,
    olderKeys: [],
    ledgerKeys: [await wrapNumbered(dataKey, 'ledger', 1, ledgerKey)],
  };
  ledgerKey.fill(0);
  return { vault, recoveryKey: made?.recoveryKey ?? null };
}

const unsigned = (dataKey: Bytes | null): OpenedCard | null =>
  dataKey === null ? null : { dataKey, signingKey: null };

async function opened(holding: Holding, secret: string, holder: string): Promise<OpenedCard | null> {
  if (holding.card !== null && holding.sealedKey !== null)
    return openWithCard(holding.sealedKey, holding.card, secret, holder);
  return holding.key === null ? null : unsigned(await unwrapDataKey(holding.key, secret, holder));
}

/** The data key by the printed recovery key, or `null` when it is another one. */
export async function recoveredDataKey(recovery: Holding, typed: string): Promise<Bytes | null> {
  const reading = readRecoveryKey(typed);
  return reading.ok ? ((await opened(recovery, reading.secret, RECOVERY))?.dataKey ?? null) : null;
}

/** The data key, or `null` when the credential is wrong or the officer is not active. */
export const dataKeyOf = async (vault: AnyVault, credential: Credential): Promise<Bytes | null> =>
  (await openedBy(vault, credential))?.dataKey ?? null;

/** What the credential opens: the data key, and of an officer with a card that signs the key for that. `null` as {@link dataKeyOf}. */
export async function openedBy(vault: AnyVault, credential: Credential): Promise<OpenedCard | null> {
  if (credential.kind === 'recovery') {
    if (vault.recovery === null) return null;
    const without = { card: null, sealedKey: null };
    const recovery = isOldVault(vault) ? { ...without, key: vault.recovery } : vault.recovery;
    return unsigned(await recoveredDataKey(recovery, credential.typed));
  }
  const { officerId, passphrase } = credential;
  const known = ({ id, active }: { id: string; active: boolean }): boolean => active && id === officerId;
  if (isOldVault(vault)) {
    const officer = vault.officers.find(known);
    return officer === undefined || officer.key === null
      ? null
      : unsigned(await unwrapDataKey(officer.key, passphrase, officerId));
  }
  const officer = vault.officers.find(known);
  return officer === undefined ? null : opened(officer, passphrase, officerId);
}

/**
 * A vault of format 1 in today's form, under the same data key: what was derived from it becomes ledger key 0, new entries get
 * key 1. Nobody has a card yet, and every passphrase and the printed recovery key stay what they are.
 */
export async function takenOver(dataKey: Bytes, old: Parameters<typeof dataKeyOf>[0]): Promise<UnplacedVault> {
  if (!isOldVault(old)) return old;
  const ledgerKey = randomBytes(32);
  const without = { card: null, sealedKey: null };
  const vault: UnplacedVault = {
    format: VAULT_FORMAT,
    vaultId: crypto.randomUUID(),
    officers: old.officers.map((officer) => ({ ...officer, ...without })),
    recovery: old.recovery === null ? null : { ...without, key: old.recovery },
    dataKey: 1,
    olderKeys: [],
    ledgerKeys: [
      await wrapNumbered(dataKey, 'ledger', 0, dataKey),
      await wrapNumbered(dataKey, 'ledger', 1, ledgerKey),
    ],
  };
  ledgerKey.fill(0);
  return vault;
}

/** The officer's own card under a new passphrase: the keys stay, and with them what the roll says. `null`: none yet, or a wrong one. */
export async function withNewPassphrase(
  dataKey: Bytes,
  holding: Holding,
  secrets: { readonly before: string; readonly after: string },
  holder: string,
  iterations: number,
): Promise<Holding | null> {
  const card = holding.card === null ? null : await resealedCard(holding.card, secrets, holder, iterations);
  return card === null ? null : { card, sealedKey: await sealToCard(dataKey, card, holder), key: null };
}

/** The one with this credential gets a card under the same secret, of an officer one that signs; `null` where that is done or cannot be. */
export async function withOwnCard(
  vault: Vault,
  dataKey: Bytes,
  credential: Credential,
  iterations: number,
): Promise<UnplacedVault | null> {
  if (credential.kind === 'recovery') {
    const reading = readRecoveryKey(credential.typed);
    if (!reading.ok || vault.recovery === null || vault.recovery.card !== null) return null;
    return { ...vault, recovery: await holdingOf(dataKey, reading.secret, RECOVERY, iterations) };
  }
  const { officerId, passphrase } = credential;
  const own = vault.officers.find(({ id }) => id === officerId);
  if (own === undefined || own.card?.signing !== undefined) return null;
  const holding =
    own.card === null
      ? await holdingOf(dataKey, passphrase, officerId, iterations)
      : { card: await withSigningHalf(own.card, passphrase, officerId) };
  if (holding.card === null) return null;
  return { ...vault, officers: vault.officers.map((one) => (one.id === officerId ? { ...one, ...holding } : one)) };
}

/** Holders of an old wrap, who would be shut out by a new data key: they sign in once first, or get a new passphrase after. */
export const withoutCard = (vault: Vault): readonly string[] =>
  vault.officers.filter(({ active, card, key }) => active && card === null && key !== null).map(({ id }) => id);

async function resealed<H extends Holding>(dataKey: Bytes, holding: H, holder: string): Promise<H> {
  if (holding.card === null) return { ...holding, sealedKey: null, key: null };
  return { ...holding, sealedKey: await sealToCard(dataKey, holding.card, holder) };
}

/**
 * The vault under a new data key: the old one stays openable under its number until every content key is wrapped anew. All
 * keys are wrapped again, a new ledger key seals what comes; no entry is rewritten. `null` when a key does not open.
 */
export async function rotated(
  vault: Vault,
  dataKey: Bytes,
): Promise<{ readonly vault: UnplacedVault; readonly dataKey: Bytes } | null> {
  const ledger = await openNumbered(dataKey, 'ledger', vault.ledgerKeys);
  const older = await openNumbered(dataKey, 'data', vault.olderKeys);
  if (ledger === null || older === null) return null;
  const fresh = randomBytes(32);
  const again = (use: string, keys: ReadonlyMap<number, Bytes>) =>
    Promise.all([...keys].map(([number, raw]) => wrapNumbered(fresh, use, number, raw)));
  const kept = new Map([...older, [vault.dataKey, dataKey]]);
  const next = new Map([...ledger, [Math.max(...ledger.keys()) + 1, randomBytes(32)]]);
  return {
    dataKey: fresh,
    vault: {
      ...vault,
      officers: await Promise.all(vault.officers.map((officer) => resealed(fresh, officer, officer.id))),
      recovery: vault.recovery === null ? null : await resealed(fresh, vault.recovery, RECOVERY),
      dataKey: vault.dataKey + 1,
      olderKeys: await again('data', kept),
      ledgerKeys: await again('ledger', next),
    },
  };
}
