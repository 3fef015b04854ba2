import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { Manifest, manifestBytes, manifestDigest, sealManifest, type ManifestBody } from '#shared/batches/manifest.ts';
import { verifyManifest, type MeasuredFile } from '#shared/batches/verify-manifest.ts';

/** Only bounds a failing run on a busy machine. */
const LONG = 120_000;
const content = { 'window-intake.xlsx': 'some bytes of a workbook', 'window-intake.csv': '办件号,姓名\r\n' };
const measure = (name: string, bytes: Uint8Array): MeasuredFile => ({
  name,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const files = Object.entries(content).map(([name, text]) => measure(name, Buffer.from(text)));

const body: ManifestBody = {
  format: 'counter-batch-1',
  id: '3f0e7f1a',
  number: '〔2022〕W03-000001',
  training: false,
  layout: { id: 'window-intake', version: '1', digest: 'a'.repeat(64), codes: 'printed' },
  createdOn: plainDate('2022-08-22'),
  office: { name: '湛江市赤坎区就业服务中心', divisionCode: '440802' },
  cases: 2,
  persons: 8,
  amountFen: 1_200_000,
  files: files.map((file) => ({ ...file, rows: 8 })),
  chainHead: { sequence: 17, hash: 'b'.repeat(64) },
};
const manifest = sealManifest(body);
const bytes = manifestBytes(manifest);
const flip = (original: Uint8Array, at: number, bit: number): Uint8Array => {
  const copy = Uint8Array.from(original);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
};

describe('manifest', () => {
  it('carries the digest of everything else, whatever the order of its keys', () => {
    const { digest, ...rest } = manifest;
    expect(digest).toBe(manifestDigest(rest));
    expect(manifestDigest(Object.fromEntries(Object.entries(rest).toReversed()) as ManifestBody)).toBe(digest);
  });

  it('is one line per member, in order, and reads back', () => {
    expect(Manifest.parse(JSON.parse(new TextDecoder().decode(bytes)))).toEqual(manifest);
    expect(
      Buffer.compare(manifestBytes(Object.fromEntries(Object.entries(manifest).toReversed()) as Manifest), bytes),
    ).toBe(0);
  });

  it('takes no member that it does not know', () => {
    expect(Manifest.safeParse({ ...manifest, note: 'x' }).success).toBe(false);
  });
});

describe('verify', () => {
  it('says intact of what was written', () => {
    expect(verifyManifest(bytes, files)).toEqual({ state: 'intact', manifest });
    expect(verifyManifest(bytes, files, manifest.digest.toUpperCase()).state).toBe('intact');
  });

  it('sees any single flipped bit of the manifest', { timeout: LONG }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        expect(verifyManifest(flip(bytes, at, bit), files).state).toBe('altered');
      }),
      { numRuns: 600 },
    );
  });

  it('sees any single flipped bit of a file, and names the file', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.entries(content)),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        ([name, text], at, bit) => {
          const original = Buffer.from(text);
          const changed = measure(name, flip(original, at % original.length, bit));
          const result = verifyManifest(
            bytes,
            files.map((file) => (file.name === name ? changed : file)),
          );
          expect(result).toMatchObject({ state: 'altered', findings: [{ finding: 'file-altered', name }] });
        },
      ),
    );
  });

  it.each<[string, readonly MeasuredFile[], string[]]>([
    ['a missing file', files.slice(1), ['file-missing window-intake.xlsx']],
    ['an extra file', [...files, measure('x.txt', Buffer.from('x'))], ['file-extra x.txt']],
    [
      'a renamed file',
      [{ ...files[0], name: 'b.xlsx' }, files[1]],
      ['file-missing window-intake.xlsx', 'file-extra b.xlsx'],
    ],
    [
      'two files swapped',
      [
        { ...files[0], name: 'window-intake.csv' },
        { ...files[1], name: 'window-intake.xlsx' },
      ],
      ['file-altered window-intake.xlsx', 'file-altered window-intake.csv'],
    ],
  ])('names %s', (_, found, expected) => {
    const result = verifyManifest(bytes, found);
    expect(result.state === 'altered' && result.findings.map(({ finding, name }) => `${finding} ${name}`)).toEqual(
      expected,
    );
  });

  it('a folder made anew as a whole is intact in itself, and differs from the day sheet', () => {
    const forged = sealManifest({ ...body, amountFen: 9_000_000 });
    expect(verifyManifest(manifestBytes(forged), files).state).toBe('intact');
    expect(verifyManifest(manifestBytes(forged), files, manifest.digest)).toMatchObject({
      findings: [{ finding: 'digest-differs-from-paper' }],
    });
  });

  it('a manifest that was only laid out anew is not the one that was written', () => {
    const other = new TextEncoder().encode(JSON.stringify(manifest));
    expect(verifyManifest(other, files)).toMatchObject({
      state: 'altered',
      findings: [{ finding: 'manifest-altered' }],
    });
    expect(verifyManifest(new TextEncoder().encode('{'), files)).toMatchObject({ state: 'altered', manifest: null });
    expect(verifyManifest(Uint8Array.of(0xff), [])).toMatchObject({ state: 'altered', manifest: null });
  });
});
