/** F7 as data: who and what an officer may vouch for, what is ticked beforehand, and what is recorded, one record per person and check. */
import type { Attestation } from '#shared/domain/application.ts';
import { attestationNeeds, unattested, type AttestationNeeds } from '#shared/policy/attestations.ts';
import type { CheckId, CheckResult } from '#shared/policy/verdict.ts';
import type { RosterGroup } from './roster/index.ts';
import type { SelectedSubject } from './use-selected-results.ts';

/** 符合, 不符合, or taking an earlier word back. */
export type AttestMode = 'met' | 'unmet' | 'withdraw';

/** One person and one check. */
export interface AttestItem {
  readonly key: string;
  readonly subjectId: string;
  readonly name: string;
  readonly check: CheckId;
  readonly result: CheckResult;
  readonly needs: AttestationNeeds;
}

/** What changes for one person or the firm. */
export interface AttestChange {
  readonly subjectId: string;
  readonly add: readonly Attestation[];
  readonly withdraw: readonly CheckId[];
}

/** Columns that one original shows in full: there the usual answer may be ticked beforehand. */
const ONE_ORIGINAL: ReadonlySet<RosterGroup | null> = new Set<RosterGroup | null>(['diploma', 'contract', 'identity']);
const NO_NEEDS: AttestationNeeds = { possible: true, liveSystemOnly: false, note: false, anotherOfficer: false };

function fits(mode: AttestMode, result: CheckResult, { attestations }: SelectedSubject): boolean {
  if (mode === 'withdraw') return attestations.some(({ check }) => check === result.check);
  if (!attestationNeeds(result, mode).possible) return false;
  if (mode === 'unmet') return result.reason !== 'attested-unmet';
  return result.verdict !== 'met' && unattested(result).verdict !== 'met';
}

/** Everything that may be chosen in this mode, check by check in the order of the checks, person by person within. */
export function attestItems(subjects: readonly SelectedSubject[], mode: AttestMode): readonly AttestItem[] {
  const items = subjects.flatMap((subject) =>
    subject.checks
      .filter((result) => fits(mode, result, subject))
      .map((result): AttestItem => {
        const { check } = result;
        const needs = mode === 'withdraw' ? NO_NEEDS : attestationNeeds(result, mode);
        return { key: `${subject.id}|${check}`, subjectId: subject.id, name: subject.name, check, result, needs };
      }),
  );
  const order = [...new Set(subjects.flatMap(({ checks }) => checks.map(({ check }) => check)))];
  return items.toSorted((a, b) => order.indexOf(a.check) - order.indexOf(b.check));
}

/** The first mode in which something can be chosen. Never a refusal: whoever wants one says so. */
export function firstMode(subjects: readonly SelectedSubject[]): AttestMode {
  const modes = ['met', 'withdraw'] as const;
  return modes.find((mode) => attestItems(subjects, mode).length > 0) ?? 'met';
}

/**
 * What is ticked when the dialog opens: that the one original of the column was seen. Never a refusal, never what only a
 * live system can answer, never what takes a second officer.
 */
export function tickedBeforehand(
  items: readonly AttestItem[],
  mode: AttestMode,
  group: RosterGroup | null,
): ReadonlySet<string> {
  if (mode !== 'met' || !ONE_ORIGINAL.has(group)) return new Set();
  const usual = items.filter(({ needs }) => !needs.liveSystemOnly && !needs.anotherOfficer);
  return new Set(usual.map(({ key }) => key));
}

/** What the officer says of everything that is ticked. `confirmedBy` stands only where a second officer is needed. */
export interface AttestWord extends Pick<Attestation, 'by' | 'on' | 'basis'> {
  readonly note: string;
  readonly confirmedBy: string | undefined;
}

function recordOf(item: AttestItem, verdict: Attestation['verdict'], word: AttestWord): Attestation {
  const note = word.note.trim();
  return {
    check: item.check,
    verdict,
    basis: item.needs.liveSystemOnly ? 'live-system' : word.basis,
    by: word.by,
    on: word.on,
    ...(note === '' ? {} : { note }),
    ...(item.needs.anotherOfficer && word.confirmedBy !== undefined ? { confirmedBy: word.confirmedBy } : {}),
  };
}

/** The ticked items as changes, one per person or firm. */
export function attestChanges(
  ticked: readonly AttestItem[],
  mode: AttestMode,
  word: AttestWord,
): readonly AttestChange[] {
  const bySubject = new Map<string, readonly AttestItem[]>();
  for (const item of ticked) bySubject.set(item.subjectId, [...(bySubject.get(item.subjectId) ?? []), item]);
  return [...bySubject].map(([subjectId, items]) =>
    mode === 'withdraw'
      ? { subjectId, add: [], withdraw: items.map(({ check }) => check) }
      : { subjectId, add: items.map((item) => recordOf(item, mode, word)), withdraw: [] },
  );
}

/** The attestations of one person after a change: a withdrawn check goes back to what the registers say. */
export function changedAttestations(before: readonly Attestation[], change: AttestChange): Attestation[] {
  const withdrawn = new Set<string>(change.withdraw);
  return [...before.filter(({ check }) => !withdrawn.has(check)), ...change.add];
}
