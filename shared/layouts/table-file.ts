/** What a writer needs to know: the layout, the reading of its codes, whether the data are made up, and the records. */
import type { CodeChoice, Layout } from './layout.ts';
import type { ProvincialRecord } from './provincial-record.ts';

/** A fresh pass over the records; every pass gives the same ones in the same order. */
export type RecordSource = () => Iterable<ProvincialRecord> | AsyncIterable<ProvincialRecord>;

export interface TableFile {
  readonly layout: Layout;
  readonly codes: CodeChoice;
  readonly training: boolean;
  readonly records: RecordSource;
}
