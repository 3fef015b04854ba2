/**
 * The working copy of the cases: one Dexie database an area, in a storage bucket of its own, so that a damaged registry
 * page cannot take the cases with it. Versions only grow; a test compares them with a snapshot.
 */
import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { AssignedNumber, JournalEntry } from '#shared/casework/journal.ts';
import type { Area } from '#shared/contract/channels.ts';
import type { Bytes } from '#shared/crypto/bytes.ts';

/** A journal entry as the journal has it: header in clear, content sealed. */
export interface ActionRow {
  readonly sequence: number;
  readonly entryId: string;
  /** As written: a later program may have written a kind that this one does not know. */
  readonly kind: string;
  readonly subjectId: string;
  readonly on: string;
  readonly officerId: string;
  readonly numbers: readonly AssignedNumber[];
  readonly sealed: Bytes;
  readonly previous: string;
  readonly hash: string;
  /** What an entry of format 2 has besides; absent in one of format 1. */
  readonly rest?: Pick<JournalEntry, 'signed'> & Omit<JournalEntry['header'], CommonField>;
}

type CommonField = 'sequence' | 'entryId' | 'kind' | 'subjectId' | 'on' | 'officerId' | 'numbers';

/** A case's content key as the host keeps it beside the journal; absent once purged. */
export interface ContentKeyRow {
  readonly caseId: string;
  readonly wrapped: string;
}

/** The lines of the cases whose first entry lies in one run of the ledger, sealed together: opening a list is few records. */
export interface SummaryPageRow {
  readonly page: number;
  readonly sealed: Bytes;
}

export interface DraftRow {
  readonly draftId: string;
  readonly sealed: Bytes;
}

export interface PreferenceRow {
  readonly name: string;
  readonly sealed: Bytes;
}

export interface MetaRow {
  readonly name: string;
  readonly value: unknown;
}

/** Every version that ever was released. Append only; never change or remove a line. */
export const schemaVersions: readonly {
  readonly version: number;
  readonly tables: Readonly<Record<string, string>>;
}[] = [
  {
    version: 1,
    tables: {
      actions: '&sequence, subjectId, kind',
      contentKeys: '&caseId',
      summaries: '&page',
      drafts: '&draftId',
      preferences: '&name',
      meta: '&name',
    },
  },
];

export class CasesDatabase extends Dexie {
  declare readonly actions: Table<ActionRow, number>;
  declare readonly contentKeys: Table<ContentKeyRow, string>;
  declare readonly summaries: Table<SummaryPageRow, number>;
  declare readonly drafts: Table<DraftRow, string>;
  declare readonly preferences: Table<PreferenceRow, string>;
  declare readonly meta: Table<MetaRow, string>;

  /** `upTo`: opens the database as an older release had it (tests of upgrades). */
  constructor(name: string, options: DexieOptions = {}, upTo = Number.POSITIVE_INFINITY) {
    super(name, { ...options, chromeTransactionDurability: 'strict', cache: 'disabled' });
    for (const { version, tables } of schemaVersions) if (version <= upTo) this.version(version).stores({ ...tables });
  }
}

/** One name an installation and area: a second data folder behind the same origin never meets another's cases. */
export function databaseName(area: Area, installationId: string): string {
  return `counter-cases-${area}-${installationId}`;
}
