/** One import at a time over all windows of an origin; a window that dies gives its lock back. */
const held = new Set<string>();

/** Runs `work` alone under this name; null when another is at it. Without the Web Locks API, alone in this thread. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T | null> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks;
  if (locks !== undefined)
    return locks.request(name, { ifAvailable: true }, async (lock) => (lock === null ? null : work()));
  if (held.has(name)) return null;
  held.add(name);
  try {
    return await work();
  } finally {
    held.delete(name);
  }
}
