/**
 * A card: a P-256 key pair whose private half is sealed by a key derived slowly from what its holder knows. Whoever has the
 * public half can seal a data key to the holder; only the holder opens it. (P-256 is what every Chromium since 122 and
 * Node 20 have; X25519 is not.)
 */
import type { KeyCard, KeyDerivation } from '../contract/vault.ts';
import { fromBase64, randomBytes, toBase64, utf8, type Bytes } from './bytes.ts';
import { open, place, seal } from './sealing.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const AES = { name: 'AES-GCM', length: 256 } as const;
/** Length of an uncompressed point. */
const POINT = 65;

/** The AES key that a secret gives; `null` when the salt cannot be read. */
export async function slowKey(secret: string, derivation: KeyDerivation): Promise<CryptoKey | null> {
  const salt = fromBase64(derivation.salt);
  if (salt === null) return null;
  const base = await crypto.subtle.importKey('raw', utf8(secret.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  const { iterations } = derivation;
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, AES, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** A derivation with a salt of its own. */
export const newDerivation = (iterations: number): KeyDerivation => ({
  name: 'PBKDF2-SHA256',
  iterations,
  salt: toBase64(randomBytes(16)),
});

async function sealedPrivate(pkcs8: Bytes, secret: string, holder: string, derivation: KeyDerivation): Promise<string> {
  const key = await slowKey(secret, derivation);
  if (key === null) throw new Error('own salt is not base64');
  return toBase64(await seal(key, place('card', holder), pkcs8));
}

/** A new card. `holder`: officer's id or `recovery`; a card moved to another holder does not open. */
export async function makeCard(secret: string, holder: string, iterations: number): Promise<KeyCard> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const publicKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const derivation = newDerivation(iterations);
  const sealed = await sealedPrivate(pkcs8, secret, holder, derivation);
  pkcs8.fill(0);
  return { derivation, publicKey, sealedPrivate: sealed };
}

async function sharedKey(mine: CryptoKey, theirs: Bytes, ephemeral: Bytes, holder: string): Promise<CryptoKey> {
  const other = await crypto.subtle.importKey('raw', theirs, CURVE, false, []);
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, mine, 256);
  const base = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const info = place('counter 2 data key', holder);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info }, base, AES, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** Seals a data key to a card: ephemeral point ‖ nonce ‖ ciphertext ‖ tag, base64. `null` when the public half is no point. */
export async function sealToCard(dataKey: Bytes, card: KeyCard, holder: string): Promise<string | null> {
  const publicKey = fromBase64(card.publicKey);
  if (publicKey === null) return null;
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = await sharedKey(pair.privateKey, publicKey, ephemeral, holder).catch(() => null);
  if (key === null) return null;
  const sealed = await seal(key, place('sealed data key', holder), dataKey);
  const whole = new Uint8Array(POINT + sealed.length);
  whole.set(ephemeral);
  whole.set(sealed, POINT);
  return toBase64(whole);
}

/** The data key sealed to a card, or `null` when the secret is wrong or something is damaged: the two cannot be told apart. */
export async function openWithCard(
  sealedKey: string,
  card: KeyCard,
  secret: string,
  holder: string,
): Promise<Bytes | null> {
  const wrapping = await slowKey(secret, card.derivation);
  const [sealedHalf, whole] = [fromBase64(card.sealedPrivate), fromBase64(sealedKey)];
  if (wrapping === null || sealedHalf === null || whole === null || whole.length <= POINT) return null;
  const pkcs8 = await open(wrapping, place('card', holder), sealedHalf);
  if (pkcs8 === null) return null;
  try {
    const mine = await crypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['deriveBits']);
    const ephemeral = whole.slice(0, POINT);
    const key = await sharedKey(mine, ephemeral, ephemeral, holder);
    const dataKey = await open(key, place('sealed data key', holder), whole.slice(POINT));
    return dataKey?.length === 32 ? dataKey : null;
  } catch {
    return null;
  } finally {
    pkcs8.fill(0);
  }
}
