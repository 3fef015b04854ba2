/** What is said of a draft wherever one is listed. */
import type { Draft } from '../../store/cases/case-store.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Local time of the last keystroke that was kept: `2022-08-22 14:05`. */
export function savedAtText({ savedAt }: Pick<Draft, 'savedAt'>): string {
  const at = new Date(savedAt);
  if (Number.isNaN(at.getTime())) return '';
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const draftFirm = ({ application }: Draft): string => application.employer.name || '（未填单位）';

/** The last one first. */
export const lastFirst = (drafts: readonly Draft[]): readonly Draft[] =>
  drafts.toSorted((one, other) => (one.savedAt < other.savedAt ? 1 : -1));
