/**
 * A card: P-256 key pairs whose private halves are sealed by a key derived slowly from what their holder knows. Whoever has the
 * public half of the one can seal a data key to the holder, and only the holder opens it; with the other an officer signs. (P-256
 * is what every Chromium since 122 and Node 20 have; X25519 and Ed25519 are not.)
 */
import type { KeyCard, KeyDerivation } from '../contract/vault.ts';
import { fromBase64, fromUtf8, randomBytes, toBase64, utf8, type Bytes } from './bytes.ts';
import { open, place, seal } from './sealing.ts';
import { makeSigningPair } from './signing.ts';

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

const halfPlace = (holder: string, signs: boolean): Bytes =>
  signs ? place('card', holder, 'signs') : place('card', holder);

async function ownKey(secret: string, derivation: KeyDerivation): Promise<CryptoKey> {
  const key = await slowKey(secret, derivation);
  if (key === null) throw new Error('own salt is not base64');
  return key;
}

async function openingHalves(wrapping: CryptoKey, holder: string): Promise<Omit<KeyCard, 'derivation'>> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const publicKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const sealedPrivate = toBase64(await seal(wrapping, halfPlace(holder, false), pkcs8));
  pkcs8.fill(0);
  return { publicKey, sealedPrivate };
}

async function signingHalves(wrapping: CryptoKey, holder: string): Promise<NonNullable<KeyCard['signing']>> {
  const { publicKey, privateKey } = await makeSigningPair();
  const sealedPrivate = toBase64(await seal(wrapping, halfPlace(holder, true), utf8(privateKey)));
  return { publicKey, sealedPrivate };
}

/**
 * A new card. `holder`: officer's id or `recovery`; a card moved to another holder does not open. `signs`: whether its holder
 * signs; the recovery key does not.
 */
export async function makeCard(secret: string, holder: string, iterations: number, signs: boolean): Promise<KeyCard> {
  const derivation = newDerivation(iterations);
  const wrapping = await ownKey(secret, derivation);
  const card = { derivation, ...(await openingHalves(wrapping, holder)) };
  return signs ? { ...card, signing: await signingHalves(wrapping, holder) } : card;
}

/** The card with a key that signs, under the same secret; `null` when the secret is another one. */
export async function withSigningHalf(card: KeyCard, secret: string, holder: string): Promise<KeyCard | null> {
  const halves = await openHalves(card, secret, holder);
  if (halves === null) return null;
  const wrapping = await ownKey(secret, card.derivation);
  return { ...card, signing: card.signing ?? (await signingHalves(wrapping, holder)) };
}

/** The same keys under another secret; `null` when `before` is not the secret. */
export async function resealedCard(
  card: KeyCard,
  { before, after }: { readonly before: string; readonly after: string },
  holder: string,
  iterations: number,
): Promise<KeyCard | null> {
  const halves = await openHalves(card, before, holder);
  if (halves === null) return null;
  const derivation = newDerivation(iterations);
  const wrapping = await ownKey(after, derivation);
  const sealed = async (half: Bytes, signs: boolean): Promise<string> =>
    toBase64(await seal(wrapping, halfPlace(holder, signs), half));
  const resealed: KeyCard = {
    derivation,
    publicKey: card.publicKey,
    sealedPrivate: await sealed(halves.opening, false),
  };
  if (halves.signing === null || card.signing === undefined) return resealed;
  const { publicKey } = card.signing;
  return { ...resealed, signing: { publicKey, sealedPrivate: await sealed(halves.signing, true) } };
}

interface OpenedHalves {
  /** PKCS 8. */
  readonly opening: Bytes;
  /** The private key as text (`signing.ts`); `null` where the card has none, or none that opens. */
  readonly signing: Bytes | null;
}

async function openHalves(card: KeyCard, secret: string, holder: string): Promise<OpenedHalves | null> {
  const wrapping = await slowKey(secret, card.derivation);
  const sealed = fromBase64(card.sealedPrivate);
  if (wrapping === null || sealed === null) return null;
  const opening = await open(wrapping, halfPlace(holder, false), sealed);
  if (opening === null) return null;
  const other = card.signing === undefined ? null : fromBase64(card.signing.sealedPrivate);
  return { opening, signing: other === null ? null : await open(wrapping, halfPlace(holder, true), other) };
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

/** What a card gives to whoever knows its secret. */
export interface OpenedCard {
  readonly dataKey: Bytes;
  /** The key that signs, as `signerOf` takes it; `null` where the card has none. */
  readonly signingKey: string | null;
}

/** The data key sealed to a card, or `null` when the secret is wrong or something is damaged: the two cannot be told apart. */
export async function openWithCard(
  sealedKey: string,
  card: KeyCard,
  secret: string,
  holder: string,
): Promise<OpenedCard | null> {
  const whole = fromBase64(sealedKey);
  if (whole === null || whole.length <= POINT) return null;
  const halves = await openHalves(card, secret, holder);
  if (halves === null) return null;
  try {
    const mine = await crypto.subtle.importKey('pkcs8', halves.opening, CURVE, false, ['deriveBits']);
    const ephemeral = whole.slice(0, POINT);
    const key = await sharedKey(mine, ephemeral, ephemeral, holder);
    const dataKey = await open(key, place('sealed data key', holder), whole.slice(POINT));
    if (dataKey?.length !== 32) return null;
    return { dataKey, signingKey: halves.signing === null ? null : fromUtf8(halves.signing) };
  } catch {
    return null;
  } finally {
    halves.opening.fill(0);
  }
}
