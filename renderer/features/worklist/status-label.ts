import type { CaseStatus } from '#shared/casework/status.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import { openPersons } from './queues.ts';

/** The state of a case in the words of the counter. */
export const statusLabel: Readonly<Record<CaseStatus, string>> = {
  received: '已收件',
  accepted: '已受理',
  deficient: '待补正',
  declined: '不予受理',
  pending: '待核',
  partlyExported: '部分导出',
  exported: '已导出',
  voided: '作废',
  withdrawn: '已撤回',
};

/** Whom the province sent back, or the bank, and nobody corrected since. */
export const returnedPersons = ({ persons }: CaseSummary): number =>
  persons.filter(({ province }) => province === 'refused' || province === 'failed').length;

/** The same with how many persons an acceptance left 待核, and how many the province sent back. */
export function statusText(entry: CaseSummary): string {
  const open = openPersons(entry);
  const back = returnedPersons(entry);
  return `${statusLabel[entry.status]}${open > 0 ? `，待核 ${open} 人` : ''}${back > 0 ? `，退回 ${back} 人` : ''}`;
}
