/**
 * AES-256-GCM of one record: nonce (12 bytes) ‖ ciphertext ‖ tag. The additional data names store, table and key, so
 * that a record moved to another place does not open.
 */
import { randomBytes, utf8, type Bytes } from './bytes.ts';

const NONCE = 12;

/** Where a record stands. Parts are joined with a byte that occurs in none of them. */
export function place(...parts: readonly string[]): Bytes {
  return utf8(parts.join('\0'));
}

/** Seals; never fails for a key that may encrypt. */
export async function seal(key: CryptoKey, where: Bytes, content: Bytes): Promise<Bytes> {
  const nonce = randomBytes(NONCE);
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: where }, key, content);
  const sealed = new Uint8Array(NONCE + cipher.byteLength);
  sealed.set(nonce);
  sealed.set(new Uint8Array(cipher), NONCE);
  return sealed;
}

/** Opens; `null` for another key, another place or changed bytes. */
export async function open(key: CryptoKey, where: Bytes, sealed: Bytes): Promise<Bytes | null> {
  if (sealed.length < NONCE + 16) return null;
  try {
    const iv = sealed.subarray(0, NONCE);
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: where },
      key,
      sealed.subarray(NONCE),
    );
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}
