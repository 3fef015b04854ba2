/**
 * Asked where entries come one after another: what leaves in a batch, is released and is given back is read and recorded by different
 * hands, with time in between. Only here nothing comes in between any more.
 */
import { ExportEvent, foldBatches } from '#shared/batches/batch-events.ts';
import {
  foldHall,
  HallEvent,
  releaseKey,
  releasesInBatches,
  roundKey,
  roundsInBatches,
} from '#shared/batches/hall-dispatches.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import type { FailureCode } from '#shared/contract/failure.ts';
import type { CaseStore, CaseSummary } from './case-store.ts';

type Events = CaseStore['events'];
type Objection = FailureCode | null;

/** Whether an own batch that was begun and not given up holds what is released now: it is finished or given up before. */
export async function releaseObjection(events: Events, caseId: string, action: CaseAction): Promise<Objection> {
  if (action.kind !== 'released') return null;
  const exports = await events('export');
  if (!exports.ok) return exports.failure.code;
  const held = foldBatches(exports.value).some(
    ({ voided, begun }) =>
      voided === null && begun.cases.some((one) => one.caseId === caseId && action.rounds.includes(one.sequence)),
  );
  return held ? 'action-not-allowed' : null;
}

interface Known {
  readonly events: Events;
  readonly cases: readonly CaseSummary[];
}

/** Everything recorded of the own batches and of the words on others' releases. */
async function recorded(events: Events) {
  const [exports, exchange] = [await events('export'), await events('exchange')];
  if (!exports.ok) return exports.failure.code;
  if (!exchange.ok) return exchange.failure.code;
  return {
    batches: releasesInBatches(foldBatches(exports.value)),
    rounds: roundsInBatches(foldBatches(exports.value)),
    said: foldHall(exchange.value.map(({ content }) => content)).said,
  };
}

/** A batch begins: nothing in it was released meanwhile, and no release in it was answered or is in another batch. */
async function batchObjection({ events, cases }: Known, content: unknown): Promise<Objection> {
  const event = ExportEvent.safeParse(content).data;
  if (event?.step !== 'begun') return null;
  const out = new Set(cases.flatMap(({ caseId, release }) => (release?.rounds ?? []).map((of) => `${caseId} ${of}`)));
  if (event.cases.some(({ caseId, sequence }) => out.has(`${caseId} ${sequence}`))) return 'hall-not-waiting';
  if (event.released === undefined) return null;
  const found = await recorded(events);
  if (typeof found === 'string') return found;
  const keys = event.released.map((one) => releaseKey(one.window, one));
  const again = event.released.some(({ window, caseId, rounds }) =>
    rounds.some((round) => found.rounds.has(roundKey(window, caseId, round))),
  );
  const taken = again || keys.some((key) => found.batches.has(key) || found.said.has(key));
  return taken || new Set(keys).size < keys.length ? 'hall-not-waiting' : null;
}

/** A release is given back: it is in no batch and was not answered, but by somebody whom its owner's roll does not list. */
async function wordObjection({ events }: Known, content: unknown): Promise<Objection> {
  const event = HallEvent.safeParse(content).data;
  if (event?.type !== 'hallSaid' || event.words.every(({ word }) => word.said.became === 'exported')) return null;
  const found = await recorded(events);
  if (typeof found === 'string') return found;
  const taken = event.words.some(({ word }) => {
    if (word.said.became === 'exported') return false;
    const key = releaseKey(event.window, word);
    const before = found.said.get(key);
    return found.batches.has(key) || (before !== undefined && before.became !== 'not-on-roll');
  });
  return taken ? 'hall-not-waiting' : null;
}

/** Why an entry of no case cannot be recorded any more; `null` when it can. */
export async function eventObjection(
  known: Known,
  { kind, content }: { kind: string; content: unknown },
): Promise<Objection> {
  if (kind === 'export') return batchObjection(known, content);
  return kind === 'exchange' ? wordObjection(known, content) : null;
}
