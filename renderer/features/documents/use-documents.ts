import { useEffect, useState } from 'react';
import type { DocumentKind } from '#shared/casework/document-dispatches.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedDocument, SentDocumentState } from '../../store/documents/document-desk.ts';
import { readAgain } from '../../store/read-again.ts';

/** Parts come and go without an entry: looked at again every so often. */
const LOOK_MS = 2_000;

const ticking = ({ documents }: CounterStore) => ({
  subscribe: (listener: () => void) => {
    const stop = documents.subscribe(listener);
    const timer = setInterval(listener, LOOK_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  },
});

interface Found<T> {
  readonly all: readonly T[];
  readonly problem: string | null;
}

/** What came from other windows of these kinds and waits here. `kinds` is a constant of its page. */
export function useReceived(store: CounterStore, kinds: readonly DocumentKind[]): Found<ReceivedDocument> {
  const [found, setFound] = useState<Found<ReceivedDocument>>({ all: [], problem: null });
  useEffect(
    () =>
      readAgain(
        ticking(store),
        () => store.documents.received(),
        (read) =>
          setFound(
            read.ok
              ? { all: read.value.filter(({ document }) => kinds.includes(document.contents.kind)), problem: null }
              : { all: [], problem: failureText(read.failure) },
          ),
      ),
    [store, kinds],
  );
  return found;
}

/** What was sent from here of these kinds and stands. */
export function useSent(store: CounterStore, kinds: readonly DocumentKind[]): Found<SentDocumentState> {
  const [found, setFound] = useState<Found<SentDocumentState>>({ all: [], problem: null });
  useEffect(
    () =>
      readAgain(
        ticking(store),
        () => store.documents.sent(),
        (read) =>
          setFound(
            read.ok
              ? { all: read.value.filter(({ document }) => kinds.includes(document.contents.kind)), problem: null }
              : { all: [], problem: failureText(read.failure) },
          ),
      ),
    [store, kinds],
  );
  return found;
}
