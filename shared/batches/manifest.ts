/**
 * The manifest of a batch folder: what lies in it, for how many persons and how much money, and where the journal stood.
 * Its bytes are canonical and it carries a digest of itself; the digest is printed on the day sheet and kept in the
 * journal, so that a change of any byte of the folder shows.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { canonicalJson, digestOf } from '../policy/canonical-json.ts';
import { CodeChoice } from '../layouts/layout.ts';

export const MANIFEST_NAME = 'manifest.json';

/** SHA-256 in hex, as a manifest lists it. */
export const sha256Of = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

const Digest = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.number().int().nonnegative();

export const ManifestFile = z.object({
  name: z.string().min(1),
  bytes: count,
  /** Data rows; headings are not counted. */
  rows: count,
  sha256: Digest,
});
export type ManifestFile = z.infer<typeof ManifestFile>;

const body = {
  format: z.literal('counter-batch-1'),
  id: z.string().min(1),
  /** `2022-W03-1`, of earlier batches `〔2022〕W03-000001`; null when made outside the window, where no ledger gives numbers. */
  number: z.string().nullable(),
  /** Made-up data: never a real export. */
  training: z.boolean(),
  layout: z.object({ id: z.string(), version: z.string(), digest: Digest, codes: CodeChoice }),
  createdOn: PlainDateSchema,
  office: z.object({ name: z.string(), divisionCode: z.string() }),
  cases: count,
  persons: count,
  amountFen: count,
  files: z.array(ManifestFile).min(1),
  /** The journal entry of this batch; null outside the window. */
  chainHead: z.object({ sequence: z.number().int().positive(), hash: Digest }).nullable(),
};

/** A manifest before its own digest is known. */
export const ManifestBody = z.strictObject(body);
export type ManifestBody = z.infer<typeof ManifestBody>;

export const Manifest = z.strictObject({ ...body, digest: Digest });
export type Manifest = z.infer<typeof Manifest>;

/** SHA-256 (hex) over the canonical JSON of everything but the digest itself. */
export function manifestDigest(manifest: ManifestBody): string {
  return digestOf(ManifestBody.parse(manifest));
}

/** The finished manifest. */
export function sealManifest(manifest: ManifestBody): Manifest {
  return { ...manifest, digest: manifestDigest(manifest) };
}

/** The only bytes that a manifest file may have: keys in order, indented for people, one line feed at the end. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(JSON.parse(canonicalJson(manifest)), null, 2)}\n`);
}
