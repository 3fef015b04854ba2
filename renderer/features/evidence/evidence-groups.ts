/** The checks of one person by what they rest on, so that a source is said once, however many checks read it. */
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CheckResult } from '#shared/policy/verdict.ts';
import { ageWords, attestedWord, seenWords, type AgeWords } from '#shared/wording/evidence.ts';
import { decidingFields } from './deciding-fields.ts';
import { rowFacts, type RowFact } from './row-facts.ts';

/** A check with the fields that decided it. */
export interface GroupedCheck {
  readonly result: CheckResult;
  readonly deciding: readonly RowFact[];
}

/** What stands under one source line. */
export interface EvidenceGroup {
  readonly key: string;
  /** `登记数据（以核验为准）` where an officer's word stands above what the register says. */
  readonly label: '证据' | '登记数据（以核验为准）';
  readonly seen: string;
  readonly age: AgeWords | null;
  readonly checks: readonly GroupedCheck[];
  /** The fields of the row that no check above has named; none where the row stands among what is open already. */
  readonly facts: readonly RowFact[];
}

export interface EvidenceParts {
  /** What is not met, by source. */
  readonly open: readonly EvidenceGroup[];
  /** What is met, by source. */
  readonly settled: readonly EvidenceGroup[];
}

interface Source {
  readonly label: EvidenceGroup['label'];
  readonly seen: string;
  readonly age: AgeWords | null;
  readonly row: unknown;
}

const sourceOf = (result: CheckResult, date: PlainDate, staleAfterDays: number): Source => ({
  label: attestedWord(result) === null ? '证据' : '登记数据（以核验为准）',
  seen: seenWords(result),
  age: ageWords(result, date, staleAfterDays),
  row: result.evidence.row,
});

function groupOf(key: string, results: readonly CheckResult[], source: Source, showsRow: boolean): EvidenceGroup {
  const all = rowFacts(source.row);
  const named = new Set<string>();
  const checks = results.map((result) => {
    const fields = decidingFields(result).filter((field) => !named.has(field));
    fields.forEach((field) => named.add(field));
    return { result, deciding: fields.flatMap((field) => all.filter((fact) => fact.field === field)) };
  });
  const { label, seen, age } = source;
  return { key, label, seen, age, checks, facts: showsRow ? all.filter(({ field }) => !named.has(field)) : [] };
}

type BySource = ReadonlyMap<string, { readonly source: Source; readonly results: CheckResult[] }>;

function bySource(results: readonly CheckResult[], date: PlainDate, staleAfterDays: number): BySource {
  const sources = new Map<string, { readonly source: Source; readonly results: CheckResult[] }>();
  for (const result of results) {
    const source = sourceOf(result, date, staleAfterDays);
    const key = JSON.stringify(source);
    const group = sources.get(key) ?? { source, results: [] };
    group.results.push(result);
    sources.set(key, group);
  }
  return sources;
}

/** What is open and what is met, each by source in the order of its first check; `staleAfterDays`: the pack's. */
export function evidenceGroups(
  results: readonly CheckResult[],
  date: PlainDate,
  staleAfterDays: number,
): EvidenceParts {
  const isMet = ({ verdict }: CheckResult): boolean => verdict === 'met';
  const open = bySource(
    results.filter((result) => !isMet(result)),
    date,
    staleAfterDays,
  );
  const settled = bySource(results.filter(isMet), date, staleAfterDays);
  return {
    open: [...open].map(([key, group]) => groupOf(key, group.results, group.source, true)),
    settled: [...settled].map(([key, group]) => groupOf(key, group.results, group.source, !open.has(key))),
  };
}
