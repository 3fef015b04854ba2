/**
 * The data key: 256 random bits, wrapped once for each officer and once for the recovery key, each by a key derived
 * slowly from what that person knows. From it come the keys of each use, which cannot be read out again.
 */
import type { KeyDerivation, WrappedKey } from '#shared/contract/channels.ts';
import type { z } from 'zod';
import { fromBase64, randomBytes, toBase64, utf8, type Bytes } from './bytes.ts';
import { open, place, seal } from './sealing.ts';

type Derivation = z.infer<typeof KeyDerivation>;

/** OWASP's figure for PBKDF2 with SHA-256 (2023). A wrapped key remembers its own, so that this may rise. */
export const ITERATIONS = 600_000;

const AES = { name: 'AES-GCM', length: 256 } as const;

async function wrappingKey(secret: string, derivation: Derivation): Promise<CryptoKey | null> {
  const salt = fromBase64(derivation.salt);
  if (salt === null) return null;
  const base = await crypto.subtle.importKey('raw', utf8(secret.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  const { iterations } = derivation;
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, AES, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** Wraps the data key by a secret. `holder`: officer's id or `recovery`; a wrapped key moved to another holder does not open. */
export async function wrapDataKey(
  dataKey: Bytes,
  secret: string,
  holder: string,
  iterations: number,
): Promise<WrappedKey> {
  const derivation: Derivation = { name: 'PBKDF2-SHA256', iterations, salt: toBase64(randomBytes(16)) };
  const key = await wrappingKey(secret, derivation);
  if (key === null) throw new Error('own salt is not base64');
  return { derivation, wrapped: toBase64(await seal(key, place('vault', holder), dataKey)) };
}

/** The data key, or `null` when the secret is wrong (or the wrapped key damaged: the two cannot be told apart). */
export async function unwrapDataKey(wrapped: WrappedKey, secret: string, holder: string): Promise<Bytes | null> {
  const key = await wrappingKey(secret, wrapped.derivation);
  const sealed = fromBase64(wrapped.wrapped);
  if (key === null || sealed === null) return null;
  const dataKey = await open(key, place('vault', holder), sealed);
  return dataKey?.length === 32 ? dataKey : null;
}

export interface SubKeys {
  readonly cases: CryptoKey;
  readonly contentKeys: CryptoKey;
  readonly drafts: CryptoKey;
  readonly packs: CryptoKey;
  readonly preferences: CryptoKey;
  /** HMAC-SHA-256: seals what a second officer confirmed. */
  readonly confirmations: CryptoKey;
  /** 16 bytes: the seed of the keyed hash that spreads registry rows over pages. */
  readonly packsSeed: Bytes;
}

/** One key for each use, none of which can be read out or used for another. */
export async function deriveSubKeys(dataKey: Bytes): Promise<SubKeys> {
  const base = await crypto.subtle.importKey('raw', dataKey, 'HKDF', false, ['deriveKey', 'deriveBits']);
  const purpose = (name: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: utf8('counter 1'), info: utf8(name) });
  const derive = (name: string) => crypto.subtle.deriveKey(purpose(name), base, AES, false, ['encrypt', 'decrypt']);
  const [cases, contentKeys, drafts, packs, preferences, confirmations, seed] = await Promise.all([
    derive('cases'),
    derive('content keys'),
    derive('drafts'),
    derive('packs'),
    derive('preferences'),
    crypto.subtle.deriveKey(purpose('confirmations'), base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
      'sign',
      'verify',
    ]),
    crypto.subtle.deriveBits(purpose('packs partition'), base, 128),
  ]);
  return { cases, contentKeys, drafts, packs, preferences, confirmations, packsSeed: new Uint8Array(seed) };
}
