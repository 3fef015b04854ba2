/** The table that a roster is read from: which column is which field, and how that is known. */
import { normaliseCode } from '../domain/normalise.ts';
import type { RosterField } from '../rosters/roster-columns.ts';
import type { ColumnQuestion, ColumnSource } from './roster-reading.ts';

export interface NamedColumn {
  readonly row: number;
  readonly column: number;
  readonly heading: string;
}

export interface RosterTable {
  /** Field → column, counted from 0. Holds `name` and `citizenId`. */
  readonly columns: ReadonlyMap<RosterField, number>;
  /** Fields whose column was not known by its heading. */
  readonly sources: ReadonlyMap<RosterField, ColumnSource>;
  /** Columns that the clerk is asked about; their headings are in `unknown`. */
  readonly questions: readonly ColumnQuestion[];
  /** The last row of headings; persons begin below. */
  readonly headingRow: number;
  readonly unknown: readonly NamedColumn[];
  readonly repeated: readonly NamedColumn[];
  /** 姓名 or 证件号码 was found by content, not by a heading. */
  readonly guessed: boolean;
}

/** A text that may be somebody's number, damaged ones too. */
export const longNumber = (text: string): boolean => /\d{15}/u.test(normaliseCode(text)) || /E\+\d/u.test(text);
