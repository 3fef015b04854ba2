/** The access log of an area: a file a month, lines that follow one another. The host sees no content, only that the chain holds. */
import { join } from 'node:path';
import { ACCESS_GENESIS, AccessLine, accessHash, type AccessHead } from '#shared/casework/access-log.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { monthOf } from '#shared/domain/plain-date.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { onDisk } from './disk-failure.ts';
import { durableLines, readLines, type DurableLines } from './durable-lines.ts';
import type { FileLayer } from './file-layer.ts';

export interface AccessLogState extends AccessHead {
  /** Months that are kept, oldest first: `YYYYMM`. */
  readonly months: readonly string[];
}

export interface AccessLog {
  state(): Promise<Result<AccessLogState>>;
  /** Adds a line that follows the last one; `taken: false` with where the chain stands when it does not. */
  append(line: AccessLine): Promise<Result<{ readonly taken: boolean; readonly state: AccessLogState }>>;
  /** Lines of one month behind `after`; what cannot be read is counted. */
  read(month: string, after: number, limit: number): Promise<Result<{ lines: AccessLine[]; damaged: number }>>;
  /** Removes whole months before `month`; the last one stays. */
  prune(month: string): Promise<Result<void>>;
  close(): Promise<void>;
}

const MONTH_FILE = /^(\d{6})\.jsonl$/u;

interface Open extends AccessHead {
  readonly months: string[];
  readonly lines: DurableLines | null;
}

function parsed(bytes: Uint8Array): AccessLine | null {
  try {
    const line = AccessLine.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return line.success ? line.data : null;
  } catch {
    return null;
  }
}

export function openAccessLog(layer: FileLayer, folder: string): AccessLog {
  const inTurn = serialQueue();
  let open: Open | null = null;
  const pathOf = (month: string): string => join(folder, `${month}.jsonl`);

  const linesOf = async (month: string): Promise<{ lines: DurableLines; last: AccessLine | null }> => {
    const file = await layer.openGrowing(pathOf(month));
    let last: AccessLine | null = null;
    let good = 0;
    let torn = false;
    for await (const line of readLines(file)) {
      if (!line.finished) torn = true;
      else {
        good = line.offset + line.byteLength;
        last = parsed(line.bytes) ?? last;
      }
    }
    return { lines: durableLines(file, good, torn), last };
  };

  const opened = async (): Promise<Open> => {
    if (open !== null) return open;
    const months = (await layer.list(folder)).flatMap((name) => MONTH_FILE.exec(name)?.[1] ?? []).toSorted();
    let head: AccessHead = { count: 0, head: ACCESS_GENESIS };
    let lines: DurableLines | null = null;
    for (const month of months.toReversed()) {
      const found = await linesOf(month);
      if (lines === null) lines = found.lines;
      else await found.lines.close();
      if (found.last === null) continue;
      head = { count: found.last.sequence, head: found.last.hash };
      break;
    }
    open = { ...head, months, lines };
    return open;
  };

  const stateOf = ({ count, head, months }: Open): AccessLogState => ({ count, head, months: [...months] });

  /** The file for a day; a clock that went back writes on in the last one. */
  const fileFor = async (present: Open, day: string): Promise<Open & { readonly lines: DurableLines }> => {
    const last = present.months.at(-1);
    if (present.lines !== null && last !== undefined && day <= last) return { ...present, lines: present.lines };
    await layer.makeFolder(folder);
    await present.lines?.close();
    const { lines } = await linesOf(day);
    open = { ...present, months: [...present.months, day], lines };
    return { ...open, lines };
  };

  const append: AccessLog['append'] = async (line) => {
    const present = await opened();
    const follows =
      line.sequence === present.count + 1 && line.previous === present.head && accessHash(line) === line.hash;
    if (!follows) return success({ taken: false, state: stateOf(present) });
    const ready = await fileFor(present, monthOf(line.on));
    const written = await ready.lines.append(JSON.stringify(line));
    if (!written.ok) return written;
    open = { ...ready, count: line.sequence, head: line.hash };
    return success({ taken: true, state: stateOf(open) });
  };

  const read: AccessLog['read'] = async (month, after, limit) => {
    const text = new TextDecoder().decode((await layer.readWhole(pathOf(month))) ?? new Uint8Array());
    // Behind the last end mark stands what a kill left unfinished.
    const all = text
      .split('\n')
      .slice(0, -1)
      .map((line) => parsed(new TextEncoder().encode(line)));
    const lines = all.filter((line) => line !== null && line.sequence > after).slice(0, limit);
    return success({ lines: lines as AccessLine[], damaged: all.filter((line) => line === null).length });
  };

  const prune = async (month: string): Promise<Result<void>> => {
    const present = await opened();
    const going = present.months.slice(0, -1).filter((one) => one < month);
    for (const one of going) await layer.remove(pathOf(one));
    if (going.length > 0) await layer.syncFolder(folder);
    open = { ...present, months: present.months.filter((one) => !going.includes(one)) };
    return success(undefined);
  };

  return {
    state: () => inTurn(() => onDisk(async () => success(stateOf(await opened())))),
    append: (line) => inTurn(() => onDisk(() => append(line))),
    read: (month, after, limit) => inTurn(() => onDisk(() => read(month, after, limit))),
    prune: (month) => inTurn(() => onDisk(() => prune(month))),
    close: () =>
      inTurn(async () => {
        await open?.lines?.close();
        open = null;
      }),
  };
}
