/** Whose word it is that another window sent for a case of this one. */
import { hallWordStatement } from '#shared/batches/hall-dispatches.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import type { CaseSummary, StoredAction } from '#shared/casework/case-state.ts';
import type { FromWindow } from '#shared/casework/dispatches.ts';
import { reviewWordStatement, wordIn } from '#shared/casework/review-dispatches.ts';
import type { JudgedWord } from '#shared/crypto/roll-book.ts';
import { thisWindow, type StoreParts } from './store-parts.ts';

const BROKEN: JudgedWord = { word: 'broken', role: null };

type FromElsewhere = Extract<CaseAction, { readonly kind: 'reviewed' | 'exported' | 'handedBack' }> & {
  readonly dispatched: FromWindow;
};

const isFromElsewhere = (action: CaseAction): action is FromElsewhere =>
  'dispatched' in action && action.dispatched !== undefined;

/** What the card must have signed, for a case of the window `owner`; `null`: nothing of this case can be what the word is about. */
function statementOf(
  owner: string,
  summary: CaseSummary,
  actions: readonly StoredAction[],
  action: FromElsewhere,
): string | null {
  const at = (ledgerNumber: number | undefined) => actions.find(({ sequence }) => sequence === ledgerNumber);
  if (action.kind === 'reviewed') {
    const answer = at(action.of);
    const word = answer === undefined ? null : wordIn(action, summary, answer);
    return word === null ? null : reviewWordStatement(owner, summary, word);
  }
  const released = at(summary.release?.ledgerNumber);
  if (released === undefined) return null;
  const { caseId, number } = summary;
  const of = { caseId, number, of: released.sequence, hash: released.hash, on: action.dispatched.on };
  if (action.kind === 'handedBack')
    return hallWordStatement(owner, { ...of, said: { became: 'handedBack', reason: action.reason } });
  const { batchId, batchNumber, rounds } = action;
  return hallWordStatement(owner, { ...of, said: { became: 'exported', batchId, batchNumber, rounds } });
}

/** `null`: the action carries no such word. One that also carries a passphrase of this window is nobody's. */
export async function judgedElsewhere(
  parts: Pick<StoreParts, 'host' | 'area' | 'crypto'>,
  summary: CaseSummary | null,
  actions: readonly StoredAction[],
  action: CaseAction,
): Promise<JudgedWord | null> {
  if (!isFromElsewhere(action)) return null;
  const owner = (await thisWindow(parts))?.window;
  if (summary === null || owner === undefined || ('confirmation' in action && action.confirmation !== undefined))
    return BROKEN;
  const statement = statementOf(owner, summary, actions, action);
  return statement === null ? BROKEN : parts.crypto.judgeWord(action.dispatched, statement);
}
