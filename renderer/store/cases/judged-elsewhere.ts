/** Whose word it is that another window sent for a case of this one. */
import type { CaseAction } from '#shared/casework/action.ts';
import type { CaseSummary, StoredAction } from '#shared/casework/case-state.ts';
import { reviewWordStatement, wordIn } from '#shared/casework/review-dispatches.ts';
import type { JudgedWord } from '#shared/crypto/roll-book.ts';
import type { StoreParts } from './store-parts.ts';

const BROKEN: JudgedWord = { word: 'broken', role: null };

/** `null`: the action carries no such word. One that also carries a passphrase of this window is nobody's. */
export async function judgedElsewhere(
  { host, area, crypto }: Pick<StoreParts, 'host' | 'area' | 'crypto'>,
  summary: CaseSummary | null,
  actions: readonly StoredAction[],
  action: CaseAction,
): Promise<JudgedWord | null> {
  if (action.kind !== 'reviewed' || action.dispatched === undefined) return null;
  const answer = actions.find(({ sequence }) => sequence === action.of);
  const ledger = await host.call('journal.state', { area });
  const owner = ledger.ok ? ledger.value.writer?.window : undefined;
  if (summary === null || answer === undefined || owner === undefined || action.confirmation !== undefined)
    return BROKEN;
  const word = wordIn(action, summary, answer);
  return word === null ? BROKEN : crypto.judgeWord(action.dispatched, reviewWordStatement(owner, summary, word));
}
