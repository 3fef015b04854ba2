/** The window's side of reading a roster file: size first, then the bytes, then a worker that can be stopped. */
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ColumnAnswers } from '#shared/rosters/roster-answers.ts';
import { FILE_LIMIT_BYTES } from '#shared/files/file-problem.ts';
import type { RosterReading } from '#shared/files/roster-reading.ts';
import { wrap } from 'comlink';
import type { RosterService } from '../workers/roster.worker.ts';

/** A worker and the way to end it. Tests hand in one that runs in place. */
export interface RosterReader {
  read(bytes: Uint8Array, answers?: ColumnAnswers): Promise<RosterReading>;
  end(): void;
}

/** Starts a roster worker. */
export function startRosterReader(): RosterReader {
  const worker = new Worker(new URL('../workers/roster.worker.ts', import.meta.url), {
    type: 'module',
    name: 'roster',
  });
  const service = wrap<RosterService>(worker);
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => reject(new Error('roster worker failed')));
  });
  broken.catch(() => undefined);
  // Practice is over before anybody drops a file, or the file waits for the rest of it; a failure shows when one is read.
  service.warmUp().catch(() => undefined);
  return {
    read: (bytes, answers) => Promise.race([service.read(bytes, answers), broken]),
    end: () => worker.terminate(),
  };
}

/** Keeps one reader started ahead of the file it will read: starting one takes longer than reading a hundred persons. */
export class SpareReader {
  readonly #start: () => RosterReader;
  #spare: RosterReader | null = null;

  constructor(start: () => RosterReader) {
    this.#start = start;
  }

  /** Starts the spare one, where there is none. */
  prepare(): void {
    this.#spare ??= this.#start();
  }

  /** The spare one, or one started now; its taker ends it, and the next is started when he does. */
  take(): RosterReader {
    const reader = this.#spare ?? this.#start();
    this.#spare = null;
    return {
      read: (bytes, answers) => reader.read(bytes, answers),
      end: () => {
        reader.end();
        this.prepare();
      },
    };
  }
}

const spare = new SpareReader(startRosterReader);

/** Called where a roster is soon to come. */
export const prepareRosterReader = (): void => spare.prepare();

function aborted(signal: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(failed('cancelled')), { once: true });
  });
}

/** A file on a stick that is pulled out, or that another program replaces, can no longer be read (NotFound, NotReadable). */
async function bytesOf(file: File): Promise<Result<Uint8Array>> {
  try {
    return success(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return failed('file-vanished');
  }
}

async function read(file: File, reader: RosterReader, answers?: ColumnAnswers): Promise<Result<RosterReading>> {
  const bytes = await bytesOf(file);
  if (!bytes.ok) return bytes;
  try {
    return success(await reader.read(bytes.value, answers));
  } catch {
    return failed('file-unreadable');
  }
}

/**
 * Reads a roster file that was dropped or chosen. Failures: `file-too-large` (nothing was read), `file-vanished`,
 * `file-unreadable` (the reader broke down), `cancelled`. A file that is no roster is a success with `ok: false` and its
 * sentence. Aborting ends the worker at once. `answers`: what the clerk said about columns of this firm.
 */
export async function readRosterFile(
  file: File,
  signal?: AbortSignal,
  answers?: ColumnAnswers,
  start: () => RosterReader = () => spare.take(),
): Promise<Result<RosterReading>> {
  if (signal?.aborted === true) return failed('cancelled');
  if (file.size > FILE_LIMIT_BYTES) {
    return failed('file-too-large', { limitMegabytes: FILE_LIMIT_BYTES / 1024 / 1024 });
  }
  const reader = start();
  try {
    const reading = read(file, reader, answers);
    return await (signal === undefined ? reading : Promise.race([reading, aborted(signal)]));
  } finally {
    reader.end();
  }
}
