/**
 * 判定依据: the decision of a case as a file that `counter -- replay` repeats. It is journalled first, as every export, so
 * that no file with personal data lies on the disk without a record.
 */
import type { DecisionRecord } from '#shared/casework/action.ts';
import { standingActions } from '#shared/casework/case-state.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { canonicalJson, digestOf } from '#shared/policy/canonical-json.ts';
import { calendarOfDecision, packOfDecision, type PolicyState } from '#shared/policy/policy-events.ts';
import { decisionFile } from '#shared/policy/replay.ts';
import { TRAINING_PREFIX } from '#shared/exchange/batch.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { toBase64 } from '../../store/crypto/bytes.ts';

export const DECISION_FILE_NAME = '判定依据.json';
const PIECE_BYTES = 192 * 1024;

export interface ExportableDecision {
  /** Ledger number of the entry that decided. */
  readonly sequence: number;
  readonly record: DecisionRecord;
}

/** The decision that stands; `null` for a case that was only received. */
export function decisionToExport(record: CaseRecord): ExportableDecision | null {
  for (const { sequence, action } of standingActions(record.actions).toReversed())
    if ('record' in action && action.record !== null) return { sequence, record: action.record };
  return null;
}

/** `判定依据-2022-W03-000127-15`: number of the case and of the deciding ledger entry; 培训 before it for made-up data. */
function decisionFolderName(caseNumber: string, sequence: number, training: boolean): string {
  const plain = caseNumber.replace('〔', '').replace('〕', '-');
  return `${training ? TRAINING_PREFIX : ''}判定依据-${plain}-${sequence}`;
}

/** A subject of its own: whatever stands under a case's id is read back as an action of the case, under the case's key. */
const subjectOf = (caseId: string): string => `decision:${caseId}`;

export type DecisionExport =
  | { readonly kind: 'written'; readonly folder: string }
  /** The same decision was exported before and its folder is still there. */
  | { readonly kind: 'there'; readonly folderName: string }
  /** The version of the pack, or of the calendar, is not on this machine. */
  | { readonly kind: 'no-pack' }
  | { readonly kind: 'failure'; readonly failure: Failure };

export interface DecisionExportRequest {
  readonly store: CounterStore;
  readonly policy: PolicyState;
  readonly record: CaseRecord;
  readonly decided: ExportableDecision;
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
  return await writeFolder(store, folderName, new TextEncoder().encode(`${canonicalJson(file)}\n`));
}

async function writeFolder(
  { host, area }: CounterStore,
  folderName: string,
  bytes: Uint8Array,
): Promise<DecisionExport> {
  const opened = await host.call('export.begin', { area, folderName });
  if (!opened.ok && opened.failure.code === 'export-exists') return { kind: 'there', folderName };
  if (!opened.ok) return { kind: 'failure', failure: opened.failure };
  const { exportId } = opened.value;
  const giveUp = async (failure: Failure): Promise<DecisionExport> => {
    await host.call('export.abort', { exportId });
    return { kind: 'failure', failure };
  };
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const contentBase64 = toBase64(bytes.subarray(at, at + PIECE_BYTES));
    const appended = await host.call('export.append', { exportId, fileName: DECISION_FILE_NAME, contentBase64 });
    if (!appended.ok) return await giveUp(appended.failure);
  }
  const committed = await host.call('export.commit', { exportId });
  return committed.ok ? { kind: 'written', folder: committed.value.folder } : await giveUp(committed.failure);
}
