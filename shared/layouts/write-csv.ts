/** CSV in pieces: UTF-8 with BOM, or GB18030 for receivers that know nothing else. */
import { csvLine } from '../encodings/csv.ts';
import { encodeGb18030 } from '../encodings/gb18030.ts';
import { dataRow, headingRows } from './layout-rows.ts';
import type { TableFile } from './table-file.ts';

const ROWS_A_PIECE = 500;

export type CsvPieceEncoding = 'utf-8-bom' | 'gb18030';

/** The bytes of the file, some hundred rows a piece. The pre-flight has refused what GB18030 cannot write. */
export async function* csvPieces(file: TableFile, encoding: CsvPieceEncoding): AsyncGenerator<Uint8Array> {
  const encode = encoderOf(encoding);
  const head = headingRows(file.layout, file.codes, file.training).map(csvLine).join('');
  yield encode(encoding === 'utf-8-bom' ? `\uFEFF${head}` : head);
  let pending = '';
  let rows = 0;
  for await (const record of file.records()) {
    pending += csvLine(dataRow(file.layout, record));
    rows += 1;
    if (rows % ROWS_A_PIECE === 0) {
      yield encode(pending);
      pending = '';
    }
  }
  if (pending !== '') yield encode(pending);
}

function encoderOf(encoding: CsvPieceEncoding): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  if (encoding === 'utf-8-bom') return (text) => encoder.encode(text);
  return (text) => {
    const { bytes, unmappable } = encodeGb18030(text);
    if (unmappable.length > 0) throw new Error(`no GB18030 code for ${unmappable.length} characters`);
    return bytes;
  };
}
