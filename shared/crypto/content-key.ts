/** Content keys: one a case, wrapped by a data key, lying beside the journal so that they can be destroyed. */
import { fromBase64, toBase64, type Bytes } from './bytes.ts';
import type { Keyring } from './data-key.ts';
import { open, place, seal } from './sealing.ts';

/** A wrapped content key names the data key that wraps it: `2:base64`; without a number it is the first. */
export function wrappedBy(wrapped: string): { readonly number: number; readonly sealed: Bytes | null } {
  const at = wrapped.indexOf(':');
  return at < 0
    ? { number: 1, sealed: fromBase64(wrapped) }
    : { number: Number(wrapped.slice(0, at)), sealed: fromBase64(wrapped.slice(at + 1)) };
}

/** The key itself, the caller's to clear; `null` when it does not open. */
export async function rawContentKey(keys: Keyring, caseId: string, wrapped: string): Promise<Bytes | null> {
  const { number, sealed } = wrappedBy(wrapped);
  const wrapping = keys.wrapping.get(number);
  return sealed === null || wrapping === undefined ? null : open(wrapping, place('content-key', caseId), sealed);
}

/** `null` when it cannot be unwrapped. */
export async function unwrapContentKey(keys: Keyring, caseId: string, wrapped: string): Promise<CryptoKey | null> {
  const raw = await rawContentKey(keys, caseId, wrapped);
  return raw === null ? null : crypto.subtle.importKey('raw', raw, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt']);
}

/** Wrapped by the newest data key, under its case. */
export async function wrapContentKey(keys: Keyring, caseId: string, raw: Bytes): Promise<string> {
  const wrapping = keys.wrapping.get(keys.dataKey);
  if (wrapping === undefined) throw new Error('no key for content keys');
  return `${keys.dataKey}:${toBase64(await seal(wrapping, place('content-key', caseId), raw))}`;
}
