/** A list as its page shows it: rows with their items, firm by firm, and what each firm waits for. */
import type { AftercareBook, GrantItem } from '#shared/aftercare/book.ts';
import { proposalOf, type Proposal } from '#shared/aftercare/lists/check-rows.ts';
import type { CheckedRow } from '#shared/aftercare/lists/list-row.ts';
import { itemIdOfRow, type TakenList } from '#shared/aftercare/lists/lists.ts';

export interface ListPerson {
  readonly row: CheckedRow;
  readonly item: GrantItem;
  readonly proposal: Proposal;
}

export interface ListFirm {
  readonly firmKey: string;
  readonly employerName: string;
  readonly persons: readonly ListPerson[];
  /** Met by what was found when the list was taken, and held by nobody else. */
  readonly met: number;
  readonly unmet: number;
}

/** The items of the book by id, made once for all lists of a page. */
export const itemsById = ({ items }: AftercareBook): ReadonlyMap<string, GrantItem> =>
  new Map(items.map((item) => [item.source.itemId, item]));

/** Rows of a list in its order, each with its item. */
export function personsOf({ head, rows }: TakenList, items: ReadonlyMap<string, GrantItem>): readonly ListPerson[] {
  return rows.flatMap((row) => {
    const item = items.get(itemIdOfRow(head.listId, row.line));
    return item === undefined ? [] : [{ row, item, proposal: proposalOf(row, row.findings) }];
  });
}

export const isMet = ({ row, item }: ListPerson): boolean => row.findings.verdict === 'met' && item.heldBy === null;
export const isUnmet = ({ row, item, proposal }: ListPerson): boolean =>
  item.heldBy !== null || proposal.reason !== null || row.findings.verdict === 'unmet';

/** Persons by firm, in the order in which the first of each came; firms that need a look before those that are met. */
export function firmsOf(persons: readonly ListPerson[]): readonly ListFirm[] {
  const firms = new Map<string, ListPerson[]>();
  for (const person of persons) {
    const { firmKey } = person.item.source;
    const list = firms.get(firmKey);
    if (list === undefined) firms.set(firmKey, [person]);
    else list.push(person);
  }
  const lines = [...firms].map(([firmKey, own]) => ({
    firmKey,
    employerName: own[0]?.row.employerName ?? '',
    persons: own,
    met: own.filter(isMet).length,
    unmet: own.filter(isUnmet).length,
  }));
  const plain = ({ met, persons: own }: ListFirm): number => (met === own.length ? 1 : 0);
  return lines.toSorted((one, other) => plain(one) - plain(other));
}
