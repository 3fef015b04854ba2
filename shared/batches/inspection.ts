/**
 * What an inspector is handed: the lines of the access log that were asked for, as a table, with the whole chain that they
 * are taken from. Anyone can see without a key that no line of the chain was taken out or changed; where the ledger
 * noted the head in between, that is in the manifest too.
 */
import { z } from 'zod';
import { accessBrokenAt, AccessLine, type AccessHead } from '../casework/access-log.ts';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { canonicalJson, digestOf } from '../policy/canonical-json.ts';
import { ManifestFile } from './manifest.ts';
import type { MeasuredFile, VerificationFinding } from './verify-manifest.ts';

export const INSPECTION_TABLE = '查阅记录.csv';
export const INSPECTION_CHAIN = 'chain.jsonl';

const Digest = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.number().int().nonnegative();
const Head = z.object({ count, head: Digest });

const body = {
  format: z.literal('counter-inspection-1'),
  createdOn: PlainDateSchema,
  createdBy: z.string(),
  office: z.object({ name: z.string(), divisionCode: z.string() }),
  /** What was asked for; `null`: everybody, every case. */
  filter: z.object({
    from: PlainDateSchema,
    to: PlainDateSchema,
    officer: z.string().nullable(),
    caseNumber: z.string().nullable(),
  }),
  /** Before the first line of the chain file, and its last line. */
  chain: z.object({ base: Head, end: Head }),
  /** Heads that the ledger noted within the chain file, with their ledger number. */
  noted: z.array(z.object({ sequence: z.number().int().positive(), count, head: Digest })),
  files: z.array(ManifestFile).min(2),
};

export const InspectionBody = z.strictObject(body);
export type InspectionBody = z.infer<typeof InspectionBody>;
export const Inspection = z.strictObject({ ...body, digest: Digest });
export type Inspection = z.infer<typeof Inspection>;

/** The finished manifest, with the SHA-256 of its canonical JSON. */
export function sealInspection(inspection: InspectionBody): Inspection {
  return { ...inspection, digest: digestOf(InspectionBody.parse(inspection)) };
}

/** The only bytes that its file may have. */
export function inspectionBytes(inspection: Inspection): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(JSON.parse(canonicalJson(inspection)), null, 2)}\n`);
}

export function readInspection(bytes: Uint8Array): Inspection | null {
  try {
    const parsed = Inspection.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The chain file's bytes. */
export function chainBytes(lines: readonly AccessLine[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function readChain(bytes: Uint8Array): readonly AccessLine[] | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => AccessLine.parse(JSON.parse(line)));
  } catch {
    return null;
  }
}

/** Whether the chain goes from its base to its end, through every head that the ledger noted. */
function chainHolds({ chain, noted }: Inspection, bytes: Uint8Array): boolean {
  const lines = readChain(bytes);
  if (lines === null || accessBrokenAt(chain.base, lines) !== null) return false;
  const at = new Map<number, string>([
    [chain.base.count, chain.base.head],
    ...lines.map((line): [number, string] => [line.sequence, line.hash]),
  ]);
  const holds = ({ count: sequence, head }: AccessHead): boolean => at.get(sequence) === head;
  return holds(chain.end) && chain.base.count + lines.length === chain.end.count && noted.every(holds);
}

export interface InspectionFinding {
  readonly finding: VerificationFinding | 'chain-broken';
  readonly name: string;
}

/** What was changed in a folder; empty when it is intact. `expectedDigest`: of the manifest, as the ledger has it. */
export function verifyInspection(
  inspection: Inspection,
  manifest: Uint8Array,
  files: readonly MeasuredFile[],
  chain: Uint8Array | null,
  expectedDigest?: string,
): readonly InspectionFinding[] {
  const findings: InspectionFinding[] = [];
  const { digest, ...rest } = inspection;
  const right = inspectionBytes(inspection);
  const canonical = right.length === manifest.length && right.every((byte, at) => byte === manifest[at]);
  if (digestOf(InspectionBody.parse(rest)) !== digest || !canonical)
    findings.push({ finding: 'manifest-altered', name: 'manifest.json' });
  if (expectedDigest !== undefined && expectedDigest.toLowerCase() !== digest)
    findings.push({ finding: 'digest-differs-from-paper', name: 'manifest.json' });
  const measured = new Map(files.map((file) => [file.name, file]));
  for (const listed of inspection.files) {
    const found = measured.get(listed.name);
    measured.delete(listed.name);
    if (found === undefined) findings.push({ finding: 'file-missing', name: listed.name });
    else if (found.bytes !== listed.bytes || found.sha256 !== listed.sha256)
      findings.push({ finding: 'file-altered', name: listed.name });
  }
  for (const name of measured.keys()) findings.push({ finding: 'file-extra', name });
  if (chain === null || !chainHolds(inspection, chain))
    findings.push({ finding: 'chain-broken', name: INSPECTION_CHAIN });
  return findings;
}
