/**
 * 合并导出: an accepted case is released to the one window that exports for the whole office (batches/hall-dispatches.ts). From then on
 * it is bound to that window's word: exported in its batch, or given back with a reason. Nothing else ends a release, so whatever is
 * lost or late, nobody is in two batches.
 */
import type { CaseAction } from './action.ts';
import type { FromWindow } from './dispatches.ts';
import { mayLeave } from './review.ts';
import type { ExportingWindow } from './roll.ts';
import type { Round } from './rounds.ts';

type Of<K extends CaseAction['kind']> = Extract<CaseAction, { readonly kind: K }>;

/** A release that nobody answered yet. */
export interface Release {
  readonly to: ExportingWindow;
  /** Of the entry that released it; `rounds`: ledger numbers of the answers that it is about. */
  readonly ledgerNumber: number;
  readonly on: Of<'released'>['on'];
  readonly rounds: readonly number[];
}

/** The last time that a case came back, until something else becomes of it. */
export interface HandedBack {
  readonly prefix: string;
  readonly on: FromWindow['on'];
  readonly reason: string;
}

interface Released {
  readonly release: Release | null;
  readonly handedBack: HandedBack | null;
}

/** Nothing of it is anywhere else. */
export const AT_HOME: Released = { release: null, handedBack: null };

export const releasedBy = ({ to, rounds, on }: Of<'released'>, sequence: number): Released => ({
  release: { to, rounds, on, ledgerNumber: sequence },
  handedBack: null,
});

/** After the other window gave it back. */
export const cameBack = ({ reason, dispatched: { prefix, on } }: Of<'handedBack'>): Released => ({
  release: null,
  handedBack: { prefix, on, reason },
});

/** The answers of a case that may be released, or leave in an own batch: ledger numbers. None while it is released. */
export function leavingRounds({
  release,
  status,
  rounds,
}: {
  readonly release: Release | null;
  readonly status: string;
  readonly rounds: readonly Round[];
}): readonly number[] {
  if (release !== null || (status !== 'accepted' && status !== 'partlyExported')) return [];
  return rounds.filter(mayLeave).map(({ ledgerNumber }) => ledgerNumber);
}

/** Whether another window acts on this entry, or spoke in it: nobody here takes it back, so nobody is asked whether to keep it. */
export const bindsWindows = (action: CaseAction): boolean =>
  action.kind === 'released' ||
  action.kind === 'handedBack' ||
  (action.kind === 'exported' && action.dispatched !== undefined);

interface Leaving extends Released {
  readonly status: string;
  readonly rounds: readonly Round[];
}

const same = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each));

/**
 * Whether an export, a release or its answer says what stands: an own export of what may leave; an export by the other window of just
 * what was released to it; and nothing comes back from anybody else.
 */
export function leavesRightly(
  before: Leaving | null,
  action: Of<'exported'> | Of<'released'> | Of<'handedBack'>,
): boolean {
  const release = before?.release ?? null;
  if (action.kind !== 'released' && action.dispatched !== undefined)
    return (
      release !== null &&
      release.to.window === action.dispatched.window &&
      (action.kind === 'handedBack' || same(action.rounds, release.rounds))
    );
  if (action.kind === 'handedBack' || before === null) return false;
  const leaving = leavingRounds(before);
  return action.rounds.every((ledgerNumber) => leaving.includes(ledgerNumber));
}
