/**
 * Sealing of pages and manifests: AES-256-GCM, a fresh random IV each, the place of the record as additional data, so
 * that a page moved, swapped or taken from another pack does not open.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

export const pagePlace = (packId: string, section: string, page: number, part: number): string =>
  `registry/pages/${packId}/${section}/${page}/${part}`;
export const manifestPlace = (kind: string): string => `registry/manifests/${kind}`;

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Random bytes for the next IVs, each used once; asked for many at a time, since a pack has thousands of pages. */
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

/** As {@link seal}, in one piece: IV, ciphertext, tag. One array costs the store half of what a record of two does. */
export async function sealPacked(
  key: CryptoKey,
  place: string,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { iv, sealed } = await seal(key, place, plain);
  const packed = new Uint8Array(IV_BYTES + sealed.length);
  packed.set(iv);
  packed.set(sealed, IV_BYTES);
  return packed;
}

/** Opens what {@link sealPacked} sealed for this place; null when it is missing, was not, or was altered. */
export async function unsealPacked(
  key: CryptoKey,
  place: string,
  packed: Uint8Array<ArrayBuffer> | undefined,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!(packed instanceof Uint8Array)) return null;
  return unseal(key, place, { iv: packed.subarray(0, IV_BYTES), sealed: packed.subarray(IV_BYTES) });
}

/** What stands for a packed record in a digest over many: its IV and GCM tag, 28 bytes. */
export function markOf(packed: Uint8Array): Uint8Array {
  const mark = new Uint8Array(IV_BYTES + TAG_BYTES);
  mark.set(packed.subarray(0, IV_BYTES));
  mark.set(packed.subarray(packed.length - TAG_BYTES), IV_BYTES);
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
