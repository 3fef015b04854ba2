/**
 * Input errors of the roster: what is wrong with the text in a cell, before any policy is asked. Never a verdict
 * (input errors, missing papers and ineligibility are three different things: shared/policy/README.md).
 */
import { parseCitizenId } from '#shared/domain/citizen-id.ts';
import { isBlankEntry, type RosterColumn, type RosterEntry } from '#shared/domain/application.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import { readDay } from '#shared/files/roster-dates.ts';
import { citizenIdIssueCode, issueSentence } from '#shared/files/roster-issues.ts';
import type { ImportIssueCode } from '#shared/files/roster-reading.ts';
import { textCell } from '#shared/files/sheet.ts';

export type EntryIssueCode = ImportIssueCode | 'contract-ends-before-start';

export interface EntryIssue {
  readonly column: RosterColumn;
  readonly code: EntryIssueCode;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Nothing can be decided about the person before this is put right. */
  readonly blocks: boolean;
}

const dayColumns = ['graduatedOn', 'contractFrom', 'contractTo', 'enrolledOn'] as const;

const issue = (column: RosterColumn, code: ImportIssueCode, blocks: boolean, fact = ''): EntryIssue => ({
  column,
  code,
  message: `${fact}${issueSentence(code)}`,
  blocks,
});

function idIssues(entry: RosterEntry, firstRows: ReadonlyMap<string, number>, index: number): EntryIssue[] {
  const id = normaliseCode(entry.citizenId);
  const parsed = parseCitizenId(id);
  if (!parsed.ok) return [issue('citizenId', citizenIdIssueCode(parsed.error), true)];
  const first = firstRows.get(id) ?? index;
  return first === index ? [] : [issue('citizenId', 'duplicate-person', false, `同第 ${first + 1} 行。`)];
}

function dayIssues(entry: RosterEntry): EntryIssue[] {
  const wrong = dayColumns.flatMap((column) => {
    const { problem } = readDay(textCell(entry[column]), false);
    return problem === null ? [] : [issue(column, problem, false)];
  });
  if (wrong.length > 0 || !(/^\d{4}-/u.test(entry.contractTo) && /^\d{4}-/u.test(entry.contractFrom))) return wrong;
  if (entry.contractTo >= entry.contractFrom) return wrong;
  const message = '合同终止日期早于起始日期。请对照劳动合同改正。';
  return [{ column: 'contractTo', code: 'contract-ends-before-start', message, blocks: false }];
}

/** Issues by entry id, in the order of the columns; entries without one are not in the map. Rows are counted from 1. */
export function entryIssues(entries: readonly RosterEntry[]): ReadonlyMap<string, readonly EntryIssue[]> {
  const firstRows = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const id = normaliseCode(entry.citizenId);
    if (id !== '' && !firstRows.has(id)) firstRows.set(id, index);
  }
  const found = new Map<string, readonly EntryIssue[]>();
  for (const [index, entry] of entries.entries()) {
    if (isBlankEntry(entry)) continue;
    const name = entry.name.trim() === '' ? [issue('name', 'name-missing', true)] : [];
    const issues = [...name, ...idIssues(entry, firstRows, index), ...dayIssues(entry)];
    if (issues.length > 0) found.set(entry.entryId, issues);
  }
  return found;
}

/** How many persons cannot be decided before something is put right. */
export function countToCorrect(issues: ReadonlyMap<string, readonly EntryIssue[]>): number {
  return [...issues.values()].filter((list) => list.some((one) => one.blocks)).length;
}
