/** Seals pages and stores them: gathering, encryption and writing of a few batches overlap. */
import type { CopySink, PageRun } from './copy-shelf.ts';
import { markOf, pagePlace, seal, type Sealed } from './sealing.ts';

/** A few large transactions cost the store less than many small ones. */
const BATCH_BYTES = 4 << 20;
const BATCH_PAGES = 512;
/** Batches being sealed or written while the next is gathered: the store works in another process. */
const BATCHES_UNDER_WAY = 4;

export interface PageTarget {
  readonly sink: CopySink;
  readonly key: CryptoKey;
  readonly packId: string;
  /** Asks for room for so many bytes more. Throws `QuotaExceededError`. */
  reserve(bytes: number): Promise<void>;
  /** Called between batches; throws to stop. */
  checkpoint(): void;
}

/**
 * Writes pages in order (each copied as it comes, so the next may use its memory); answers their fingerprints in order.
 * Throws what the store throws, and nothing is under way any more when it does.
 */
export async function writePages(
  target: PageTarget,
  { section, part, first }: PageRun,
  pages: Iterable<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array[]> {
  const marks: Uint8Array[] = [];
  const underWay: Promise<unknown>[] = [];
  let batch: Promise<Sealed>[] = [];
  let bytes = 0;
  let page = first;

  async function store(sealing: readonly Promise<Sealed>[], from: number, after: Promise<unknown>): Promise<void> {
    const stored = await Promise.all(sealing);
    stored.forEach((one, index) => {
      marks[from - first + index] = markOf(one);
    });
    await after;
    await target.sink.add({ section, part, first: from }, stored);
  }

  async function turn(): Promise<void> {
    if (batch.length === 0) return;
    const before = underWay.at(-2) ?? Promise.resolve();
    const stored = store(batch, page - batch.length, before);
    stored.catch(() => undefined);
    underWay.push(stored);
    batch = [];
    bytes = 0;
    if (underWay.length >= BATCHES_UNDER_WAY) await underWay.shift();
    target.checkpoint();
  }

  async function writeAll(): Promise<void> {
    for (const plain of pages) {
      batch.push(seal(target.key, pagePlace(target.packId, section, page, part), plain));
      page += 1;
      bytes += plain.length;
      if (batch.length >= BATCH_PAGES || bytes >= BATCH_BYTES) await turn();
    }
    await turn();
  }

  try {
    await writeAll();
  } finally {
    await Promise.allSettled(underWay);
  }
  await Promise.all(underWay);
  return marks;
}
