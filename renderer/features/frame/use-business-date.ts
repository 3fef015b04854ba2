/** The day the window works on. In 培训 the clerk sets it; otherwise it is the machine's own calendar day. */
import { useCallback, useEffect, useState } from 'react';
import { parsePlainDate, plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';

const PREFERENCE = 'businessDate';
const CHECK_EVERY_MS = 30_000;

/** Today by the machine's clock and time zone. */
export function today(now: Date = new Date()): PlainDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return plainDate(`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`);
}

export interface BusinessDate {
  readonly day: PlainDate | null;
  /** Only in 培训. */
  readonly set: ((day: PlainDate) => void) | null;
}

/** `day` is null until the stored one has been read. */
export function useBusinessDate(store: CounterStore): BusinessDate {
  const training = store.area === 'training';
  const [day, setDay] = useState<PlainDate | null>(training ? null : today());
  useEffect(() => {
    if (!training) {
      const timer = setInterval(() => setDay(today()), CHECK_EVERY_MS);
      return () => clearInterval(timer);
    }
    let current = true;
    void store.readPreference(PREFERENCE).then((stored) => {
      if (current) setDay((typeof stored === 'string' ? parsePlainDate(stored) : null) ?? today());
    });
    return () => {
      current = false;
    };
  }, [store, training]);
  const set = useCallback(
    (chosen: PlainDate) => {
      setDay(chosen);
      void store.writePreference(PREFERENCE, chosen);
    },
    [store],
  );
  return { day, set: training ? set : null };
}
