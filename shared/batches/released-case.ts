/** The rows of a released case as the exporting window gets them. */
import type { CaseSummary, StoredAction } from '../casework/case-state.ts';
import { provincialRecords } from '../layouts/provincial-record.ts';
import { exportRounds } from './export-rounds.ts';
import type { ReleasedCase } from './hall-dispatches.ts';

type Unsigned = Omit<ReleasedCase, 'by'>;

/** `null`: the case is not released, or nothing of it has a row. */
export function releasedCase({
  summary,
  actions,
}: {
  readonly summary: CaseSummary;
  readonly actions: readonly StoredAction[];
}): Unsigned | null {
  const { caseId, number, employerName, unifiedSocialCreditCode, release } = summary;
  const entry = actions.find(({ sequence }) => sequence === release?.ledgerNumber);
  if (release === null || entry === undefined) return null;
  const rounds = exportRounds(number, actions).filter(({ sequence }) => release.rounds.includes(sequence));
  const records = rounds.flatMap(({ source }) => [...provincialRecords(source)]);
  if (records.length === 0) return null;
  return {
    version: 1,
    caseId,
    number,
    of: release.ledgerNumber,
    hash: entry.hash,
    on: release.on,
    employerName,
    unifiedSocialCreditCode,
    rounds: [...release.rounds],
    records: records.map(({ caseReference, position, amountFen, values }) => ({
      caseReference,
      position,
      amountFen,
      values,
    })),
  };
}
