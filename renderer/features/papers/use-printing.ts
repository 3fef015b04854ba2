/** One print at a time: record, print, ask. A second press while one is under way does nothing. */
import { useRef, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { recordOutcome, recordSent, type Printable } from './case-prints.ts';
import { printLetter } from './print-letter.ts';

export interface Printing {
  readonly busy: boolean;
  readonly problem: string | null;
  /** The print that waits for 已打印？是/否. */
  readonly asking: { readonly printId: string; readonly title: string } | null;
  readonly print: (offer: Printable) => Promise<void>;
  readonly answer: (state: 'printed' | 'failed' | null) => Promise<void>;
  /** Settles a print of the list that was left as 已发送. */
  readonly settle: (printId: string, state: 'printed' | 'failed') => Promise<void>;
}

const CANCELLED = '打印已取消，纸没有打出。办件已保存，可以再次打印。';

export function usePrinting(store: CounterStore, caseId: string, on: PlainDate): Printing {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState<Printing['asking']>(null);

  const settle = async (printId: string, state: 'printed' | 'failed') => {
    const result = await recordOutcome(store, caseId, on, printId, state);
    if (!result.ok) setProblem(failureText(result.failure));
  };
  const printOnce = async (printable: Printable) => {
    const { letter, nextCopy } = printable;
    const sent = await recordSent(store, caseId, on, printable);
    if (!sent.ok) return setProblem(failureText(sent.failure));
    const attempt = await printLetter(store, letter, { copy: nextCopy, printedOn: on });
    if (attempt.ok && attempt.value === 'sent') return setAsking({ printId: sent.value, title: letter.title });
    setProblem(attempt.ok ? CANCELLED : failureText(attempt.failure));
    await settle(sent.value, 'failed');
  };
  return {
    busy,
    problem,
    asking,
    settle,
    print: async (offer) => {
      if (running.current || asking !== null) return;
      running.current = true;
      setBusy(true);
      setProblem(null);
      try {
        await printOnce(offer);
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    answer: async (state) => {
      const waiting = asking;
      setAsking(null);
      if (waiting !== null && state !== null) await settle(waiting.printId, state);
    },
  };
}
