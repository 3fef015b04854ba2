/** The county's register files read back with the importer's own row reader: what the window would hold. */
import { registryLayouts } from '#shared/registry/registry-headings.ts';
import { MAX_RECORD_BYTES, rowOfRecord } from '#shared/registry/registry-record.ts';
import { makeRowReader } from '#shared/registry/registry-rows.ts';
import { decodeText } from '#shared/files/decode-text.ts';
import { parseDelimited } from '#shared/files/read-delimited.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import type { TrainingKind } from '#shared/training/county-rows.ts';
import type { TrainingCounty, TrainingRegistry } from '#shared/training/training-county.ts';

type ReadRow = ReturnType<typeof rowOfRecord<TrainingKind>>;

export interface ReadRegister {
  readonly headings: readonly string[];
  readonly rows: readonly ReadRow[];
  readonly problems: readonly string[];
}

export function readRegister({ kind, bytes }: TrainingRegistry): ReadRegister {
  const [headings = [], ...lines] = parseDelimited(decodeText(bytes)?.text.replace(/\r\n$/u, '') ?? '', ',');
  const reader = makeRowReader(
    kind,
    registryLayouts[kind].columns.map((_, index) => index),
  );
  const problems: string[] = [];
  const out = new Uint8Array(2 * MAX_RECORD_BYTES);
  const encoder = new TextEncoder();
  const rows = lines.map((cells, index) => {
    const parts = cells.map((cell) => encoder.encode(cell));
    const ends = Int32Array.from(
      parts.map((_, at) => parts.slice(0, at + 1).reduce((sum, part) => sum + part.length, 0)),
    );
    const starts = ends.map((end, at) => end - (parts[at]?.length ?? 0));
    const joined = new Uint8Array(ends.at(-1) ?? 0);
    parts.forEach((part, at) => joined.set(part, starts[at]));
    const length = reader.read(joined, starts, ends, out, 0);
    for (const { field, code } of reader.found) problems.push(`${kind} ${index + 2} ${field} ${code}`);
    return rowOfRecord(kind, out.subarray(0, Math.max(0, length)), index + 2);
  });
  return { headings, rows, problems };
}

/** All registers, as a decision reads them. */
export function registrySet(county: TrainingCounty): RegistrySet {
  return Object.fromEntries(
    county.registries.map((registry) => [
      registry.kind,
      { asOf: registry.asOf, scope: registry.scope, rows: readRegister(registry).rows },
    ]),
  );
}
