/** What must be known of every journal entry without reading it again: place, id, subject, and what of the last ones holds. */
import { isOld, type AnyEntry, type LastNumber, type Marks } from '#shared/casework/journal.ts';
import { tallyAfter } from '#shared/casework/ledger-numbers.ts';

/** What the index beside the journal keeps of an entry. */
export interface IndexedEntry {
  readonly sequence: number;
  readonly offset: number;
  readonly byteLength: number;
  readonly entryId: string;
  readonly subjectId: string;
  /** Sealed by a content key of its subject. */
  readonly keyed: boolean;
  /** Has marks, which are read from the line itself. */
  readonly marked: boolean;
  readonly hash: string;
}

/** An entry of format 1 does not say by which key: those of a case, its prints among them, have the case's own. */
const keyedBy = (entry: AnyEntry): boolean =>
  isOld(entry) ? entry.header.kind === 'case' : entry.header.key === 'content';

export function indexedOf(entry: AnyEntry, offset: number, byteLength: number): IndexedEntry {
  const { sequence, entryId, subjectId } = entry.header;
  const marked = !isOld(entry) && Object.keys(entry.header.marks).length > 0;
  return { sequence, offset, byteLength, entryId, subjectId, keyed: keyedBy(entry), marked, hash: entry.hash };
}

export interface Place {
  readonly offset: number;
  readonly byteLength: number;
}

export interface JournalIndex {
  /** Entries come in the order of their sequence, perhaps with gaps. */
  add(entry: IndexedEntry): void;
  /** Takes numbers and marks of an entry. */
  learn(entry: AnyEntry): void;
  placeOf(sequence: number): Place | undefined;
  hashOf(sequence: number): string | undefined;
  sequenceOf(entryId: string): number | undefined;
  /** Subjects that have a content key, or had one. */
  readonly keyed: ReadonlySet<string>;
  readonly destroyed: ReadonlySet<string>;
  readonly acceptedLines: ReadonlySet<number>;
  readonly acceptedKeys: ReadonlySet<string>;
  tally(): readonly LastNumber[];
  /** The entries that last recorded something, by sequence. */
  readonly stands: { vault: number; settings: number; binding: number };
  readonly marks: Pick<Marks, 'vault' | 'settings' | 'binding'>;
  /** Window and generation of the last entry of format 2, and its instant; `format` 1 while there is none. */
  readonly last: { format: number; window: string; generation: number; at: string; officerId: string };
  /** Windows that wrote here and that another one took the place of: what anybody remembers of them is answered. */
  readonly left: ReadonlySet<string>;
}

export function journalIndex(): JournalIndex {
  const places: (Place | undefined)[] = [];
  const hashes: (string | undefined)[] = [];
  const sequences = new Map<string, number>();
  const keyed = new Set<string>();
  const destroyed = new Set<string>();
  const acceptedLines = new Set<number>();
  const acceptedKeys = new Set<string>();
  const stands = { vault: 0, settings: 0, binding: 0 };
  const marks: { -readonly [K in 'vault' | 'settings' | 'binding']?: Marks[K] } = {};
  const last = { format: 1, window: '', generation: 0, at: '', officerId: '' };
  const left = new Set<string>();
  let tally: readonly LastNumber[] = [];

  const learnMarks = (sequence: number, found: Marks): void => {
    for (const name of ['vault', 'settings', 'binding'] as const) {
      if (found[name] === undefined) continue;
      Object.assign(marks, { [name]: found[name] });
      stands[name] = sequence;
    }
    for (const subject of found.destroys ?? []) destroyed.add(subject);
    for (const line of found.accepts?.lines ?? []) acceptedLines.add(line);
    for (const subject of found.accepts?.keys ?? []) acceptedKeys.add(subject);
  };

  return {
    add(entry) {
      places[entry.sequence] = { offset: entry.offset, byteLength: entry.byteLength };
      hashes[entry.sequence] = entry.hash;
      sequences.set(entry.entryId, entry.sequence);
      if (entry.keyed) keyed.add(entry.subjectId);
    },
    learn(entry) {
      const { header } = entry;
      if (isOld(entry)) {
        tally = tallyAfter(tally, header.numbers);
        return;
      }
      const { window, generation, at, officerId } = entry.header;
      tally = entry.header.tally;
      if (last.window !== '' && last.window !== window) left.add(last.window);
      left.delete(window);
      Object.assign(last, { format: entry.format, window, generation, at, officerId });
      learnMarks(header.sequence, entry.header.marks);
    },
    placeOf: (sequence) => places[sequence],
    hashOf: (sequence) => hashes[sequence],
    sequenceOf: (entryId) => sequences.get(entryId),
    keyed,
    destroyed,
    acceptedLines,
    acceptedKeys,
    tally: () => tally,
    stands,
    marks,
    last,
    left,
  };
}
