import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { CodeChoice, Layout } from '#shared/layouts/layout.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedRelease } from '../../store/dispatches/hall-desk.ts';
import { openBatchCasesOfStore, prepareBatch, type PreparedBatch } from './batch-data.ts';

export interface Prepared {
  readonly batch: PreparedBatch | null;
  readonly failure: Failure | null;
}

const NOTHING: Prepared = { batch: null, failure: null };

/** The batch as it would be made now, with what other windows released, checked; made anew when any of it changes. `null` while it is being read. */
export function usePrepared(
  store: CounterStore,
  layout: Layout,
  codes: CodeChoice,
  version: string,
  received: readonly ReceivedRelease[],
): Prepared {
  const [prepared, setPrepared] = useState(NOTHING);
  useEffect(() => {
    let current = true;
    // Whom nobody on the roll signed for is given back, not exported.
    const released = received.filter(({ held }) => held);
    void openBatchCasesOfStore(store).then((opened) => {
      if (!current) return;
      if (opened.ok) setPrepared({ batch: prepareBatch(layout, codes, opened.value, released), failure: null });
      else setPrepared({ batch: null, failure: opened.failure });
    });
    return () => {
      current = false;
    };
  }, [store, layout, codes, version, received]);
  return prepared;
}
