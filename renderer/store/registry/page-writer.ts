/** Seals pages and stores them: gathering, encryption and writing of a few batches overlap. */
import type { PackDatabase, SealedPage } from './pack-database.ts';
import { pagePlace, seal } from './sealing.ts';

const BATCH_BYTES = 1 << 20;
const BATCH_PAGES = 64;
/** Batches being sealed or written while the next is gathered: the store works in another process. */
const BATCHES_UNDER_WAY = 5;

export interface PageTarget {
  readonly database: PackDatabase;
  readonly key: CryptoKey;
  readonly pack: number;
  readonly packId: string;
  /** Called between batches; throws to stop. */
  checkpoint(): void;
}

/** What stands for a page in the digest of the pack: its IV and GCM tag, 28 bytes. */
const fingerprint = ({ iv, sealed }: SealedPage): Uint8Array => {
  const mark = new Uint8Array(28);
  mark.set(iv);
  mark.set(sealed.subarray(sealed.length - 16), 12);
  return mark;
};

async function sealPage(
  target: PageTarget,
  section: string,
  page: number,
  plain: Uint8Array<ArrayBuffer>,
): Promise<SealedPage> {
  const { iv, sealed } = await seal(target.key, pagePlace(target.packId, section, page), plain);
  return { pack: target.pack, section, page, iv, sealed };
}

/** Writes pages `first`, `first + 1`, … (each copied as it comes, so the next may use its memory); answers their fingerprints in order. Throws what the store throws. */
export async function writePages(
  target: PageTarget,
  section: string,
  first: number,
  pages: Iterable<Uint8Array<ArrayBuffer>> | AsyncIterable<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array[]> {
  const marks: Uint8Array[] = [];
  const underWay: Promise<unknown>[] = [];
  let batch: Promise<SealedPage>[] = [];
  let bytes = 0;
  let page = first;

  async function store(sealing: readonly Promise<SealedPage>[], after: Promise<unknown>): Promise<void> {
    const records = await Promise.all(sealing);
    for (const record of records) marks[record.page - first] = fingerprint(record);
    await after;
    await target.database.pages.bulkAdd(records);
  }

  async function turn(): Promise<void> {
    if (batch.length === 0) return;
    const before = underWay.at(-2) ?? Promise.resolve();
    const stored = store(batch, before);
    stored.catch(() => undefined);
    underWay.push(stored);
    batch = [];
    bytes = 0;
    if (underWay.length >= BATCHES_UNDER_WAY) await underWay.shift();
    target.checkpoint();
  }

  for await (const plain of pages) {
    batch.push(sealPage(target, section, page, plain));
    page += 1;
    bytes += plain.length;
    if (batch.length >= BATCH_PAGES || bytes >= BATCH_BYTES) await turn();
  }
  await turn();
  await Promise.all(underWay);
  return marks;
}
