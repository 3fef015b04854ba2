/** Releasing what may leave to the exporting window, and what came of it. */
import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { HallRole } from '../../store/dispatches/hall-desk.ts';
import type { PreparedBatch } from './batch-data.ts';
import { releaseText } from './hall-words.ts';

export interface Releasing {
  readonly busy: boolean;
  readonly said: { readonly tone: 'good' | 'warn' | 'bad'; readonly text: string } | null;
  /** Only what the batch holds: cases with something to fix stay. */
  readonly start: (batch: PreparedBatch, role: HallRole) => void;
}

export function useRelease(store: CounterStore, on: PlainDate): Releasing {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Releasing['said']>(null);
  const start: Releasing['start'] = (batch, role) => {
    if (role.role === 'each') return;
    const chosen = new Set(batch.cases.map(({ caseId }) => caseId));
    const except = new Set(store.cases.list().flatMap(({ caseId }) => (chosen.has(caseId) ? [] : [caseId])));
    setBusy(true);
    void store.hall.release(on, except).then((done) => {
      setBusy(false);
      if (!done.ok) return setSaid({ tone: 'bad', text: failureText(done.failure) });
      const stayed = done.value.barred + done.value.uncompared + done.value.tooLong;
      // Pressed twice: what the first press did stays said.
      if (done.value.released + stayed > 0)
        setSaid({ tone: stayed > 0 ? 'warn' : 'good', text: releaseText(done.value, role.window.prefix) });
    });
  };
  return { busy, said, start };
}
