/** The golden table (tests/fixtures/policy/golden.tsv): one line per check, reason, order of precedence and edge day. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTable } from '#shared/policy/checks/index.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import {
  checkIds,
  groupsTold,
  personGroups,
  reasonCodes,
  type CheckId,
  type CheckResult,
  type Decision,
  type PersonGroup,
} from '#shared/policy/verdict.ts';
import { checkLabels } from '#shared/wording/checks.ts';
import { personGroupTags } from '#shared/wording/labels.ts';
import { asCheck } from '#shared/wording/reasons-group.ts';
import { applicantWords, clerkSentence } from '#shared/wording/reasons.ts';
import { verdictMarks } from '#shared/wording/verdicts.ts';
import { changedScene, scenePacks } from '#tests/builders/policy-scene.ts';

interface GoldenRow {
  readonly line: number;
  readonly check: CheckId;
  readonly group: PersonGroup | undefined;
  readonly title: string;
  readonly change: string;
  readonly verdict: string;
  readonly reason: string | null;
}

/** A line may speak of one group of 人员类别 alone, by its tag. */
const groupOf = new Map(personGroups.map((group) => [personGroupTags[group], group]));
const idOf = new Map<string, CheckId>([
  ...checkIds.map((id) => [checkLabels[id], id] as const),
  ...[...groupOf.keys()].map((tag) => [tag, 'entitled-group'] as const),
]);
const text = readFileSync(join(import.meta.dirname, '../../fixtures/policy/golden.tsv'), 'utf8');

const rows: readonly GoldenRow[] = text
  .split('\n')
  .map((content, index) => ({ cells: content.split('\t'), line: index + 1 }))
  .filter(({ cells, line }) => line > 1 && cells.length === 5 && !cells[0].startsWith('#'))
  .map(({ cells: [name = '', title = '', change = '', verdict = '', reason = ''], line }) => {
    const check = idOf.get(name);
    if (check === undefined) throw new Error(`golden.tsv line ${line}: no check named ${name}`);
    return { line, check, group: groupOf.get(name), title, change, verdict, reason: reason === '' ? null : reason };
  });

function decided(change: string): Decision {
  const result = evaluate(changedScene(change), scenePacks);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision;
}

function resultFor({ check, group, change }: GoldenRow): CheckResult {
  const { employerChecks, entries } = decided(change);
  const found = [...employerChecks, ...(entries[0]?.checks ?? [])].find((result) => result.check === check);
  if (found === undefined) throw new Error(`no result for ${check}`);
  if (group === undefined) return found;
  const told = groupsTold(found).find((one) => one.group === group);
  if (told === undefined) throw new Error(`nothing told of ${group}`);
  return asCheck(found, told);
}

describe('golden table', { timeout: 60_000 }, () => {
  it.each(rows)('$line $check: $title', (row) => {
    const { verdict, reason } = resultFor(row);
    expect([verdictMarks[verdict].word, reason]).toEqual([row.verdict, row.reason]);
  });

  it('has a line for every check and every reason', () => {
    const reasons = new Set(rows.map(({ reason }) => reason));
    expect(checkTable.map(({ id }) => id).filter((id) => !rows.some(({ check }) => check === id))).toEqual([]);
    expect(reasonCodes.filter((code) => !reasons.has(code))).toEqual(['duplicate-in-roster']);
  });

  it('lets nothing but evidence refuse', () => {
    const refusals = rows.filter(({ verdict }) => verdict === '不符合').map((row) => ({ row, result: resultFor(row) }));
    expect(refusals.length).toBeGreaterThan(20);
    for (const { row, result } of refusals) {
      const positive = result.evidence.row !== undefined || result.detail !== undefined;
      expect([row.line, positive]).toEqual([row.line, true]);
    }
  });

  it('has words for the clerk and the applicant for every line', () => {
    for (const row of rows) {
      const result = resultFor(row);
      const { wrong, remedy } = applicantWords(result);
      const sentences = row.reason === null ? [clerkSentence(result)] : [clerkSentence(result), wrong, remedy];
      for (const sentence of sentences) {
        expect([row.line, sentence]).toEqual([row.line, expect.stringMatching(/^[^a-z{}]{3,}$/u)]);
        expect(sentence).not.toMatch(/undefined|null|NaN/u);
      }
    }
  });
});
