/** What the one who signed in has to know of how the store was found; said once. The sentences stand in wording/opening.ts. */
import type { SavedOffice } from '#shared/casework/office-events.ts';
import type { OpeningNotice } from '#shared/wording/opening.ts';
import type { JournalState, RestoredFile } from '#shared/contract/channels.ts';
import type { ClockDoubt } from './cases/clock-doubt.ts';
import type { SyncResult } from './cases/journal-sync.ts';
import type { Mended } from './cases/mend-journal.ts';

export interface Found {
  readonly state: JournalState;
  readonly sync: SyncResult;
  /** What the copy gave back to the journal. */
  readonly mended: Mended;
  /** Why the clock is not believed; `null` when it is. */
  readonly doubt: ClockDoubt | null;
  /** The journal once it was mended. */
  readonly settled: JournalState;
  /** The working copy was made once and is gone. */
  readonly lost: boolean;
  /** Number of the newest case, empty when there is none. */
  readonly lastNumber: string;
  readonly restored: readonly RestoredFile[];
  /** The entry that the office's settings come from, where both files are damaged. */
  readonly office: SavedOffice | null;
  /** Wrong passphrases of this officer before this one. */
  readonly failedTries: number;
  /** Copies open; their damaged database was cleared; or it cannot be opened at all. */
  readonly copies: 'open' | 'cleared' | 'closed';
}

interface Memory {
  readonly read: (name: string) => Promise<unknown>;
  readonly write: (name: string, value: unknown) => Promise<void>;
}

const TOLD_CUT = 'told.cut';
const TOLD_RESTORED = 'told.restored';

/** The host speaks of a cut until it ends; each cut is told once. */
async function cutNotices({ cutBytes, cutAfter }: JournalState, { read, write }: Memory): Promise<OpeningNotice[]> {
  const cut = `${cutAfter} ${cutBytes}`;
  if (cutBytes === 0 || (await read(TOLD_CUT)) === cut) return [];
  await write(TOLD_CUT, cut);
  return [{ kind: 'tail-cut', after: cutAfter, bytes: cutBytes }];
}

/** The host speaks of a restored file until it ends; each is told once. */
async function restoredNotices(restored: readonly RestoredFile[], { read, write }: Memory): Promise<OpeningNotice[]> {
  const told = await read(TOLD_RESTORED);
  const fresh = restored.filter(({ at }) => typeof told !== 'string' || at > told);
  const last = fresh.at(-1);
  if (last !== undefined) await write(TOLD_RESTORED, last.at);
  return fresh.map(({ file, revision }) => ({ kind: 'file-restored', file, revision }));
}

/** What is to be told, gravest first. */
export async function openingNotices(found: Found, memory: Memory): Promise<readonly OpeningNotice[]> {
  const { sync, lost, lastNumber, copies } = found;
  const { lines, keys } = found.mended;
  const { settled } = found;
  // A ledger of today's form that this machine never saw: the whole folder may be an older copy.
  const unseen = settled.format >= 2 && !settled.seenHere && settled.troubles.length === 0 && settled.count > 1;
  return [
    ...(unseen ? [{ kind: 'unseen', entries: settled.count, lastNumber, at: settled.lastAt } as const] : []),
    ...(settled.acknowledgedKnown || settled.count === 0
      ? []
      : [{ kind: 'mark-lost', entries: settled.count } as const]),
    ...(found.doubt === null ? [] : [{ kind: 'clock-suspect', ...found.doubt } as const]),
    ...(lines + keys === 0 ? [] : [{ kind: 'journal-mended', lines, keys } as const]),
    ...(await cutNotices(found.state, memory)),
    ...(await restoredNotices(found.restored, memory)),
    ...(found.office === null ? [] : [{ kind: 'office-from-ledger', saved: found.office } as const]),
    ...(lost ? [{ kind: 'rebuilt', entries: sync.ledger.count, lastNumber } as const] : []),
    ...(found.failedTries === 0 ? [] : [{ kind: 'failed-sign-ins', failures: found.failedTries } as const]),
    ...(copies === 'open' ? [] : [{ kind: copies === 'cleared' ? 'copies-cleared' : 'copies-closed' } as const]),
  ];
}
