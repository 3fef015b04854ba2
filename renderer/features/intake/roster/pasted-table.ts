/** Whether pasted cells are a roster of their own, to be read by its headings, or cells for the place of the cursor. */
import { rosterColumns } from '#shared/domain/application.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import { rosterFieldOf } from '#shared/rosters/roster-columns.ts';

/** Titles over the headings, not pages. */
const SEARCHED_ROWS = 8;
const ID_COLUMN = rosterColumns.indexOf('citizenId');

function hasHeadings(table: readonly (readonly string[])[]): boolean {
  return table.slice(0, SEARCHED_ROWS).some((cells) => {
    const fields = new Set(cells.map(rosterFieldOf));
    return fields.has('name') && fields.has('citizenId');
  });
}

/** The column that holds long numbers in most rows, -1 when none does. */
function numberColumn(table: readonly (readonly string[])[]): number {
  const width = Math.max(...table.map((cells) => cells.length));
  for (let column = 0; column < width; column += 1) {
    const long = table.filter((cells) => /^\d{15,17}[\dX]?$/u.test(normaliseCode(cells[column] ?? '')));
    if (long.length * 2 > table.length) return column;
  }
  return -1;
}

/**
 * `at`: the grid's column of the cursor. A table with 姓名 and 证件号码 as headings is read by them; one without headings
 * whose numbers would land in another column (a serial number in front, say) is read by its content.
 */
export function isRosterOfItsOwn(table: readonly (readonly string[])[], at: number): boolean {
  if (hasHeadings(table)) return true;
  const numbers = numberColumn(table);
  return table.length > 1 && numbers >= 0 && (table[0]?.length ?? 0) > 1 && at + numbers !== ID_COLUMN;
}
