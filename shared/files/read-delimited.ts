/** CSV and tab-separated text → rows of text. No cell is turned into anything else. */
import { parse } from 'papaparse';
import { limits } from '../domain/limits.ts';
import { SheetMeter } from './sheet-limits.ts';
import { filledRows, textCell, type SheetBook } from './sheet.ts';
import { tooManyRows } from './too-much.ts';

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

const QUOTE = '"';
/** Blanks between a closing quotation mark and the next delimiter that are overlooked. */
const MOST_BLANKS = 20;

/** Whether a field may end at `at`, just behind a closing quotation mark. */
function endsField(text: string, at: number, delimiter: string): boolean {
  const most = at + MOST_BLANKS;
  while (at < most && text[at] === ' ') at += 1;
  return at >= text.length || text[at] === delimiter || text[at] === '\n' || text[at] === '\r';
}

/** Whether every field that begins with a quotation mark also ends with one. In one pass: papaparse looks ahead for each. */
function hasSoundQuotes(text: string, delimiter: string): boolean {
  let fieldBegins = true;
  for (let at = 0; at < text.length; at += 1) {
    if (fieldBegins && text[at] === QUOTE) {
      for (at = text.indexOf(QUOTE, at + 1); at >= 0 && text[at + 1] === QUOTE; at = text.indexOf(QUOTE, at + 2));
      if (at < 0 || !endsField(text, at + 1, delimiter)) return false;
    }
    fieldBegins = text[at] === delimiter || text[at] === '\n' || text[at] === '\r';
  }
  return true;
}

/**
 * Rows of text. A quotation mark that is opened and never closed would swallow the rest of the file: then quotation
 * marks are read as plain characters, so that no row is lost. Throws TooMuch past a limit.
 */
export function parseDelimited(text: string, delimiter = delimiterOf(text)): readonly (readonly string[])[] {
  const preview = limits.textLines + 1;
  const options = { delimiter, header: false, dynamicTyping: false, skipEmptyLines: false, preview } as const;
  const sound = hasSoundQuotes(text, delimiter);
  const { data } = parse(text, sound ? options : { ...options, quoteChar: '\u0000' });
  if (data.length > limits.textLines) throw tooManyRows();
  const meter = new SheetMeter();
  return data.map((row) => {
    if (row.length > 1) meter.cells(row.length);
    return row.map(unwrapped);
  });
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
