/** The pack and the calendar whose rules reports go by. */
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import type { HeldPack, PolicyPack } from '#shared/policy/pack.ts';
import { shippedPacks } from '#shared/policy/pack-library.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { rulesOn } from '../deadlines/index.ts';
import { useHeldPacks } from '../policy/index.ts';

export interface RulesInForce {
  readonly pack: PolicyPack;
  readonly held: readonly HeldPack[];
  readonly calendar: WorkingCalendar;
}

export function useRulesOn(store: CounterStore, on: PlainDate): RulesInForce {
  const { state } = useHeldPacks(store);
  const held = state?.held ?? shippedPacks;
  return { pack: rulesOn(on, held).pack, held, calendar: (state?.calendar ?? shippedHeldCalendar).table };
}
