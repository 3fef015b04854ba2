import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedDocument } from '../../store/documents/document-desk.ts';

/** A file of another window that is looked at. */
export interface OpenedDocument {
  readonly of: ReceivedDocument;
  readonly file: File;
}

export interface Opening {
  readonly opened: OpenedDocument | null;
  /** What could not be done last, in words. */
  readonly problem: string | null;
  /** Puts the file together; the opened one, or `null` with `problem`. */
  readonly open: (of: ReceivedDocument) => Promise<OpenedDocument | null>;
  /** It was taken in: recorded, and its sender hears of it. */
  readonly takenIn: (of: ReceivedDocument) => Promise<void>;
  readonly decline: (of: ReceivedDocument) => Promise<void>;
  /** Looked at no more; it goes on waiting. */
  readonly leave: () => void;
}

/** One file of another window at a time, from its line to what became of it. */
export function useOpened(store: CounterStore, on: PlainDate): Opening {
  const [opened, setOpened] = useState<OpenedDocument | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const settle = async (of: ReceivedDocument, became: 'takenIn' | 'declined') => {
    const done = await store.documents.settle(of, became, on);
    setProblem(done.ok ? null : failureText(done.failure));
    if (done.ok) setOpened(null);
  };
  return {
    opened,
    problem,
    open: async (of) => {
      const file = await store.documents.file(of);
      setProblem(file.ok ? null : failureText(file.failure));
      const found = file.ok ? { of, file: file.value } : null;
      setOpened(found);
      return found;
    },
    takenIn: (of) => settle(of, 'takenIn'),
    decline: (of) => settle(of, 'declined'),
    leave: () => setOpened(null),
  };
}
