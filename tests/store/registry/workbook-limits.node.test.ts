/** Security review, point 10: a register's workbook that would fill the memory is refused with the limit that it passes. */
import { describe, expect, it } from 'vitest';
import { fileOrStoreFailure } from '#renderer/store/registry/import-failure.ts';
import { readWorkbook, type TableReading } from '#renderer/store/registry/table-source.ts';
import { FileDigest } from '#renderer/store/registry/text-source.ts';
import { failureText } from '#shared/wording/failures.ts';
import { archiveOf, sheetXml, workbookParts } from '../../shared/files/archives.ts';

const reading = (): TableReading => ({ onPiece: () => Promise.resolve(), digest: new FileDigest() });

async function rowsOf(bytes: Uint8Array<ArrayBuffer>): Promise<number | string> {
  let rows = 0;
  const sink = { row: () => ((rows += 1), 'taken' as const), broken: () => undefined };
  try {
    await readWorkbook(new Blob([bytes]), sink, reading());
    return rows;
  } catch (error) {
    const failure = await fileOrStoreFailure(error);
    return failure.ok ? 'ok' : `${failure.failure.code} ${failureText(failure.failure)}`;
  }
}

describe('point 10: workbooks of registers', { timeout: 60_000 }, () => {
  it('that state more than the limit unpacked are refused before a byte is unpacked', async () => {
    const parts = workbookParts({ sheets: [sheetXml([['姓名']])] }).map((part) =>
      part.name.endsWith('sheet1.xml') ? { ...part, statedBytes: 2600 * 1024 * 1024 } : part,
    );
    expect(await rowsOf(archiveOf(parts))).toMatch(/^file-too-large .*文件展开后超过 1536 MB/u);
  });

  it('whose every row ends in column XFD are given up after a few rows', async () => {
    const row = (number: number): string => `<row r="${number}"><c r="XFD${number}"><v>1</v></c></row>`;
    const sheet = `<worksheet><sheetData>${Array.from({ length: 50_000 }, (_, at) => row(at + 1)).join('')}</sheetData></worksheet>`;
    expect(await rowsOf(archiveOf(workbookParts({ sheets: [sheet] })))).toMatch(/^file-too-large .*表格超过 512 列/u);
  });

  it('with a stray cell far away are read', async () => {
    const sheet = sheetXml([['姓名'], ['甲']]).replace('</row>', '<c r="XFD1"><v>1</v></c></row>');
    expect(await rowsOf(archiveOf(workbookParts({ sheets: [sheet] })))).toBe(2);
  });
});
