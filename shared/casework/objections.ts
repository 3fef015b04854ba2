/** What keeps an action from following although the table of transitions allows it: asked before it is recorded. */
import type { Application } from '../domain/application.ts';
import type { CaseAction } from './action.ts';
import type { CaseSummary } from './case-state.ts';
import { leavesRightly } from './release.ts';
import { reviewFault, type ReviewFault } from './review.ts';
import { supplementFault, type SupplementFault } from './rounds.ts';

/**
 * Whether the content of an action keeps it from following, beyond the table: an export or release of what is not waiting, an answer about
 * somebody else, or a supplementary decision on persons who are not open, that settles nobody, or that would change what the accepted ones
 * share. `known`: the application as last recorded. `null` when nothing does.
 */
export function objectionTo(
  before: CaseSummary | null,
  action: CaseAction,
  known: Application | null,
): 'action-not-allowed' | SupplementFault | ReviewFault | null {
  if (action.kind === 'supplemented')
    return supplementFault(before?.persons ?? [], action.record.decision, action.application, known);
  if (action.kind === 'provinceAnswered') {
    const known = new Set(before?.persons.map(({ citizenId }) => citizenId));
    return action.rows.every(({ citizenId }) => known.has(citizenId)) ? null : 'action-not-allowed';
  }
  // What another window sends just now is not kept back by a word here.
  if (action.kind === 'reviewed' && before?.release?.rounds.includes(action.of) === true) return 'review-not-waiting';
  if (action.kind === 'reviewed') return reviewFault(before?.rounds, action);
  if (action.kind !== 'exported' && action.kind !== 'released' && action.kind !== 'handedBack') return null;
  return leavesRightly(before, action) ? null : 'action-not-allowed';
}
