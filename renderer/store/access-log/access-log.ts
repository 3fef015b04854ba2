/**
 * The access log of an open area. Noting never holds anybody up and never fails what was done: what could not be written yet is
 * kept and written with the next note, in order; what is left at the end is told by `unwritten`.
 */
import {
  accessBrokenAt,
  accessLine,
  ACCESS_GENESIS,
  AccessRecord,
  keptFrom,
  type AccessEvent,
  type AccessHead,
  type AccessLine,
} from '#shared/casework/access-log.ts';
import type { Area } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import { fromBase64, fromUtf8, toBase64 } from '#shared/crypto/bytes.ts';
import { journalAccessHead, journalAccessPruned, type RecordOffice } from './journal-head.ts';

/** A line with what it says; `null` where its seal does not open. */
export interface ReadLine {
  readonly line: AccessLine;
  readonly record: AccessRecord | null;
}

export interface AccessReading {
  /** Where the kept lines begin: everything before is past its term. */
  readonly base: AccessHead;
  readonly lines: readonly ReadLine[];
  /** The first line that does not follow the one before; `null` when the chain is whole. */
  readonly brokenAt: number | null;
}

export interface AccessLog {
  note(event: AccessEvent): void;
  /** Once the work begins, and on each new day after: the ledger takes the head, months past their term go. */
  settle(): Promise<void>;
  /** Everything that is kept. */
  read(): Promise<Result<AccessReading>>;
  /** Notes that are not written yet. */
  unwritten(): number;
  /** Resolves when nothing is being written any more. */
  atRest(): Promise<void>;
}

const PAGE = 5000;
const TRIES = 3;
/** The sealed small setting that remembers on which day the ledger took the head last. */
export const HEAD_DAY = 'access-log-head-day';

/** The place of a line that its content is sealed for. */
const placeOf = (after: AccessHead): string => `access-log ${after.count + 1} ${after.head}`;

/** A wrong passphrase, noted where no key is at hand. Failing to note it changes nothing for whoever tries. */
export async function noteFailedSignIn(host: Host, area: Area, officerId: string, at: string): Promise<void> {
  if (area === 'training') return;
  const on = plainDate(at.slice(0, 10));
  let state = await host.call('accessLog.state', { area });
  for (let tries = 0; state.ok && tries < TRIES; tries += 1) {
    const line = accessLine(state.value, { on, sealed: null, failed: { at, officerId } });
    const done = await host.call('accessLog.append', { area, line });
    if (!done.ok || done.value.taken) return;
    state = { ok: true, value: done.value.state };
  }
}

export interface AccessLogParts {
  readonly parts: Pick<StoreParts, 'host' | 'area' | 'officer' | 'crypto' | 'now'>;
  readonly record: RecordOffice;
  readonly memory: {
    readonly read: (name: string) => Promise<unknown>;
    readonly write: (name: string, value: unknown) => Promise<void>;
  };
}

/** Made-up data are looked at by everybody: the training area keeps no log. */
export function accessLog({ parts, record, memory }: AccessLogParts): AccessLog {
  const { host, area, officer, crypto, now } = parts;
  const inTurn = serialQueue();
  const waiting: AccessRecord[] = [];
  let head: AccessHead | null = null;
  /** A line whose answer did not come: of the note that waits first. */
  let doubtful: AccessLine | null = null;
  /** The day whose head the ledger has; `null` before the work began, when nothing may be recorded. */
  let settledOn: string | null = null;

  const standing = async (): Promise<AccessHead | null> => {
    if (head !== null) return head;
    const state = await host.call('accessLog.state', { area });
    return state.ok ? { count: state.value.count, head: state.value.head } : null;
  };

  const written = async (content: AccessRecord): Promise<boolean> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const after = await standing();
      if (after === null) return false;
      // The answer was lost, the line was not.
      const arrived = doubtful !== null && after.head === doubtful.hash;
      head = after;
      doubtful = null;
      if (arrived) return true;
      const [sealed] = await crypto.sealTexts('preferences', [{ key: placeOf(after), text: JSON.stringify(content) }]);
      if (sealed === undefined) return false;
      const line = accessLine(after, {
        on: plainDate(content.at.slice(0, 10)),
        sealed: toBase64(sealed),
        failed: null,
      });
      const done = await host.call('accessLog.append', { area, line });
      if (!done.ok) {
        // Whether it was taken is not known: ask before the next one.
        head = null;
        doubtful = line;
        return false;
      }
      head = { count: done.value.state.count, head: done.value.state.head };
      if (done.value.taken) return true;
    }
    return false;
  };

  const writeWaiting = async (): Promise<void> => {
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      if (!(await written(next))) return;
      waiting.shift();
    }
  };

  const linesOf = async (month: string): Promise<Result<AccessLine[]>> => {
    const lines: AccessLine[] = [];
    for (;;) {
      const page = await host.call('accessLog.read', { area, month, after: lines.at(-1)?.sequence ?? 0, limit: PAGE });
      if (!page.ok) return page;
      lines.push(...page.value.lines);
      if (page.value.lines.length < PAGE) return success(lines);
    }
  };

  const opened = async (line: AccessLine): Promise<ReadLine> => {
    const bytes = line.sealed === null ? null : fromBase64(line.sealed);
    if (bytes === null) return { line, record: null };
    const key = placeOf({ count: line.sequence - 1, head: line.previous });
    const [plain = null] = await crypto.openBytes('preferences', [{ key, sealed: bytes }]);
    const record = plain === null ? null : AccessRecord.safeParse(JSON.parse(fromUtf8(plain)));
    return { line, record: record?.success === true ? record.data : null };
  };

  const read = async (): Promise<Result<AccessReading>> => {
    const state = await host.call('accessLog.state', { area });
    if (!state.ok) return state;
    const all: AccessLine[] = [];
    for (const month of state.value.months) {
      const lines = await linesOf(month);
      if (!lines.ok) return lines;
      all.push(...lines.value);
    }
    const [first] = all;
    const base =
      first === undefined ? { count: 0, head: ACCESS_GENESIS } : { count: first.sequence - 1, head: first.previous };
    const broken = accessBrokenAt(base, all);
    const short = broken === null && state.value.count !== base.count + all.length ? base.count + all.length + 1 : null;
    return success({ base, lines: await Promise.all(all.map(opened)), brokenAt: broken ?? short });
  };

  const pruneIfDue = async (today: string): Promise<void> => {
    const state = await host.call('accessLog.state', { area });
    const from = keptFrom(plainDate(today));
    const kept = state.ok ? state.value.months.find((month) => month >= from) : undefined;
    if (!state.ok || kept === undefined || kept === state.value.months[0]) return;
    const lines = await linesOf(kept);
    const first = lines.ok ? lines.value[0] : undefined;
    if (first === undefined || first.sequence < 2) return;
    const noted = await journalAccessPruned(record, { count: first.sequence - 1, head: first.previous });
    if (noted.ok) await host.call('accessLog.prune', { area, month: from });
  };

  const settle = async (): Promise<void> => {
    const today = now().slice(0, 10);
    if (settledOn === today) return;
    settledOn = today;
    if ((await memory.read(HEAD_DAY)) === today) return;
    await writeWaiting();
    const standsAt = await standing();
    if (standsAt === null || !(await journalAccessHead(record, standsAt)).ok) return;
    await memory.write(HEAD_DAY, today);
    await pruneIfDue(today);
  };

  if (area === 'training') return silent;
  return {
    note: (event) => {
      waiting.push({ at: now(), by: { id: officer.id, name: officer.name }, event });
      void inTurn(async () => {
        await writeWaiting();
        if (settledOn !== null) await settle();
      });
    },
    settle: () => inTurn(settle),
    read: () =>
      inTurn(async () => {
        await writeWaiting();
        return waiting.length === 0 ? read() : failed('disk-error');
      }),
    unwritten: () => waiting.length,
    atRest: () => inTurn(() => Promise.resolve()),
  };
}

const silent: AccessLog = {
  note: () => undefined,
  settle: () => Promise.resolve(),
  read: () => Promise.resolve(success({ base: { count: 0, head: ACCESS_GENESIS }, lines: [], brokenAt: null })),
  unwritten: () => 0,
  atRest: () => Promise.resolve(),
};
