/** Seals pages and stores them: gathering, encryption and writing of a few batches overlap. */
import type { PackDatabase, StoredPage } from './pack-database.ts';
import { pageKey, type SectionName } from './page-key.ts';
import { markOf, pagePlace, sealPacked } from './sealing.ts';

/** A few large transactions cost the store less than many small ones. */
const BATCH_BYTES = 4 << 20;
const BATCH_PAGES = 512;
/** Batches being sealed or written while the next is gathered: the store works in another process. */
const BATCHES_UNDER_WAY = 4;

export interface PageTarget {
  readonly database: PackDatabase;
  readonly key: CryptoKey;
  readonly pack: number;
  readonly packId: string;
  /** Called between batches; throws to stop. */
  checkpoint(): void;
}

/** Where pages go: `first`, `first + 1`, … of a section, as one part of each. */
export interface PageRun {
  readonly section: SectionName;
  readonly part: number;
  readonly first: number;
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
  let batch: Promise<StoredPage>[] = [];
  let bytes = 0;
  let page = first;

  async function store(sealing: readonly Promise<StoredPage>[], from: number, after: Promise<unknown>): Promise<void> {
    const stored = await Promise.all(sealing);
    stored.forEach((one, index) => {
      marks[from - first + index] = markOf(one);
    });
    await after;
    const { pack } = target;
    const keys = stored.map((_, index) => pageKey({ pack, section, page: from + index, part }));
    await target.database.addPages(stored, keys);
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
      batch.push(sealPacked(target.key, pagePlace(target.packId, section, page, part), plain));
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
