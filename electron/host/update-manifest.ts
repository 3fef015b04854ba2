/** The signed list of an update: what it is, what it needs, every file with its digest. The bytes of the list are what is signed. */
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { FileLayer } from './file-layer.ts';
import { VersionFile } from './program-folder.ts';

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.sig';
/** Folder of an update in which its files lie. */
export const FILES = 'files';

const LARGEST_LIST = 8 << 20;

/** Parts of plain characters: nothing leads out of the folder, nothing is hidden, and every file system takes it. */
const FilePath = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*$/u)
  .refine((path) => !path.split('/').some((part) => part.endsWith('.')));

const UpdateFile = z.object({
  path: FilePath,
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  executable: z.boolean(),
});

export const UpdateManifest = VersionFile.extend({
  /** What changes, in plain words. */
  notes: z.string().max(4000),
  files: z
    .array(UpdateFile)
    .min(1)
    .max(5000)
    .refine((files) => new Set(files.map(({ path }) => path.toLowerCase())).size === files.length),
});
export type UpdateManifest = z.infer<typeof UpdateManifest>;

const Signature = z.object({ key: z.string(), signature: z.string() });

/** A short name of a public key. */
const keyName = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

/** The public half as a program carries it. */
export const publicPem = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

export function signManifest(bytes: Uint8Array, privateKey: KeyObject): string {
  const signature = {
    key: keyName(createPublicKey(privateKey)),
    signature: sign(null, bytes, privateKey).toString('base64'),
  };
  return `${JSON.stringify(signature)}\n`;
}

function publicKeyOf(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};

/** What the signature says of the list, by the key that the installed program carries. */
function untrusted(bytes: Uint8Array, signature: Uint8Array | null, pem: string | null): Result<null> {
  const key = pem === null ? null : publicKeyOf(pem);
  if (key === null) return failed('update-not-trusted', { reason: 'no-key' });
  const read = Signature.safeParse(signature === null ? undefined : jsonOf(signature));
  if (!read.success) return failed('update-not-trusted', { reason: 'altered' });
  if (read.data.key !== keyName(key)) return failed('update-not-trusted', { reason: 'other-key' });
  return verify(null, bytes, key, Buffer.from(read.data.signature, 'base64'))
    ? success(null)
    : failed('update-not-trusted', { reason: 'altered' });
}

export interface SignedList {
  readonly manifest: UpdateManifest;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Reads and verifies the list in a folder before anything in it is believed. `update-not-found`, `update-not-trusted`; a list
 * that is rightly signed and of a form that this program does not know is `update-unfit` (`other-product`).
 */
export async function readSignedList(
  layer: FileLayer,
  folder: string,
  key: string | null,
): Promise<Result<SignedList>> {
  const entry = await layer.entry(join(folder, MANIFEST)).catch(() => null);
  if (entry?.kind !== 'file' || entry.bytes > LARGEST_LIST) return failed('update-not-found');
  const bytes = await layer.readWhole(join(folder, MANIFEST)).catch(() => null);
  const signature = await layer.readWhole(join(folder, SIGNATURE)).catch(() => null);
  if (bytes === null) return failed('update-not-found');
  const trusted = untrusted(bytes, signature, key);
  if (!trusted.ok || signature === null) return trusted.ok ? failed('update-not-found') : trusted;
  const manifest = UpdateManifest.safeParse(jsonOf(bytes));
  return manifest.success
    ? success({ manifest: manifest.data, bytes, signature })
    : failed('update-unfit', { reason: 'other-product' });
}
