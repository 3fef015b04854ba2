/** What must be known of every journal entry without reading it again: place, id, subject, and the last number of each series. */
import type { NumberSeries } from '#shared/casework/journal.ts';
import type { IndexedEntry } from './journal-sidecar.ts';

export interface JournalIndex {
  readonly count: number;
  /** Entries come in the order of their sequence. */
  add(header: IndexedEntry['header'], offset: number): void;
  /** Byte offset of a sequence that is there. */
  offsetOf(sequence: number): number;
  sequenceOf(entryId: string): number | undefined;
  hasSubject(subjectId: string): boolean;
  /** 0 when none was taken. */
  lastNumber(series: NumberSeries, year: number, prefix: string): number;
}

export function journalIndex(): JournalIndex {
  const offsets: number[] = [];
  const sequences = new Map<string, number>();
  const subjects = new Set<string>();
  const lastNumbers = new Map<string, number>();
  const seriesKey = (series: NumberSeries, year: number, prefix: string): string => `${series}/${year}/${prefix}`;
  return {
    get count() {
      return offsets.length;
    },
    add(header, offset) {
      offsets.push(offset);
      sequences.set(header.entryId, header.sequence);
      subjects.add(header.subjectId);
      for (const { series, year, prefix, value } of header.numbers) {
        const key = seriesKey(series, year, prefix);
        lastNumbers.set(key, Math.max(value, lastNumbers.get(key) ?? 0));
      }
    },
    offsetOf(sequence) {
      const offset = offsets[sequence - 1];
      if (offset === undefined) throw new Error(`no entry ${sequence} in the index`);
      return offset;
    },
    sequenceOf: (entryId) => sequences.get(entryId),
    hasSubject: (subjectId) => subjects.has(subjectId),
    lastNumber: (series, year, prefix) => lastNumbers.get(seriesKey(series, year, prefix)) ?? 0,
  };
}
