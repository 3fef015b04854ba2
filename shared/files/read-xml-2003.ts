/**
 * "XML 电子表格 2003" (SpreadsheetML), often called .xls. Only the tokenizer of parse5 is used: it knows entities and
 * self-closing tags, which is all that this format needs. Tag names come in lower case.
 */
import { Tokenizer, type Token } from 'parse5';
import { SheetMeter } from './sheet-limits.ts';
import {
  EMPTY_CELL,
  filledRows,
  numberCell,
  textCell,
  type Sheet,
  type SheetBook,
  type SheetCell,
  type SheetMerge,
  type SheetRow,
} from './sheet.ts';

interface OpenSheet {
  readonly name: string;
  hidden: boolean;
  readonly rows: SheetRow[];
  readonly merges: SheetMerge[];
}

const LARGEST_COLUMN = 16_384;
const LARGEST_ROW = 1_048_576;

function attribute(token: Token.TagToken, name: string): string | null {
  return token.attrs.find((entry) => entry.name === `ss:${name}` || entry.name === name)?.value ?? null;
}

function count(token: Token.TagToken, name: string, largest: number): number {
  const value = Number(attribute(token, name) ?? '0');
  return Number.isInteger(value) && value > 0 ? Math.min(value, largest) : 0;
}

function typedCell(type: string, text: string): SheetCell {
  if (text.trim() === '') return EMPTY_CELL;
  if (type === 'Number' && Number.isFinite(Number(text))) return numberCell(Number(text));
  if (type === 'DateTime' && /^\d{4}-\d{2}-\d{2}/u.test(text)) return { kind: 'date', text: text.slice(0, 10) };
  if (type === 'Boolean') return { kind: 'boolean', text: text === '1' ? 'TRUE' : 'FALSE', value: text === '1' };
  return type === 'Error' ? { kind: 'error', text } : textCell(text);
}

/** Takes the tokens one by one and builds sheets from them. */
class SheetBuilder {
  readonly sheets: OpenSheet[] = [];
  date1904 = false;
  private meter = new SheetMeter();
  private row = 0;
  private rowHidden = false;
  private column = -1;
  /** Last column of a cell merged to the right. */
  private afterCell = -1;
  private cells: SheetCell[] = [];
  private type = '';
  private text: string | null = null;
  private inComment = false;
  private collected = '';

  start(token: Token.TagToken): void {
    this.open(token);
    if (token.selfClosing) this.end(token.tagName);
  }

  private open(token: Token.TagToken): void {
    const sheet = this.sheets.at(-1);
    this.collected = '';
    if (token.tagName === 'date1904') this.date1904 = true;
    if (token.tagName === 'worksheet') this.openSheet(token);
    if (token.tagName === 'row') this.openRow(token);
    if (token.tagName === 'cell' && sheet !== undefined) this.openCell(token, sheet);
    if (token.tagName === 'comment') this.inComment = true;
    if (/^(ss:)?data$/u.test(token.tagName) && !this.inComment) {
      this.type = attribute(token, 'type') ?? 'String';
      this.text = '';
    }
  }

  private openSheet(token: Token.TagToken): void {
    this.sheets.push({ name: attribute(token, 'name') ?? '', hidden: false, rows: [], merges: [] });
    this.row = 0;
    this.meter = new SheetMeter();
  }

  private openRow(token: Token.TagToken): void {
    this.meter.row();
    this.row = count(token, 'index', LARGEST_ROW) || this.row + 1;
    this.rowHidden = attribute(token, 'hidden') === '1';
    this.column = -1;
    this.afterCell = -1;
    this.cells = [];
  }

  private openCell(token: Token.TagToken, sheet: OpenSheet): void {
    this.column = (count(token, 'index', LARGEST_COLUMN) || this.column + 2) - 1;
    this.column = Math.min(this.column, LARGEST_COLUMN - 1);
    this.meter.cells(Math.max(1, this.column + 1 - this.cells.length));
    while (this.cells.length < this.column) this.cells.push(EMPTY_CELL);
    this.cells[this.column] = EMPTY_CELL;
    const across = count(token, 'mergeacross', LARGEST_COLUMN);
    const down = count(token, 'mergedown', LARGEST_ROW);
    if (across === 0 && down === 0) return;
    this.meter.merge();
    const merge = { firstRow: this.row, lastRow: this.row + down, firstColumn: this.column };
    sheet.merges.push({ ...merge, lastColumn: this.column + across });
    this.afterCell = this.column + across;
  }

  end(tagName: string): void {
    const sheet = this.sheets.at(-1);
    if (tagName === 'comment') this.inComment = false;
    if (/^(ss:)?data$/u.test(tagName) && this.text !== null) {
      if (this.column >= 0) this.cells[this.column] = typedCell(this.type, this.text);
      this.text = null;
    }
    if (tagName === 'cell' && this.afterCell > this.column) this.column = this.afterCell;
    if (tagName === 'row') sheet?.rows.push({ number: this.row, hidden: this.rowHidden, cells: this.cells });
    if (/^(x:)?visible$/u.test(tagName) && sheet !== undefined) sheet.hidden = /hidden/iu.test(this.collected);
  }

  characters(text: string): void {
    this.collected += text;
    if (this.text !== null) this.text += text;
  }

  book(): SheetBook {
    const sheets: Sheet[] = this.sheets.map((sheet) => ({ ...sheet, rows: filledRows(sheet.rows) }));
    return { sheets, date1904: this.date1904 };
  }
}

/** Whether a text is a workbook in this format. */
export function isXml2003(text: string): boolean {
  return text.slice(0, 4000).includes('urn:schemas-microsoft-com:office:spreadsheet');
}

/** Whether the file ends as such a workbook must; a half-copied one does not. */
export function isWholeXml2003(text: string): boolean {
  return /<\/(\w+:)?Workbook>\s*$/u.test(text);
}

/** Reads the workbook; sheets without a table are empty. */
export function readXml2003(text: string): SheetBook {
  const builder = new SheetBuilder();
  const take = (token: Token.CharacterToken): void => builder.characters(token.chars);
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: (token) => builder.start(token),
      onEndTag: (token) => builder.end(token.tagName),
      onCharacter: take,
      onWhitespaceCharacter: take,
      onNullCharacter: take,
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: () => undefined,
    },
  );
  tokenizer.inForeignNode = true;
  tokenizer.write(text, true);
  return builder.book();
}
