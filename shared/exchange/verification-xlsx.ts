/** The table of a verification batch as .xlsx. Every column is text, so that no number is rounded when the file is filled in. */
import { writeXlsxStream } from 'hucre/xlsx';
import type { QueuedPerson } from '../policy/verification-queue.ts';
import { TRAINING_BANNER } from './layout-rows.ts';
import { verificationTable } from './verification-file.ts';

/** What is needed of the platform's stream; the pure layer does not know its type. */
interface PieceReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

const WIDTHS = [14, 24, 12, 14];

/** Headings with the banner of a training file over them, then one row a person. */
function* rowsOf(persons: readonly QueuedPerson[], training: boolean): Generator<(string | null)[]> {
  if (training) yield [TRAINING_BANNER];
  for (const row of verificationTable(persons)) yield row.map((cell) => (cell === '' ? null : cell));
}

/** The bytes of the workbook. */
export async function verificationXlsx(persons: readonly QueuedPerson[], training: boolean): Promise<Uint8Array> {
  const stream = writeXlsxStream(rowsOf(persons, training), {
    name: training ? '培训数据' : '身份核验',
    columns: WIDTHS.map((width) => ({ width, numFmt: '@' })),
    freezePane: { rows: training ? 2 : 1 },
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
