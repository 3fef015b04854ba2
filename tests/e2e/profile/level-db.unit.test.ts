import { describe, expect, it } from 'vitest';
import { logContent, tableContent, unpackSnappy } from './level-db.ts';

const text = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString();

describe('a block of Snappy', () => {
  it('joins literals and copies, also of what the copy itself writes', () => {
    // 12 bytes: the literal `abc`, nine bytes from three back.
    expect(text(unpackSnappy(Uint8Array.of(12, 2 << 2, 97, 98, 99, (8 << 2) | 2, 3, 0)))).toBe('abcabcabcabc');
    // The same copy in the short form: four bytes from three back.
    expect(text(unpackSnappy(Uint8Array.of(7, 2 << 2, 97, 98, 99, 1, 3)))).toBe('abcabca');
  });

  it('reads a literal with a length of its own', () => {
    const long = 'x'.repeat(70);
    expect(text(unpackSnappy(Uint8Array.from([70, 60 << 2, 69, ...Buffer.from(long)])))).toBe(long);
  });

  it('refuses what is none', () => {
    expect(() => unpackSnappy(Uint8Array.of(4, 1, 9))).toThrow(RangeError);
    expect(() => unpackSnappy(Uint8Array.of(9, 0, 97))).toThrow(RangeError);
  });
});

it('joins the fragments of a log', () => {
  const record = (type: number, content: string) =>
    Buffer.concat([Buffer.from([0, 0, 0, 0, content.length, 0, type]), Buffer.from(content)]);
  const filler = record(1, 'f'.repeat(200));
  const blocks = [...Array.from({ length: 158 }, () => filler), record(2, 'a name that is c')];
  const first = Buffer.concat(blocks);
  const padded = Buffer.concat([first, Buffer.alloc(32_768 - first.length)]);
  expect(text(logContent(Buffer.concat([padded, record(4, 'ut in two')])))).toContain('a name that is c');
  expect(text(logContent(Buffer.concat([padded, record(4, 'ut in two')]))).replaceAll('\0', '')).toContain(
    'cut in two',
  );
});

it('takes only tables for tables', () => {
  expect(tableContent(Buffer.from('no table at all'))).toBeNull();
  expect(tableContent(Buffer.alloc(64))).toBeNull();
});
