/** Cells on the clipboard: tab-separated lines as spreadsheets write and read them, quotes doubled inside quotes. */

const endOfLine = (text: string, at: number): number => (text.startsWith('\r\n', at) ? 2 : 1);

/** A quoted field from its opening quote on; `null` when the quote never closes (then it is plain text). */
function quotedField(text: string, start: number): { readonly value: string; readonly end: number } | null {
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    value += text.slice(at, quote);
    if (text.charAt(quote + 1) !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
  return null;
}

function plainField(text: string, start: number): { readonly value: string; readonly end: number } {
  let end = start;
  while (end < text.length && !'\t\r\n'.includes(text.charAt(end))) end += 1;
  return { value: text.slice(start, end), end };
}

function fieldAt(text: string, start: number): { readonly value: string; readonly end: number } {
  const quoted = text.charAt(start) === '"' ? quotedField(text, start) : null;
  const closed = quoted !== null && (quoted.end >= text.length || '\t\r\n'.includes(text.charAt(quoted.end)));
  return quoted !== null && closed ? quoted : plainField(text, start);
}

/**
 * Reads clipboard text into rows of cells. Lines may end in CRLF, LF or CR; one line end at the very end belongs to
 * the last line. Every row has at least one cell.
 */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  for (;;) {
    const field = fieldAt(text, at);
    rows.at(-1)?.push(field.value);
    at = field.end;
    if (at >= text.length) return rows;
    if (text.charAt(at) === '\t') at += 1;
    else {
      at += endOfLine(text, at);
      if (at >= text.length) return rows;
      rows.push([]);
    }
  }
}

const quoteWhereNeeded = (cell: string): string => (/["\t\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows of cells as clipboard text, lines separated by CRLF. */
export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quoteWhereNeeded).join('\t')).join('\r\n');
}
