/** A word of the exporting window, added to the case that was released to it; or why it is not. */
import type { GivenHallWords, HallFailure } from '#shared/batches/hall-dispatches.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CaseRecord, CaseStore } from '../cases/case-store.ts';
import { judgedElsewhere } from '../cases/judged-elsewhere.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import type { Received } from './letters.ts';

type Given = GivenHallWords['words'][number];

/** Whether an action of the case says already what the word says. */
const isAdded = ({ actions }: CaseRecord, { word }: Given, window: string): boolean => {
  const released = actions.findIndex(({ sequence, hash }) => sequence === word.of && hash === word.hash);
  const after = released < 0 ? [] : actions.slice(released + 1);
  const answers = after.flatMap(({ action }) =>
    action.kind === 'exported' || action.kind === 'handedBack' ? [action] : [],
  );
  const [first] = answers;
  if (first?.dispatched?.window !== window) return false;
  // The same word signed anew by somebody else is added once.
  return first.kind === 'exported'
    ? word.said.became === 'exported' && first.batchId === word.said.batchId
    : word.said.became === 'handedBack' && first.reason === word.said.reason;
};

/** `null`: nothing can be written just now; it is tried again. */
export async function addHallWord(
  parts: StoreParts,
  cases: Pick<CaseStore, 'open' | 'record'>,
  { name, window, prefix }: Pick<Received, 'name' | 'window' | 'prefix'>,
  given: Given,
): Promise<'applied' | HallFailure | null> {
  const { word, by } = given;
  const opened = await cases.open(word.caseId);
  if (!opened.ok) return opened.failure.code === 'case-not-found' ? 'moved-on' : null;
  const { summary, actions } = opened.value;
  if (isAdded(opened.value, given, window)) return 'applied';
  const { release } = summary;
  const entry = actions.find(({ sequence }) => sequence === release?.ledgerNumber);
  if (release?.ledgerNumber !== word.of || entry?.hash !== word.hash || release.to.window !== window) return 'moved-on';
  const at = parts.now();
  const { id, name: officerName } = parts.officer;
  const base = { at, on: plainDate(at.slice(0, 10)), officer: { id, name: officerName } };
  const dispatched = { name, window, prefix, on: word.on, ...by };
  const { became, ...said } = word.said;
  const action = { kind: became, ...base, ...said, dispatched } as CaseAction;
  const judged = await judgedElsewhere(parts, summary, actions, action);
  if (judged?.word !== 'held') return judged?.word === 'broken' ? 'untrue' : 'not-on-roll';
  const done = await cases.record({ entryId: globalThis.crypto.randomUUID(), caseId: word.caseId, action });
  if (done.ok) return 'applied';
  return done.failure.code === 'action-not-allowed' ? 'moved-on' : null;
}
