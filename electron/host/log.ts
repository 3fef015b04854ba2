/**
 * The host's log: codes, counts and ports, never what was typed. A value that is no plain code is written as `?`;
 * of an error only its name and the places in our own code, since messages may carry content.
 */
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { serialQueue } from '#shared/domain/serial-queue.ts';

const LARGEST_BYTES = 512 * 1024;
const KEPT_FILES = 3;
const PLAIN = /^[\w.:+-]{1,64}$/u;
/** Of a stack this much is read: a line that is longer holds content, not a place in our code. */
const LONGEST_STACK = 20_000;
const LONGEST_LINE = 400;
const FRAME = /^\s*at (?:async )?([\w.$<> ]{0,60})?.*?([\w.-]+:\d+:\d+)\)?$/u;

export interface HostLog {
  write(code: string, detail?: Record<string, string | number | boolean>): void;
  bug(error: unknown): void;
  /** Resolves when everything written so far is handed to the system. */
  flush(): Promise<void>;
}

const plain = (value: string | number | boolean): string => (PLAIN.test(String(value)) ? String(value) : '?');

/** Name and places of an error, without its message. */
export function errorPlaces(error: unknown): string {
  if (!(error instanceof Error)) return 'not-an-error';
  const lines = (error.stack ?? '').slice(0, LONGEST_STACK).split('\n');
  const frames = lines.flatMap((line) => {
    const match = line.length > LONGEST_LINE ? null : FRAME.exec(line);
    return match === null ? [] : [`${(match[1] ?? '').trim() || 'anonymous'}@${match[2]}`];
  });
  return [plain(error.name.slice(0, LONGEST_LINE)), ...frames.slice(0, 8)].join(' < ');
}

async function rotate(folder: string): Promise<void> {
  const current = join(folder, 'host.log');
  const size = await stat(current).then(
    (found) => found.size,
    () => 0,
  );
  if (size < LARGEST_BYTES) return;
  for (let number = KEPT_FILES - 1; number >= 1; number -= 1) {
    const from = number === 1 ? current : join(folder, `host.${number - 1}.log`);
    await rename(from, join(folder, `host.${number}.log`)).catch(() => undefined);
  }
}

/** A log in `folder`. A log that cannot be written never stops the work. */
export function createLog(folder: string, now: () => Date): HostLog {
  const inTurn = serialQueue();
  const add = (text: string): void => {
    const line = `${now().toISOString()} ${text}\n`;
    void inTurn(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rotate(folder);
      await appendFile(join(folder, 'host.log'), line, { mode: 0o600 });
    }).catch(() => undefined);
  };
  return {
    write: (code, detail = {}) => {
      add([plain(code), ...Object.entries(detail).map(([key, value]) => `${plain(key)}=${plain(value)}`)].join(' '));
    },
    bug: (error) => {
      add(`bug ${errorPlaces(error)}`);
    },
    flush: async () => {
      await inTurn(async () => undefined);
    },
  };
}
