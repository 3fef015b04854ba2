/** The example cases that lie beside the project, where they do: each must give exactly what it expects. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#shared/policy/evaluate.ts';
import type { CheckResult, Decision } from '#shared/policy/verdict.ts';

interface Expected {
  readonly entries?: readonly {
    readonly verdict?: string;
    readonly amountFen?: number;
    readonly checks?: Record<string, readonly string[]>;
  }[];
  readonly employerChecks?: Record<string, readonly string[]>;
  readonly outcome?: string;
}

const folder = resolve(import.meta.dirname, '../../../../shared/cases');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

const shortened = (
  checks: readonly CheckResult[],
  wanted: Record<string, readonly string[]>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(wanted).map(([id, parts]) => {
      const result = checks.find(({ check }) => check === id);
      return [id, [result?.verdict, result?.reason].slice(0, parts.length)];
    }),
  );

function decided(input: unknown): Decision {
  const result = evaluate(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision;
}

describe('example cases beside the project', () => {
  it('are all there when the folder is', () => {
    expect(files.length > 0).toBe(existsSync(folder));
  });

  it.each(files)('%s', (name) => {
    const { input, expected } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      input: unknown;
      expected: Expected;
    };
    const decision = decided(input);
    const { entries = [], employerChecks = {}, ...rest } = expected;
    expect(decision).toMatchObject(rest);
    expect(shortened(decision.employerChecks, employerChecks)).toEqual(employerChecks);
    expect(decision.entries.length).toBeGreaterThanOrEqual(entries.length);
    for (const [index, { checks = {}, ...whole }] of entries.entries()) {
      expect(decision.entries[index]).toMatchObject(whole);
      expect(shortened(decision.entries[index]?.checks ?? [], checks)).toEqual(checks);
    }
  });
});
