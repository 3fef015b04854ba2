/**
 * Signatures and keyed digests: ECDSA over P-256 with SHA-256 and HMAC-SHA-256, which WebCrypto of every Chromium since 122 and of
 * Node 20 has. Keys and signatures cross as Base64: a public key as the 65 raw bytes of its point, a signature as 64 bytes (r ‖ s),
 * a private key as PKCS #8.
 */
import { fromBase64, toBase64, utf8, type Bytes } from './bytes.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };
const KEYED = { name: 'HMAC', hash: 'SHA-256' };
const POINT_BYTES = 65;
const SIGNATURE_BYTES = 64;

export interface SigningPair {
  /** Base64 of the public point. */
  readonly publicKey: string;
  /** Base64 of PKCS #8: whoever keeps it seals it or guards its file. */
  readonly privateKey: string;
}

/** A new pair of keys. */
export async function makeSigningPair(): Promise<SigningPair> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  return {
    publicKey: toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
    privateKey: toBase64(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))),
  };
}

/** Signs texts with one key; `null` for what is no private key. */
export async function signerOf(privateKey: string): Promise<((text: string) => Promise<string>) | null> {
  const bytes = fromBase64(privateKey);
  const key =
    bytes === null ? null : await crypto.subtle.importKey('pkcs8', bytes, CURVE, false, ['sign']).catch(() => null);
  if (key === null) return null;
  return async (text) => toBase64(new Uint8Array(await crypto.subtle.sign(SIGNING, key, utf8(text))));
}

/** Checks signatures of one key; `null` for what is no public key. */
export async function verifierOf(
  publicKey: string,
): Promise<((text: string, signature: string) => Promise<boolean>) | null> {
  const bytes = fromBase64(publicKey);
  if (bytes?.length !== POINT_BYTES) return null;
  const key = await crypto.subtle.importKey('raw', bytes, CURVE, true, ['verify']).catch(() => null);
  if (key === null) return null;
  return async (text, signature) => {
    const value = fromBase64(signature);
    return value?.length === SIGNATURE_BYTES && (await crypto.subtle.verify(SIGNING, key, value, utf8(text)));
  };
}

/** HMAC-SHA-256 of a text. */
export async function keyedDigest(key: Bytes, text: string): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, KEYED, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign(KEYED, imported, utf8(text)));
}

/** Whether a keyed digest in Base64 fits, in the same time for every wrong one. */
export async function keyedDigestFits(key: Bytes, text: string, digest: string): Promise<boolean> {
  const value = fromBase64(digest);
  if (value === null) return false;
  const imported = await crypto.subtle.importKey('raw', key, KEYED, false, ['verify']);
  return await crypto.subtle.verify(KEYED, imported, value, utf8(text));
}
