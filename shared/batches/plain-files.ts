/**
 * Every folder with plain text in it that left the window, as the journal tells it: batches, files for the verification
 * interface, bases of decisions, what an inspector was handed. Each stands in the ledger, so that there can be a reminder to remove it (README).
 */
import { z } from 'zod';
import type { PlainDate } from '../domain/plain-date.ts';
import { batchFolderName } from './batch-name.ts';
import { foldBatches, type StoredExportEvent } from './batch-events.ts';
import {
  foldVerification,
  verificationFolder,
  type StoredVerificationEvent,
} from '../verification/verification-events.ts';

/** Recorded under the kind `export` once the host has seen that the folder is gone. Subject: `folder:` and its name. */
export const PlainRemoved = z.object({ step: z.literal('plainRemoved'), folder: z.string() });
export type PlainRemoved = z.infer<typeof PlainRemoved>;

const DecisionExported = z.object({ step: z.literal('decisionExported'), sequence: z.number(), folder: z.string() });
/** What 后续 wrote of a 免申即享 list (list-tables.ts). */
export const ListFileExported = z.object({
  step: z.literal('listFileExported'),
  folder: z.string(),
  what: z.string().max(200),
});
const InspectionExported = z.object({ step: z.literal('inspectionExported'), folder: z.string(), rows: z.number() });

export type PlainFileKind = 'batch' | 'verification' | 'decision' | 'inspection' | 'list';

export interface PlainFile {
  readonly folderName: string;
  readonly kind: PlainFileKind;
  readonly on: PlainDate;
  /** Batch number, or how many persons; empty where the folder's name says it. */
  readonly what: string;
  /** The journal says that the folder appeared; false where it was only announced. */
  readonly written: boolean;
  /** Day of the last removal that the journal has after the folder was written. */
  readonly removedOn: PlainDate | null;
}

type ExportEvents = readonly (StoredExportEvent & { readonly on: PlainDate })[];

function batches(events: ExportEvents): Omit<PlainFile, 'removedOn'>[] {
  return foldBatches(events).map(({ begun, number, numberText, committed }) => ({
    written: committed !== null,
    folderName: batchFolderName(begun.layout.id, number, begun.training),
    kind: 'batch',
    on: begun.createdOn,
    what: `批次 ${numberText}，${begun.persons} 人`,
  }));
}

function decisions(events: ExportEvents): Omit<PlainFile, 'removedOn'>[] {
  return events.flatMap(({ on, content }) => {
    const event = DecisionExported.safeParse(content);
    return event.success
      ? [{ folderName: event.data.folder, written: false, kind: 'decision' as const, on, what: '' }]
      : [];
  });
}

function inspections(events: ExportEvents): Omit<PlainFile, 'removedOn'>[] {
  return events.flatMap(({ on, content }) => {
    const event = InspectionExported.safeParse(content);
    if (!event.success) return [];
    const { folder: folderName, rows } = event.data;
    return [{ folderName, written: false, kind: 'inspection' as const, on, what: `${rows} 条` }];
  });
}

function lists(events: ExportEvents): Omit<PlainFile, 'removedOn'>[] {
  return events.flatMap(({ on, content }) => {
    const event = ListFileExported.safeParse(content);
    if (!event.success) return [];
    const { folder: folderName, what } = event.data;
    return [{ folderName, written: false, kind: 'list' as const, on, what }];
  });
}

function verifications(events: readonly StoredVerificationEvent[]): Omit<PlainFile, 'removedOn'>[] {
  return foldVerification(events, 0).batches.map((batch) => ({
    folderName: verificationFolder(batch),
    written: batch.folder !== null,
    kind: 'verification',
    on: batch.on,
    what: `${batch.persons.length} 人`,
  }));
}

/** Newest first, each folder once; one that was written again after a removal counts as there. */
export function plainFiles(
  exports: ExportEvents,
  verification: readonly StoredVerificationEvent[],
): readonly PlainFile[] {
  const files = new Map<string, PlainFile>();
  for (const file of [
    ...batches(exports),
    ...decisions(exports),
    ...inspections(exports),
    ...lists(exports),
    ...verifications(verification),
  ])
    files.set(file.folderName, { ...file, removedOn: removalOf(file.folderName, exports) });
  return [...files.values()].sort((a, b) =>
    a.on === b.on ? (a.folderName < b.folderName ? 1 : -1) : a.on < b.on ? 1 : -1,
  );
}

function removalOf(folderName: string, events: ExportEvents): PlainDate | null {
  let removed: PlainDate | null = null;
  for (const { on, content } of events) {
    const removal = PlainRemoved.safeParse(content);
    if (removal.success && removal.data.folder === folderName) removed = on;
    const again = z.union([DecisionExported, InspectionExported]).safeParse(content);
    if (again.success && again.data.folder === folderName) removed = null;
  }
  return removed;
}
