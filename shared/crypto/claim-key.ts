/**
 * The claim key: one for all windows of an office and for nobody else, the hub least of all. With it a window says of a person whether
 * another window means the same one, without saying who (shared/casework/claims.ts). It travels sealed under a code to join with.
 */
import { normaliseCode } from '../domain/normalise.ts';
import { parsedJson } from '../domain/parsed-json.ts';
import { fromBase64, fromUtf8, randomBytes, toBase64, utf8, type Bytes } from './bytes.ts';
import { packed, unpacked } from './compression.ts';
import { keyedDigest } from './signing.ts';
import { open, place, seal } from './sealing.ts';

const SECRET_BYTES = 32;
const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/** As the ledger keeps it. */
export interface ClaimKey {
  /** 32 hex characters that say which key it is, and nothing of it. */
  readonly name: string;
  /** Base64. */
  readonly secret: string;
}

const shortHex = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** `null` for what is no secret of a claim key. */
export async function claimKeyOf(secret: string): Promise<ClaimKey | null> {
  const bytes = fromBase64(secret);
  if (bytes?.length !== SECRET_BYTES) return null;
  return { name: shortHex(await keyedDigest(bytes, 'counter claim key 1')), secret };
}

export async function makeClaimKey(): Promise<ClaimKey> {
  const made = await claimKeyOf(toBase64(randomBytes(SECRET_BYTES)));
  if (made === null) throw new Error('an own claim key is none');
  return made;
}

/** Makes digests of citizen IDs, however they are spelt; `null` for what is no secret of a claim key. */
export async function claimDigester(secret: string): Promise<((citizenId: string) => Promise<string>) | null> {
  const bytes = fromBase64(secret);
  if (bytes?.length !== SECRET_BYTES) return null;
  const key = await crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign']);
  return async (citizenId) =>
    shortHex(new Uint8Array(await crypto.subtle.sign(HMAC, key, utf8(`counter claim 1\n${normaliseCode(citizenId)}`))));
}

/** What the office's windows seal to each other with, under the same key. */
async function sharedKey(secret: string): Promise<CryptoKey | null> {
  const bytes = fromBase64(secret);
  if (bytes?.length !== SECRET_BYTES) return null;
  const raw: Bytes = await keyedDigest(bytes, 'counter shared seal 1');
  return crypto.subtle.importKey('raw', raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Seals a text for the office's windows. `about`: what it belongs to; moved elsewhere it does not open. `null`: no claim key. */
export async function sealForWindows(secret: string, about: string, text: string): Promise<string | null> {
  const key = await sharedKey(secret);
  return key === null ? null : toBase64(await seal(key, place('for the windows', about), utf8(text)));
}

/** What {@link sealForWindows} sealed; `null` under another key, or changed since. */
export async function openFromWindow(secret: string, about: string, sealed: string): Promise<string | null> {
  const [key, bytes] = [await sharedKey(secret), fromBase64(sealed)];
  const plain = key === null || bytes === null ? null : await open(key, place('for the windows', about), bytes);
  return plain === null ? null : fromUtf8(plain);
}

/** Long texts for the office's windows, made small first; as {@link sealForWindows}. */
export async function packForWindows(secret: string, about: string, text: string): Promise<string | null> {
  const key = await sharedKey(secret);
  return key === null ? null : toBase64(await seal(key, place('packed for the windows', about), await packed(text)));
}

/** What {@link packForWindows} sealed; `null` under another key, or changed since. */
export async function unpackFromWindow(secret: string, about: string, sealed: string): Promise<string | null> {
  const [key, bytes] = [await sharedKey(secret), fromBase64(sealed)];
  const plain = key === null || bytes === null ? null : await open(key, place('packed for the windows', about), bytes);
  const whole = plain === null ? null : await unpacked(plain);
  return whole === null ? null : fromUtf8(whole);
}

/** `secret`: the part of a code that `readJoinCode` gives. */
async function keyUnder(secret: string): Promise<CryptoKey> {
  const bytes: Bytes = await keyedDigest(utf8(secret), 'counter-post office keys 1');
  return crypto.subtle.importKey('raw', bytes, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
const WHERE = place('office keys under a code');

export async function sealUnderCode(secret: string, { secret: claimKey }: ClaimKey): Promise<string> {
  const text = JSON.stringify({ version: 1, claimKey });
  return toBase64(await seal(await keyUnder(secret), WHERE, utf8(text)));
}

/** `null`: sealed under another code, or changed since. */
export async function openUnderCode(secret: string, sealed: string): Promise<ClaimKey | null> {
  const bytes = fromBase64(sealed);
  const plain = bytes === null ? null : await open(await keyUnder(secret), WHERE, bytes);
  const handed =
    plain === null ? null : (parsedJson(fromUtf8(plain)) as { version?: unknown; claimKey?: unknown } | null);
  return handed?.version === 1 && typeof handed.claimKey === 'string' ? claimKeyOf(handed.claimKey) : null;
}
