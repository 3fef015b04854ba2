import type { OtherStatus } from './day-figures.ts';

/** What was done with a case of the day that was not accepted. */
export const otherLabels: Readonly<Record<OtherStatus, string>> = {
  deficient: '一次性告知',
  declined: '不予受理',
  pending: '待核',
  received: '收件',
};
