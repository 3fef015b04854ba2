/** The rounds of an accepted case as the export and the typing aid read them: each with its own persons, none twice. */
import type { StoredAction } from '../casework/case-state.ts';
import { standingActions } from '../casework/case-state.ts';
import { afterAnswer, afterCorrection, NO_WORDS } from '../casework/province-answer.ts';
import { correctionRows, departuresIn, sentRows, type Answer, type Traffic } from '../casework/sent-rows.ts';
import type { Application } from '../domain/application.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { ExportCase, ExportCorrection } from '../layouts/provincial-record.ts';

/** One round with the journal's sequence of its decision. */
export interface ExportRound {
  readonly sequence: number;
  readonly source: ExportCase;
}

const answersIn = (actions: readonly StoredAction[]): readonly Answer[] =>
  actions.flatMap(({ action, sequence }) =>
    action.kind === 'accepted' || action.kind === 'supplemented' || action.kind === 'corrected'
      ? [{ action, sequence }]
      : [],
  );

function trafficIn(actions: readonly StoredAction[]): readonly Traffic[] {
  let words = NO_WORDS;
  const traffic: Traffic[] = [];
  for (const { action, sequence } of actions)
    if (action.kind === 'exported') traffic.push({ sequence, batchNumber: action.batchNumber, rounds: action.rounds });
    else if (action.kind === 'corrected') words = afterCorrection(words, action.on);
    else if (action.kind === 'provinceAnswered') {
      const told = afterAnswer(words, action);
      ({ words } = told);
      traffic.push({ sequence, answered: told.fresh });
    }
  return traffic;
}

function placesIn({ roster }: Application): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, { citizenId }] of roster.entries()) {
    const key = normaliseCode(citizenId);
    if (!places.has(key)) places.set(key, index + 1);
  }
  return places;
}

function sourceOf(number: string, { action }: Answer, places: ReadonlyMap<string, number>): ExportCase {
  const { application, record } = action;
  const { caseFile, decision } = record;
  const positions = caseFile.roster.map(({ citizenId }, index) => places.get(normaliseCode(citizenId)) ?? index + 1);
  return { reference: number, number, caseFile, decision, application, positions };
}

/** What a correction sends after batches that left before it; `undefined` for an answer that corrects nothing sent. */
function correctionOf(number: string, answer: Answer, before: readonly StoredAction[]): ExportCorrection | undefined {
  const traffic = trafficIn(before);
  const [first] = departuresIn(traffic);
  if (answer.action.kind !== 'corrected' || first === undefined) return undefined;
  const { changed, removed } = correctionRows(sentRows(answersIn(before), traffic), first.batchNumber, answer);
  return {
    changed,
    removed: [...removed].map(([citizenId, { batchNumber, of }]) => ({
      citizenId,
      batchNumber,
      source: sourceOf(number, of, placesIn(of.action.application)),
    })),
  };
}

/**
 * The acceptance that stands, or the correction in its place, and the supplementary decisions after it, oldest first;
 * empty for a case that is not accepted.
 */
export function exportRounds(number: string, actions: readonly StoredAction[]): readonly ExportRound[] {
  const standing = standingActions(actions);
  const first = standing.findLastIndex(({ action }) => action.kind === 'accepted' || action.kind === 'corrected');
  const answers = answersIn(standing.slice(Math.max(first, 0)));
  const [whole] = answers;
  if (first < 0 || whole === undefined) return [];
  const places = placesIn(whole.action.application);
  return answers.map((answer) => {
    const correction = correctionOf(number, answer, standing.slice(0, first));
    const source = sourceOf(number, answer, places);
    return { sequence: answer.sequence, source: correction === undefined ? source : { ...source, correction } };
  });
}
