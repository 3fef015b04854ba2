/** The window's side of reading a table file that came back: in a worker of its own, ended when the clerk stops it. */
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ReturnLayout } from '#shared/casework/return-layout.ts';
import { FILE_LIMIT_BYTES } from '#shared/files/file-problem.ts';
import { wrap, type Remote } from 'comlink';
import type { RosterService } from '../workers/roster.worker.ts';
import type { ListMapping } from '#shared/lists/list-columns.ts';
import type { AnswerReading } from './answer-table.ts';
import type { AccountTableReading, ListTableReading } from './list-table.ts';
import type { NamedHeadings } from '#shared/lists/inquiry-file.ts';
import type { InquiryTableReading, PaymentTableReading, ReturnTableReading } from './return-table.ts';

/** A worker and the way to end it. Tests hand in one that runs in place. */
export interface TableReader<T> {
  read(bytes: Uint8Array): Promise<T>;
  end(): void;
}
export type AnswerReader = TableReader<AnswerReading>;

/** Starts a worker for one file. */
function startReader<T>(read: (service: Remote<RosterService>, bytes: Uint8Array) => Promise<T>): TableReader<T> {
  const worker = new Worker(new URL('../workers/roster.worker.ts', import.meta.url), {
    type: 'module',
    name: 'answers',
  });
  const service = wrap<RosterService>(worker);
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => reject(new Error('answer worker failed')));
  });
  return { read: (bytes) => Promise.race([read(service, bytes), broken]), end: () => worker.terminate() };
}

export const startAnswerReader = (): AnswerReader =>
  startReader<AnswerReading>(async (service, bytes) => await service.answers(bytes));

function aborted(signal: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(failed('cancelled')), { once: true });
  });
}

async function read<T>(file: File, reader: TableReader<T>): Promise<Result<T>> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return failed('file-vanished');
  }
  try {
    return success(await reader.read(bytes));
  } catch {
    return failed('file-unreadable');
  }
}

async function readWith<T>(
  file: File,
  signal: AbortSignal | undefined,
  start: () => TableReader<T>,
): Promise<Result<T>> {
  if (signal?.aborted === true) return failed('cancelled');
  if (file.size > FILE_LIMIT_BYTES) return failed('file-too-large', { limitMegabytes: FILE_LIMIT_BYTES / 1024 / 1024 });
  const reader = start();
  try {
    const reading = read(file, reader);
    return await (signal === undefined ? reading : Promise.race([reading, aborted(signal)]));
  } finally {
    reader.end();
  }
}

/** Failures: `file-too-large` (nothing was read), `file-vanished`, `file-unreadable` (the reader broke down), `cancelled`. */
export const readAnswersOf = (
  file: File,
  signal?: AbortSignal,
  start: () => AnswerReader = startAnswerReader,
): Promise<Result<AnswerReading>> => readWith(file, signal, start);

/** What the provincial system gave back, read by what the office says of its files. Failures as {@link readAnswersOf}. */
export const readReturnOf = (
  file: File,
  layout: ReturnLayout,
  start: () => TableReader<ReturnTableReading> = () =>
    startReader<ReturnTableReading>(async (service, bytes) => await service.returns(bytes, layout)),
): Promise<Result<ReturnTableReading>> => readWith(file, undefined, start);

/** A payment list that came back. Failures as {@link readAnswersOf}. */
export const readPaymentsOf = (
  file: File,
  layout: ReturnLayout,
  start: () => TableReader<PaymentTableReading> = () =>
    startReader<PaymentTableReading>(async (service, bytes) => await service.payments(bytes, layout)),
): Promise<Result<PaymentTableReading>> => readWith(file, undefined, start);

/** A 免申即享 list, its columns named as far as they are known. Failures as {@link readAnswersOf}. */
export const readListOf = (
  file: File,
  mapping: ListMapping,
  signal?: AbortSignal,
  start: () => TableReader<ListTableReading> = () =>
    startReader<ListTableReading>(async (service, bytes) => await service.list(bytes, mapping)),
): Promise<Result<ListTableReading>> => readWith(file, signal, start);

/** A file in which another office filled in accounts of firms. Failures as {@link readAnswersOf}. */
export const readAccountsOf = (
  file: File,
  mapping: ListMapping,
  start: () => TableReader<AccountTableReading> = () =>
    startReader<AccountTableReading>(async (service, bytes) => await service.accounts(bytes, mapping)),
): Promise<Result<AccountTableReading>> => readWith(file, undefined, start);
/** A list that came down, with what the clerk said of its columns. Failures as {@link readAnswersOf}. */
export const readInquiryOf = (
  file: File,
  named: NamedHeadings,
  start: () => TableReader<InquiryTableReading> = () =>
    startReader<InquiryTableReading>(async (service, bytes) => await service.inquiry(bytes, named)),
): Promise<Result<InquiryTableReading>> => readWith(file, undefined, start);
