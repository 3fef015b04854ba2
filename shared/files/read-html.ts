/**
 * An HTML page called .xls (systems that "export to Excel" write it): every table becomes a sheet of text cells. Only the
 * tokenizer of parse5 is used: no tree is built, so that neither a million nested elements nor formatting that is opened
 * again and again costs more than one pass. A table inside a cell is part of the cell's text.
 */
import { Tokenizer, TokenizerMode, type Token } from 'parse5';
import { limits } from '../domain/limits.ts';
import { SheetMeter } from './sheet-limits.ts';
import {
  filledRows,
  textCell,
  EMPTY_CELL,
  type Sheet,
  type SheetBook,
  type SheetCell,
  type SheetMerge,
  type SheetRow,
} from './sheet.ts';
import { cellTooLong, tooManySheets } from './too-much.ts';

/** Spans over this are a layout trick or an attack, not a merged cell. */
const LONGEST_SPAN = 1000;

/** What stands in these is no text of the page; how the tokenizer has to read it (HTML, 13.2.6.2 and 13.2.6.4.4). */
const RAW_MODES: ReadonlyMap<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]> = new Map([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['title', TokenizerMode.RCDATA],
  ['textarea', TokenizerMode.RCDATA],
  ...['style', 'xmp', 'iframe', 'noembed', 'noframes'].map((tag) => [tag, TokenizerMode.RAWTEXT] as const),
]);

const SILENT = new Set(['script', 'style', 'title', 'template']);

interface OpenCell {
  readonly across: number;
  readonly down: number;
  text: string;
}

function span(token: Token.TagToken, name: string): number {
  const value = Number(token.attrs.find((attribute) => attribute.name === name)?.value ?? '1');
  return Number.isInteger(value) && value > 0 ? Math.min(value, LONGEST_SPAN) : 1;
}

/** One table: rows and cells as their tags open and close; tags that HTML lets one leave out close what is open. */
class TableBuilder {
  readonly #meter = new SheetMeter();
  readonly #rows: SheetRow[] = [];
  readonly #merges: SheetMerge[] = [];
  /** Where cells of earlier rows reach down to: column → last row taken. */
  readonly #taken: number[] = [];
  #cells: SheetCell[] | null = null;
  #cell: OpenCell | null = null;
  #column = 0;
  #number = 0;

  openRow(): void {
    this.closeRow();
    this.#meter.row();
    this.#number += 1;
    this.#cells = [];
    this.#column = 0;
  }

  closeRow(): void {
    this.closeCell();
    if (this.#cells !== null) this.#rows.push({ number: this.#number, hidden: false, cells: this.#cells });
    this.#cells = null;
  }

  openCell(token: Token.TagToken): void {
    this.closeCell();
    if (this.#cells === null) this.openRow();
    this.#cell = { across: span(token, 'colspan'), down: span(token, 'rowspan'), text: '' };
  }

  closeCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell !== null && this.#cells !== null) this.#place(cell, this.#cells);
  }

  #place({ across, down, text }: OpenCell, cells: SheetCell[]): void {
    while ((this.#taken[this.#column] ?? 0) >= this.#number) this.#column += 1;
    const first = this.#column;
    const last = first + across - 1;
    this.#meter.cells(Math.max(1, last + 1 - cells.length));
    while (cells.length < first) cells.push(EMPTY_CELL);
    cells[first] = textCell(text.trim());
    if (across > 1 || down > 1) {
      this.#meter.merge();
      const rows = { firstRow: this.#number, lastRow: this.#number + down - 1 };
      this.#merges.push({ ...rows, firstColumn: first, lastColumn: last });
    }
    for (let at = first; at <= last; at += 1) this.#taken[at] = this.#number + down - 1;
    this.#column = last + 1;
  }

  write(text: string): void {
    if (this.#cell === null) return;
    this.#cell.text += text;
    if (this.#cell.text.length > limits.cellCharacters) throw cellTooLong();
  }

  sheet(index: number): Sheet {
    this.closeRow();
    return { name: `表${index + 1}`, hidden: false, rows: filledRows(this.#rows), merges: this.#merges };
  }
}

/** Takes the tags one by one. Tables inside a table only count how deep they are. */
class PageBuilder {
  readonly #tables: TableBuilder[] = [];
  #depth = 0;
  #silent = 0;

  start(token: Token.TagToken): void {
    const { tagName } = token;
    if (SILENT.has(tagName)) this.#silent += 1;
    if (this.#silent > 0) return;
    if (tagName === 'br') this.#write('\n');
    if (tagName === 'table') this.#openTable();
    if (this.#depth !== 1) return;
    const table = this.#tables.at(-1);
    if (tagName === 'tr') table?.openRow();
    if (tagName === 'td' || tagName === 'th') table?.openCell(token);
  }

  #openTable(): void {
    this.#depth += 1;
    if (this.#depth > 1) return;
    if (this.#tables.length >= limits.sheets) throw tooManySheets();
    this.#tables.push(new TableBuilder());
  }

  end(tagName: string): void {
    if (SILENT.has(tagName)) this.#silent = Math.max(0, this.#silent - 1);
    if (this.#silent > 0) return;
    const table = this.#depth === 1 ? this.#tables.at(-1) : undefined;
    if (tagName === 'td' || tagName === 'th') table?.closeCell();
    if (tagName === 'tr') table?.closeRow();
    if (tagName !== 'table') return;
    table?.closeRow();
    this.#depth = Math.max(0, this.#depth - 1);
  }

  characters(text: string): void {
    if (this.#silent === 0) this.#write(text.replace(/[\s\u00a0]+/gu, ' '));
  }

  #write(text: string): void {
    if (this.#depth > 0) this.#tables.at(-1)?.write(text);
  }

  sheets(): readonly Sheet[] {
    return this.#tables.map((table, index) => table.sheet(index));
  }
}

/** The tables of the page; no sheets when there is none. Throws TooMuch past a limit. */
export function readHtml(html: string): SheetBook {
  const page = new PageBuilder();
  const take = (token: Token.CharacterToken): void => page.characters(token.chars);
  const tokenizer: Tokenizer = new Tokenizer(
    {},
    {
      onStartTag: (token) => {
        page.start(token);
        const mode = RAW_MODES.get(token.tagName);
        if (mode !== undefined && !token.selfClosing) tokenizer.state = mode;
      },
      onEndTag: (token) => page.end(token.tagName),
      onCharacter: take,
      onWhitespaceCharacter: take,
      onNullCharacter: take,
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: () => undefined,
    },
  );
  tokenizer.write(html, true);
  return { sheets: page.sheets(), date1904: false };
}
