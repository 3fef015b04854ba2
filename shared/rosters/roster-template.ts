/** The blank 花名册 to hand out: our headings, every column as text, so that a spreadsheet leaves the digits alone. */
import { writeXlsxStream, type ColumnDef } from 'hucre/xlsx';
import { rosterColumns, type RosterColumn } from '../domain/application.ts';
import { OPEN_ENDED, rosterColumnLabels } from './roster-columns.ts';

export const ROSTER_TEMPLATE_FILE = '一次性扩岗补助花名册（空白）.xlsx';

/** In characters of the normal font. */
const widths: Readonly<Record<RosterColumn, number>> = {
  name: 12,
  citizenId: 24,
  school: 26,
  diplomaNumber: 24,
  graduatedOn: 14,
  contractFrom: 18,
  contractTo: 18,
  enrolledOn: 14,
};

interface Pieces {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
}

/** Rows with the text format, so that a number typed into them stays as it was typed. */
const EMPTY_ROWS = 200;
const NOTE = `填表说明：一人一行；日期写成 2022-06-30；无固定期限合同在终止日期写“${OPEN_ENDED}”。`;

function* rows(): Generator<(string | null)[]> {
  yield ['序号', ...rosterColumns.map((column) => rosterColumnLabels[column])];
  for (let index = 1; index <= EMPTY_ROWS; index += 1) yield [String(index), ...rosterColumns.map(() => null)];
  yield [NOTE];
}

/** The bytes of the workbook. */
export async function rosterTemplate(): Promise<Uint8Array> {
  const columns: ColumnDef[] = [
    { width: 6, numFmt: '@' },
    ...rosterColumns.map((column) => ({ width: widths[column], numFmt: '@' })),
  ];
  const stream = writeXlsxStream(rows(), { name: '花名册', columns, freezePane: { rows: 1 } });
  const reader = (stream as unknown as { getReader(): Pieces }).getReader();
  const pieces: Uint8Array[] = [];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (piece.value !== undefined) pieces.push(piece.value);
  }
  const bytes = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
