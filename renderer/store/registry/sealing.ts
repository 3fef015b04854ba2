/**
 * Sealing of pages and manifests: AES-256-GCM, a fresh random IV each, the place of the record as additional data, so
 * that a page moved, swapped or taken from another copy does not open.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

export const pagePlace = (packId: string, section: string, page: number, part: number): string =>
  `registry/pages/${packId}/${section}/${page}/${part}`;
export const directoryPlace = (packId: string): string => `registry/directory/${packId}`;
/** The place of the copy before has a name of its own, so that its manifest cannot be laid where one serves. */
export const manifestPlace = (role: 'serving' | 'before', kind: string): string =>
  role === 'serving' ? `registry/manifests/${kind}` : `registry/manifests-before/${kind}`;

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** What sealing adds to the plain bytes. */
export const SEAL_BYTES = IV_BYTES + TAG_BYTES;
/** Random bytes for the next IVs, each used once; asked for many at a time, since a copy has thousands of pages. */
let random = new Uint8Array(0);

function freshIv(): Uint8Array<ArrayBuffer> {
  if (random.length < IV_BYTES) random = crypto.getRandomValues(new Uint8Array(IV_BYTES * 256));
  const iv = random.slice(0, IV_BYTES);
  random = random.subarray(IV_BYTES);
  return iv;
}

/** Seals bytes for one place. */
export async function seal(key: CryptoKey, place: string, plain: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = freshIv();
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encoder.encode(place) },
    key,
    plain,
  );
  return { iv, sealed: new Uint8Array(sealed) };
}

/** IV, ciphertext and tag in one piece. */
export function packed({ iv, sealed }: Sealed): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(iv.length + sealed.length);
  all.set(iv);
  all.set(sealed, iv.length);
  return all;
}

/** What {@link packed} made one piece of. */
export const unpacked = (all: Uint8Array<ArrayBuffer>): Sealed => ({
  iv: all.subarray(0, IV_BYTES),
  sealed: all.subarray(IV_BYTES),
});

/** What stands for a sealed record in a digest over many: its IV and GCM tag, 28 bytes. */
export function markOf({ iv, sealed }: Sealed): Uint8Array {
  const mark = new Uint8Array(IV_BYTES + TAG_BYTES);
  mark.set(iv);
  mark.set(sealed.subarray(sealed.length - TAG_BYTES), IV_BYTES);
  return mark;
}

/** Opens what was sealed for this place; null when it was not, or was altered. */
export async function unseal(
  key: CryptoKey,
  place: string,
  record: Sealed | undefined,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (record === undefined) return null;
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: record.iv, additionalData: encoder.encode(place) },
      key,
      record.sealed,
    );
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}

export const sealText = (key: CryptoKey, place: string, text: string): Promise<Sealed> =>
  seal(key, place, encoder.encode(text));

/** The text sealed for a place; null as for {@link unseal}. */
export async function unsealText(key: CryptoKey, place: string, record: Sealed | undefined): Promise<string | null> {
  const plain = await unseal(key, place, record);
  return plain === null ? null : decoder.decode(plain);
}

/** Hex of bytes, for digests. */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
