/** From checks to persons and from persons to the application (policy/README.md). */
import type { DocumentKind } from '../domain/supporting-document.ts';
import { verdictRank, type CheckResult, type EntryDecision, type Outcome, type Verdict } from './verdict.ts';

/** unmet > remediable > unknown > met. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (worst, verdict) => (verdictRank[verdict] > verdictRank[worst] ? verdict : worst),
    'met',
  );
}

/** Second and later rows of one person: told to the applicant, left out of the outcome. */
export function isDuplicateEntry(entry: EntryDecision): boolean {
  return entry.checks.some(({ reason }) => reason === 'duplicate-in-roster');
}

/** The first that fits: decline, deficient, pending, accept. */
export function outcomeOf(
  employerChecks: readonly CheckResult[],
  entries: readonly EntryDecision[],
  missingPapers: readonly DocumentKind[],
): Outcome {
  const employer = worstOf(employerChecks.map(({ verdict }) => verdict));
  const persons = entries.filter((entry) => !isDuplicateEntry(entry)).map(({ verdict }) => verdict);
  const noneMet = !persons.includes('met');
  if (employer === 'unmet' || persons.every((verdict) => verdict === 'unmet')) return 'decline';
  if (missingPapers.length > 0 || employer === 'remediable' || (noneMet && persons.includes('remediable')))
    return 'deficient';
  return employer === 'unknown' || noneMet ? 'pending' : 'accept';
}
