/** A file read by two is read as by one: the same rows, lines, employers, problems and digest, whatever stands where the parts meet. */
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#shared/encodings/gb18030.ts';
import type { RegistryService } from '#renderer/store/registry/registry-service.ts';
import { readShare, type SecondReader } from '#renderer/store/registry/second-reader.ts';
import { PIECE_BYTES } from '#renderer/store/registry/text-source.ts';
import { aRequest, citizen, insuranceLine, INSURANCE_HEADINGS } from './a-registry.ts';
import { aRegistryStore, insuranceOf, take } from './a-registry-store.ts';

const ROWS = 30_000;
const shares = { smallest: PIECE_BYTES, largest: 2 * PIECE_BYTES };

interface Reading {
  readonly copy: object;
  readonly problems: readonly unknown[];
  readonly rows: unknown;
  readonly employers: readonly unknown[];
}

async function readingOf(service: RegistryService, content: BlobPart): Promise<Reading> {
  const { packId, pagesDigest: _, ...copy } = await take(service, aRequest(content, { badRowLimit: 1 }));
  const persons = Array.from({ length: 200 }, (_row, index) => citizen(index * 150));
  const problems = await service.problems(packId, 0, 100_000);
  const rows = await insuranceOf(service, ...persons);
  const employers = await service.findEmployers('湛江第7', 20);
  await service.close();
  return { copy, problems, rows, employers };
}

const alone = async (content: BlobPart): Promise<Reading> => readingOf(await (await aRegistryStore()).open(), content);

/** How many shares the second reader was given, and read to the end. */
interface Beside {
  asked: number;
  whole: number;
}

async function byTwo(content: BlobPart, beside: Beside, read: SecondReader['read'] = readShare): Promise<Reading> {
  const service = await (await aRegistryStore()).open();
  const counted: SecondReader['read'] = async (...order) => {
    beside.asked += 1;
    const share = await read(...order);
    if (share.isWhole) beside.whole += 1;
    return share;
  };
  service.useSecondReader({ start: () => ({ read: counted, end: () => undefined }), shares });
  return readingOf(service, content);
}

const lines = (change: (line: string, index: number) => string = (line) => line): string =>
  `${INSURANCE_HEADINGS}\n${Array.from({ length: ROWS }, (_, index) => change(insuranceLine(index, 900), index)).join('\n')}\n`;

/** Every sort of row that is more than a line, or less than a row, at places that no share's border can miss. */
const untidy = (line: string, index: number): string => {
  if (index % 97 === 0) return line.replace('食品有限公司', '"食品有限公司');
  if (index % 89 === 0) return line.replace(/,陈海(.),/u, ',"陈\n海$1",');
  if (index % 83 === 0) return line.replace(',210,', ',210,"');
  if (index % 79 === 0) return `${line},`;
  if (index % 73 === 0) return line.replace('2022-01-01', '2022-02-30');
  if (index % 71 === 0) return line.slice(0, 40);
  return index % 67 === 0 ? `${line}\r` : line;
};

describe('a file read by two', () => {
  it.each([
    ['in UTF-8', lines()],
    ['in GB18030', encodeGb18030(lines()).bytes],
    ['with a byte order mark', `\ufeff${lines()}`],
    ['without a line break at the end', lines().trimEnd()],
  ])('%s', async (_, content) => {
    const beside = { asked: 0, whole: 0 };
    expect(await byTwo(content, beside)).toEqual(await alone(content));
    expect(beside.asked).toBeGreaterThan(1);
    expect(beside.whole).toBe(beside.asked);
  });

  it('with quotes, line breaks in cells and broken rows everywhere', async () => {
    const content = lines(untidy);
    const beside = { asked: 0, whole: 0 };
    const two = await byTwo(content, beside);
    expect(two).toEqual(await alone(content));
    expect(two.problems.length).toBeGreaterThan(1000);
    expect(beside.asked).toBeGreaterThan(0);
  });

  it('goes on alone where a quoted cell lies over the border', async () => {
    const border = 3 * PIECE_BYTES;
    const before = new TextEncoder().encode(lines()).subarray(0, border - 110);
    const row = before.filter((byte) => byte === 10).length - 1;
    const long = `"湛江${'\n'.repeat(190)}"`;
    const content = lines((line, index) => (index === row ? line.replace(/湛江第\d+食品有限公司/u, long) : line));
    const beside = { asked: 0, whole: 0 };
    expect(await byTwo(content, beside)).toEqual(await alone(content));
    expect(beside).toEqual({ asked: 1, whole: 1 });
  });

  it('goes on alone when the second reader is lost', async () => {
    const content = lines();
    const beside = { asked: 0, whole: 0 };
    const lost = () => Promise.reject(new Error('lost'));
    expect(await byTwo(content, beside, lost)).toEqual(await alone(content));
    expect(beside).toEqual({ asked: 1, whole: 0 });
  });

  it('is not tried where its beginning does not say in what encoding it is', async () => {
    const headings = 'AAC002,AAC003,AAB001,AAB098,AAB004,AAB301,AAE140,AAC030,AAC007,AAC031,AJC032';
    const ascii = lines((line) =>
      line
        .replace(/陈海.|湛江第\d+食品有限公司/gu, 'A')
        .split(',')
        .slice(0, 11)
        .join(','),
    );
    const plain = ascii.replace(INSURANCE_HEADINGS, headings);
    const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${lines()}`, (unit) => unit.charCodeAt(0)).buffer);
    for (const content of [plain, utf16]) {
      const beside = { asked: 0, whole: 0 };
      const two = await byTwo(content, beside);
      expect(two).toEqual(await alone(content));
      expect(two.copy).toMatchObject({ rows: ROWS, badRows: 0 });
      expect(beside.asked).toBe(0);
    }
  });
});
