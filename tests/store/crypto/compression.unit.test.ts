import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8, type Bytes } from '#shared/crypto/bytes.ts';
import { packed, unpacked } from '#shared/crypto/compression.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 150, maxLength: 600 }));

describe('packed content', () => {
  it('comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (part, times) => {
        const whole = part.repeat(times);
        const back = await unpacked(await packed(whole));
        expect(back === null ? null : fromUtf8(back)).toBe(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('is never longer than the text by more than its mark', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (whole) => {
        expect((await packed(whole)).length).toBeLessThanOrEqual(utf8(whole).length + 1);
      }),
      { numRuns: 60 },
    );
    expect((await packed('申请单位'.repeat(500))).length).toBeLessThan(100);
  });

  it.each<[string, Bytes]>([
    ['nothing', new Uint8Array(0)],
    ['an unknown mark', new Uint8Array([2, 1, 1])],
    ['what does not unpack', new Uint8Array([1, 255, 255, 255])],
  ])('%s is no content', async (_what, content) => {
    expect(await unpacked(content)).toBeNull();
  });

  it('that is cut off is no content', async () => {
    const whole = await packed('申请单位与人员'.repeat(100));
    expect(await unpacked(whole.slice(0, -4))).toBeNull();
  });
});
