/**
 * 判定依据: the decision of a case as a file that `counter -- replay` repeats. It is journalled first, as every export, so
 * that no file with personal data lies on the disk without a record.
 */
import type { StandingRecord } from '#shared/casework/standing-records.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { canonicalJson, digestOf } from '#shared/policy/canonical-json.ts';
import { calendarOfDecision, packOfDecision, type PolicyState } from '#shared/policy/policy-events.ts';
import { decisionFile } from '#shared/policy/replay.ts';
import { TRAINING_PREFIX } from '#shared/batches/batch-name.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { writeExportFile } from '../../store/export-folder.ts';

export const DECISION_FILE_NAME = '判定依据.json';

/** `判定依据-2022-W03-000127-15`: number of the case and of the deciding ledger entry; 培训 before it for made-up data. */
function decisionFolderName(caseNumber: string, sequence: number, training: boolean): string {
  const plain = caseNumber.replace('〔', '').replace('〕', '-');
  return `${training ? TRAINING_PREFIX : ''}判定依据-${plain}-${sequence}`;
}

/** A subject of its own: whatever stands under a case's id is read back as an action of the case, under the case's key. */
const subjectOf = (caseId: string): string => `decision:${caseId}`;

export type DecisionExport =
  | { readonly kind: 'written'; readonly folder: string }
  /** The same decision was exported before; its file is still there, byte for byte the same. */
  | { readonly kind: 'there'; readonly folder: string }
  /** The version of the pack, or of the calendar, is not on this machine. */
  | { readonly kind: 'no-pack' }
  | { readonly kind: 'failure'; readonly failure: Failure };

export interface DecisionExportRequest {
  readonly store: CounterStore;
  readonly policy: PolicyState;
  readonly record: CaseRecord;
  readonly decided: StandingRecord;
  readonly on: PlainDate;
  readonly entryId: string;
}

/** Journals the export, then writes the folder whole or not at all. */
export async function exportDecision(request: DecisionExportRequest): Promise<DecisionExport> {
  const { store, policy, record, decided, on, entryId } = request;
  const held = packOfDecision(policy, decided.record);
  const calendar = calendarOfDecision(policy, decided.record);
  if (held === null || calendar === null) return { kind: 'no-pack' };
  const { caseFile, decision, engine } = decided.record;
  const file = decisionFile(caseFile, held, calendar.years, decision, engine);
  const folderName = decisionFolderName(record.summary.number, decided.sequence, store.area === 'training');
  const recorded = await store.cases.recordEvent({
    entryId,
    kind: 'export',
    subjectId: subjectOf(record.summary.caseId),
    on,
    content: { step: 'decisionExported', sequence: decided.sequence, folder: folderName, digest: digestOf(file) },
    takeBatchNumber: false,
  });
  if (!recorded.ok) return { kind: 'failure', failure: recorded.failure };
  const bytes = new TextEncoder().encode(`${canonicalJson(file)}\n`);
  const written = await writeExportFile(store, folderName, DECISION_FILE_NAME, bytes);
  if (!written.ok) return { kind: 'failure', failure: written.failure };
  return { kind: written.value.fresh ? 'written' : 'there', folder: written.value.folder };
}
