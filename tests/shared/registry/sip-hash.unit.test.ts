/** The reference vectors of the SipHash paper's own program: key 00…0f, messages of 0, 1, 2 … bytes 00, 01, 02 … */
import { describe, expect, it } from 'vitest';
import { makeSipHash } from '#shared/registry/sip-hash.ts';

const VECTORS = [
  '310e0edd47db6f72',
  'fd67dc93c539f874',
  '5a4fa9d909806c0d',
  '2d7efbd796666785',
  'b7877127e09427cf',
  '8da699cd64557618',
  'cee3fe586e46c9cb',
  '37d1018bf50002ab',
  '6224939a79f5f593',
  'b0e4a90bdf82009e',
  'f3b9dd94c5bb5d7a',
  'a7ad6b22462fb3f4',
  'fbe50e86bc8f1e75',
  '903d84c02756ea14',
  'eef27a8e90ca23f7',
  'e545be4961ca29a1',
  'db9bc2577fcc2a3f',
];

const key = Uint8Array.from({ length: 16 }, (_, index) => index);
const hex = (value: number): string =>
  [0, 8, 16, 24].map((shift) => ((value >>> shift) & 0xff).toString(16).padStart(2, '0')).join('');

describe('SipHash-2-4', () => {
  it.each(VECTORS.map((expected, length) => [length, expected] as const))('message of %i bytes', (length, expected) => {
    const sip = makeSipHash(key);
    const message = Uint8Array.from({ length: length + 3 }, (_, index) => (index < 1 ? 99 : index - 1));
    const low = sip.hash(message, 1, length + 1);
    expect(hex(low) + hex(sip.high())).toBe(expected);
  });

  it('depends on the key', () => {
    const other = makeSipHash(new Uint8Array(16));
    const message = Uint8Array.from([1, 2, 3]);
    expect(other.hash(message, 0, 3)).not.toBe(makeSipHash(key).hash(message, 0, 3));
  });

  it('refuses a key of another length', () => {
    expect(() => makeSipHash(new Uint8Array(8))).toThrow('16 bytes');
  });
});
