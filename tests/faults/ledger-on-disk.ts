/** The ledger as it lies there after a kill: whether it is one chain, grew only at its end, and gives each number once. */
import { readFileSync } from 'node:fs';
import { fastHash } from '#electron/host/journal-file.ts';
import { GENESIS } from '#shared/casework/journal.ts';
import { readLine } from '#shared/casework/journal-line.ts';

export interface LedgerOnDisk {
  readonly hashes: readonly string[];
  /** By the case's number as it is written: its subject. */
  readonly cases: ReadonlyMap<string, string>;
  /** Entries of a print, by the case that they are of. */
  readonly prints: ReadonlyMap<string, number>;
  readonly broken: number;
  readonly reusedNumbers: number;
  readonly gaps: number;
}

const written = (year: number, prefix: string, value: number): string =>
  `〔${year}〕${prefix}-${String(value).padStart(6, '0')}`;

export function ledgerOnDisk(path: string): LedgerOnDisk {
  let [head, broken] = [GENESIS, 0];
  const hashes: string[] = [];
  const cases = new Map<string, string>();
  const prints = new Map<string, number>();
  const series = new Map<string, number[]>();
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const reading = readLine(line, fastHash);
    if (reading.state !== 'entry' || reading.entry.previous !== head) {
      broken += 1;
      continue;
    }
    const { header, hash } = reading.entry;
    head = hash;
    hashes.push(hash);
    if (header.kind === 'print') prints.set(header.subjectId, (prints.get(header.subjectId) ?? 0) + 1);
    for (const { series: name, year, prefix, value } of header.numbers) {
      const key = `${name} ${year} ${prefix}`;
      series.set(key, [...(series.get(key) ?? []), value]);
      if (name === 'case') cases.set(written(year, prefix, value), header.subjectId);
    }
  }
  const values = [...series.values()];
  return {
    hashes,
    cases,
    prints,
    broken,
    reusedNumbers: values.reduce((sum, all) => sum + all.length - new Set(all).size, 0),
    gaps: values.reduce((sum, all) => sum + Math.max(...all) - new Set(all).size, 0),
  };
}
