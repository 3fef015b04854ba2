/** A file cut into sealed parts, and a file made of them again. Neither holds more than one part in memory beside the result. */
import {
  documentPartCount,
  documentPartPlace,
  PLAIN_PART_BYTES,
  type SentDocument,
} from '#shared/casework/document-dispatches.ts';
import { fromBase64, randomBytes, toBase64, utf8, type Bytes } from '#shared/crypto/bytes.ts';

const IV_BYTES = 12;
const KEY_BYTES = 32;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const joined = (pieces: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
};
const algorithm = (iv: Bytes, bytes: number, part: number) =>
  ({ name: 'AES-GCM', iv, additionalData: utf8(documentPartPlace(bytes, part)) }) as const;
const imported = (key: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);

export type SealedFile = Pick<SentDocument, 'bytes' | 'fileDigest' | 'key'> & { readonly count: number };

/**
 * Seals `file` under a key of its own. `put` takes each part (base64) in order, with the share of the file that is sealed with it (0…1); false
 * ends it, and the answer is `null`. Rejects where the file cannot be read any more.
 */
export async function sealParts(
  file: Blob,
  put: (part: number, content: string, share: number) => Promise<boolean>,
): Promise<SealedFile | null> {
  const raw = randomBytes(KEY_BYTES);
  const key = await imported(raw);
  const count = documentPartCount(file.size);
  const digests: Bytes[] = [];
  for (let part = 0; part < count; part += 1) {
    const from = part * PLAIN_PART_BYTES;
    const plain = new Uint8Array(await file.slice(from, from + PLAIN_PART_BYTES).arrayBuffer());
    digests.push(await sha256(plain));
    const iv = randomBytes(IV_BYTES);
    const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm(iv, file.size, part), key, plain));
    if (!(await put(part, toBase64(joined([iv, sealed])), Math.min(1, (from + PLAIN_PART_BYTES) / file.size))))
      return null;
  }
  return { bytes: file.size, fileDigest: hex(await sha256(joined(digests))), key: toBase64(raw), count };
}

/** One sealed part opened; `null` where it is not what the key sealed at that place. */
async function openedPart(key: CryptoKey, bytes: number, part: number, content: string): Promise<Bytes | null> {
  const all = fromBase64(content);
  if (all === null || all.length <= IV_BYTES) return null;
  try {
    const plain = await crypto.subtle.decrypt(algorithm(all.slice(0, IV_BYTES), bytes, part), key, all.slice(IV_BYTES));
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}

/** The file as it was sealed. `incomplete`: `get` had no such part; `untrue`: it is not the file that the card signed for. */
export async function openParts(
  document: Pick<SentDocument, 'bytes' | 'fileDigest' | 'key' | 'fileName'>,
  get: (part: number) => Promise<string | null>,
): Promise<File | 'incomplete' | 'untrue'> {
  const { bytes, fileDigest, fileName } = document;
  const raw = fromBase64(document.key);
  if (raw?.length !== KEY_BYTES) return 'untrue';
  const key = await imported(raw);
  const digests: Bytes[] = [];
  const pieces: Blob[] = [];
  let size = 0;
  for (let part = 0; part < documentPartCount(bytes); part += 1) {
    const content = await get(part);
    if (content === null) return 'incomplete';
    const plain = await openedPart(key, bytes, part, content);
    if (plain === null) return 'untrue';
    digests.push(await sha256(plain));
    // As a blob: the browser may lay a large file on its disk meanwhile.
    pieces.push(new Blob([plain]));
    size += plain.length;
  }
  if (size !== bytes || hex(await sha256(joined(digests))) !== fileDigest) return 'untrue';
  return new File(pieces, fileName);
}
