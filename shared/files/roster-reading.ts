/** What reading a roster gives: persons, what is wrong in which cell, and what was left out. */
import type { RosterColumn } from '../domain/application.ts';
import type { RosterField } from '../rosters/roster-columns.ts';
import type { FileProblemCode } from './file-problem.ts';

/** Text of each column as far as it could be read; what could not stays as it stood in the file. */
export type ImportedEntry = { readonly row: number } & { readonly [Column in RosterColumn]: string };

export type ImportIssueCode =
  | 'name-missing'
  | 'id-missing'
  | 'id-damaged'
  | 'id-old-fifteen-digit'
  | 'id-illegal-characters'
  | 'id-wrong-length'
  | 'id-impossible-birthday'
  | 'id-wrong-check-digit'
  | 'duplicate-person'
  | 'number-damaged'
  | 'cell-error'
  | 'date-without-day'
  | 'date-not-real'
  | 'date-unreadable'
  | 'period-unreadable'
  | 'hidden-row'
  | 'merged-person'
  | 'cell-too-long'
  | 'columns-guessed'
  | 'column-by-content'
  | 'column-remembered'
  | 'columns-left-out'
  | 'heading-unknown'
  | 'column-repeated'
  | 'other-sheet';

/** `error`: a cell must be put right before the person can be decided. `notice`: look once, nothing is wrong yet. */
export type ImportIssueLevel = 'error' | 'notice';

/** `row` as the spreadsheet shows it, `cell` its address; `null` where the issue is about no single cell. */
export interface ImportIssue {
  readonly row: number | null;
  readonly column: RosterColumn | null;
  readonly cell: string | null;
  readonly code: ImportIssueCode;
  readonly level: ImportIssueLevel;
  readonly message: string;
}

/** A row of the table that is no person: a sum, a note, a signature line. */
export interface SkippedRow {
  readonly row: number;
  readonly text: string;
}

/** By what a column was known: its heading, what stands in it, or what the clerk said of it. */
export type ColumnSource = 'heading' | 'content' | 'answer';

/** A column that was read. `cell`: address of its heading. */
export interface RecognisedColumn {
  readonly cell: string;
  readonly heading: string;
  readonly field: RosterField;
  readonly by: ColumnSource;
}

/** A column that nobody knows, for the clerk to name. */
export interface ColumnQuestion {
  /** For the answer (`roster-answers`). */
  readonly key: string;
  readonly cell: string;
  readonly heading: string;
  /** What stands in it, three different values at most. */
  readonly samples: readonly string[];
  /** What it may be: fields that have no column yet and whose kind of content it holds. */
  readonly choices: readonly RosterField[];
  /** Likely, never taken unasked; one of the choices. */
  readonly supposed: RosterField | null;
}

export interface RosterSheetReading {
  readonly ok: true;
  /** Empty for text files. */
  readonly sheetName: string;
  /** First and last row with a person, as the file counts. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly entries: readonly ImportedEntry[];
  readonly issues: readonly ImportIssue[];
  readonly skippedRows: readonly SkippedRow[];
  readonly columns: readonly RecognisedColumn[];
  readonly questions: readonly ColumnQuestion[];
}

export interface RosterRefusal {
  readonly ok: false;
  readonly error: {
    readonly code: FileProblemCode;
    readonly issues: readonly { readonly path: string; readonly message: string }[];
  };
}

export type RosterReading = RosterSheetReading | RosterRefusal;
