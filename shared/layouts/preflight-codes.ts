/** Everything the pre-flight can find. The order is the order of the documentation, nothing else. */
import type { LayoutColumn } from './layout.ts';

export const preflightCodes = [
  'missing',
  'missing-advised',
  'too-long',
  'not-in-table',
  'bad-day',
  'bad-month',
  'bad-amount',
  'bad-count',
  'bad-citizen-id',
  'bad-credit-code',
  'bad-organisation-code',
  'bad-division',
  'bad-pattern',
  'control-character',
  'formula-start',
  'outside-gbk',
  'not-in-gb18030',
  'person-twice',
  'employer-inconsistent',
  'sex-differs',
  'organisation-code-differs',
  'economic-type-missing',
  'economic-type-not-empty',
  'contract-ends-before-start',
  'enrolled-after-accepted',
  'disbursed-before-enrolled',
  'account-incomplete',
  'amount-not-positive',
  'correction-without-column',
  'claimed-elsewhere',
] as const;
export type PreflightCode = (typeof preflightCodes)[number];

/** A fault before it is placed in its row. `detail`: figures for the sentence, never a name, an ID or an account. */
export interface Fault {
  readonly severity: 'error' | 'warning';
  readonly code: PreflightCode;
  readonly column: LayoutColumn;
  readonly detail?: Readonly<Record<string, string | number>>;
}
