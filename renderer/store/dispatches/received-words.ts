/** A reviewer's word from another window, added to the case that it is about; or why it is not. */
import type { CaseAction } from '#shared/casework/action.ts';
import { reasonsOn, type GivenReview, type ReviewFailure } from '#shared/casework/review-dispatches.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CaseRecord, CaseStore } from '../cases/case-store.ts';
import { judgedElsewhere } from '../cases/judged-elsewhere.ts';
import type { StoreParts } from '../cases/store-parts.ts';

/** Under which name the word came from which window. */
export interface WordFrom {
  readonly name: string;
  readonly window: string;
  readonly prefix: string;
}

const failures: Readonly<Record<string, ReviewFailure>> = {
  'case-not-found': 'moved-on',
  'action-not-allowed': 'moved-on',
  'review-not-waiting': 'moved-on',
  'review-own-work': 'own-work',
  'review-without-reason': 'untrue',
  'administrator-only': 'administrator-only',
};

const isApplied = ({ actions }: CaseRecord, from: WordFrom): boolean =>
  actions.some(
    ({ action }) =>
      action.kind === 'reviewed' && action.dispatched?.name === from.name && action.dispatched.window === from.window,
  );

/** `null`: nothing can be written just now; it is tried again. */
export async function applyWord(
  parts: StoreParts,
  cases: Pick<CaseStore, 'open' | 'record'>,
  from: WordFrom,
  { word, by }: GivenReview,
): Promise<'applied' | ReviewFailure | null> {
  const opened = await cases.open(word.caseId);
  if (!opened.ok) return failures[opened.failure.code] ?? null;
  const { summary, actions } = opened.value;
  if (isApplied(opened.value, from)) return 'applied';
  const answer = actions.find(({ sequence }) => sequence === word.of);
  if (answer === undefined || answer.hash !== word.hash || summary.number !== word.number) return 'moved-on';
  const reasons = reasonsOn(answer.action, word.reasons);
  if (reasons === null) return 'untrue';
  const { id, name } = parts.officer;
  const { of, passed, note, on } = word;
  const at = parts.now();
  const action: CaseAction = {
    kind: 'reviewed',
    at,
    on: plainDate(at.slice(0, 10)),
    officer: { id, name },
    of,
    passed,
    reasons,
    note,
    dispatched: { ...from, ...by, on },
  };
  const judged = await judgedElsewhere(parts, summary, actions, action);
  if (judged?.word !== 'held') return judged?.word === 'broken' ? 'untrue' : 'not-on-roll';
  const done = await cases.record({ entryId: globalThis.crypto.randomUUID(), caseId: word.caseId, action });
  return done.ok ? 'applied' : (failures[done.failure.code] ?? null);
}
