/** A 追回 as its entries leave it, and what follows from them: sums and state are always computed, never kept. */
import type { Signed } from '../book.ts';
import type { ActOf, Instalment, RecoveryAct, RecoveryItem } from './event.ts';
import type { RecoveryState } from './transitions.ts';

export type Done<Name extends RecoveryAct['act']> = Signed & { readonly act: ActOf<Name> };

export interface Repayment extends Done<'repaid'> {
  /** Taken back as recorded by mistake. */
  readonly reversed: Done<'reversed'> | null;
}

export interface Recovery {
  readonly recoveryId: string;
  readonly firmKey: string;
  /** As reviewed; a statement may have made the amounts smaller. */
  readonly items: readonly RecoveryItem[];
  readonly opened: Done<'opened'>;
  readonly informed: Done<'informed'> | null;
  readonly stated: Done<'stated'> | null;
  readonly weighed: Done<'weighed'> | null;
  readonly decided: Done<'decided'> | null;
  readonly served: Done<'served'> | null;
  /** In force; `null` when none was made or the whole was called in. */
  readonly agreed: Done<'agreed'> | null;
  readonly urged: Done<'urged'> | null;
  readonly reminderServed: Done<'served'> | null;
  readonly applied: Done<'applied'> | null;
  readonly suspended: Done<'suspended'> | null;
  readonly ended: Done<'ended'> | null;
  readonly withdrawn: Done<'withdrawn' | 'weighed'> | null;
  readonly repayments: readonly Repayment[];
  /** Every act, oldest first. */
  readonly acts: readonly (Signed & { readonly act: RecoveryAct })[];
}

type Sums = Pick<Recovery, 'items' | 'repayments'>;

/** What is claimed, fen. */
export const claimedOf = ({ items }: Pick<Recovery, 'items'>): number =>
  items.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** What came back and stayed, fen. */
export const repaidOf = ({ repayments }: Pick<Recovery, 'repayments'>): number =>
  repayments.reduce((sum, { act, reversed }) => sum + (reversed === null ? act.amountFen : 0), 0);

/** 余额, fen: what is claimed less what came back. Never below zero: more than is owed is refused. */
export const debtOf = (recovery: Sums): number => claimedOf(recovery) - repaidOf(recovery);

export function stateOfRecovery(recovery: Omit<Recovery, 'recoveryId' | 'firmKey' | 'opened' | 'acts'>): RecoveryState {
  const { withdrawn, informed, ended, suspended, applied, agreed, urged, served, decided } = recovery;
  if (withdrawn !== null) return 'withdrawn';
  if (informed === null) return 'found';
  if (debtOf(recovery) === 0) return 'settled';
  if (ended !== null) return 'ended';
  if (suspended !== null) return 'suspended';
  if (applied !== null) return 'applied';
  if (agreed !== null) return 'instalments';
  if (urged !== null) return 'urged';
  if (served !== null) return repaidOf(recovery) > 0 ? 'repaying' : 'served';
  return decided === null ? 'informed' : 'decided';
}

/** What came back counts for the persons in the order in which they are listed. Fen by item. */
export function returnedByItem(recovery: Sums): ReadonlyMap<string, number> {
  let left = repaidOf(recovery);
  return new Map(
    recovery.items.map(({ itemId, amountFen }) => {
      const share = Math.min(left, amountFen);
      left -= share;
      return [itemId, share] as const;
    }),
  );
}

/** Persons of whom everything that was paid came back, by item. `paidFen`: what was paid for an item. */
export function returnedWhole(
  recoveries: readonly Recovery[],
  paidFen: (itemId: string) => number,
): ReadonlySet<string> {
  const returned = new Map<string, number>();
  for (const recovery of recoveries)
    for (const [itemId, share] of returnedByItem(recovery)) returned.set(itemId, (returned.get(itemId) ?? 0) + share);
  return new Set([...returned].flatMap(([itemId, share]) => (share > 0 && share >= paidFen(itemId) ? [itemId] : [])));
}

/** Instalments with what is still open of each, fen: money that came since the agreement pays the oldest first. */
export function openInstalments(recovery: Recovery): readonly (Instalment & { readonly openFen: number })[] {
  if (recovery.agreed === null) return [];
  const { instalments } = recovery.agreed.act;
  let paid = instalments.reduce((sum, { amountFen }) => sum + amountFen, 0) - debtOf(recovery);
  return instalments.map((instalment) => {
    const share = Math.max(0, Math.min(paid, instalment.amountFen));
    paid -= share;
    return { ...instalment, openFen: instalment.amountFen - share };
  });
}
