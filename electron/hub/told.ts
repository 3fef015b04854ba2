/** A letter that says how something stands holds only as long as its window has said nothing later. */
import type { LogName } from '#shared/post/heads.ts';
import { refused, type Refused } from './answered.ts';
import type { Database } from './database.ts';

/**
 * `null`: the letter is the latest that the hub has of the window. Otherwise it changed nothing, and the window has to know that: it
 * lost its book, or its clock went back, and would believe that it was heard.
 */
export async function refusedAsLate(
  database: Database,
  column: 'claims_told' | 'dispatches_told',
  { office, window }: Pick<LogName, 'office' | 'window'>,
  told: string,
): Promise<Refused | null> {
  const [row] = await database.rows<{ told: string }>(
    `SELECT ${column} AS told FROM log WHERE office = $1 AND window_id = $2`,
    [office, window],
  );
  return row !== undefined && row.told > told ? refused({ code: 'told-late', told: row.told }) : null;
}
