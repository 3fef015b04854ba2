/** Rows of the training county as the registry importer accepts them: its own headings, words of the offices as values. */
import type { RegistryKind } from '../domain/registries.ts';
import { csvBytes, type CsvEncoding } from '../encodings/csv.ts';
import { registryLayouts } from '../registry/registry-headings.ts';

/** Field → text as the file has it; a missing one is an empty cell. */
export type TextRow = Readonly<Record<string, string>>;

export function registryCsv(
  kind: RegistryKind,
  rows: readonly TextRow[],
  encoding: CsvEncoding,
): Uint8Array<ArrayBuffer> {
  const columns: readonly { readonly field: string; readonly heading: string }[] = registryLayouts[kind].columns;
  const headings = columns.map(({ heading }) => heading);
  return csvBytes([headings, ...rows.map((row) => columns.map(({ field }) => row[field] ?? ''))], encoding);
}
