import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AskedOverview } from '#shared/contract/post.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { overviewDesk } from '../../store/overview/overview-desk.ts';

export interface OverviewView {
  /** `null` until the host said what it had last. */
  readonly found: Result<AskedOverview> | null;
  readonly asking: boolean;
  readonly ask: () => Promise<void>;
}

/** The last answer at once, a new one as soon as the hub gives it. What fails takes nothing from the screen. */
export function useOverview(store: CounterStore, on: PlainDate): OverviewView {
  const desk = useMemo(() => overviewDesk(store), [store]);
  const [found, setFound] = useState<Result<AskedOverview> | null>(null);
  const [asking, setAsking] = useState(false);
  const ask = useCallback(async () => {
    setAsking(true);
    const answer = await desk.ask(on);
    setAsking(false);
    setFound((before) =>
      answer.ok && answer.value.given === null && before?.ok === true
        ? success({ given: before.value.given, trouble: answer.value.trouble })
        : answer,
    );
  }, [desk, on]);
  useEffect(() => {
    let current = true;
    void desk.last().then((last) => {
      if (!current) return;
      setFound((before) => before ?? last);
      if (last.ok) void ask();
    });
    return () => {
      current = false;
    };
  }, [desk, ask]);
  return { found, asking, ask };
}
