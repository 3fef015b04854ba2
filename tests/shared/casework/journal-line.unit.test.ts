import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastHash } from '#electron/host/journal-file.ts';
import { GENESIS, JournalAppend, type JournalEntry, type OldEntry, type OldHeader } from '#shared/casework/journal.ts';
import {
  bodyText,
  completed,
  follows,
  hashedText,
  headerText,
  lineText,
  oldHashedText,
  readLine,
} from '#shared/casework/journal-line.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/u);
const base64 = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const series = fc.constantFrom('case' as const, 'batch' as const);
const year = fc.integer({ min: 2000, max: 2999 });
const prefix = fc.string({ minLength: 1, maxLength: 12 });
const text = fc.string({ minLength: 1, maxLength: 40 });
const day = fc
  .tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => plainDate(parts.map((part) => String(part).padStart(2, '0')).join('-')));
const mark = fc.record({ revision: fc.integer({ min: 1 }), digest: hash });
const marks = fc.record(
  {
    vault: mark,
    settings: mark,
    binding: fc.record({ prefix, machine: text, installation: fc.uuid() }),
    before: fc.record({ count: fc.nat(), head: hash }),
    destroys: fc.array(text, { maxLength: 3 }),
    accepts: fc.record({ lines: fc.array(fc.integer({ min: 1 }), { maxLength: 3 }), keys: fc.array(text) }),
  },
  { requiredKeys: [] },
);
const header = fc.record({
  sequence: fc.integer({ min: 1 }),
  entryId: fc.uuid(),
  kind: fc.stringMatching(/^[a-z][A-Za-z]{0,10}$/u),
  subjectId: text,
  on: day,
  at: fc.constantFrom('2022-08-22T10:00:00+08:00', '2022-08-22T02:00:00.123Z'),
  officerId: text,
  window: fc.uuid(),
  generation: fc.integer({ min: 1 }),
  key: fc.oneof(fc.constant('content' as const), fc.integer({ min: 1, max: 9 })),
  numbers: fc.array(fc.record({ series, year, prefix, value: fc.integer({ min: 1 }) }), { maxLength: 3 }),
  tally: fc.array(fc.tuple(series, year, prefix, fc.integer({ min: 1 })), { maxLength: 3 }),
  stands: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
  marks,
  blobs: fc.array(hash, { maxLength: 2 }),
});
const signed = fc.option(fc.record({ card: text, roll: fc.nat(), value: base64 }));
const anyAppend: fc.Arbitrary<JournalAppend> = fc
  .record({ format: fc.constant(2 as const), header, sealed: base64, signed, previous: hash })
  .filter((append) => JournalAppend.safeParse(append).success);
const anyEntry: fc.Arbitrary<JournalEntry> = anyAppend.map((append) => completed(append, fastHash));

const oldHeader: fc.Arbitrary<OldHeader> = fc.record({
  sequence: fc.integer({ min: 1 }),
  entryId: fc.uuid(),
  kind: fc.constantFrom('case' as const, 'office' as const, 'purge' as const),
  subjectId: text,
  on: day,
  officerId: text,
  numbers: fc.array(fc.record({ series, year, prefix, value: fc.integer({ min: 1 }) }), { maxLength: 2 }),
});
const anyOld: fc.Arbitrary<OldEntry> = fc.tuple(oldHeader, base64, hash).map(([made, sealed, previous]) => ({
  header: made,
  sealed,
  previous,
  hash: fastHash(oldHashedText(previous, made, sealed)),
}));

describe('a line of the journal', () => {
  it('reads back as its entry, and can be made again to the byte', () => {
    fc.assert(
      fc.property(fc.oneof(anyEntry, anyOld), (entry) => {
        const line = lineText(entry);
        const reading = readLine(line, fastHash);
        expect(reading).toEqual({ state: 'entry', entry });
        expect(reading.state === 'entry' && lineText(reading.entry)).toBe(line);
        expect(fastHash(hashedText(entry))).toBe(entry.hash);
      }),
      { numRuns: 200 },
    );
  });

  it('is damaged by any other character anywhere, and by any cut', () => {
    fc.assert(
      fc.property(anyEntry, fc.nat(), fc.integer({ min: 33, max: 126 }), (entry, place, code) => {
        const line = lineText(entry);
        const at = place % line.length;
        const flipped = `${line.slice(0, at)}${String.fromCodePoint(code)}${line.slice(at + 1)}`;
        fc.pre(flipped !== line);
        expect(readLine(flipped, fastHash)).toEqual({ state: 'damaged' });
        expect(readLine(line.slice(0, at), fastHash)).toEqual({ state: 'damaged' });
        expect(readLine(line.slice(at + 1), fastHash)).toEqual({ state: 'damaged' });
      }),
      { numRuns: 300 },
    );
  });

  it('of a later format is newer while it is whole, and damaged else', () => {
    fc.assert(
      fc.property(anyAppend, fc.integer({ min: 3, max: 99 }), fc.nat(), (append, format, place) => {
        const body = bodyText(append)
          .replace('{"format":2', `{"format":${format}`)
          .replace('"signed":', '"later":{"x":1},"signed":');
        const line = `${body},"hash":"${fastHash(body)}"}`;
        expect(readLine(line, fastHash)).toEqual({ state: 'newer', format });
        const at = place % body.length;
        fc.pre(body[at] !== '#');
        expect(readLine(`${line.slice(0, at)}#${line.slice(at + 1)}`, fastHash)).toEqual({ state: 'damaged' });
      }),
      { numRuns: 200 },
    );
  });

  it('is no entry in another order of fields, with a field more, or with what the schema refuses', () => {
    fc.assert(
      fc.property(anyAppend, (append) => {
        const { format, ...rest } = JSON.parse(`${bodyText(append)}}`) as Record<string, unknown>;
        const withHash = (body: object): string => {
          const open = JSON.stringify(body).slice(0, -1);
          return `${open},"hash":"${fastHash(open)}"}`;
        };
        const { previous, ...others } = rest;
        expect(readLine(withHash({ format, previous, ...others }), fastHash)).toEqual({ state: 'damaged' });
        expect(readLine(withHash({ format, ...rest, more: 1 }), fastHash)).toEqual({ state: 'damaged' });
        expect(readLine(withHash({ format, ...rest, sealed: '*' }), fastHash)).toEqual({ state: 'damaged' });
        expect(readLine(withHash({ format, ...rest }), fastHash).state).toBe('entry');
      }),
      { numRuns: 50 },
    );
  });

  it.each(['', 'null', '[]', '0', '{}', '{"format":2}', '{"header":{}}'])('%s is damaged', (line) => {
    expect(readLine(line, fastHash)).toEqual({ state: 'damaged' });
  });

  it('seals over all of the header and the predecessor, and not over the ciphertext', () => {
    fc.assert(
      fc.property(anyAppend, anyAppend, (one, other) => {
        expect(headerText({ ...one, sealed: other.sealed } as JournalAppend)).toBe(headerText(one));
        fc.pre(JSON.stringify(one.header) !== JSON.stringify(other.header));
        expect(headerText({ ...one, header: other.header })).not.toBe(headerText(one));
        expect(headerText({ ...one, previous: other.previous }) === headerText(one)).toBe(
          one.previous === other.previous,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('follows its place only', () => {
    fc.assert(
      fc.property(anyEntry, hash, (entry, head) => {
        const first = { ...entry, header: { ...entry.header, sequence: 1 }, previous: GENESIS };
        expect(follows(first, 0, head)).toBe(true);
        expect(follows({ ...first, previous: head }, 0, head)).toBe(false);
        const third = { ...entry, header: { ...entry.header, sequence: 3 }, previous: head };
        expect(follows(third, 2, head)).toBe(true);
        expect(follows(third, 1, head)).toBe(false);
        expect(follows({ ...third, previous: GENESIS }, 2, head)).toBe(false);
      }),
    );
  });
});
