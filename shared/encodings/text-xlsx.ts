/** A small table as .xlsx in which every cell is text, so that no number is rounded when the file is filled in. */
import { writeXlsxStream } from 'hucre/xlsx';
import { TRAINING_BANNER } from './training-banner.ts';

/** What is needed of the platform's stream; the pure layer does not know its type. */
interface PieceReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

export interface TextTable {
  readonly sheet: string;
  /** The first row holds the headings. */
  readonly rows: readonly (readonly string[])[];
  /** In characters, one a column. */
  readonly widths: readonly number[];
  readonly training: boolean;
}

/** The rows with the banner of a training file over them. */
function* rowsOf({ rows, training }: TextTable): Generator<(string | null)[]> {
  if (training) yield [TRAINING_BANNER];
  for (const row of rows) yield row.map((cell) => (cell === '' ? null : cell));
}

/** The bytes of the workbook. */
export async function textXlsx(table: TextTable): Promise<Uint8Array> {
  const stream = writeXlsxStream(rowsOf(table), {
    name: table.training ? '培训数据' : table.sheet,
    columns: table.widths.map((width) => ({ width, numFmt: '@' })),
    freezePane: { rows: table.training ? 2 : 1 },
  }) as unknown as { getReader(): PieceReader };
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      if (piece.value !== undefined) pieces.push(piece.value);
  } finally {
    await reader.cancel();
  }
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
