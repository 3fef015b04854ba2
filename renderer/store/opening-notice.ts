/** What the one who signed in has to know of how the store was found; said once. The sentences stand in wording/opening.ts. */
import type { OpeningNotice } from '#shared/wording/opening.ts';
import type { JournalState } from '#shared/contract/channels.ts';
import type { SyncResult } from './cases/journal-sync.ts';

export interface Found {
  readonly state: JournalState;
  readonly sync: SyncResult;
  /** The working copy was made once and is gone. */
  readonly lost: boolean;
  /** Number of the newest case, empty when there is none. */
  readonly lastNumber: string;
  /** Packs open; their damaged database was cleared; or it cannot be opened at all. */
  readonly packs: 'open' | 'cleared' | 'closed';
}

interface Memory {
  readonly read: (name: string) => Promise<unknown>;
  readonly write: (name: string, value: unknown) => Promise<void>;
}

const TOLD_CUT = 'told.cut';

/** The host speaks of a cut until it ends; each cut is told once. */
async function cutNotices({ cutBytes, cutAfter }: JournalState, { read, write }: Memory): Promise<OpeningNotice[]> {
  const cut = `${cutAfter} ${cutBytes}`;
  if (cutBytes === 0 || (await read(TOLD_CUT)) === cut) return [];
  await write(TOLD_CUT, cut);
  return [{ kind: 'tail-cut', after: cutAfter, bytes: cutBytes }];
}

/** What is to be told, gravest first. */
export async function openingNotices(found: Found, memory: Memory): Promise<readonly OpeningNotice[]> {
  const { sync, lost, lastNumber, packs } = found;
  return [
    ...(await cutNotices(found.state, memory)),
    ...(lost ? [{ kind: 'rebuilt', entries: sync.ledger.count, lastNumber } as const] : []),
    ...(packs === 'open' ? [] : [{ kind: packs === 'cleared' ? 'packs-cleared' : 'packs-closed' } as const]),
  ];
}
