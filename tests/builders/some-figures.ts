/** Figures of a case for the tests of the overview. */
import type { CaseFigures } from '#shared/casework/figures.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

export const someFigures = (subject: string, wish: Partial<CaseFigures> = {}): CaseFigures => ({
  subject,
  on: plainDate('2022-08-22'),
  status: 'accepted',
  persons: 6,
  met: 5,
  amountFen: 750_000,
  due: [['decision', plainDate('2022-09-21')]],
  ...wish,
});
