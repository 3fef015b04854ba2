import type { CaseStatus } from '#shared/casework/status.ts';

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
