/**
 * The data key: 256 random bits, sealed to the card of each officer and of the recovery key. From it come the keys that wrap
 * others; entries of no case and the working copy have keys of their own under it, so that a new data key rewrites nothing.
 */
import type { KeyDerivation, NumberedKey, Vault, WrappedKey } from '../contract/vault.ts';
import { fromBase64, toBase64, utf8, type Bytes } from './bytes.ts';
import { newDerivation, slowKey } from './card.ts';
import { open, place, seal } from './sealing.ts';

/** OWASP's figure for PBKDF2 with SHA-256 (2023). A wrapped key remembers its own, so that this may rise. */
export const ITERATIONS = 600_000;

const AES = { name: 'AES-GCM', length: 256 } as const;
const HMAC = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const;

/** Wraps a data key by a secret as format 1 did. `holder`: officer's id or `recovery`. */
export async function wrapDataKey(
  dataKey: Bytes,
  secret: string,
  holder: string,
  iterations: number,
): Promise<WrappedKey> {
  const derivation: KeyDerivation = newDerivation(iterations);
  const key = await slowKey(secret, derivation);
  if (key === null) throw new Error('own salt is not base64');
  return { derivation, wrapped: toBase64(await seal(key, place('vault', holder), dataKey)) };
}

/** The data key, or `null` when the secret is wrong (or the wrapped key damaged: the two cannot be told apart). */
export async function unwrapDataKey(wrapped: WrappedKey, secret: string, holder: string): Promise<Bytes | null> {
  const key = await slowKey(secret, wrapped.derivation);
  const sealed = fromBase64(wrapped.wrapped);
  if (key === null || sealed === null) return null;
  const dataKey = await open(key, place('vault', holder), sealed);
  return dataKey?.length === 32 ? dataKey : null;
}

type Use = 'encrypt' | 'decrypt';
const SEALING: readonly Use[] = ['encrypt', 'decrypt'];

const baseOf = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey', 'deriveBits']);
/** The salt says 1 for ever: it keeps what format 1 derived. */
const purpose = (name: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: utf8('counter 1'), info: utf8(name) });
const derive = (base: CryptoKey, name: string): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(purpose(name), base, AES, false, [...SEALING]);
const deriveMac = (base: CryptoKey, name: string): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(purpose(name), base, HMAC, false, ['sign', 'verify']);

/** Keys of one ledger key: what seals entries of no case, and a second officer's word. */
export interface LedgerKey {
  readonly entries: CryptoKey;
  /** HMAC-SHA-256. */
  readonly confirmations: CryptoKey;
}

/** Keys of the working copy: drafts, preferences, packs; they stay when the data key changes. */
export interface StoreKeys {
  readonly summaries: CryptoKey;
  readonly drafts: CryptoKey;
  readonly packs: CryptoKey;
  readonly preferences: CryptoKey;
  /** 16 bytes: the seed of the keyed hash that spreads registry rows over pages. */
  readonly packsSeed: Bytes;
}

/** Everything that an unlocked window holds; none of it can be read out again. */
export interface Keyring {
  readonly store: StoreKeys;
  readonly ledger: ReadonlyMap<number, LedgerKey>;
  /** Number of the ledger key that seals new entries. */
  readonly newest: number;
  /** Wraps content keys, by the number of the data key. */
  readonly wrapping: ReadonlyMap<number, CryptoKey>;
  readonly dataKey: number;
  /** Seals vault and settings for a place outside of the folder. */
  readonly office: CryptoKey;
}

/** The names under which format 1 derived its keys stand for ledger key 0 and for the working copy. */
async function ledgerKeyOf(number: number, raw: Bytes): Promise<LedgerKey> {
  const base = await baseOf(raw);
  const [entries, confirmations] = await Promise.all([
    derive(base, number === 0 ? 'cases' : 'ledger entries'),
    deriveMac(base, 'confirmations'),
  ]);
  return { entries, confirmations };
}

async function storeKeysOf(raw: Bytes): Promise<StoreKeys> {
  const base = await baseOf(raw);
  const [summaries, drafts, packs, preferences, seed] = await Promise.all([
    derive(base, 'cases'),
    derive(base, 'drafts'),
    derive(base, 'packs'),
    derive(base, 'preferences'),
    crypto.subtle.deriveBits(purpose('packs partition'), base, 128),
  ]);
  return { summaries, drafts, packs, preferences, packsSeed: new Uint8Array(seed) };
}

const wrappingKeyOf = async (dataKey: Bytes): Promise<CryptoKey> => derive(await baseOf(dataKey), 'content keys');
/** The key that seals vault and settings together (`sealed-office.ts`). */
export const officeKeyOf = async (dataKey: Bytes): Promise<CryptoKey> => derive(await baseOf(dataKey), 'sealed office');
const numberedWrapping = async (dataKey: Bytes): Promise<CryptoKey> => derive(await baseOf(dataKey), 'numbered keys');

/** Wraps a key by the data key, under its number and use. */
export async function wrapNumbered(dataKey: Bytes, use: string, number: number, raw: Bytes): Promise<NumberedKey> {
  const wrapping = await numberedWrapping(dataKey);
  return { number, wrapped: toBase64(await seal(wrapping, place('numbered', use, String(number)), raw)) };
}

/** The keys of a list, opened by the data key; `null` when one does not open: then it is another office's vault, or damaged. */
export async function openNumbered(
  dataKey: Bytes,
  use: string,
  keys: readonly NumberedKey[],
): Promise<ReadonlyMap<number, Bytes> | null> {
  const wrapping = await numberedWrapping(dataKey);
  const opened = new Map<number, Bytes>();
  for (const { number, wrapped } of keys) {
    const sealed = fromBase64(wrapped);
    const raw = sealed === null ? null : await open(wrapping, place('numbered', use, String(number)), sealed);
    if (raw === null) return null;
    opened.set(number, raw);
  }
  return opened;
}

/** All keys under a data key as a vault lists them; `null` when one of them does not open. */
export async function keyringOf(dataKey: Bytes, vault: Vault): Promise<Keyring | null> {
  const ledgerRaw = await openNumbered(dataKey, 'ledger', vault.ledgerKeys);
  const older = await openNumbered(dataKey, 'data', vault.olderKeys);
  if (ledgerRaw === null || older === null) return null;
  const ledger = new Map<number, LedgerKey>();
  for (const [number, raw] of ledgerRaw) ledger.set(number, await ledgerKeyOf(number, raw));
  const wrapping = new Map([[vault.dataKey, await wrappingKeyOf(dataKey)]]);
  for (const [number, raw] of older) wrapping.set(number, await wrappingKeyOf(raw));
  const first = ledgerRaw.get(Math.min(...ledgerRaw.keys()));
  if (first === undefined) return null;
  const [store, office] = [await storeKeysOf(first), await officeKeyOf(dataKey)];
  for (const raw of [...ledgerRaw.values(), ...older.values()]) raw.fill(0);
  return { store, ledger, newest: Math.max(...ledger.keys()), wrapping, dataKey: vault.dataKey, office };
}
