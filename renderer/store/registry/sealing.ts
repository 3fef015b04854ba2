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

export const pagePlace = (packId: string, section: string, page: number): string =>
  `registry/pages/${packId}/${section}/${page}`;
export const manifestPlace = (kind: string): string => `registry/manifests/${kind}`;

/** Seals bytes for one place. */
export async function seal(key: CryptoKey, place: string, plain: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encoder.encode(place) },
    key,
    plain,
  );
  return { iv, sealed: new Uint8Array(sealed) };
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
