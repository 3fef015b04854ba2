/** One print at a time, or one set after the other: record, print, ask once. A second press while one is under way does nothing. */
import { useRef, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { recordOutcome, recordSent, type Printable } from './case-prints.ts';
import { printLetter } from './print-letter.ts';

export interface Printing {
  readonly busy: boolean;
  readonly problem: string | null;
  /** The prints that wait for 已打印？是/否, and what they are called. */
  readonly asking: { readonly printIds: readonly string[]; readonly title: string } | null;
  readonly print: (offer: Printable) => Promise<void>;
  /** One after the other; trouble with one ends it, and the question is about those before. */
  readonly printSet: (offers: readonly Printable[]) => Promise<void>;
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
  /** The print's id where the printer or the dialog had it; else what is the matter has been said. */
  const printOnce = async (printable: Printable): Promise<string | null> => {
    const { letter, nextCopy } = printable;
    const sent = await recordSent(store, caseId, on, printable);
    if (!sent.ok) {
      setProblem(failureText(sent.failure));
      return null;
    }
    const attempt = await printLetter(store, letter, { copy: nextCopy, printedOn: on, proof: sent.value.proof });
    if (attempt.ok && attempt.value === 'sent') return sent.value.printId;
    setProblem(attempt.ok ? CANCELLED : failureText(attempt.failure));
    await settle(sent.value.printId, 'failed');
    return null;
  };
  const printAll = async (offers: readonly Printable[]) => {
    const printIds: string[] = [];
    for (const offer of offers) {
      const printId = await printOnce(offer);
      if (printId === null) break;
      printIds.push(printId);
    }
    const title = offers
      .slice(0, printIds.length)
      .map(({ letter }) => letter.title)
      .join('、');
    if (printIds.length > 0) setAsking({ printIds, title });
  };
  const printSet = async (offers: readonly Printable[]) => {
    if (running.current || asking !== null || offers.length === 0) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await printAll(offers);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return {
    busy,
    problem,
    asking,
    settle,
    print: (offer) => printSet([offer]),
    printSet,
    answer: async (state) => {
      const waiting = asking;
      setAsking(null);
      if (waiting === null || state === null) return;
      for (const printId of waiting.printIds) await settle(printId, state);
    },
  };
}
