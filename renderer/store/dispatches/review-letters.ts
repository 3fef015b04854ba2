/** 复核: hands out what waits for it to the other windows, adds the words that come back, and answers what became of them. */
import { askedReview } from '#shared/casework/asked-review.ts';
import {
  askedName,
  foldReviewDispatches,
  GivenReview,
  isGiven,
  outcomeName,
  ReviewOutcome,
  type ReviewDispatchEvent,
} from '#shared/casework/review-dispatches.ts';
import { heldBack } from '#shared/casework/review.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import { recordExchange, type Letters, type Look, type Telling, type Wanted } from './letters.ts';
import { applyWord } from './received-words.ts';
import { openedDispatch } from './sealed-dispatch.ts';

export function reviewLetters(
  parts: StoreParts,
  cases: Pick<CaseStore, 'list' | 'open' | 'record' | 'events' | 'recordEvent'>,
): Letters {
  const recorded = recordExchange(parts, cases);
  const record = (subjectId: string, event: ReviewDispatchEvent) => recorded(subjectId, event);

  const folded = async () => {
    const events = await cases.events('exchange');
    return events.ok ? foldReviewDispatches(events.value.map(({ content }) => content)) : null;
  };

  /** Words for cases here; answers with what became of each, by the name that it came under. */
  const take = async ({ received, window, closed, undone }: Look): Promise<Wanted> => {
    const outcomes = new Map<string, Telling>();
    const before = (await folded())?.unapplied;
    if (before === undefined) return outcomes;
    for (const row of received) {
      if (closed() || !isGiven(row.name) || row.to !== window) continue;
      const known = before.get(`${row.window} ${row.name}`)?.became;
      const given = known === undefined ? await openedDispatch(parts, row, GivenReview) : null;
      const { name, prefix } = row;
      const became =
        known ?? (given === null ? null : await applyWord(parts, cases, { name, window: row.window, prefix }, given));
      if (became === null) {
        // What does not open stays as it is until the key or the program changes.
        if (given !== null) undone();
        continue;
      }
      if (known === undefined && became !== 'applied' && given !== null) {
        const { caseId } = given.word;
        const event = { type: 'reviewUnapplied', name, window: row.window, caseId, became } as const;
        if (!(await record(caseId, { ...event, officerName: given.by.officerName })).ok) {
          undone();
          continue;
        }
      }
      const content = { version: 1, given: name, became } satisfies ReviewOutcome;
      outcomes.set(outcomeName(name), { to: row.window, content: () => Promise.resolve(content) });
    }
    return outcomes;
  };

  /** What other windows made of words that were given here; answers with the words that still wait. */
  const settle = async ({ received, window, undone }: Look): Promise<Wanted> => {
    const waiting = new Map<string, Telling>();
    const known = await folded();
    for (const [name, event] of known?.given ?? []) {
      if (known?.settled.has(name) === true) continue;
      const answer = received.find((row) => row.window === event.window && row.name === outcomeName(name));
      const outcome = answer?.to === window ? await openedDispatch(parts, answer, ReviewOutcome) : null;
      if (outcome?.given === name) {
        const { became } = outcome;
        if ((await record(event.given.word.caseId, { type: 'reviewSettled', name, became })).ok) continue;
        undone();
      }
      waiting.set(name, { to: event.window, content: () => Promise.resolve(event.given) });
    }
    return waiting;
  };

  /** Own answers that wait for somebody to see them. */
  const asked = (): Wanted => {
    const found = new Map<string, Telling>();
    for (const summary of cases.list())
      for (const round of heldBack(summary)) {
        if (round.review?.state !== 'waiting') continue;
        const content = async () => {
          const opened = await cases.open(summary.caseId);
          return opened.ok ? askedReview(opened.value, round.ledgerNumber) : null;
        };
        found.set(askedName(summary.caseId, round.ledgerNumber), { to: null, content });
      }
    return found;
  };

  return {
    look: async (at) => {
      const [waiting, outcomes] = [await settle(at), await take(at)];
      return new Map([...asked(), ...waiting, ...outcomes]);
    },
  };
}
