/** What can be seen of a run without a key: every break is told by its place and its kind. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fastHash } from '#electron/host/journal-file.ts';
import { GENESIS } from '#shared/casework/journal.ts';
import { Run, readRun, runLimits, type RunReading } from '#shared/post/run.ts';
import { lineTrouble, linkOf, readSide } from '#shared/post/unit.ts';
import { aWindowLog, rehashed, type WindowLog } from '#tests/builders/a-window-log.ts';

const tools = { hashText: fastHash, byteLength: (text: string) => Buffer.byteLength(text) };
const read = (run: Run): RunReading => readRun(Run.parse(run), tools);
const codeOf = (reading: RunReading): unknown => (reading.ok ? 'ok' : reading);

let log: WindowLog;
beforeAll(async () => {
  log = await aWindowLog();
  for (let count = 0; count < 6; count += 1) log.write();
});

describe('a run in itself', () => {
  it('is read with the place of every unit', async () => {
    const reading = read(await log.run(2, 4));
    expect(reading.ok && reading.placed.map(({ sequence, hash }) => [sequence, hash])).toEqual(
      [2, 3, 4].map((sequence) => [sequence, log.hashes[sequence]]),
    );
  });

  it('has no line whose hash does not fit', async () => {
    const run = await log.run(1, 3);
    const line = (run.units[1] as { line: string }).line.replace('officer-1', 'officer-2');
    const units = [run.units[0], { line }, run.units[2]] as Run['units'];
    expect(codeOf(read({ ...run, units }))).toMatchObject({ code: 'broken-chain', sequence: 2, by: 'hash' });
  });

  it('has no hole and no repeat inside', async () => {
    const run = await log.run(1, 3);
    const [one, two, three] = run.units as [Run['units'][0], Run['units'][0], Run['units'][0]];
    expect(codeOf(read({ ...run, units: [one, three] }))).toMatchObject({ code: 'broken-chain', by: 'sequence' });
    expect(codeOf(read({ ...run, units: [one, two, two, three] }))).toMatchObject({ code: 'broken-chain' });
    expect(codeOf(read({ ...run, units: [two, one, three] }))).toMatchObject({ code: 'broken-chain', by: 'sequence' });
  });

  it('goes on from the line before, the first from nothing', async () => {
    const other = await aWindowLog();
    other.write();
    const run = await log.run(1, 2);
    const units = [other.units[0], run.units[1]] as Run['units'];
    expect(codeOf(read({ ...run, units }))).toMatchObject({ code: 'broken-chain', sequence: 2, by: 'previous' });
    const astray = await aWindowLog();
    astray.write({}, (line) => rehashed(line.replace(GENESIS, 'a'.repeat(64))));
    expect(codeOf(read(await astray.run(1, 1)))).toMatchObject({ code: 'broken-chain', sequence: 1, by: 'previous' });
  });

  it('ends where its head says', async () => {
    const run = await log.run(1, 3);
    const head = { ...run.head, hash: 'b'.repeat(64) };
    expect(codeOf(read({ ...run, head }))).toMatchObject({ code: 'broken-chain', sequence: 3, by: 'head' });
  });

  it('is bounded in units and bytes, a single unit by its own limit', async () => {
    const run = await log.run(1, 1);
    const many = { ...run, units: Array.from({ length: runLimits.units + 1 }, () => run.units[0]) };
    expect(Run.safeParse(many).success).toBe(false);
    const side = 'x'.repeat(runLimits.bytes);
    const [one, two] = (await log.run(1, 2)).units as [{ line: string }, { line: string }];
    expect(codeOf(read({ ...(await log.run(1, 2)), units: [{ ...one, side }, two] }))).toMatchObject({
      code: 'too-large',
    });
    expect(codeOf(read({ ...run, units: [{ ...one, side }] }))).toBe('ok');
    const over = 'x'.repeat(runLimits.sideBytes + 1);
    expect(codeOf(read({ ...run, units: [{ ...one, side: over }] }))).toMatchObject({ code: 'too-large' });
  });

  it.each(['a\nb', 'a\rb', 'ab\ud800'])('refuses a line that is no line of a file: %j', async (line) => {
    expect(Run.safeParse({ ...(await log.run(1, 1)), units: [{ line }] }).success).toBe(false);
  });

  it('passes over lines that the disk lost, but not over a wrong hash of theirs', async () => {
    const run = await log.run(1, 4);
    const lost = (sequence: number, hash: string | null) => ({ lost: { sequence, hash } });
    const [one, , , four] = run.units as [Run['units'][0], unknown, unknown, Run['units'][0]];
    const gap = [one, lost(2, null), lost(3, log.hashes[3] ?? ''), four] as Run['units'];
    expect(codeOf(read({ ...run, units: gap }))).toBe('ok');
    const wrong = [one, lost(2, null), lost(3, 'c'.repeat(64)), four] as Run['units'];
    expect(codeOf(read({ ...run, units: wrong }))).toMatchObject({ code: 'broken-chain', sequence: 4, by: 'previous' });
  });
});

describe('a line', () => {
  it('of format 1 is read as the host reads it', () => {
    const folder = join(import.meta.dirname, '../../fixtures/offices/format-1/data/areas/office');
    const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trim().split('\n');
    const links = lines.map((line) => linkOf(line, fastHash));
    expect(links.map((link) => link?.sequence)).toEqual(lines.map((_, at) => at + 1));
    expect(links.every((link) => link?.format === 1)).toBe(true);
    expect(links.slice(1).map((link) => link?.previous)).toEqual(links.slice(0, -1).map((link) => link?.hash));
  });

  it('of a later format, or of an odd form, keeps its place when its hash fits', async () => {
    const one = await aWindowLog();
    const newer = one.write({}, (line) => rehashed(line.replace('{"format":2', '{"format":3')));
    expect(linkOf(newer, fastHash)).toMatchObject({ format: 3, sequence: 1, previous: GENESIS, form: 'newer' });
    const odd = one.write({}, (line) => rehashed(line.replace('"blobs":[]', '"blobs":[],"more":1')));
    const link = linkOf(odd, fastHash);
    expect(link).toMatchObject({ sequence: 2, form: 'odd' });
    expect(link && lineTrouble(link)).toBe('line-form');
  });

  it('that nobody could open is told', async () => {
    const one = await aWindowLog();
    const short = linkOf(one.write({ sealed: 'AAAA' }), fastHash);
    const usual = linkOf(one.write(), fastHash);
    expect([short && lineTrouble(short), usual && lineTrouble(usual)]).toEqual(['content-cannot-open', null]);
  });
});

it('tells a side from what is none, and from one of a later version', async () => {
  expect(readSide(await log.side(1, 'x')).state).toBe('side');
  expect(readSide('{"version":2,"what":"ever"}').state).toBe('later');
  expect(['nothing', '{}', '{"version":1}', '[]'].map((text) => readSide(text).state)).toEqual(Array(4).fill('bad'));
});
