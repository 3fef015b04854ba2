/** What 待办 reads from the store beside cases and the board of deadlines: claims, what follows acceptance, registers, drafts, the post. */
import { isOld } from '#shared/casework/journal.ts';
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type {
  DocumentFact,
  DraftFact,
  ElsewhereFact,
  HallFact,
  TaskFacts,
  UnacknowledgedFact,
} from '#shared/tasks/facts.ts';
import { entriesBook } from '../aftercare/entries-book.ts';
import type { Draft } from '../cases/case-store.ts';
import type { CounterStore } from '../counter-store.ts';
import type { ElsewhereReview } from '../dispatches/dispatch-desk.ts';
import type { ReceivedDocument } from '../documents/document-desk.ts';
import type { ReceivedRelease } from '../dispatches/hall-desk.ts';
import { postWatch } from '../post-desk.ts';
import type { Changing } from '../read-again.ts';

export interface GatheredFacts extends Pick<
  TaskFacts,
  'claims' | 'elsewhere' | 'hall' | 'documents' | 'book' | 'copies' | 'unacknowledged' | 'drafts'
> {
  /** What could not be read: its tasks are not shown, and that is said. */
  readonly failures: readonly Failure[];
}

/** `subscribe` tells of entries, of other windows, of registers and of the post; of drafts nothing tells. */
export interface TaskDesk extends Changing {
  read(): Promise<GatheredFacts>;
}

const ageOf = (instant: string, now: number): number => {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? 0 : now - at;
};

function draftFact({ draftId, caseId, savedAt, application }: Draft, now: number): DraftFact {
  const { employer, roster } = application;
  return { draftId, caseId, employerName: employer.name.trim(), persons: roster.length, ageMs: ageOf(savedAt, now) };
}

/** What nobody here may review is no task of this window. */
const elsewhereFact = ({ window, name, prefix, mine, asked }: ElsewhereReview): ElsewhereFact[] => {
  const { number, employerName, persons, amountFen, by } = asked;
  return mine ? [{ window, name, prefix, number, employerName, persons, amountFen, by }] : [];
};

const hallFact = ({ prefix, released }: ReceivedRelease): HallFact => ({ prefix, persons: released.records.length });

/** What cannot be opened yet, or by nobody, is looked at on its page. */
const documentFact = ({ window, prefix, word, lying, document }: ReceivedDocument): DocumentFact[] => {
  const { digest, contents } = document;
  return word === 'held' && lying?.state === 'here' ? [{ window, digest, prefix, contents }] : [];
};

async function readUnacknowledged(
  { host, area }: Pick<CounterStore, 'host' | 'area'>,
  now: number,
): Promise<Result<UnacknowledgedFact | null>> {
  const post = await host.call('post.state', { area });
  if (!post.ok) return post;
  const { hub, count, acknowledged } = post.value;
  if (hub === null || acknowledged >= count) return success(null);
  const first = await host.call('journal.read', { area, after: acknowledged, limit: 1 });
  if (!first.ok) return first;
  const entry = first.value.entries[0];
  if (entry === undefined) return success(null);
  const recorded = isOld(entry) ? entry.header.on : entry.header.at;
  return success({ from: acknowledged + 1, entries: count - acknowledged, ageMs: ageOf(recorded, now) });
}

/** `now`: this machine's clock, for the age of drafts and of what waits. */
export function taskDesk(
  store: Pick<CounterStore, 'host' | 'area' | 'cases' | 'claims' | 'dispatches' | 'hall' | 'documents' | 'registry'>,
  now: () => number = Date.now,
): TaskDesk {
  const { host, cases, claims, dispatches, hall, documents, registry } = store;
  return {
    read: async () => {
      const [met, elsewhere, released, sent, aftercare, copies, waiting, drafts] = await Promise.all([
        claims.meetings(),
        dispatches.elsewhere(),
        hall.received(),
        documents.received(),
        entriesBook(cases),
        registry.copies(),
        readUnacknowledged(store, now()),
        cases.drafts(),
      ]);
      return {
        claims: met.ok ? met.value.all : [],
        elsewhere: elsewhere.ok ? elsewhere.value.waiting.flatMap(elsewhereFact) : [],
        hall: released.ok ? released.value.waiting.map(hallFact) : [],
        documents: sent.ok ? sent.value.flatMap(documentFact) : [],
        book: aftercare.ok ? aftercare.value : null,
        copies,
        unacknowledged: waiting.ok ? waiting.value : null,
        drafts: drafts.map((draft) => draftFact(draft, now())),
        failures: [met, elsewhere, released, sent, aftercare, waiting].flatMap((result) =>
          result.ok ? [] : [result.failure],
        ),
      };
    },
    subscribe: (listener) => {
      const stops = [postWatch(host, cases), claims, dispatches, documents, registry].map((source) =>
        source.subscribe(listener),
      );
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
