/** .xlsx in pieces: rows are pulled, written and forgotten. Every C column is a text cell, so that no ID becomes a number. */
import { writeXlsxStream, type ColumnDef } from 'hucre/xlsx';
import { columnWidth, dataRow, headingRows } from './layout-rows.ts';
import type { LayoutColumn } from './layout.ts';
import type { TableFile } from './table-file.ts';

/** What is needed of the platform's stream; the pure layer does not know its type. */
interface PieceReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

type CellValue = string | number | null;

/** The bytes of the workbook, as the compressor gives them. The same records give the same bytes under the same runtime. */
export async function* xlsxPieces(file: TableFile): AsyncGenerator<Uint8Array> {
  const heads = headingRows(file.layout, file.codes, file.training);
  const stream = writeXlsxStream(tableRows(file, heads), {
    name: file.training ? '培训数据' : file.layout.id,
    columns: file.layout.columns.map(columnDefinition),
    freezePane: { rows: heads.length },
  }) as unknown as { getReader(): PieceReader };
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      if (piece.value !== undefined) yield piece.value;
    }
  } finally {
    await reader.cancel();
  }
}

/** `@` is the text format: a cell stays text when somebody edits it. */
function columnDefinition(column: LayoutColumn): ColumnDef {
  if (column.type === 'C') return { width: columnWidth(column), numFmt: '@' };
  return { width: columnWidth(column), numFmt: `0${column.decimals ? `.${'0'.repeat(column.decimals)}` : ''}` };
}

async function* tableRows(file: TableFile, heads: readonly (readonly string[])[]): AsyncGenerator<CellValue[]> {
  for (const head of heads) yield [...head];
  for await (const record of file.records()) {
    yield dataRow(file.layout, record).map((text, index) => cellOf(file.layout.columns[index], text));
  }
}

function cellOf(column: LayoutColumn | undefined, text: string): CellValue {
  if (text === '') return null;
  return column?.type === 'N' ? Number(text) : text;
}
