/** How the roll stands, and what the hub offers; read again after every step and every change of the officers. */
import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { OfferedRolls, RollState } from '../../store/roll/roll-desk.ts';

export interface RollView {
  readonly state: RollState | null;
  readonly offered: OfferedRolls | null;
  /** Why the hub could not be asked. */
  readonly failure: Failure | null;
  readonly again: () => void;
}

export function useRoll(store: CounterStore): RollView {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<RollState | null>(null);
  const [found, setFound] = useState<Pick<RollView, 'offered' | 'failure'>>({ offered: null, failure: null });
  useEffect(() => {
    let current = true;
    const read = async () => {
      const now = await store.roll.state();
      if (current && now.ok) setState(now.value);
      const asked = await store.roll.offered();
      if (current)
        setFound(asked.ok ? { offered: asked.value, failure: null } : { offered: null, failure: asked.failure });
    };
    void read();
    const stop = store.cases.subscribe(
      () => void store.roll.state().then((now) => current && now.ok && setState(now.value)),
    );
    return () => {
      current = false;
      stop();
    };
  }, [store, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { state, ...found, again };
}
