/** The byte scanner against a slow, obvious reading of the same bytes: any text, any delimiter, rows beyond the longest, any pieces. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteScanner, MAX_ROW_BYTES, type RowSink } from '#renderer/store/registry/byte-scanner.ts';

interface Event {
  readonly line: number;
  /** Cells of a row, or why there is none. */
  readonly said: string;
}

/** What a row of so many cells means to the receiver; rows of several lines with another number are read again. */
function receiver(columns: number, events: Event[]): RowSink {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    row: (bytes, starts, ends, cells, line, lines) => {
      const texts = Array.from({ length: cells }, (_, at) => decoder.decode(bytes.subarray(starts[at], ends[at])));
      // As the intake has it: an empty line is nothing at all.
      if (texts.every((text) => text === '')) return 'taken';
      const taken = cells === columns;
      events.push({ line, said: taken ? texts.join('¦') : `${lines > 1 ? 'open' : 'odd'} ${cells}` });
      return taken ? 'taken' : 'again';
    },
    broken: (line, reason) => events.push({ line, said: reason }),
  };
}

function scanned(bytes: Uint8Array, delimiter: number, columns: number, pieces: readonly number[]): Event[] {
  const events: Event[] = [];
  const scanner = new ByteScanner(delimiter, receiver(columns, events));
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = pieces[turn % pieces.length];
    scanner.push(bytes.slice(at, at + size));
    at += size;
  }
  scanner.end();
  return events;
}

const breakAt = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? 2 : /[\r\n]/u.test(text[at] ?? '') ? 1 : 0;
const breaksIn = (text: string): number => text.match(/\r\n|\r|\n/gu)?.length ?? 0;

/** The cell that begins at `at`, and where it ends; null for a quote that is never closed. */
function cellAt(text: string, at: number, delimiter: string): { readonly value: string; readonly end: number } | null {
  let value = '';
  let from = at;
  if (text[at] === '"') {
    let close = text.indexOf('"', at + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0) return null;
    value = text.slice(at + 1, close).replaceAll('""', '"');
    from = close + 1;
  }
  let end = from;
  while (text[end] !== delimiter && breakAt(text, end) === 0) end += 1;
  return { value: value + text.slice(from, end), end };
}

/** One row after another over the whole text; ASCII only, so that a character is a byte. */
function obvious(text: string, delimiter: string, columns: number): Event[] {
  const whole = `${text}\n`;
  const events: Event[] = [];
  let line = 1;
  let at = 0;
  const giveUp = (said: string | null): void => {
    if (said !== null) events.push({ line, said });
    while (breakAt(whole, at) === 0) at += 1;
    at += breakAt(whole, at);
    line += 1;
  };
  while (at < text.length) {
    const cells: string[] = [];
    let cell = cellAt(whole, at, delimiter);
    while (cell !== null) {
      cells.push(cell.value);
      if (whole[cell.end] !== delimiter) break;
      cell = cellAt(whole, cell.end + 1, delimiter);
    }
    const end = cell === null ? Infinity : cell.end + breakAt(whole, cell.end);
    if (cell === null || end - at > MAX_ROW_BYTES) {
      giveUp(cell === null || breaksIn(whole.slice(at, cell.end)) > 0 ? 'quote-open' : 'row-too-long');
      continue;
    }
    const lines = breaksIn(whole.slice(at, end));
    const isEmpty = cells.every((value) => value === '');
    const taken = isEmpty || cells.length === columns;
    if (!taken && lines > 1) giveUp(`open ${cells.length}`);
    else {
      if (!isEmpty) events.push({ line, said: taken ? cells.join('¦') : `odd ${cells.length}` });
      at = end;
      line += lines;
    }
  }
  return events;
}

const delimiters = fc.constantFrom(',', '\t', ';', '|');
/** A delimiter of the table is written as `,`. */
const scrap = fc.constantFrom(
  '"',
  '""',
  ',',
  ',',
  '\n',
  '\r\n',
  '\r',
  'a',
  'bcdefg',
  ' ',
  '0123456789',
  '|;\t',
  '",',
  ',"',
  '"\n',
  '"\r\n',
);
const messy = fc.array(scrap, { maxLength: 60 }).map((scraps) => scraps.join(''));
const sizes = (max: number) => fc.array(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 5 });
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('byte scanner, whatever the pieces', () => {
  it('reads any text as the slow reading does', () => {
    fc.assert(
      fc.property(
        messy,
        delimiters,
        fc.integer({ min: 1, max: 4 }),
        sizes(12),
        (scraps, delimiter, columns, pieces) => {
          const text = scraps.replaceAll(',', delimiter);
          const events = scanned(ascii(text), delimiter.charCodeAt(0), columns, pieces);
          expect(events).toEqual(obvious(text, delimiter, columns));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('and lines about and beyond the longest row, over several pieces', () => {
    const aboutRows = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -6, max: 6 }));
    const long = aboutRows.map(([times, more]) => `<${Math.max(1, times * MAX_ROW_BYTES + more)}>`);
    const text = fc.array(fc.oneof({ weight: 3, arbitrary: scrap }, { weight: 1, arbitrary: long }), { maxLength: 14 });
    const pieceSizes = fc.array(
      aboutRows.map(([times, more]) => (times + 1) * MAX_ROW_BYTES + more),
      { minLength: 1, maxLength: 4 },
    );
    // Which of two faults a line beyond the longest is given up for depends on how much of it was there.
    const alike = (events: readonly Event[]): Event[] =>
      events.map(({ line, said }) => ({ line, said: said === 'row-too-long' ? 'quote-open' : said }));
    fc.assert(
      fc.property(text, pieceSizes, (scraps, pieces) => {
        const content = scraps.join('').replaceAll(/<(\d+)>/gu, (_, length: string) => 'x'.repeat(Number(length)));
        expect(alike(scanned(ascii(content), 44, 2, pieces))).toEqual(alike(obvious(content, ',', 2)));
      }),
      { numRuns: 60 },
    );
  });

  it('counts a line once whose CR and LF come in two pieces, though it was given up', () => {
    const text = `1,2\r\n${'x'.repeat(3 * MAX_ROW_BYTES)}\r\n3\r\n`;
    const events = scanned(ascii(text), 44, 2, [text.indexOf('\r\n3') + 1]);
    expect(events).toEqual(obvious(text, ',', 2));
    expect(events.at(-1)).toEqual({ line: 3, said: 'odd 1' });
  });
});
