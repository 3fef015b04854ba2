/** Two readers against one on any text about the place where their parts meet. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#shared/encodings/gb18030.ts';
import { registryLayouts } from '#shared/registry/registry-headings.ts';
import { RowArena } from '#renderer/store/registry/row-arena.ts';
import { RowIntake } from '#renderer/store/registry/row-intake.ts';
import { readShare } from '#renderer/store/registry/second-reader.ts';
import { readTextTable } from '#renderer/store/registry/table-source.ts';
import { FileDigest, PIECE_BYTES } from '#renderer/store/registry/text-source.ts';
import { readByTwo } from '#renderer/store/registry/two-readers.ts';
import { citizen } from './a-registry.ts';

const HEADINGS = ['公民身份号码', '单位名称', '行政区划代码'];
const FIELDS = ['citizenId', 'employerName', 'divisionCode'];
const order = {
  kind: 'hiringSubsidy' as const,
  cellOf: registryLayouts.hiringSubsidy.columns.map(({ field }) => FIELDS.indexOf(field)),
  headings: HEADINGS,
  seed: new Uint8Array(16),
};
/** So short a rest is parted behind two pieces. */
const BORDER = 2 * PIECE_BYTES;
const shares = { smallest: PIECE_BYTES, largest: 2 * PIECE_BYTES };

async function readingOf(file: Blob, whole?: boolean[]): Promise<object> {
  const arena = new RowArena();
  const intake = new RowIntake({ ...order, headingLine: 1, to: { arena } });
  const reading = { digest: new FileDigest(), onPiece: () => Promise.resolve() };
  const start = () => ({
    read: async (...asked: Parameters<typeof readShare>) => {
      const share = await readShare(...asked);
      whole?.push(share.isWhole);
      return share;
    },
    end: () => undefined,
  });
  if (whole) await readByTwo({ file, intake, reading, start, order, shares });
  else await readTextTable(file, intake, reading);
  const { rows, badRows, remarks, problems, units } = intake;
  const pages = [...arena.pages(3)].map((page) => Buffer.from(page).toString('hex'));
  return {
    rows,
    badRows,
    remarks,
    problems: problems.take(true),
    digest: await reading.digest.text(),
    pages,
    units: [...units.texts()],
  };
}

const encoders = {
  'UTF-8': (text: string) => new TextEncoder().encode(text),
  GB18030: (text: string) => encodeGb18030(text).bytes,
};

/** A text of the length `length` in good rows that are long, so that there are few. */
function rowsOf(length: number, encode: (text: string) => Uint8Array, newline: string): string {
  const rows: string[] = [];
  let left = length;
  for (let index = 0; left > 0; index += 1) {
    const row = `${citizen(index)},第${index % 7}厂`;
    const fixed = encode(`${row},440802${newline}`).length;
    const blanks = left < 2 * 30_000 ? left - fixed : 30_000 - fixed;
    rows.push(`${row}${' '.repeat(blanks)},440802${newline}`);
    left -= fixed + blanks;
  }
  return rows.join('');
}

const scrap = fc.constantFrom(
  '"',
  '""',
  '"',
  ',',
  '\n',
  '\r\n',
  '\r',
  '甲',
  '乙公司',
  `\n${citizen(5)},"甲\n乙",440802\n`,
  `\r\n${citizen(6)},丙,440802\r\n`,
  `${citizen(7)},丁,4408\n`,
  '\n"',
  '"\n',
  '\n\n',
);

describe('two readers where their parts meet', () => {
  it.each(['UTF-8', 'GB18030'] as const)('read what one reads, in %s', async (encoding) => {
    const encode = encoders[encoding];
    const wholes: boolean[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(scrap, { maxLength: 25 }),
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (scraps, before, newline, bom) => {
          const head = `${bom && encoding === 'UTF-8' ? '\ufeff' : ''}${HEADINGS.join(',')}${newline}`;
          const about = scraps.join('');
          const filler = rowsOf(BORDER - before - encode(head).length, encode, newline);
          const file = new Blob([encode(head + filler + about + newline + rowsOf(90_000, encode, newline))]);
          const whole: boolean[] = [];
          expect(await readingOf(file, whole)).toEqual(await readingOf(file));
          wholes.push(...whole);
        },
      ),
      { numRuns: 10 },
    );
    expect(wholes).toContain(true);
  });
});
