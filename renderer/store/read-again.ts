/** What tells when something was added: cases, registry copies. */
export interface Changing {
  subscribe(listener: () => void): () => void;
}

/**
 * Reads at once and again after every change of `source`, until the returned function is called; an answer that comes
 * after that is dropped. Made to be what an effect returns.
 */
export function readAgain<T>(source: Changing, read: () => Promise<T>, take: (found: T) => void): () => void {
  let current = true;
  const again = () =>
    void read().then((found) => {
      if (current) take(found);
    });
  again();
  const stop = source.subscribe(again);
  return () => {
    current = false;
    stop();
  };
}
