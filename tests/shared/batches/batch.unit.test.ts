import { createHash } from 'node:crypto';
import { read as readWithSheetJs, utils } from '@e965/xlsx';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { batchFolderName } from '#shared/batches/batch-name.ts';
import { batchFiles, gathered, measured } from '#shared/batches/batch.ts';
import { TRAINING_BANNER } from '#shared/encodings/training-banner.ts';
import { findLayout } from '#shared/layouts/index.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import type { ManifestFile } from '#shared/batches/manifest.ts';
import type { TableFile } from '#shared/layouts/table-file.ts';
import { aCitizenId, aProvincialRecord } from '#tests/builders/an-export-case.ts';

const intake = findLayout('window-intake') as Layout;
const paidList = findLayout('paid-list-2022') as Layout;
const records = [
  aProvincialRecord(1),
  aProvincialRecord(2, { name: '古丽·阿"依', school: '广东,海洋大学', employerNumber: '007' }),
  aProvincialRecord(3, { name: '王𠮷㐂' }),
];
const table = (change: Partial<TableFile> = {}): TableFile => ({
  layout: intake,
  codes: 'printed',
  training: false,
  records: () => records,
  ...change,
});

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}

async function fileBytes(name: string, change: Partial<TableFile> = {}): Promise<Uint8Array> {
  const file = batchFiles(table(change), ['xlsx', 'csv-utf-8', 'csv-gb18030']).find((one) => one.name === name);
  if (file === undefined) throw new Error(`no file ${name}`);
  return bytesOf(file.pieces());
}

const column = (heading: string): number => intake.columns.findIndex((one) => one.heading === heading);

describe('.xlsx', () => {
  it('keeps 18-digit IDs, leading zeros and rare characters, read back with hucre', async () => {
    const workbook = await readXlsx(await fileBytes('window-intake.xlsx'));
    const rows = workbook.sheets[0]?.rows ?? [];
    expect(rows[0]).toEqual(intake.columns.map((one) => one.heading));
    expect(rows.slice(1).map((row) => row[column('公民身份号码')])).toEqual([1, 2, 3].map(aCitizenId));
    expect(rows[2]?.[column('单位编号')]).toBe('007');
    expect(rows[3]?.[column('姓名')]).toBe('王𠮷㐂');
    expect(rows[1]?.[column('补助金额（元）')]).toBe(1500);
  });

  it('reads the same with the other reader: IDs are text cells in text format', async () => {
    const book = readWithSheetJs(await fileBytes('window-intake.xlsx'), { type: 'array', cellNF: true });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    for (const [index, id] of [1, 2, 3].map(aCitizenId).entries()) {
      const cell = sheet[utils.encode_cell({ r: index + 1, c: column('公民身份号码') })] as {
        t: string;
        v: unknown;
        z: string;
      };
      expect(cell).toMatchObject({ t: 's', v: id, z: '@' });
    }
    expect(sheet[utils.encode_cell({ r: 2, c: column('单位编号') })]).toMatchObject({ t: 's', v: '007' });
    expect(sheet[utils.encode_cell({ r: 1, c: column('补助金额（元）') })]).toMatchObject({ t: 'n', v: 1500 });
  });

  it('the same records give the same bytes', async () => {
    expect(Buffer.compare(await fileBytes('window-intake.xlsx'), await fileBytes('window-intake.xlsx'))).toBe(0);
  });

  it('paid-list-2022 has the codes in its second row, days without hyphens', async () => {
    const workbook = await readXlsx(await fileBytes('paid-list-2022.xlsx', { layout: paidList, codes: 'corrected' }));
    const rows = workbook.sheets[0]?.rows ?? [];
    expect(rows[1]?.slice(0, 3)).toEqual(['AAB301', 'AAB043', 'AAB001']);
    expect(rows[2]?.[14]).toBe('20220701');
  });
});

describe('.csv', () => {
  it('is UTF-8 with BOM, CRLF, quoted where needed', async () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await fileBytes('window-intake.csv'));
    const lines = text.split('\r\n');
    expect(text.startsWith('\uFEFF办件号,')).toBe(true);
    expect(lines).toHaveLength(5);
    expect(lines[2]).toContain('"古丽·阿""依"');
    expect(lines[2]).toContain('"广东,海洋大学"');
    expect(lines[1]).toContain(',1500.00');
  });

  it('in GB18030 reads back the same text', async () => {
    const gb = new TextDecoder('gb18030', { fatal: true }).decode(await fileBytes('window-intake-gb18030.csv'));
    const utf8 = new TextDecoder('utf-8').decode(await fileBytes('window-intake.csv'));
    expect(gb).toBe(utf8);
  });
});

describe('training', () => {
  it('is written in the name of folder and files, on the sheet and over the headings', async () => {
    const names = batchFiles(table({ training: true }), ['xlsx', 'csv-utf-8']).map((file) => file.name);
    expect(names).toEqual(['培训-window-intake.xlsx', '培训-window-intake.csv']);
    const number = { series: 'batch', year: 2022, prefix: 'W03', value: 12 } as const;
    expect(batchFolderName('window-intake', number, true)).toBe('培训-window-intake-2022-W03-000012');
    expect(batchFolderName('window-intake', number, false)).toBe('window-intake-2022-W03-000012');
    const workbook = await readXlsx(await fileBytes('培训-window-intake.xlsx', { training: true }));
    expect(workbook.sheets[0]?.name).toBe('培训数据');
    expect(workbook.sheets[0]?.rows[0]?.[0]).toBe(TRAINING_BANNER);
  });
});

describe('pieces', () => {
  it('are measured as they pass', async () => {
    const file = batchFiles(table(), ['csv-utf-8'])[0];
    if (file === undefined) throw new Error('no file');
    const seen: ManifestFile[] = [];
    const bytes = await bytesOf(measured(file, 3, (entry) => seen.push(entry)));
    expect(seen).toEqual([
      {
        name: 'window-intake.csv',
        bytes: bytes.length,
        rows: 3,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    ]);
  });

  it('are gathered without loss', async () => {
    async function* small(): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 100; index += 1) yield Uint8Array.of(index, index, index);
    }
    const sizes: number[] = [];
    const all: number[] = [];
    for await (const piece of gathered(small(), 64)) {
      sizes.push(piece.length);
      all.push(...piece);
    }
    expect(sizes.slice(0, -1).every((size) => size >= 64 && size < 67)).toBe(true);
    expect(all).toEqual(Array.from({ length: 300 }, (_, index) => Math.floor(index / 3)));
  });

  it('a reader that stops early stops the rows', async () => {
    let made = 0;
    function* many() {
      for (let index = 0; index < 20_000; index += 1) {
        made += 1;
        yield aProvincialRecord(index);
      }
    }
    for (const file of batchFiles(table({ records: many }), ['xlsx', 'csv-utf-8'])) {
      made = 0;
      const pieces = file.pieces();
      await pieces.next();
      await pieces.return(undefined);
      expect(made).toBeLessThan(20_000);
    }
  });
});
