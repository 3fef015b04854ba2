/** How deep a value read from a file is: what is deeper than any of our own files is junk that would exhaust the stack. */

/** Levels of a file that we read: our own have about ten. */
export const DEEPEST_FILE = 64;

/** Whether arrays and objects are nested in more than `levels` levels. Never recurses. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level: readonly object[] = isNested(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((holder) => Object.values(holder as Record<string, unknown>).filter(isNested));
  }
  return false;
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
