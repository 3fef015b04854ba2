/** Answers of the province for other windows' cases: handed to them, and taken from them into the own. */
import {
  AnswersOutcome,
  answersOutcomeName,
  answersStatement,
  foldAnswers,
  isAnswers,
  SentAnswers,
  type AnswersEvent,
  type SentAnswerRow,
} from '#shared/casework/answer-dispatches.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { bareNumber } from '#shared/returns/return-file.ts';
import { matchReturnRows } from '#shared/returns/return-match.ts';
import { stepId } from '#shared/verification/verification-events.ts';
import type { CaseStore, CaseSummary } from '../cases/case-store.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import { recordExchange, type Letters, type Look, type Received, type Telling, type Wanted } from './letters.ts';
import { openedDispatch } from './sealed-dispatch.ts';

type Cases = Pick<CaseStore, 'list' | 'record' | 'events' | 'recordEvent'>;
type Told = Map<string, Telling>;

/** The same entry as when this window reads the file itself. */
export const answerEntryId = (digest: string, day: string, caseId: string): string =>
  stepId('return', digest, day, caseId);

/** Whether a row is of a case that another window has and did not answer yet. */
function isBound(cases: readonly CaseSummary[]): (row: SentAnswerRow) => boolean {
  const released = cases.filter(({ release }) => release !== null);
  const numbers = new Set(released.map(({ number }) => bareNumber(number)));
  const persons = new Set(released.flatMap((entry) => entry.persons.map(({ citizenId }) => citizenId)));
  return ({ caseNumber, citizenId }) => (caseNumber === '' ? persons.has(citizenId) : numbers.has(caseNumber));
}

/** Rows of letters that are not handed over yet, by name: no ledger keeps them. */
export type AnswersAtHand = Map<string, SentAnswers>;

export function answerLetters(parts: StoreParts, cases: Cases, atHand: AnswersAtHand): Letters {
  const record = recordExchange(parts, cases);

  const add = async ({ file, rows }: SentAnswers): Promise<Omit<AnswersOutcome, 'given' | 'version'> | null> => {
    const { cases: matched, unmatched } = matchReturnRows(rows, cases.list());
    // The word that a case left in a batch is on its way, or waits for the roll: its answers wait for it.
    const early = new Set(unmatched.map(({ line }) => line));
    const bound = isBound(cases.list());
    if (rows.some((row) => early.has(row.line) && bound(row))) return null;
    const { id, name } = parts.officer;
    for (const { summary, rows: said } of matched) {
      const at = parts.now();
      const base = { at, on: plainDate(at.slice(0, 10)), officer: { id, name } };
      const action: CaseAction = { kind: 'provinceAnswered', ...base, file, rows: [...said] };
      const entryId = answerEntryId(file.digest, file.day, summary.caseId);
      if (!(await cases.record({ entryId, caseId: summary.caseId, action })).ok) return null;
    }
    const persons = matched.reduce((sum, { rows: said }) => sum + said.length, 0);
    return { cases: matched.length, persons, unmatched: unmatched.length };
  };

  const taken = async (row: Received, window: string) => {
    const sent = await openedDispatch(parts, row, SentAnswers);
    if (sent === null) return null;
    const { word } = await parts.crypto.judgeWord(sent.by, answersStatement(row.window, window, sent));
    return word === 'held' ? add(sent) : null;
  };

  /** Rows for cases here; answers with how many were added. */
  const take = async ({ received, window, closed, undone }: Look): Promise<Told> => {
    const outcomes: Told = new Map();
    for (const row of received) {
      if (closed() || !isAnswers(row.name) || row.to !== window) continue;
      const what = await taken(row, window);
      if (what === null) undone();
      else {
        const content = { version: 1, given: row.name, ...what } satisfies AnswersOutcome;
        outcomes.set(answersOutcomeName(row.name), { to: row.window, content: () => Promise.resolve(content) });
      }
    }
    return outcomes;
  };

  /** What owners took; answers with what still waits. What is at nobody's hand any more is sent again when the file is read again. */
  const settle = async ({ received, window, undone }: Look): Promise<Told> => {
    const waiting: Told = new Map();
    const events = await cases.events('exchange');
    const { sent, settled } = foldAnswers(events.ok ? events.value.map(({ content }) => content) : []);
    for (const [name, { window: to }] of sent) {
      if (settled.has(name)) continue;
      const answer = received.find((row) => row.window === to && row.name === answersOutcomeName(name));
      const outcome = answer?.to === window ? await openedDispatch(parts, answer, AnswersOutcome) : null;
      if (outcome?.given === name) {
        const { cases: found, persons, unmatched } = outcome;
        const event: AnswersEvent = { type: 'answersSettled', name, cases: found, persons, unmatched };
        if ((await record(name, event)).ok) {
          atHand.delete(name);
          continue;
        }
        undone();
      }
      waiting.set(name, { to, content: () => Promise.resolve(atHand.get(name) ?? null) });
    }
    return waiting;
  };

  return {
    look: async (at): Promise<Wanted> => new Map([...(await settle(at)), ...(await take(at))]),
  };
}
