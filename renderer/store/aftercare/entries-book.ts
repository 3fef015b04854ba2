/**
 * What follows acceptance as its entries alone tell it: no case is opened for it. The board of deadlines and 待办 ask for it after every
 * change, so it is read, opened and folded once for both.
 */
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { CaseStore } from '../cases/case-store.ts';

type Asked = Pick<CaseStore, 'events' | 'ledger' | 'list'>;

interface Known {
  readonly head: string;
  /** Another one after a purge too, whose keys go only after its entry was written. */
  readonly list: ReturnType<CaseStore['list']>;
  readonly book: Promise<Result<AftercareBook | null>>;
}

const NO_SOURCES = { items: [], origins: new Set<string>() };
const kept = new WeakMap<Asked, Known>();

async function read(cases: Asked): Promise<Result<AftercareBook | null>> {
  const events = await cases.events('aftercare');
  if (!events.ok) return events;
  return success(events.value.length === 0 ? null : foldAftercare(NO_SOURCES, events.value));
}

/** The book as of now; `null` where nothing was recorded. The same until something changes; what failed is read again. */
export function entriesBook(cases: Asked): Promise<Result<AftercareBook | null>> {
  const [{ head }, list] = [cases.ledger(), cases.list()];
  const before = kept.get(cases);
  if (before?.head === head && before.list === list) return before.book;
  const known = { head, list, book: read(cases) };
  kept.set(cases, known);
  const forget = (): void => {
    if (kept.get(cases) === known) kept.delete(cases);
  };
  void known.book.then(({ ok }) => {
    if (!ok) forget();
  }, forget);
  return known.book;
}
