/** What the grid works on: rows of text cells, positions counted from 0 over the shown columns. */
import type { ReactNode } from 'react';

/** One line. `cells` holds the text of the editable columns by column id; a missing key is empty text. */
export interface GridRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** `row` may be one past the last row: the blank line where typing adds a row. */
export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

/** Both ends included. */
export interface GridRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What the reducer needs to know of a column. */
export interface GridColumnShape {
  readonly id: string;
  readonly editable: boolean;
  /** Writes typed or pasted text the one way the column is kept (`2022.7.1` → `2022-07-01`); unreadable text stays as it is. */
  readonly tidy?: (text: string) => string;
}

export interface GridColumn extends GridColumnShape {
  readonly heading: string;
  /** The heading in full where the column is too narrow for it. */
  readonly title?: string;
  /** In px of the normal text size; grows with the large-text setting. */
  readonly width: number;
  /** Share of the spare width; 0 or absent: keeps its width. */
  readonly grow?: number;
  readonly align?: 'start' | 'center' | 'end';
  /** Stays in view while the rest scrolls sideways. `start` columns come first, `end` columns last. */
  readonly sticky?: 'start' | 'end';
  /** Stays sticky even where there is no room for all sticky columns. */
  readonly keep?: boolean;
  /** Narrow cells with a mark: less padding. */
  readonly compact?: boolean;
  /** Figures: one width for all digits. */
  readonly tabular?: boolean;
  /** How the text is shown; copying gives the text itself. */
  readonly format?: (text: string) => string;
  /** The content of a read-only cell, or an editable cell's text with a mark beside it. */
  readonly render?: (row: GridRow) => ReactNode;
  /** What copying a read-only cell gives. */
  readonly copyText?: (row: GridRow) => string;
}

/** What is selected, as told to the owner of the rows. `columnId`: the active cell's column. */
export interface GridSelection {
  readonly activeRowId: string | null;
  readonly columnId: string;
  readonly rowIds: readonly string[];
  readonly columnIds: readonly string[];
}
