import type { CaseStatus } from '#shared/casework/status.ts';
import type { Verdict } from '#shared/policy/verdict.ts';
import { verdictMarks } from '#shared/wording/verdicts.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import { returnedPersons, statusText } from './status-label.ts';

/** The verdict whose glyph and colour a status shares; none where nothing is decided or all is over. */
const likeVerdict: Readonly<Record<CaseStatus, Verdict | null>> = {
  received: null,
  accepted: 'met',
  deficient: 'remediable',
  declined: 'unmet',
  pending: 'unknown',
  partlyExported: 'met',
  exported: 'met',
  voided: null,
  withdrawn: null,
};

/** Glyph and word: colour never alone carries a status. */
export function StatusMark({ entry }: { readonly entry: CaseSummary }) {
  const verdict = returnedPersons(entry) > 0 ? 'remediable' : likeVerdict[entry.status];
  return (
    <span className={verdict === null ? 'soft' : `verdict verdict--${verdict}`}>
      <span aria-hidden="true">{verdict === null ? '·' : verdictMarks[verdict].glyph}</span> {statusText(entry)}
    </span>
  );
}
