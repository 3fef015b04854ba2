/** A list that came down, read into the ledger part by part: what is there stays, and the same file again goes on or changes nothing. */
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { ListKind } from '#shared/aftercare/inquiry/codes.ts';
import { ROWS_IN_ONE, type InquiryAct, type InquiryRow } from '#shared/aftercare/inquiry/event.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { rowsByCounty, type InquiryField, type NamedHeadings } from '#shared/lists/inquiry-file.ts';
import { stepId } from '#shared/verification/verification-events.ts';
import { failureText } from '#shared/wording/failures.ts';
import { readInquiryOf } from '../../store/answer-reading.ts';
import type { CounterStore } from '../../store/counter-store.ts';

/** More is a wrong file. */
const MOST_ROWS = 50_000;

export interface ReadList {
  readonly kind: 'read';
  readonly fileName: string;
  readonly digest: string;
  readonly listKind: ListKind;
  readonly own: readonly InquiryRow[];
  readonly elsewhere: readonly { readonly county: string; readonly rows: number }[];
}

export type ListRead =
  | ReadList
  | { readonly kind: 'refused'; readonly sentence: string }
  | {
      readonly kind: 'unclear';
      readonly missing: readonly InquiryField[];
      readonly headings: readonly string[];
    };

/** Reads a file; nothing is recorded. */
export async function readListFile(
  { office }: CounterStore,
  file: File,
  named: NamedHeadings,
  read: typeof readInquiryOf = readInquiryOf,
): Promise<ListRead> {
  const found = await read(file, named);
  if (!found.ok) return { kind: 'refused', sentence: failureText(found.failure) };
  const reading = found.value;
  if (!reading.ok)
    return reading.reason === 'no-table'
      ? { kind: 'refused', sentence: reading.sentence }
      : { kind: 'unclear', missing: reading.missing, headings: reading.headings };
  if (reading.rows.length === 0) return { kind: 'refused', sentence: '文件里没有人员。' };
  if (reading.rows.length > MOST_ROWS)
    return {
      kind: 'refused',
      sentence: `文件有 ${reading.rows.length} 行，一次最多读入 ${MOST_ROWS} 行，请拆开后读入。`,
    };
  const { own, elsewhere } = rowsByCounty(reading.rows, office.divisionCode);
  return {
    kind: 'read',
    fileName: file.name.slice(0, 200),
    digest: reading.digest,
    listKind: reading.kind,
    own,
    elsewhere,
  };
}

const listIdOf = (digest: string): string => stepId('inquiry-list', digest);

/** The list that this file gave before; `undefined` for a new one. */
export const knownList = ({ inquiryLists }: AftercareBook, { digest }: ReadList) =>
  inquiryLists.find(({ begun }) => begun.act.digest === digest);

export interface Chosen {
  readonly kind: ListKind;
  readonly issuedOn: PlainDate;
  readonly on: PlainDate;
}

/** Records what is not there yet; `null` when the list is whole. Stopped in between it goes on with the same file. */
export async function recordList(
  store: CounterStore,
  book: AftercareBook,
  list: ReadList,
  { kind, issuedOn, on }: Chosen,
  onProgress: (done: number) => void,
): Promise<Failure | null> {
  const { digest, fileName, own, elsewhere } = list;
  const known = knownList(book, list);
  const listId = known?.listId ?? listIdOf(digest);
  const record = async (act: InquiryAct, part: string): Promise<Failure | null> => {
    const entryId = stepId('inquiry', digest, part);
    const done = await store.aftercare.record({ entryId, subjectId: listId, on, event: { step: 'inquiry', act } });
    return done.ok ? null : done.failure;
  };
  if (known === undefined) {
    const begun = {
      act: 'listBegun',
      kind,
      fileName,
      digest,
      issuedOn,
      rows: own.length,
      elsewhere: [...elsewhere],
    } satisfies InquiryAct;
    const failure = await record(begun, 'begin');
    if (failure !== null) return failure;
  }
  for (let part = 0; part * ROWS_IN_ONE < own.length; part += 1) {
    const rows = own.slice(part * ROWS_IN_ONE, (part + 1) * ROWS_IN_ONE);
    if (known?.parts.has(part) !== true) {
      const failure = await record({ act: 'rowsRead', part, rows }, `part-${part}`);
      if (failure !== null) return failure;
    }
    onProgress(Math.min(own.length, (part + 1) * ROWS_IN_ONE));
  }
  return null;
}
