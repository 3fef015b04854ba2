/** The window's side of reading a file of answers: in a worker of its own, ended when the clerk stops it. */
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { FILE_LIMIT_BYTES } from '#shared/files/file-problem.ts';
import { wrap } from 'comlink';
import type { RosterService } from '../workers/roster.worker.ts';
import type { AnswerReading } from './answer-table.ts';

/** A worker and the way to end it. Tests hand in one that runs in place. */
export interface AnswerReader {
  read(bytes: Uint8Array): Promise<AnswerReading>;
  end(): void;
}

/** Starts a worker for one file. */
export function startAnswerReader(): AnswerReader {
  const worker = new Worker(new URL('../workers/roster.worker.ts', import.meta.url), {
    type: 'module',
    name: 'answers',
  });
  const service = wrap<RosterService>(worker);
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => reject(new Error('answer worker failed')));
  });
  return { read: (bytes) => Promise.race([service.answers(bytes), broken]), end: () => worker.terminate() };
}

function aborted(signal: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(failed('cancelled')), { once: true });
  });
}

async function read(file: File, reader: AnswerReader): Promise<Result<AnswerReading>> {
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

/** Failures: `file-too-large` (nothing was read), `file-vanished`, `file-unreadable` (the reader broke down), `cancelled`. */
export async function readAnswersOf(
  file: File,
  signal?: AbortSignal,
  start: () => AnswerReader = startAnswerReader,
): Promise<Result<AnswerReading>> {
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
