/** The rounds of an accepted case as the export and the typing aid read them: each with its own persons, none twice. */
import type { StoredAction } from '../casework/case-state.ts';
import { standingActions } from '../casework/case-state.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { ExportCase } from './provincial-record.ts';

/** One round with the journal's sequence of its decision. */
export interface ExportRound {
  readonly sequence: number;
  readonly source: ExportCase;
}

/** The acceptance that stands and the supplementary decisions after it, oldest first; empty for a case that is not accepted. */
export function exportRounds(number: string, actions: readonly StoredAction[]): readonly ExportRound[] {
  const standing = standingActions(actions);
  const first = standing.findLastIndex(({ action }) => action.kind === 'accepted');
  const accepted = standing[first]?.action;
  if (accepted?.kind !== 'accepted') return [];
  const places = new Map<string, number>();
  for (const [index, { citizenId }] of accepted.application.roster.entries()) {
    const key = normaliseCode(citizenId);
    if (!places.has(key)) places.set(key, index + 1);
  }
  return standing.slice(first).flatMap(({ action, sequence }): ExportRound[] => {
    if (action.kind !== 'accepted' && action.kind !== 'supplemented') return [];
    const { application, record } = action;
    const { caseFile, decision } = record;
    const positions = caseFile.roster.map(({ citizenId }, index) => places.get(normaliseCode(citizenId)) ?? index + 1);
    return [{ sequence, source: { reference: number, number, caseFile, decision, application, positions } }];
  });
}
