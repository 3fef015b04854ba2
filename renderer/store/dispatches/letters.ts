/** What a kind of dispatches has to say to the office's other windows, and does with what they said. */
import { success, type Result } from '#shared/contract/failure.ts';
import type { PostDispatches } from '#shared/contract/post.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { StoreParts } from '../cases/store-parts.ts';

export type Received = PostDispatches['received'][number];
/** To which window (`null`: all), and what it says; `null` where that cannot be said now. */
export interface Telling {
  readonly to: string | null;
  readonly content: () => Promise<unknown>;
}
/** What is to be told now, by name. */
export type Wanted = ReadonlyMap<string, Telling>;

/** What one look found. */
export interface Look {
  readonly received: readonly Received[];
  /** This window. */
  readonly window: string;
  readonly closed: () => boolean;
  /** Something could not be written in this look: the next one tries again. */
  readonly undone: () => void;
}

export interface Letters {
  /** Acts on what came; answers with all that is to be told. Follows from the ledger alone. */
  look(at: Look): Promise<Wanted>;
}

/** What is recorded here happens to nobody in particular: the day is the machine's. */
export function recordExchange(
  { now }: Pick<StoreParts, 'now'>,
  cases: Pick<CaseStore, 'recordEvent'>,
): (subjectId: string, content: object) => Promise<Result<null>> {
  return async (subjectId, content) => {
    const on = plainDate(now().slice(0, 10));
    const entryId = globalThis.crypto.randomUUID();
    const entry = { entryId, kind: 'exchange', subjectId, on, content, takeBatchNumber: false } as const;
    const done = await cases.recordEvent(entry);
    return done.ok ? success(null) : done;
  };
}
