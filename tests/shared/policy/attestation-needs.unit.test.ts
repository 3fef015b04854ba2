/** What the window asks for beforehand is exactly what makes an attestation count. */
import { describe, expect, it } from 'vitest';
import type { Attestation } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { attestationNeeds, attested, unattested } from '#shared/policy/attestations.ts';
import type { CheckId, CheckResult, ReasonCode, Verdict } from '#shared/policy/verdict.ts';

const aResult = (check: CheckId, verdict: Verdict, reason: ReasonCode | null): CheckResult => ({
  check,
  verdict,
  reason,
  source: { document: '', clause: '', level: 'ministry' },
  evidence: { registry: 'contracts', asOf: '2022-08-20' },
});

const found: readonly CheckResult[] = [
  aResult('labour-contract', 'unknown', 'not-found'),
  aResult('labour-contract', 'remediable', 'contract-missing'),
  aResult('labour-contract', 'remediable', 'contract-ended'),
  aResult('labour-contract', 'met', null),
  aResult('programme-graduate', 'unmet', 'service-says-no'),
  aResult('insuring-employer', 'unknown', 'not-found'),
  aResult('last-month-contribution', 'remediable', 'arrears'),
  aResult('already-paid', 'unmet', 'already-paid'),
  aResult('hiring-subsidy', 'unknown', 'list-missing'),
  aResult('single-application', 'unknown', 'claimed-by-another-application'),
  aResult('single-application', 'remediable', 'duplicate-in-roster'),
];
const cases = found.flatMap((result) => (['met', 'unmet'] as const).map((verdict) => ({ result, verdict })));
const on = plainDate('2022-08-22');

/** A word with exactly what is needed, less one thing. */
function word(
  result: CheckResult,
  verdict: Attestation['verdict'],
  without?: 'basis' | 'note' | 'second',
): Attestation {
  const needs = attestationNeeds(result, verdict);
  return {
    check: result.check,
    verdict,
    by: 'c1',
    on,
    basis: needs.liveSystemOnly && without !== 'basis' ? 'live-system' : 'original-seen',
    ...(needs.note && without !== 'note' ? { note: '已查' } : {}),
    ...(needs.anotherOfficer && without !== 'second' ? { confirmedBy: 'c2' } : {}),
  };
}

describe.each(cases)('$result.check $result.reason → $verdict', ({ result, verdict }) => {
  const needs = attestationNeeds(result, verdict);

  it('counts with what is asked for, if it can count at all', () => {
    expect(attested(result, word(result, verdict)) !== null).toBe(needs.possible);
  });

  it('counts for nothing without any one of it', () => {
    const missing = [
      ...(needs.liveSystemOnly ? (['basis'] as const) : []),
      ...(needs.note ? (['note'] as const) : []),
      ...(needs.anotherOfficer ? (['second'] as const) : []),
    ];
    expect(missing.map((one) => attested(result, word(result, verdict, one)))).toEqual(missing.map(() => null));
  });

  it('is asked by what the register says, also after an earlier word', () => {
    const said = attested(result, word(result, 'unmet')) ?? result;
    expect(unattested(said)).toMatchObject({ verdict: result.verdict, reason: result.reason });
    expect(attestationNeeds(said, verdict)).toEqual(needs);
  });
});
