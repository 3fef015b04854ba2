/**
 * Sealed texts of entries that were opened already, for as long as the store is open: 后续 is read anew with every change, and a list
 * has hundreds of them. They are found only under the very keys that opened them, and forgotten when a case is destroyed.
 */
import type { LayeredText } from '#shared/crypto/layered-texts.ts';
import type { StoreParts } from './store-parts.ts';

interface Shelf {
  readonly texts: Map<string, { readonly keys: string; readonly text: string }>;
  /** Characters in all. */
  size: number;
}

/** At more characters than that it begins anew. */
const LARGEST = 16_000_000;
/** Base64 of a seal's end, which holds its tag: other bytes have another one. */
const TAG = 24;

const shelves = new WeakMap<object, Shelf>();

function shelfOf({ db }: Pick<StoreParts, 'db'>): Shelf {
  const known = shelves.get(db) ?? { texts: new Map(), size: 0 };
  shelves.set(db, known);
  return known;
}

const nameOf = ({ entryId, text }: LayeredText): string => `${entryId} ${text.slice(-TAG)}`;
const keysOf = ({ keys }: LayeredText): string | null =>
  keys.some(([, wrapped]) => wrapped === null) ? null : keys.map(([caseId, wrapped]) => `${caseId} ${wrapped}`).join();

/** Opens texts, in one call to the worker where there is any that was not opened before; `null` where a key is gone. */
export async function openOnce(
  parts: Pick<StoreParts, 'db' | 'crypto'>,
  asked: readonly LayeredText[],
): Promise<readonly (string | null)[]> {
  const shelf = shelfOf(parts);
  const known = asked.map((one) => {
    const kept = shelf.texts.get(nameOf(one));
    return kept !== undefined && kept.keys === keysOf(one) ? kept.text : null;
  });
  const due = asked.flatMap((one, at) => ((known[at] ?? null) === null && keysOf(one) !== null ? [{ one, at }] : []));
  if (due.length === 0) return known;
  const opened = await parts.crypto.openLayered(due.map(({ one }) => one));
  for (const [place, { one, at }] of due.entries()) {
    const text = opened[place] ?? null;
    known[at] = text;
    if (text !== null) keep(shelf, one, text);
  }
  return known;
}

function keep(shelf: Shelf, one: LayeredText, text: string): void {
  if (shelf.size > LARGEST) {
    shelf.texts.clear();
    shelf.size = 0;
  }
  shelf.texts.set(nameOf(one), { keys: keysOf(one) ?? '', text });
  shelf.size += text.length;
}

/** Nothing of what was opened stays in memory. */
export function forgetOpened({ db }: Pick<StoreParts, 'db'>): void {
  shelves.delete(db);
}
