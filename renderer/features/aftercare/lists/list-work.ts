/** Reading a list and recording it: part by part, so that a stop loses nothing and the same file again changes nothing. */
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { partsOf } from '#shared/aftercare/lists/list-parts.ts';
import type { CheckedRow, CopyDays, ListProblem } from '#shared/aftercare/lists/list-row.ts';
import { isWhole, type TakenList } from '#shared/aftercare/lists/lists.ts';
import { periodIn, placeRows, type PlacedRows, type ReadListRow } from '#shared/aftercare/lists/place-rows.ts';
import type { Failure, Result } from '#shared/contract/failure.ts';
import { divisionFullName } from '#shared/domain/division-names.ts';
import type { Month, PlainDate } from '#shared/domain/plain-date.ts';
import { ListMapping } from '#shared/lists/list-columns.ts';
import { stepId } from '#shared/verification/verification-events.ts';
import type { AftercareRequest } from '../../../store/aftercare/aftercare-desk.ts';
import { readListOf } from '../../../store/answer-reading.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import type { ListTableReading } from '../../../store/list-table.ts';
import type { CheckBasis } from './list-checking.ts';

const MAPPING = 'listHeadings';

/** What was said of headings before. */
export async function readMapping(store: CounterStore): Promise<ListMapping> {
  const kept = ListMapping.safeParse(await store.readPreference(MAPPING));
  return kept.success ? kept.data : {};
}

/** Keeps what is said of headings now, beside what was said before. */
export async function keepMapping(store: CounterStore, said: ListMapping): Promise<void> {
  await store.writePreference(MAPPING, { ...(await readMapping(store)), ...said });
}

/** A list as it was read, before it is known whose its rows are. */
export interface ReadFile {
  readonly kind: 'read';
  readonly file: File;
  readonly listId: string;
  readonly digest: string;
  readonly rows: readonly ReadListRow[];
  readonly problems: readonly ListProblem[];
  readonly blank: number;
  /** As most rows say it; `null` where none does. */
  readonly period: Month | null;
}

export type ListRead =
  | ReadFile
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'unclear'; readonly file: File; readonly reading: UnclearReading };
export type UnclearReading = Extract<ListTableReading, { readonly missing: unknown }>;

/** Reads a file; nothing is recorded. */
export async function readListFile(store: CounterStore, file: File, signal: AbortSignal): Promise<ListRead> {
  const read = await readListOf(file, await readMapping(store), signal);
  if (!read.ok) return { kind: 'failure', failure: read.failure };
  const reading = read.value;
  if (!reading.ok)
    return reading.reason === 'no-table'
      ? { kind: 'refused', sentence: reading.sentence }
      : { kind: 'unclear', file, reading };
  const { rows, problems, blank, digest } = reading;
  if (rows.length + problems.length === 0) return { kind: 'refused', sentence: '文件里没有人员。' };
  return { kind: 'read', file, listId: stepId('list', digest), digest, rows, problems, blank, period: periodIn(rows) };
}

/** The list as it lies in the ledger already, whole or in part. */
export const takenBefore = ({ lists }: AftercareBook, { listId }: Pick<ReadFile, 'listId'>): TakenList | undefined =>
  lists.taken.find(({ head }) => head.listId === listId);

/** Which rows are for this office and new; errors of form stand among the problems. */
export function placedRows(store: CounterStore, book: AftercareBook, read: ReadFile, period: Month): PlacedRows {
  const { divisionCode } = store.office;
  const placed = placeRows(read.rows, {
    period,
    officeDivision: divisionCode,
    officeDivisionName: divisionFullName(divisionCode) ?? '',
    // Parts that are recorded already must come out as they did before.
    items: book.items.filter(({ source }) => source.origin !== read.listId),
  });
  return { rows: placed.rows, problems: [...read.problems, ...placed.problems].toSorted((a, b) => a.line - b.line) };
}

export interface ListToRecord {
  readonly read: ReadFile;
  readonly rows: readonly CheckedRow[];
  readonly problems: readonly ListProblem[];
  readonly copies: CopyDays;
  readonly period: Month;
  readonly downloadedOn: PlainDate;
  readonly basis: CheckBasis;
  /** What of it is recorded already. */
  readonly before: TakenList | undefined;
}

/** The entries that are still missing of a list. Ids follow from the file: pressing again after a stop adds nothing twice. */
export function requestsFor(list: ListToRecord): readonly AftercareRequest[] {
  const { read, rows, problems, copies, period, downloadedOn, basis, before } = list;
  if (before !== undefined && isWhole(before)) return [];
  const { listId, digest } = read;
  const parts = partsOf(rows, problems);
  const on = basis.date;
  const head: AftercareRequest = {
    entryId: stepId('list-begun', digest),
    subjectId: listId,
    on,
    event: {
      step: 'listBegun',
      listId,
      digest,
      fileName: read.file.name.slice(0, 200),
      period,
      downloadedOn,
      rows: rows.length,
      problems: new Set(problems.map(({ line }) => line)).size,
      parts: parts.length,
      policy: basis.held.pack.id,
      amountFen: basis.held.pack.parameters.amountFen.value,
    },
  };
  const rest = parts.map((part, index): AftercareRequest => ({
    entryId: stepId('list-part', digest, String(index)),
    subjectId: listId,
    on,
    event: {
      step: 'listRowsTaken',
      listId,
      part: index,
      copies,
      rows: [...part.rows],
      problems: [...part.problems],
    },
  }));
  return [...(before === undefined ? [head] : []), ...rest.filter((_, index) => before?.parts.has(index) !== true)];
}

/** Records what is missing of a list. */
export const recordList = (
  store: CounterStore,
  list: ListToRecord,
  onDone: (done: number) => void,
): Promise<Result<null>> => store.aftercare.recordAll(requestsFor(list), onDone);
