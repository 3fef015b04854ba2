/**
 * 合并导出. At an owner's window: hands released cases to the exporting window, adds its words to them, answers what became of each. At
 * the exporting window: says of every case of a finished batch that it is in it, until its owner has it.
 */
import { foldBatches, type BatchState } from '#shared/batches/batch-events.ts';
import {
  foldHall,
  GivenHallWords,
  hallOutcomeName,
  HallOutcome,
  hallWordsName,
  hallWordStatement,
  isHallWords,
  isReleased,
  MOST_WORDS,
  releasedName,
  releaseKey,
  releasesInBatches,
  roundKey,
  roundsInBatches,
  releaseStatement,
  type HallBecame,
  type HallEvent,
  type HallWord,
  ReleasedCase,
} from '#shared/batches/hall-dispatches.ts';
import { releasedCase } from '#shared/batches/released-case.ts';
import type { WordSignature } from '#shared/casework/dispatches.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import { addHallWord } from './hall-words.ts';
import { recordExchange, type Letters, type Look, type Telling, type Wanted } from './letters.ts';
import { openedDispatch } from './sealed-dispatch.ts';
import { signedNow } from './signed-now.ts';

type Cases = Pick<CaseStore, 'list' | 'open' | 'record' | 'events' | 'recordEvent'>;
type Told = Map<string, Telling>;

/** Records words for one window; nothing where this officer's card is on no roll. */
export async function sayWords(
  parts: StoreParts,
  cases: Pick<CaseStore, 'recordEvent'>,
  owner: { readonly window: string; readonly prefix: string },
  words: readonly HallWord[],
): ReturnType<ReturnType<typeof recordExchange>> {
  const signed: { word: HallWord; by: WordSignature }[] = [];
  for (const word of words) {
    const by = await signedNow(parts, hallWordStatement(owner.window, word));
    if (by === null) return { ok: false, failure: { code: 'not-on-roll' } };
    signed.push({ word, by });
  }
  const name = hallWordsName(globalThis.crypto.randomUUID());
  const event: HallEvent = { type: 'hallSaid', name, ...owner, words: signed };
  return recordExchange(parts, cases)(name, event);
}

export function hallLetters(parts: StoreParts, cases: Cases): Letters {
  const record = recordExchange(parts, cases);
  /** Words that this officer signed again since signing in: the owner's window may have taken the newer roll in meanwhile. */
  const saidAgain = new Set<string>();

  const folded = async () => {
    const events = await cases.events('exchange');
    return events.ok ? foldHall(events.value.map(({ content }) => content)) : null;
  };

  /** Released cases, for the window that each was released to. */
  const released = ({ window }: Look): Told => {
    const found: Told = new Map();
    for (const { caseId, release } of cases.list()) {
      if (release === null) continue;
      const to = release.to.window;
      const content = async (): Promise<ReleasedCase | null> => {
        const opened = await cases.open(caseId);
        const rows = opened.ok ? releasedCase(opened.value) : null;
        const by = rows === null ? null : await signedNow(parts, releaseStatement(window, to, rows));
        return rows === null || by === null ? null : { ...rows, by };
      };
      found.set(releasedName(caseId, release.ledgerNumber), { to, content });
    }
    return found;
  };

  /** Words on cases here; answers with what became of each. */
  const take = async ({ received, window, closed, undone }: Look): Promise<Told> => {
    const outcomes: Told = new Map();
    for (const row of received) {
      if (closed() || !isHallWords(row.name) || row.to !== window) continue;
      const given = await openedDispatch(parts, row, GivenHallWords);
      const became: HallBecame[] = [];
      for (const one of given?.words ?? []) {
        const { caseId, of } = one.word;
        const what = await addHallWord(parts, cases, row, one);
        if (what === null) undone();
        else became.push({ caseId, of, became: what });
      }
      // The answer is whole or not yet: what could not be written is tried again at the next look.
      if (given === null || became.length < given.words.length) continue;
      const content = { version: 1, given: row.name, became } satisfies HallOutcome;
      outcomes.set(hallOutcomeName(row.name), { to: row.window, content: () => Promise.resolve(content) });
    }
    return outcomes;
  };

  /** Words on releases of answers that are in a finished batch under an earlier release: their window was restored to before that. */
  const restored = async (
    { received, window }: Look,
    batches: readonly BatchState[],
    said: ReadonlyMap<string, unknown>,
  ) => {
    const rounds = roundsInBatches(batches.filter(({ committed }) => committed !== null));
    const releases = releasesInBatches(batches);
    const found: { readonly window: string; readonly prefix: string; readonly word: HallWord }[] = [];
    if (rounds.size === 0) return found;
    for (const row of received) {
      if (!isReleased(row.name) || row.to !== window) continue;
      const [, caseId = '', entry = ''] = row.name.split(' ');
      const key = releaseKey(row.window, { caseId, of: Number(entry) });
      if (releases.has(key) || said.has(key)) continue;
      const released = await openedDispatch(parts, row, ReleasedCase);
      if (released === null || releasedName(released.caseId, released.of) !== row.name) continue;
      const held = released.rounds.map((round) => rounds.get(roundKey(row.window, caseId, round)));
      const [batch] = held;
      if (batch === undefined || held.some((one) => one !== batch)) continue;
      const { word } = await parts.crypto.judgeWord(released.by, releaseStatement(row.window, window, released));
      if (word !== 'held') continue;
      const { number, of, hash } = released;
      const { batchId, numberText: batchNumber, begun } = batch;
      const exported = { became: 'exported', batchId, batchNumber, rounds: released.rounds } as const;
      const { prefix } = row;
      found.push({
        window: row.window,
        prefix,
        word: { caseId, number, of, hash, on: begun.createdOn, said: exported },
      });
    }
    return found;
  };

  /** Says of finished batches what was not said yet, and anew whatever nobody on the roll had signed. */
  const say = async (at: Look): Promise<void> => {
    const { undone } = at;
    const [exports, known] = [await cases.events('export'), await folded()];
    if (!exports.ok || known === null) return;
    const open = new Map<string, { prefix: string; words: HallWord[] }>();
    const add = (window: string, prefix: string, word: HallWord) => {
      const of = open.get(window) ?? { prefix, words: [] };
      open.set(window, { ...of, words: [...of.words, word] });
    };
    const batches = foldBatches(exports.value);
    for (const { window, prefix, word } of await restored(at, batches, known.said)) add(window, prefix, word);
    for (const { committed, voided, begun, batchId, numberText } of batches)
      for (const one of committed === null || voided !== null ? [] : (begun.released ?? [])) {
        if (known.said.has(releaseKey(one.window, one))) continue;
        const { caseId, number, of, hash, rounds } = one;
        const said = { became: 'exported', batchId, batchNumber: numberText, rounds } as const;
        add(one.window, one.prefix, { caseId, number, of, hash, on: begun.createdOn, said });
      }
    for (const [key, { event, word, officerId, became }] of known.said)
      if (became === 'not-on-roll' && (officerId !== parts.officer.id || !saidAgain.has(key))) {
        saidAgain.add(key);
        add(event.window, event.prefix, word);
      }
    for (const [window, { prefix, words }] of open)
      for (let from = 0; from < words.length; from += MOST_WORDS)
        if (!(await sayWords(parts, cases, { window, prefix }, words.slice(from, from + MOST_WORDS))).ok) undone();
  };

  /** What owners made of words from here; answers with the letters that still wait. */
  const settle = async ({ received, window, undone }: Look): Promise<Told> => {
    const waiting: Told = new Map();
    for (const letter of (await folded())?.unanswered ?? []) {
      const { name, words } = letter;
      const answer = received.find((row) => row.window === letter.window && row.name === hallOutcomeName(name));
      const outcome = answer?.to === window ? await openedDispatch(parts, answer, HallOutcome) : null;
      if (outcome?.given === name) {
        if ((await record(name, { type: 'hallSettled', name, became: outcome.became } satisfies HallEvent)).ok)
          continue;
        undone();
      }
      waiting.set(name, { to: letter.window, content: () => Promise.resolve({ version: 1, words }) });
    }
    return waiting;
  };

  return {
    look: async (at): Promise<Wanted> => {
      const outcomes = await take(at);
      await say(at);
      const waiting = await settle(at);
      return new Map([...released(at), ...waiting, ...outcomes]);
    },
  };
}
