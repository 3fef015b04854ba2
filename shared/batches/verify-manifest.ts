/** Is a batch folder still what was exported? Pure: gets the manifest's bytes and what was measured of the files. */
import { Manifest, ManifestBody, manifestBytes, manifestDigest } from './manifest.ts';

export interface MeasuredFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export type VerificationFinding =
  'manifest-altered' | 'digest-differs-from-paper' | 'file-altered' | 'file-missing' | 'file-extra';

export type Verification =
  | { readonly state: 'intact'; readonly manifest: Manifest }
  | {
      readonly state: 'altered';
      /** Null when the manifest is no longer readable. */
      readonly manifest: Manifest | null;
      readonly findings: readonly { readonly finding: VerificationFinding; readonly name: string }[];
    };

/**
 * Compares a folder with its manifest. `files`: every file of the folder but the manifest. `expectedDigest`: the digest
 * on the day sheet, where somebody has it; without it a folder that was made anew in all its parts looks intact.
 */
export function verifyManifest(
  bytes: Uint8Array,
  files: readonly MeasuredFile[],
  expectedDigest?: string,
): Verification {
  const manifest = readManifest(bytes);
  if (manifest === null) return altered(null, [{ finding: 'manifest-altered', name: 'manifest.json' }]);
  const findings: { finding: VerificationFinding; name: string }[] = [];
  if (!isCanonical(manifest, bytes)) findings.push({ finding: 'manifest-altered', name: 'manifest.json' });
  if (expectedDigest !== undefined && expectedDigest.toLowerCase() !== manifest.digest) {
    findings.push({ finding: 'digest-differs-from-paper', name: 'manifest.json' });
  }
  const measured = new Map(files.map((file) => [file.name, file]));
  for (const listed of manifest.files) {
    const found = measured.get(listed.name);
    measured.delete(listed.name);
    if (found === undefined) findings.push({ finding: 'file-missing', name: listed.name });
    else if (found.bytes !== listed.bytes || found.sha256 !== listed.sha256) {
      findings.push({ finding: 'file-altered', name: listed.name });
    }
  }
  for (const name of measured.keys()) findings.push({ finding: 'file-extra', name });
  return findings.length === 0 ? { state: 'intact', manifest } : altered(manifest, findings);
}

const altered = (
  manifest: Manifest | null,
  findings: Extract<Verification, { state: 'altered' }>['findings'],
): Verification => ({
  state: 'altered',
  manifest,
  findings,
});

function readManifest(bytes: Uint8Array): Manifest | null {
  try {
    const parsed = Manifest.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    );
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function isCanonical(manifest: Manifest, bytes: Uint8Array): boolean {
  const { digest, ...body } = manifest;
  if (manifestDigest(ManifestBody.parse(body)) !== digest) return false;
  const right = manifestBytes(manifest);
  return right.length === bytes.length && right.every((byte, index) => byte === bytes[index]);
}
