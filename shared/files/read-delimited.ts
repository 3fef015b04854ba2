/** CSV and tab-separated text → rows of text. No cell is turned into anything else. */
import { parse } from 'papaparse';
import { filledRows, textCell, type SheetBook } from './sheet.ts';

const DELIMITERS = ['\t', ',', ';', '，', '|'];
/** Lines that are looked at to find the delimiter. */
const SAMPLE_LINES = 40;

/** The delimiter that stands in most of the first lines; a tab wins over commas inside cells. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r\n|\n|\r/u, SAMPLE_LINES);
  const score = (delimiter: string): number => lines.filter((line) => line.includes(delimiter)).length;
  return DELIMITERS.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best));
}

/** Excel's trick against losing digits, `="440…"`, and papaparse's quoted form of it. */
const unwrapped = (cell: string): string => /^="([^"]*)"$/u.exec(cell)?.[1] ?? cell;

/**
 * Rows of text. A quotation mark that is opened and never closed would swallow the rest of the file: then quotation
 * marks are read as plain characters, so that no row is lost.
 */
export function parseDelimited(text: string, delimiter = delimiterOf(text)): readonly (readonly string[])[] {
  const options = { delimiter, header: false, dynamicTyping: false, skipEmptyLines: false } as const;
  const quoted = parse(text, options);
  const broken = quoted.errors.some((error) => error.type === 'Quotes');
  const { data } = broken ? parse(text, { ...options, quoteChar: '\u0000' }) : quoted;
  return data.map((row) => row.map(unwrapped));
}

/** The text of a file as one sheet. Row numbers count records, as a spreadsheet that opens the file does. */
export function readDelimited(text: string): SheetBook {
  const rows = parseDelimited(text).map((cells, index) => ({
    number: index + 1,
    hidden: false,
    cells: cells.map(textCell),
  }));
  return { sheets: [{ name: '', hidden: false, rows: filledRows(rows), merges: [] }], date1904: false };
}

/**
 * Cells as a spreadsheet puts them on the clipboard: tabs between cells, quotation marks round cells with line breaks,
 * CRLF or LF. The last line break does not begin another row.
 */
export function readPastedCells(tsv: string): readonly (readonly string[])[] {
  const text = tsv.replace(/\r?\n$/u, '');
  return text === '' ? [] : parseDelimited(text, '\t');
}
