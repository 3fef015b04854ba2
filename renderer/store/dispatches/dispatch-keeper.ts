/**
 * Beside the work: hands out what waits for 复核 to the office's other windows, adds the words that come back, and answers what became
 * of them. What is handed out follows from the ledger alone, so whoever was interrupted goes on at the next look.
 */
import { dispatchLimits, type SentDispatch } from '#shared/casework/dispatches.ts';
import {
  askedName,
  foldReviewDispatches,
  GivenReview,
  isGiven,
  outcomeName,
  ReviewOutcome,
  type ReviewDispatchEvent,
} from '#shared/casework/review-dispatches.ts';
import { askedReview } from '#shared/casework/asked-review.ts';
import { heldBack } from '#shared/casework/review.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { PostDispatches } from '#shared/contract/post.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import { postWatch } from '../post-desk.ts';
import { applyWord } from './received-words.ts';
import { openedDispatch, sealedDispatch } from './sealed-dispatch.ts';

export interface DispatchKeeperParts {
  readonly parts: StoreParts;
  readonly cases: Pick<CaseStore, 'list' | 'open' | 'record' | 'events' | 'recordEvent' | 'ledger' | 'subscribe'>;
  /** Resolves once it is known whether the windows have a key in common. */
  readonly keyed: Promise<void>;
}

export interface DispatchKeeper {
  /** Looks at once. */
  check(): void;
  close(): Promise<void>;
}

/** How often the host is asked what other windows sent. */
const LOOK_MS = 3_000;
const PUT_AT_ONCE = 5;

type Received = PostDispatches['received'][number];
type Wanted = Map<string, { readonly to: string | null; readonly content: () => Promise<unknown> }>;

/** What is recorded here happens to nobody in particular: the day is the machine's. */
export function recordReviewEvent(
  { now }: Pick<StoreParts, 'now'>,
  cases: Pick<CaseStore, 'recordEvent'>,
): (subjectId: string, content: ReviewDispatchEvent) => Promise<Result<null>> {
  return async (subjectId, content) => {
    const on = plainDate(now().slice(0, 10));
    const entryId = globalThis.crypto.randomUUID();
    const entry = { entryId, kind: 'exchange', subjectId, on, content, takeBatchNumber: false } as const;
    const done = await cases.recordEvent(entry);
    return done.ok ? success(null) : done;
  };
}

export function dispatchKeeper({ parts, cases, keyed }: DispatchKeeperParts): DispatchKeeper {
  const { host, area, rolls } = parts;
  const record = recordReviewEvent(parts, cases);
  const watch = postWatch(host, cases);
  const state: { closed: boolean; wanted: boolean; running: Promise<void> | null } = {
    closed: false,
    wanted: false,
    running: null,
  };
  /** What was looked through last, so that nothing is opened again while nothing changes. */
  let looked = '';

  const folded = async () => {
    const events = await cases.events('exchange');
    return events.ok ? foldReviewDispatches(events.value.map(({ content }) => content)) : null;
  };

  /** Words for cases here; answers with what became of each, by the name that it came under. */
  const take = async (received: readonly Received[], window: string) => {
    const outcomes: Wanted = new Map();
    const before = (await folded())?.unapplied;
    if (before === undefined) return outcomes;
    for (const row of received) {
      if (state.closed || !isGiven(row.name) || row.to !== window) continue;
      const known = before.get(`${row.window} ${row.name}`)?.became;
      const given = known === undefined ? await openedDispatch(parts, row, GivenReview) : null;
      const { name, prefix } = row;
      const became =
        known ?? (given === null ? null : await applyWord(parts, cases, { name, window: row.window, prefix }, given));
      if (became === null) continue;
      if (known === undefined && became !== 'applied' && given !== null) {
        const { caseId } = given.word;
        const event = { type: 'reviewUnapplied', name, window: row.window, caseId, became } as const;
        if (!(await record(caseId, { ...event, officerName: given.by.officerName })).ok) continue;
      }
      const content = { version: 1, given: name, became } satisfies ReviewOutcome;
      outcomes.set(outcomeName(name), { to: row.window, content: () => Promise.resolve(content) });
    }
    return outcomes;
  };

  /** What other windows made of words that were given here; answers with the words that still wait. */
  const settle = async (received: readonly Received[], window: string) => {
    const waiting: Wanted = new Map();
    const known = await folded();
    for (const [name, event] of known?.given ?? []) {
      if (known?.settled.has(name) === true) continue;
      const answer = received.find((row) => row.window === event.window && row.name === outcomeName(name));
      const outcome = answer?.to === window ? await openedDispatch(parts, answer, ReviewOutcome) : null;
      if (outcome?.given === name) {
        const { became } = outcome;
        if ((await record(event.given.word.caseId, { type: 'reviewSettled', name, became })).ok) continue;
      }
      waiting.set(name, { to: event.window, content: () => Promise.resolve(event.given) });
    }
    return waiting;
  };

  /** Own answers that wait for somebody to see them. */
  const asked = (): Wanted => {
    const found: Wanted = new Map();
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

  const tell = async (own: PostDispatches['own'], wanted: Wanted, window: string): Promise<void> => {
    const keep = own.map(({ name }) => name).filter((name) => wanted.has(name));
    const told = new Set(keep);
    const put: SentDispatch[] = [];
    const say = async (): Promise<boolean> =>
      (await host.call('post.tellDispatches', { area, keep: [...told], put: put.splice(0) })).ok;
    for (const [name, { to, content }] of wanted) {
      if (state.closed || told.has(name)) continue;
      const said = await content();
      const sealed = said === null ? null : await sealedDispatch(parts, { window, to, name }, said);
      // Larger than any window takes: it is reviewed at its own.
      if (sealed === null || sealed.length > dispatchLimits.content) continue;
      put.push({ name, to, content: sealed });
      told.add(name);
      if (put.length >= PUT_AT_ONCE && !(await say())) return;
    }
    if (put.length > 0 || keep.length < own.length) await say();
  };

  const round = async (): Promise<void> => {
    const post = await host.call('post.state', { area });
    if (!post.ok || post.value.hub === null || post.value.claims.key === null || rolls.recorded.length === 0) return;
    const [ledger, found] = [await host.call('journal.state', { area }), await host.call('post.dispatches', { area })];
    const window = ledger.ok ? ledger.value.writer?.window : undefined;
    if (!found.ok || window === undefined || state.closed) return;
    const { own, received } = found.value;
    const seen = JSON.stringify([cases.ledger().head, own.map(({ name }) => name), received]);
    if (seen === looked) return;
    const [waiting, outcomes] = [await settle(received, window), await take(received, window)];
    if (state.closed) return;
    await tell(own, new Map([...asked(), ...waiting, ...outcomes]), window);
    looked = seen;
    watch.told(null);
  };

  const rounds = async (): Promise<void> => {
    await keyed;
    while (state.wanted && !state.closed) {
      state.wanted = false;
      // What failed is tried again at the next look.
      await round().catch(() => undefined);
    }
  };
  const check = (): void => {
    state.wanted = true;
    state.running ??= rounds().finally(() => {
      state.running = null;
    });
  };
  const stop = watch.subscribe(check);
  const timer = setInterval(check, LOOK_MS);
  check();
  return {
    check,
    close: async () => {
      state.closed = true;
      clearInterval(timer);
      stop();
      await state.running;
    },
  };
}
