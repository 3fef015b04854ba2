import { statusLabel } from '#shared/wording/labels.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import { openPersons } from '#shared/casework/open-persons.ts';

/** Whom the province sent back, or the bank, and nobody corrected since. */
export const returnedPersons = ({ persons }: CaseSummary): number =>
  persons.filter(({ province }) => province === 'refused' || province === 'failed').length;

/** The same with how many persons an acceptance left 待核, and how many the province sent back. */
export function statusText(entry: CaseSummary): string {
  const { release } = entry;
  const open = openPersons(entry);
  const back = returnedPersons(entry);
  return `${statusLabel[entry.status]}${release === null ? '' : `，已交 ${release.to.prefix} 窗口`}${open > 0 ? `，待核 ${open} 人` : ''}${back > 0 ? `，退回 ${back} 人` : ''}`;
}
