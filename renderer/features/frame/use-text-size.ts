import { useEffect } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import { applyTextSize, TEXT_SIZES } from '../../ui/text-size.ts';

/** Takes the text size of this machine over at sign-in. */
export function useTextSize(store: CounterStore): void {
  useEffect(() => {
    void store.readPreference('textSize').then((stored) => {
      const known = TEXT_SIZES.find((one) => one === stored);
      if (known !== undefined) applyTextSize(known);
    });
  }, [store]);
}
