/**
 * How much of something that a stranger hands in is read: files, layouts, packs of rules, answers. One table, so that a
 * small file cannot hang or fill the program anywhere. Sizes are far over what an office ever meets; what is over them is
 * refused with a sentence that says which limit, never cut in silence.
 */
export const limits = {
  /** A roster or a file of answers. Over this it is no roster; a mistaken drop must not fill the memory. */
  fileBytes: 20 * 1024 * 1024,
  /** All parts of an archive unpacked. A sheet of a million cells unpacks to about 60 MB. */
  unpackedBytes: 200 * 1024 * 1024,
  archiveParts: 4000,
  /** Rows and cells of one sheet, empty cells before a filled one counted. */
  /** A month's 免申即享 list of a large place has 50,000 persons, a title and headings over them. */
  sheetRows: 60_000,
  sheetCells: 2_000_000,
  /** Columns that are looked at; a filled cell right of them is told. */
  sheetColumns: 200,
  sheetMerges: 20_000,
  sheets: 200,
  /** Lines of a text file, blank ones too: what a spreadsheet can hold. */
  textLines: 1_048_576,
  /** What a spreadsheet itself allows in a cell, UTF-16 units. */
  cellCharacters: 32_767,
  /** A cell that is a value (day, number, name, school) or a heading; longer ones are no such thing. */
  valueCharacters: 500,
  headingCharacters: 200,
  /** A register's workbook, unpacked as its directory states: a million rows of thirteen columns are about 700 MB. */
  registerUnpackedBytes: 1536 * 1024 * 1024,
  /** Rows of a register's workbook with more cells than a register can have columns (512): a few may be stray. */
  registerWideRows: 100,
  /** JSON that an administrator loads: a layout, a pack of rules, a calendar. Bytes. */
  settingsFileBytes: 1024 * 1024,
  /** Text against which a layout's pattern is tried, UTF-16 units; a longer one does not fit. */
  patternText: 4000,
  patternSource: 200,
  /** States of a layout's pattern, repetitions counted out. */
  patternStates: 2000,
} as const;

/** Text of a value or heading, cut so that no expression over it can take long. The rest belongs to no value. */
export const bounded = (text: string, most: number = limits.valueCharacters): string =>
  text.length > most ? text.slice(0, most) : text;
