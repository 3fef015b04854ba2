/** Rows of a returned file that are other windows': whose they are, and handing them over. */
import { foldBatches } from '#shared/batches/batch-events.ts';
import {
  answersName,
  answersStatement,
  foldAnswers,
  MOST_ANSWERS,
  type AnswersEvent,
  type AnswersSent,
  type AnswersSettled,
  type SentAnswerRow,
} from '#shared/casework/answer-dispatches.ts';
import type { ProvinceFile } from '#shared/casework/province-answer.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { bareNumber, type ReturnRow } from '#shared/returns/return-file.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { thisWindow, type StoreParts } from '../cases/store-parts.ts';
import { postWatch } from '../post-desk.ts';
import type { Changing } from '../read-again.ts';
import type { AnswersAtHand } from './answer-letters.ts';
import { recordExchange } from './letters.ts';
import { signedNow } from './signed-now.ts';

/** Rows of one other window. */
export interface AnswersFor {
  readonly window: string;
  readonly prefix: string;
  readonly rows: readonly ReturnRow[];
}

/** `lost`: not at the hub and not at hand: the file has to be read again here. */
export interface SentAnswersState {
  readonly sent: AnswersSent;
  readonly settled: AnswersSettled | null;
  readonly lost: boolean;
}

export interface AnswerDesk extends Changing {
  /** Which of these rows are of a case of which other window: by what that released to this one, or claims as accepted. */
  ownersOf(rows: readonly ReturnRow[]): Promise<Result<readonly AnswersFor[]>>;
  /** Hands rows over. The same file again sends nothing twice. `not-on-roll`. */
  send(answers: readonly AnswersFor[], file: ProvinceFile): Promise<Result<null>>;
  /** What was sent, latest first. */
  sent(): Promise<Result<readonly SentAnswersState[]>>;
}

export interface AnswerDeskParts {
  readonly parts: StoreParts;
  readonly cases: Pick<CaseStore, 'events' | 'recordEvent' | 'subscribe'>;
  readonly atHand: AnswersAtHand;
  readonly onSent: () => void;
}

type Owner = Pick<AnswersFor, 'window' | 'prefix'>;
const MOST_DIGESTS = 5000;

export function answerDesk({ parts, cases, atHand, onSent }: AnswerDeskParts): AnswerDesk {
  const { host, area, crypto } = parts;
  const watch = postWatch(host, cases);
  const record = recordExchange(parts, cases);

  /** By case number, as files write it. */
  const byNumber = async (): Promise<Result<ReadonlyMap<string, Owner>>> => {
    const exports = await cases.events('export');
    if (!exports.ok) return exports;
    const released = foldBatches(exports.value).flatMap(({ begun }) => begun.released ?? []);
    return success(new Map(released.map(({ number, window, prefix }) => [bareNumber(number), { window, prefix }])));
  };

  /** By citizen ID, of whoever is accepted at just one other window. */
  const byPerson = async (citizenIds: readonly string[], own: string): Promise<ReadonlyMap<string, Owner>> => {
    const found = new Map<string, Owner>();
    for (let at = 0; at < citizenIds.length; at += MOST_DIGESTS) {
      const some = citizenIds.slice(at, at + MOST_DIGESTS);
      const digests = (await crypto.claimDigests(some)) ?? [];
      const answer = digests.length === 0 ? null : await host.call('post.claimsOn', { area, digests: [...digests] });
      const rows = answer?.ok === true ? answer.value.rows : [];
      for (const [place, citizenId] of some.entries()) {
        const claims = rows.filter(({ digest, state }) => digest === digests[place] && state === 'accepted');
        const [one] = claims.filter(({ window }) => window !== own);
        if (one !== undefined && claims.length === 1) found.set(citizenId, { window: one.window, prefix: one.prefix });
      }
    }
    return found;
  };

  const ownersOf: AnswerDesk['ownersOf'] = async (rows) => {
    const own = (await thisWindow(parts))?.window;
    const numbers = await byNumber();
    if (!numbers.ok) return numbers;
    if (own === undefined || rows.length === 0) return success([]);
    const unnumbered = rows.filter(({ caseNumber, citizenId }) => caseNumber === '' && citizenId !== '');
    const persons = await byPerson([...new Set(unnumbered.map(({ citizenId }) => citizenId))], own);
    const found = new Map<string, { readonly owner: Owner; readonly rows: ReturnRow[] }>();
    for (const row of rows) {
      const owner = row.caseNumber === '' ? persons.get(row.citizenId) : numbers.value.get(row.caseNumber);
      if (owner === undefined || owner.window === own) continue;
      const of = found.get(owner.window) ?? { owner, rows: [] };
      of.rows.push(row);
      found.set(owner.window, of);
    }
    return success([...found.values()].map(({ owner, rows: mine }) => ({ ...owner, rows: mine })));
  };

  const known = async () => {
    const events = await cases.events('exchange');
    return events.ok ? success(foldAnswers(events.value.map(({ content }) => content))) : events;
  };

  const send: AnswerDesk['send'] = async (answers, file) => {
    const from = (await thisWindow(parts))?.window ?? '';
    const before = await known();
    if (!before.ok) return before;
    for (const { window, prefix, rows } of answers)
      for (let at = 0; at < rows.length; at += MOST_ANSWERS) {
        const part: SentAnswerRow[] = rows.slice(at, at + MOST_ANSWERS).map((row) => ({ ...row }));
        const name = answersName(file.digest, file.day, window, at / MOST_ANSWERS + 1);
        if (before.value.settled.has(name)) continue;
        const by = await signedNow(parts, answersStatement(from, window, { file, rows: part }));
        if (by === null) return failed('not-on-roll');
        atHand.set(name, { version: 1, file, rows: part, by });
        const { digest, day } = file;
        const event: AnswersEvent = { type: 'answersSent', name, window, prefix, digest, day, rows: part.length };
        const done = before.value.sent.has(name) ? success(null) : await record(name, event);
        if (!done.ok) return done;
      }
    onSent();
    return success(null);
  };

  const sent: AnswerDesk['sent'] = async () => {
    const [all, dispatches] = [await known(), await host.call('post.dispatches', { area })];
    if (!all.ok) return all;
    const there = new Set(dispatches.ok ? dispatches.value.own.map(({ name }) => name) : []);
    const states = [...all.value.sent.values()].toReversed().map((one): SentAnswersState => {
      const settled = all.value.settled.get(one.name) ?? null;
      return { sent: one, settled, lost: settled === null && !there.has(one.name) && !atHand.has(one.name) };
    });
    return success(states);
  };

  return { ownersOf, send, sent, subscribe: (listener) => watch.subscribe(listener) };
}
