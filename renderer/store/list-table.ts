/** The bytes of a 免申即享 list, or of a file with accounts of firms → its rows. Runs in the roster worker: 50,000 rows take seconds. */
import { matchListHeadings, type ListKind, type ListMapping } from '#shared/lists/list-columns.ts';
import { readAccounts, readList, type AccountReading, type ListReading } from '#shared/lists/list-file.ts';
import { readTable, type FoundTable } from './return-table.ts';

type NoTable = { readonly ok: false; readonly reason: 'no-table'; readonly sentence: string };
type Dated<Reading> = Extract<Reading, { readonly ok: true }> & {
  /** SHA-256 over what the cells say, hex: the same table saved anew is the same file. */
  readonly digest: string;
};

export type ListTableReading = Dated<ListReading> | Extract<ListReading, { readonly ok: false }> | NoTable;
export type AccountTableReading = Dated<AccountReading> | Extract<AccountReading, { readonly ok: false }> | NoTable;

const tableOf = (bytes: Uint8Array, mapping: ListMapping, kind: ListKind): Promise<FoundTable | string> =>
  readTable(bytes, (headings) => matchListHeadings(headings, mapping, kind));

/** Never rejects over what stands in the file. */
export async function readListTable(bytes: Uint8Array, mapping: ListMapping): Promise<ListTableReading> {
  const table = await tableOf(bytes, mapping, 'persons');
  if (typeof table === 'string') return { ok: false, reason: 'no-table', sentence: table };
  const reading = readList(table.headings, table.body, mapping);
  return reading.ok ? { ...reading, digest: table.digest } : reading;
}

/** Never rejects over what stands in the file. */
export async function readAccountTable(bytes: Uint8Array, mapping: ListMapping): Promise<AccountTableReading> {
  const table = await tableOf(bytes, mapping, 'accounts');
  if (typeof table === 'string') return { ok: false, reason: 'no-table', sentence: table };
  const reading = readAccounts(table.headings, table.body, mapping);
  return reading.ok ? { ...reading, digest: table.digest } : reading;
}
