/** Texts sealed under the content keys of several cases, one layer each: whichever key goes, the text goes. */
import { fromBase64, fromUtf8, toBase64, utf8, type Bytes } from './bytes.ts';
import { rawContentKey } from './content-key.ts';
import type { Keyring } from './data-key.ts';
import type { EntryKeys } from './entry-opening.ts';
import { open, place, seal } from './sealing.ts';

/** `text`: what is sealed, or base64 of what was. `keys`: the cases with their wrapped keys, `null` where one is gone. */
export interface LayeredText {
  readonly entryId: string;
  readonly keys: readonly (readonly [caseId: string, wrapped: string | null])[];
  readonly text: string;
}

export interface MarkedPerson {
  readonly caseId: string;
  readonly wrapped: string;
  readonly citizenId: string;
}

const where = (entryId: string, caseId: string): Bytes => place('veil', entryId, caseId);

/** Base64; the first case's layer is the innermost. Throws (a bug) where a key does not open: nothing is sealed by halves. */
export async function sealLayers(ring: Keyring, entryKeys: EntryKeys, text: LayeredText): Promise<string> {
  let bytes = utf8(text.text);
  for (const [subjectId, contentKey] of text.keys) {
    const key = contentKey === null ? null : await entryKeys.keyOf(ring, { key: 'content', subjectId, contentKey });
    if (key === null) throw new Error('content key of a case does not open');
    bytes = await seal(key, where(text.entryId, subjectId), bytes);
  }
  return toBase64(bytes);
}

/** `null` where a key is gone or anything was changed. */
export async function openLayers(ring: Keyring, entryKeys: EntryKeys, text: LayeredText): Promise<string | null> {
  let bytes = fromBase64(text.text);
  for (const [subjectId, contentKey] of text.keys.toReversed()) {
    const key = contentKey === null ? null : await entryKeys.keyOf(ring, { key: 'content', subjectId, contentKey });
    bytes = key === null || bytes === null ? null : await open(key, where(text.entryId, subjectId), bytes);
  }
  return bytes === null ? null : fromUtf8(bytes);
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const MARK_BYTES = 6;

async function markKey(ring: Keyring, { caseId, wrapped }: MarkedPerson): Promise<CryptoKey | null> {
  const raw = await rawContentKey(ring, caseId, wrapped);
  if (raw === null) return null;
  const key = await crypto.subtle.importKey('raw', raw, HMAC, false, ['sign']);
  raw.fill(0);
  return key;
}

async function markOf(key: CryptoKey, citizenId: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.sign(HMAC, key, place('veil mark', citizenId)));
  const hex = [...digest.subarray(0, MARK_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `销毁${hex.toUpperCase()}`;
}

/**
 * Keyed digests of the numbers: the same in every entry of a case, so that entries stay linked, and told by nobody once the case's key
 * is destroyed. Fourteen characters, shorter than a number. `null` where the case's key does not open.
 */
export function marksOf(ring: Keyring, persons: readonly MarkedPerson[]): Promise<(string | null)[]> {
  const keys = new Map<string, Promise<CryptoKey | null>>();
  return Promise.all(
    persons.map(async (person) => {
      const made = keys.get(person.caseId) ?? markKey(ring, person);
      keys.set(person.caseId, made);
      const key = await made;
      return key === null ? null : markOf(key, person.citizenId);
    }),
  );
}
