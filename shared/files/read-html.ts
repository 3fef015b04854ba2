/** An HTML page called .xls (systems that "export to Excel" write it): every table becomes a sheet of text cells. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import {
  filledRows,
  textCell,
  EMPTY_CELL,
  type Sheet,
  type SheetBook,
  type SheetCell,
  type SheetMerge,
} from './sheet.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Spans over this are a layout trick or an attack, not a merged cell. */
const LONGEST_SPAN = 1000;
const SILENT = new Set(['script', 'style', 'template', 'head']);

const isElement = (node: Node): node is Element => 'tagName' in node;

function textOf(node: Node): string {
  if (node.nodeName === '#text') return 'value' in node ? node.value.replace(/[\s\u00a0]+/gu, ' ') : '';
  if (!isElement(node) || SILENT.has(node.tagName)) return '';
  if (node.tagName === 'br') return '\n';
  return node.childNodes.map(textOf).join('');
}

function elements(node: Element, wanted: (tagName: string) => boolean, stop: (tagName: string) => boolean): Element[] {
  return node.childNodes.filter(isElement).flatMap((child) => {
    if (wanted(child.tagName)) return [child];
    return stop(child.tagName) ? [] : elements(child, wanted, stop);
  });
}

function span(cell: Element, name: string): number {
  const value = Number(cell.attrs.find((attribute) => attribute.name === name)?.value ?? '1');
  return Number.isInteger(value) && value > 0 ? Math.min(value, LONGEST_SPAN) : 1;
}

/** Where cells of earlier rows reach down to: column → last row taken. */
type Taken = Map<number, number>;

function placeRow(row: Element, number: number, taken: Taken, merges: SheetMerge[]): SheetCell[] {
  const cells: SheetCell[] = [];
  let column = 0;
  for (const cell of elements(
    row,
    (tag) => tag === 'td' || tag === 'th',
    (tag) => tag === 'table',
  )) {
    while ((taken.get(column) ?? 0) >= number) column += 1;
    const across = span(cell, 'colspan');
    const down = span(cell, 'rowspan');
    while (cells.length < column) cells.push(EMPTY_CELL);
    cells[column] = textCell(textOf(cell).trim());
    if (across > 1 || down > 1) {
      merges.push({
        firstRow: number,
        lastRow: number + down - 1,
        firstColumn: column,
        lastColumn: column + across - 1,
      });
    }
    for (let at = column; at < column + across; at += 1) taken.set(at, number + down - 1);
    column += across;
  }
  return cells;
}

function toSheet(table: Element, index: number): Sheet {
  const taken: Taken = new Map();
  const merges: SheetMerge[] = [];
  const lines = elements(
    table,
    (tag) => tag === 'tr',
    (tag) => tag === 'table',
  );
  const rows = lines.map((line, at) => ({
    number: at + 1,
    hidden: false,
    cells: placeRow(line, at + 1, taken, merges),
  }));
  return { name: `表${index + 1}`, hidden: false, rows: filledRows(rows), merges };
}

/** The tables of the page, nested ones left out; no sheets when there is none. */
export function readHtml(html: string): SheetBook {
  const page = parse(html).childNodes.filter(isElement);
  const tables = page.flatMap((root) =>
    elements(
      root,
      (tag) => tag === 'table',
      (tag) => SILENT.has(tag),
    ),
  );
  return { sheets: tables.map(toSheet), date1904: false };
}
