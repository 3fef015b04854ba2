/**
 * What an officer vouches for in place of a register row (policy/README.md). The last one for a check counts;
 * one that does not qualify has no effect and is reported, so that nobody believes it had.
 */
import type { Attestation } from '../domain/application.ts';
import { checkGroups } from './checks/index.ts';
import { codeKey } from './registry-index.ts';
import type { CheckGroup, CheckId, CheckResult, ReasonCode } from './verdict.ts';

/** Checks that only the live system can answer: what is on paper proves no contribution and no payment. */
const LIVE_ONLY: ReadonlySet<CheckGroup> = new Set<CheckGroup>(['insurance', 'hiringSubsidy', 'alreadyPaid']);
/** Lists that decide whether money was already paid: a second officer and a written reason, always. */
const PAID_LISTS: ReadonlySet<CheckId> = new Set<CheckId>(['hiring-subsidy', 'already-paid']);
/** `remediable` verdicts that rest on a register row: vouching against a register takes two. */
const RESTS_ON_REGISTER: ReadonlySet<ReasonCode | null> = new Set<ReasonCode | null>([
  'deferred',
  'arrears',
  'enrolled-this-month',
  'months-short',
  'not-yet-graduated',
  'contract-ended',
]);

/** Two officers, however their names are spelt: `w03`, `Ｗ０３` and `W03` with a space are one, a blank is nobody. */
function confirmedByAnother({ by, confirmedBy }: Attestation): boolean {
  const [first, second] = [codeKey(by), codeKey(confirmedBy)];
  return first !== '' && second !== '' && first !== second;
}

/** Whether the way it was seen is one that can answer this check at all. */
function basisAllows(result: CheckResult, attestation: Attestation): boolean {
  if (result.reason === 'duplicate-in-roster' || codeKey(attestation.by) === '') return false;
  if (LIVE_ONLY.has(checkGroups[result.check]) && attestation.basis !== 'live-system') return false;
  if (!PAID_LISTS.has(result.check)) return true;
  return codeKey(attestation.note) !== '' && confirmedByAnother(attestation);
}

/** Whether turning this verdict into `met` takes another officer, and has one. */
function mayTurnToMet(result: CheckResult, attestation: Attestation): boolean {
  if (result.verdict === 'unmet') return confirmedByAnother(attestation);
  if (result.verdict === 'remediable' && RESTS_ON_REGISTER.has(result.reason)) return confirmedByAnother(attestation);
  return true;
}

/** Whether an attestation counts for a check as the registers leave it. */
function qualifies(result: CheckResult, attestation: Attestation): boolean {
  if (!basisAllows(result, attestation)) return false;
  return attestation.verdict === 'unmet' || mayTurnToMet(result, attestation);
}

/** What the registers alone say of a check, whatever officers vouched for since. */
export function unattested(result: CheckResult): Pick<CheckResult, 'check' | 'verdict' | 'reason'> {
  const before = result.detail?.['before'] as Pick<CheckResult, 'verdict' | 'reason'> | undefined;
  const { verdict, reason } = before ?? result;
  return { check: result.check, verdict, reason };
}

export interface AttestationNeeds {
  /** A second row of one person cannot be vouched for; it is deleted. */
  readonly possible: boolean;
  readonly liveSystemOnly: boolean;
  readonly note: boolean;
  readonly anotherOfficer: boolean;
}

/** What an attestation of this verdict needs to count for the check: the same rules as {@link qualifies}, asked beforehand. */
export function attestationNeeds(result: CheckResult, verdict: Attestation['verdict']): AttestationNeeds {
  const { check, verdict: found, reason } = unattested(result);
  const paidList = PAID_LISTS.has(check);
  const againstRegister = verdict === 'met' && (found === 'unmet' || RESTS_ON_REGISTER.has(reason));
  return {
    possible: reason !== 'duplicate-in-roster',
    liveSystemOnly: LIVE_ONLY.has(checkGroups[check]),
    note: paidList,
    anotherOfficer: paidList || againstRegister,
  };
}

/** The check as an officer's word leaves it; `null` when the word has no effect. */
export function attested(result: CheckResult, attestation: Attestation): CheckResult | null {
  if (!qualifies(result, attestation)) return null;
  if (attestation.verdict === 'met' && result.verdict === 'met') return result;
  const { by, on, basis, note, confirmedBy } = attestation;
  const word = {
    by,
    on,
    basis,
    ...(note === undefined ? {} : { note }),
    ...(confirmedBy === undefined ? {} : { confirmedBy }),
  };
  return {
    ...result,
    verdict: attestation.verdict,
    reason: attestation.verdict === 'met' ? null : 'attested-unmet',
    evidence: { ...result.evidence, grade: 'B' },
    detail: { ...result.detail, attestation: word, before: { verdict: result.verdict, reason: result.reason } },
  };
}
