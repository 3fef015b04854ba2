/** The rolls that stand in the ledger, and whose word its entries are by them. */
import { rollsIn } from '#shared/casework/office-events.ts';
import { isOld } from '#shared/casework/journal.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { RollsEntry } from '#shared/crypto/roll-book.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import type { ActionRow } from '../database.ts';
import { authorIn, fromRow, openRows } from './entries.ts';
import type { EntryContent, StoreParts } from './store-parts.ts';

/** Subject of the entries that record rolls: so they are found without opening years of sign-ins. */
export const ROLL_SUBJECT = 'roll';

/** Reads them and believes them from now on. Call again when another was recorded. */
export async function loadRolls(parts: StoreParts): Promise<Result<null>> {
  const rows = await parts.db.actions.where('subjectId').equals(ROLL_SUBJECT).sortBy('sequence');
  const contents = await openRows(parts, rows);
  const entries = rows.flatMap((row, at): RollsEntry[] => {
    const content = contents[at] ?? null;
    const recorded = content !== null && 'event' in content ? rollsIn(content.event) : null;
    const entry = fromRow(row);
    return isOld(entry) || recorded === null ? [] : [{ entry, ...recorded }];
  });
  parts.rolls.recorded = entries.length === 0 ? [] : await parts.crypto.useRolls(entries);
  return success(null);
}

/** Whether the one signed in may act as an administrator, as far as a roll says; before the first one, and in training, it says nothing. */
export async function rollBearsOut({ area, crypto, officer, rolls }: StoreParts): Promise<boolean> {
  if (area === 'training' || rolls.recorded.length === 0) return true;
  const { word, role } = await crypto.judgeSelf(officer.id);
  return word === 'held' && role === 'administrator';
}

/**
 * Who made each entry: as sealed, and where a roll judges it, only as far as that bears it out. Somebody on the roll who did not sign is
 * nobody; nobody is an administrator whom the roll does not call one. In training everybody practises everything.
 */
export async function authorsIn(
  parts: StoreParts,
  rows: readonly ActionRow[],
  contents: readonly (EntryContent | null)[],
): Promise<readonly (EntryAuthor | null)[]> {
  const first = parts.rolls.recorded[0]?.since ?? Infinity;
  const behind = rows.flatMap((row, at) => (row.sequence > first ? [at] : []));
  // Before the first roll nothing is asked of the worker: every page reads entries.
  const judged =
    behind.length === 0
      ? []
      : await parts.crypto.judgeEntries(behind.flatMap((at) => rows.slice(at, at + 1).map(fromRow)));
  const words = new Map(behind.map((at, place) => [at, judged[place]]));
  return rows.map((row, at) => {
    const content = contents[at] ?? null;
    const author = content === null || !('event' in content) ? null : authorIn(content, row);
    const found = words.get(at);
    if (author === null || found === undefined || found.word === 'before') return author;
    if (found.word === 'broken') return null;
    const administers = parts.area === 'training' || (found.word === 'held' && found.role === 'administrator');
    return author.capacity === 'administrator' && !administers ? null : author;
  });
}
