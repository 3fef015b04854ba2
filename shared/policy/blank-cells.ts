/**
 * Empty cells of register rows. A check reads a row without them, as if the fields were not there; the decision cites the
 * row as it stands in the file.
 */
import { registryKinds } from '../domain/registries.ts';
import type { CaseFile } from './case-file.ts';
import type { CheckResult, Decision } from './verdict.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An empty cell is no value: fields of registry rows that are `''` are taken as not there. */
function withoutBlanks(row: unknown): unknown {
  if (!isObject(row) || !Object.values(row).includes('')) return row;
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => value !== '' || KEYS.has(key)));
}
/** Keys of a row that must be there even when empty: such a row is nobody's. */
const KEYS = new Set(['citizenId', 'unifiedSocialCreditCode']);

/** The case file with every register row without its blanks. */
export function withoutBlankCells(input: unknown): unknown {
  if (!isObject(input) || !isObject(input['registries'])) return input;
  const registries = Object.fromEntries(
    Object.entries(input['registries']).map(([kind, copy]) => [
      kind,
      isObject(copy) && Array.isArray(copy['rows']) ? { ...copy, rows: copy['rows'].map(withoutBlanks) } : copy,
    ]),
  );
  return { ...input, registries };
}

/** The rows of the file that were read without their blanks, by what was read. */
export function rowsWithBlanks(input: unknown, read: CaseFile): ReadonlyMap<unknown, unknown> {
  const registries = isObject(input) && isObject(input['registries']) ? input['registries'] : {};
  const found = new Map<unknown, unknown>();
  for (const kind of registryKinds) {
    const copy = registries[kind];
    const rows: readonly unknown[] = isObject(copy) && Array.isArray(copy['rows']) ? copy['rows'] : [];
    for (const [index, row] of (read.registries[kind]?.rows ?? []).entries()) {
      if (withoutBlanks(rows[index]) !== rows[index]) found.set(row, rows[index]);
    }
  }
  return found;
}

/** The decision with every row as it stands in the file: what a clerk sees is what the register holds. */
export function citing(decision: Decision, originals: ReadonlyMap<unknown, unknown>): Decision {
  if (originals.size === 0) return decision;
  const asInFile = (row: unknown): unknown => originals.get(row) ?? row;
  const cited = (check: CheckResult): CheckResult => {
    const { row, conflict, ...rest } = check.evidence;
    const evidence = {
      ...rest,
      ...(row === undefined ? {} : { row: asInFile(row) }),
      ...(conflict === undefined ? {} : { conflict: asInFile(conflict) }),
    };
    return { ...check, evidence };
  };
  return {
    ...decision,
    employerChecks: decision.employerChecks.map(cited),
    entries: decision.entries.map((entry) => ({ ...entry, checks: entry.checks.map(cited) })),
  };
}
