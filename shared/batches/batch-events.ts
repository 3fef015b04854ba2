/**
 * The life of a batch as the journal tells it. [Note: order of an export] First `begun` is journalled: it takes the batch
 * number and holds the digests of the files that are about to be written. Then the folder appears whole. Then `committed`
 * is journalled, then `exported` for every case. So nothing lies on the disk without a record, a kill at any point leaves
 * a batch that says where it stopped, and finishing it gives the same folder or says that it cannot.
 */
import { z } from 'zod';
import { formatBatchNumber, formatNumber, type AssignedNumber } from '../casework/journal.ts';
import { byAdministrator, type EntryAuthor } from '../domain/officer.ts';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { batchFormats } from './batch-name.ts';
import { CodeChoice, Layout } from '../layouts/layout.ts';
import { ManifestFile, sealManifest, type Manifest } from './manifest.ts';

/** A case of another window, released to this one, as far as a batch says it: which release, and how much of it. */
export const ReleasedInBatch = z.object({
  window: z.uuid(),
  prefix: z.string(),
  caseId: z.string(),
  number: z.string(),
  /** Ledger number and hash of the entry that released it, there. */
  of: z.number().int().positive(),
  hash: z.string(),
  rounds: z.array(z.number().int().positive()).min(1),
  persons: z.number().int().nonnegative(),
  amountFen: z.number().int().nonnegative(),
});
export type ReleasedInBatch = z.infer<typeof ReleasedInBatch>;

const Begun = z.object({
  step: z.literal('begun'),
  training: z.boolean(),
  layout: z.object({ id: z.string(), version: z.string(), digest: z.string() }),
  codes: CodeChoice,
  formats: z.array(z.enum(batchFormats)).min(1),
  createdOn: PlainDateSchema,
  office: z.object({ name: z.string(), divisionCode: z.string() }),
  /** The rounds of cases, each with the journal sequence of the decision that is exported; a case may be here twice. */
  cases: z.array(z.object({ caseId: z.string(), sequence: z.number().int().positive() })),
  /** What other windows released to this one; absent where this window exports its own alone. */
  released: z.array(ReleasedInBatch).optional(),
  persons: z.number().int().positive(),
  amountFen: z.number().int().nonnegative(),
  files: z.array(ManifestFile).min(1),
  /** How the number is written; absent on batches of before, whose manifests and papers bear it as cases bear theirs. */
  numberForm: z.literal('plain').optional(),
});
export type BatchBegun = z.infer<typeof Begun>;

/** What `recordEvent` is given under the kind `export`. Subject: the batch's id, or `layout:` and the layout's id. */
export const ExportEvent = z.discriminatedUnion('step', [
  Begun,
  z.object({ step: z.literal('committed'), manifestDigest: z.string(), folder: z.string() }),
  z.object({ step: z.literal('voided'), reason: z.string() }),
  /** An administrator took in another layout. */
  z.object({ step: z.literal('layoutLoaded'), layout: Layout, digest: z.string() }),
]);
export type ExportEvent = z.infer<typeof ExportEvent>;

/** An event as stored. */
export interface StoredExportEvent {
  readonly sequence: number;
  readonly hash: string;
  readonly numbers: readonly AssignedNumber[];
  readonly subjectId: string;
  readonly content: unknown;
  readonly by?: EntryAuthor | null;
}

export interface BatchState {
  readonly batchId: string;
  readonly number: AssignedNumber;
  readonly numberText: string;
  /** The journal entry that began it: the chain head of the manifest. */
  readonly sequence: number;
  readonly hash: string;
  readonly begun: BatchBegun;
  readonly committed: { readonly manifestDigest: string; readonly folder: string } | null;
  readonly voided: string | null;
}

/** All batches, oldest first. What is no event of a batch is passed over. */
export function foldBatches(events: readonly StoredExportEvent[]): readonly BatchState[] {
  const batches = new Map<string, BatchState>();
  for (const stored of events) {
    const event = ExportEvent.safeParse(stored.content);
    if (!event.success) continue;
    const next = step(batches.get(stored.subjectId), stored, event.data);
    if (next !== undefined) batches.set(stored.subjectId, next);
  }
  return [...batches.values()];
}

function step(batch: BatchState | undefined, stored: StoredExportEvent, event: ExportEvent): BatchState | undefined {
  if (event.step === 'begun') return batch ?? begin(stored, event);
  if (batch === undefined) return undefined;
  switch (event.step) {
    case 'committed':
      return { ...batch, committed: { manifestDigest: event.manifestDigest, folder: event.folder } };
    case 'voided':
      return { ...batch, voided: event.reason };
    case 'layoutLoaded':
      return batch;
  }
}

function begin(stored: StoredExportEvent, begun: BatchBegun): BatchState | undefined {
  const number = stored.numbers.find(({ series }) => series === 'batch');
  if (number === undefined || casesIn(begun) === 0) return undefined;
  return {
    batchId: stored.subjectId,
    number,
    numberText: begun.numberForm === 'plain' ? formatBatchNumber(number) : formatNumber(number),
    sequence: stored.sequence,
    hash: stored.hash,
    begun,
    committed: null,
    voided: null,
  };
}

/** The layouts that an administrator took in, the latest of each id. */
export function loadedLayouts(events: readonly StoredExportEvent[]): readonly Layout[] {
  const layouts = new Map<string, Layout>();
  for (const entry of events) {
    const event = ExportEvent.safeParse(entry.content);
    if (byAdministrator(entry) && event.success && event.data.step === 'layoutLoaded')
      layouts.set(event.data.layout.id, event.data.layout);
  }
  return [...layouts.values()];
}

/** How many cases a batch holds: the own, and those of other windows. */
export const casesIn = ({ cases, released = [] }: Pick<BatchBegun, 'cases' | 'released'>): number =>
  new Set(cases.map(({ caseId }) => caseId)).size +
  new Set(released.map(({ window, caseId }) => `${window} ${caseId}`)).size;

/** The manifest that belongs to a batch: wholly told by the entry that began it. */
export function manifestOfBatch(batch: BatchState): Manifest {
  const { training, layout, codes, createdOn, office, persons, amountFen, files } = batch.begun;
  return sealManifest({
    format: 'counter-batch-1',
    id: batch.batchId,
    number: batch.numberText,
    training,
    layout: { ...layout, codes },
    createdOn,
    office,
    cases: casesIn(batch.begun),
    persons,
    amountFen,
    files,
    chainHead: { sequence: batch.sequence, hash: batch.hash },
  });
}
