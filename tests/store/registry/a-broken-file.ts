/** A GB18030 file with one broken row in a hundred, each kind of fault in turn, and good rows with line breaks in cells. */
import { encodeGb18030 } from '#shared/encodings/gb18030.ts';
import { citizen, insuranceLine, INSURANCE_HEADINGS } from './a-registry.ts';

type Break = readonly [code: string, change: (line: string, index: number) => string];

const replaceCell = (line: string, at: number, value: string): string =>
  line.split(',').toSpliced(at, 1, value).join(',');

/** Ten ways for a row to be broken, and what the importer calls them. */
const BREAKS: readonly Break[] = [
  ['cell-empty', (line) => replaceCell(line, 0, '')],
  ['citizen-id-format', (line) => replaceCell(line, 0, '44080219990101OO12')],
  ['citizen-id-15', (line) => replaceCell(line, 0, '440802990101001')],
  ['citizen-id-damaged', (line) => replaceCell(line, 0, '4.40802E+17')],
  ['code-format', (line) => replaceCell(line, 3, '91440802')],
  ['not-a-date', (line) => replaceCell(line, 7, '2022-02-30')],
  ['not-a-month', (line) => replaceCell(line, 11, '202213')],
  ['not-in-dictionary', (line) => replaceCell(line, 9, '缴着呢')],
  ['cell-count', (line) => line.split(',').slice(0, 9).join(',')],
  ['too-long', (line) => replaceCell(line, 1, '陈'.repeat(61))],
];

export interface BrokenFile {
  readonly text: Uint8Array;
  /** Line → problem. */
  readonly broken: ReadonlyMap<number, string>;
  readonly goodLines: readonly number[];
  /** The persons of the good rows, in their order. */
  readonly ids: readonly string[];
}

export function brokenFile(rows: number): BrokenFile {
  const lines = [INSURANCE_HEADINGS];
  const broken = new Map<number, string>();
  const goodLines: number[] = [];
  const ids: string[] = [];
  let line = 2;
  for (let index = 0; index < rows; index += 1) {
    const good = insuranceLine(index, 4000);
    const fault = index % 100 === 42 ? BREAKS[Math.floor(index / 100) % BREAKS.length] : undefined;
    const hasBreak = index % 250 === 7;
    if (fault) {
      lines.push(fault[1](good, index));
      broken.set(line, fault[0]);
    } else {
      lines.push(hasBreak ? replaceCell(good, 4, `"湛江,第\r\n${index % 9}厂"`) : good);
      goodLines.push(line);
      ids.push(citizen(index));
    }
    line += hasBreak && !fault ? 2 : 1;
  }
  return { text: encodeGb18030(`${lines.join('\r\n')}\r\n`).bytes, broken, goodLines, ids };
}
