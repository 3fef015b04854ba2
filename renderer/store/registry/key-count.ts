/** Counts different hashes, of rows in memory and of parts that were sealed before. */

/** Different numbers of several lists. Zero is one like any other. */
function different(lists: readonly Uint32Array[]): number {
  const rows = lists.reduce((sum, { length }) => sum + length, 0);
  let size = 16;
  while (size < 2 * rows) size *= 2;
  const table = new Uint32Array(size);
  let count = 0;
  let hasZero = false;
  for (const list of lists) {
    for (let row = 0; row < list.length; row += 1) {
      const hash = list[row] as number;
      if (hash === 0) hasZero = true;
      // The head of a hash chose the list; the slot is chosen by the rest.
      let slot = hash & (size - 1);
      while (table[slot] !== 0 && table[slot] !== hash) slot = (slot + 1) & (size - 1);
      if (table[slot] === 0 && hash !== 0) {
        table[slot] = hash;
        count += 1;
      }
    }
  }
  return hasZero ? count + 1 : count;
}

export class KeyCount {
  readonly #parts: Uint32Array[][] = [];

  /** Remembers the hashes of a part that is about to be forgotten: four bytes a row. */
  add(parts: readonly Uint32Array[]): void {
    parts.forEach((hashes, index) => (this.#parts[index] ??= []).push(hashes.slice()));
  }

  /** How many different hashes there are, these included. */
  with(parts: readonly Uint32Array[]): number {
    return parts.reduce((sum, hashes, index) => sum + different([...(this.#parts[index] ?? []), hashes]), 0);
  }
}
