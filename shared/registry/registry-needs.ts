/** What keeps a register that the checks need from being used on a day: the top line counts it, 待办 names it. */
import type { PlainDate } from '../domain/plain-date.ts';
import type { RegistryKind } from '../domain/registries.ts';
import { freshnessOf } from './registry-freshness.ts';

export interface DataNeeds {
  readonly needed: readonly RegistryKind[];
  readonly date: PlainDate;
  readonly staleAfterDays: number;
}

/** A copy on this machine. */
export interface RegistryCopy {
  readonly kind: RegistryKind;
  readonly asOf: PlainDate;
  readonly state: 'usable' | 'damaged';
}

export interface RegistryFault {
  readonly kind: RegistryKind;
  readonly fault: 'damaged' | 'stale' | 'from-the-future' | 'missing';
  /** Day of the copy; `null` where there is none. */
  readonly asOf: PlainDate | null;
}

/** Damaged copies of any register; of the needed ones those that are missing or of a day that does not do. */
export function registryFaults(
  copies: readonly RegistryCopy[],
  { needed, date, staleAfterDays }: DataNeeds,
): readonly RegistryFault[] {
  const damaged = copies.filter(({ state }) => state === 'damaged');
  return [
    ...damaged.map(({ kind, asOf }): RegistryFault => ({ kind, fault: 'damaged', asOf })),
    ...needed.flatMap((kind): RegistryFault[] => {
      const copy = copies.find((one) => one.kind === kind);
      if (copy === undefined) return [{ kind, fault: 'missing', asOf: null }];
      const { state } = freshnessOf(copy.asOf, date, staleAfterDays);
      return copy.state === 'damaged' || state === 'fresh' ? [] : [{ kind, fault: state, asOf: copy.asOf }];
    }),
  ];
}
