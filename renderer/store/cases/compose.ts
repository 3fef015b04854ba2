/** An entry made whole by the window: place, numbers, day and officer first, then its content sealed over all of that. */
import type { AssignedNumber, EntryKind, JournalAppend, Marks, NumberSeries } from '#shared/casework/journal.ts';
import { nextNumbers, tallyAfter } from '#shared/casework/ledger-numbers.ts';
import type { JournalState, WritingWindow } from '#shared/contract/channels.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CryptoClient } from '../crypto/crypto-client.ts';

/** Where the journal ends, and who writes there. */
export type LedgerEnd = Pick<JournalState, 'count' | 'head' | 'tally' | 'stands' | 'writer'>;

export interface Composition {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly subjectId: string;
  readonly on: PlainDate;
  readonly at: string;
  readonly officerId: string;
  readonly takeNumbers: readonly NumberSeries[];
  readonly marks: Marks;
  /** The case's wrapped content key; `null`: an entry of no case. */
  readonly contentKey: string | null;
  /** Sent along with the entry: the first one of its case. */
  readonly newKey: boolean;
  /** Who writes from this entry on, where that changes. */
  readonly writer?: WritingWindow;
}

/** Where the journal ends after an entry. */
export function endAfter(entry: JournalAppend, hash: string, before: LedgerEnd): LedgerEnd {
  const { sequence, tally, stands, window, generation, marks } = entry.header;
  const prefix = marks.binding?.prefix ?? before.writer?.prefix ?? '';
  return { count: sequence, head: hash, tally, stands, writer: { window, generation, prefix } };
}

function standsAfter(before: LedgerEnd['stands'], marks: Marks, sequence: number): LedgerEnd['stands'] {
  const [vault, settings, binding] = before;
  const here = (mark: unknown, stood: number): number => (mark === undefined ? stood : sequence);
  return [here(marks.vault, vault), here(marks.settings, settings), here(marks.binding, binding)];
}

/** The entry as it is sent. Throws (a bug) where nobody writes yet and the entry does not say who. */
export async function compose(
  crypto: CryptoClient,
  end: LedgerEnd,
  made: Composition,
  content: unknown,
): Promise<JournalAppend> {
  const writer = made.writer ?? end.writer;
  if (writer === null) throw new Error('nobody writes this ledger');
  const { entryId, kind, subjectId, on, at, officerId, marks, contentKey } = made;
  const prefix = marks.binding?.prefix ?? writer.prefix;
  const numbers: AssignedNumber[] = nextNumbers(end.tally, made.takeNumbers, Number(on.slice(0, 4)), prefix);
  const sequence = end.count + 1;
  const unsealed = {
    format: 2 as const,
    header: {
      sequence,
      entryId,
      kind,
      subjectId,
      on,
      at,
      officerId,
      window: writer.window,
      generation: writer.generation,
      key: contentKey === null ? await crypto.newestLedgerKey() : ('content' as const),
      numbers,
      tally: tallyAfter(end.tally, numbers),
      stands: standsAfter(end.stands, marks, sequence),
      marks,
      blobs: [],
    },
    previous: end.head,
  };
  const sealed = await crypto.sealEntry(unsealed, JSON.stringify(content), contentKey);
  const signed = await crypto.signEntry({ ...unsealed, sealed });
  return { ...unsealed, sealed, signed, ...(made.newKey && contentKey !== null ? { contentKey } : {}) };
}
