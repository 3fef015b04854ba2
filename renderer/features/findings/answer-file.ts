/** The answers of a list as a file, row by row: the ledger first, then the folder. */
import type { InquiryList, ListedRow } from '#shared/aftercare/inquiry/book.ts';
import { staysOpen } from '#shared/aftercare/inquiry/codes.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { plainYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { TRAINING_PREFIX } from '#shared/batches/batch-name.ts';
import { csvBytes } from '#shared/encodings/csv.ts';
import { answerHeadings } from '#shared/lists/inquiry-file.ts';
import { sha256Of } from '#shared/batches/manifest.ts';
import { listKindLabels } from '#shared/wording/inquiry.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { writeExportFile } from '../../store/export-folder.ts';

const FILE = '核查答复.csv';

function cellsOf({ row, answered, checked }: ListedRow, index: number): readonly string[] {
  const answer = answered?.answer;
  const paidFen = answer?.amountFen ?? null;
  return [
    String(index + 1),
    row.employerNumber,
    row.employerName,
    row.name,
    row.citizenId,
    row.period,
    answer?.code ?? '',
    [answer?.note ?? '', answer?.evidence ?? '', answered?.meeting?.conclusion ?? ''].filter(Boolean).join('；'),
    answer?.evidenceOn ?? '',
    answer?.paidOn ?? '',
    paidFen === null ? '' : plainYuan(paidFen),
    answered?.by.name ?? '',
    checked?.personName ?? '',
    answer !== undefined && staysOpen(answer.code) ? '未了' : '办结',
  ];
}

interface Answers {
  readonly folder: string;
  readonly bytes: Uint8Array;
  readonly digest: string;
}

function answersOf({ area }: CounterStore, { begun }: InquiryList, rows: readonly ListedRow[]): Answers {
  const bytes = csvBytes([answerHeadings, ...rows.map(cellsOf)], 'utf-8-bom');
  const digest = sha256Of(bytes);
  const training = area === 'training' ? TRAINING_PREFIX : '';
  const { kind, issuedOn } = begun.act;
  // Other answers are another file: the folder is told apart by what stands in it.
  const folder = `${training}核查答复-${listKindLabels[kind]}-${issuedOn}-${rows.length}行-${digest.slice(0, 8)}`;
  return { folder, bytes, digest };
}

async function write(store: CounterStore, list: InquiryList, { folder, bytes, digest }: Answers, on: PlainDate) {
  const noted = await store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'export',
    subjectId: `inquiry:${list.listId}`,
    on,
    content: { step: 'inquiryAnswersWritten', folder, digest },
    takeBatchNumber: false,
  });
  if (!noted.ok) return noted;
  const written = await writeExportFile(store, folder, FILE, bytes);
  return written.ok ? success(written.value.folder) : written;
}

/** Records these rows as reported, then writes their file. Where only the file fails it is written again by {@link writeAgain}. */
export async function reportRows(
  store: CounterStore,
  list: InquiryList,
  rows: readonly ListedRow[],
  on: PlainDate,
): Promise<Result<string>> {
  const answers = answersOf(store, list, rows);
  const { folder, digest } = answers;
  const act = { act: 'reported', lines: rows.map(({ row }) => row.line), folder, digest } as const;
  const entryId = crypto.randomUUID();
  const recorded = await store.aftercare.record({
    entryId,
    subjectId: list.listId,
    on,
    event: { step: 'inquiry', act },
  });
  return recorded.ok ? write(store, list, answers, on) : recorded;
}

/** The file of rows that were reported, once more. */
export const writeAgain = (
  store: CounterStore,
  list: InquiryList,
  rows: readonly ListedRow[],
  on: PlainDate,
): Promise<Result<string>> => write(store, list, answersOf(store, list, rows), on);
