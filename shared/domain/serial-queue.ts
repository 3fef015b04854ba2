/** One thing after the other: what is handed in later starts when everything before has ended, well or badly. */
export type SerialQueue = <T>(work: () => Promise<T>) => Promise<T>;

/** For what must keep its order: the journal's entries and its copies, files of one folder, papers of one printer. */
export function serialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
