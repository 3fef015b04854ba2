/** Reading a copy below the service: only what stands under the key itself, and no employer that is not there. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Catalogue } from '#renderer/store/registry/catalogue.ts';
import type { Manifest } from '#renderer/store/registry/manifest.ts';
import { CopyReader } from '#renderer/store/registry/copy-reader.ts';
import { PageDamagedError } from '#renderer/store/registry/page-damaged.ts';
import { aRequest, citizen, insuranceFile } from './a-registry.ts';
import { aRegistryStore, take } from './a-registry-store.ts';

let reader: CopyReader;
let manifest: Manifest;

async function readerOver(rows: number): Promise<void> {
  const store = await aRegistryStore();
  const service = await store.open();
  await take(service, aRequest(insuranceFile(rows)));
  await service.close();
  const storage = await store.storage();
  reader = new CopyReader(storage, store.key, store.seed);
  const serving = await new Catalogue(storage, store.key).serving('insurance');
  if (serving === null) throw new Error('no copy');
  manifest = serving;
}

beforeEach(() => readerOver(200));

describe('a copy', () => {
  it('answers values under a whole key, not under the beginning of one', async () => {
    const whole = 'n:44080000000007';
    expect((await reader.values(manifest, [whole])).get(whole)).toHaveLength(1);
    const beginnings = Array.from(whole, (_, at) => whole.slice(0, at)).filter((key) => key.startsWith('n:'));
    expect([...(await reader.values(manifest, beginnings)).keys()]).toEqual([]);
  });

  it('is damaged where a row refers to an employer that its directory does not have', async () => {
    expect((await reader.employers(manifest, [0, 49])).size).toBe(2);
    await expect(reader.employers(manifest, [50])).rejects.toBeInstanceOf(PageDamagedError);
    await expect(reader.employers(manifest, [511])).rejects.toBeInstanceOf(PageDamagedError);
  });

  it('is read whole where more pages are asked for than are fetched at a time', async () => {
    await readerOver(12_000);
    // 32 are asked for in one go.
    expect(manifest.sections.rows).toBeGreaterThan(40);
    const persons = Array.from({ length: 12_000 }, (_, index) => citizen(index));
    for (const _ of ['from the disk', 'from the pages that are kept'])
      expect((await reader.rows(manifest, persons)).size).toBe(12_000);
  });
});
