/** 复核 for the office's other windows: what they ask for, and giving a word that their windows add to their cases. */
import {
  AskedReview,
  askedName,
  foldReviewDispatches,
  givenName,
  isAsked,
  reviewWordStatement,
  type ReviewDispatchEvent,
  type ReviewOutcome,
  type ReviewWord,
} from '#shared/casework/review-dispatches.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { authorOf, type StoreParts } from '../cases/store-parts.ts';
import { postWatch } from '../post-desk.ts';
import type { Changing } from '../read-again.ts';
import { recordExchange } from './letters.ts';
import { openedDispatch } from './sealed-dispatch.ts';
import { signedNow } from './signed-now.ts';

/** An answer of another window that waits, as it was received. */
export interface ElsewhereReview {
  readonly window: string;
  readonly prefix: string;
  readonly name: string;
  /** The hub's instant. */
  readonly at: string;
  readonly asked: AskedReview;
  /** Whether the one signed in may review it. */
  readonly mine: boolean;
}

/** A word that was given here. */
export interface SentWord {
  readonly event: Extract<ReviewDispatchEvent, { readonly type: 'reviewGiven' }>;
  /** What the owner's window made of it; `null` while it has not answered. */
  readonly became: ReviewOutcome['became'] | null;
}

export interface ElsewhereReviews {
  /** Without a word from here that still travels; in the order in which they came. */
  readonly waiting: readonly ElsewhereReview[];
  /** Latest first. */
  readonly sent: readonly SentWord[];
  /** The hub's instant of what is known; `null` before its first word. */
  readonly asOf: string | null;
  /** Sealed under another key, or of a later program. */
  readonly unreadable: number;
}

/** How far the own answer is on its way to the other windows. */
export type AskedAs = 'not-sent' | 'waiting' | 'sent';

/** `subscribe` tells of entries, and of what came from other windows. */
export interface DispatchDesk extends Changing {
  elsewhere(): Promise<Result<ElsewhereReviews>>;
  /** Notes in the access log that somebody looks at it. */
  looked(of: Pick<AskedReview, 'caseId' | 'number'>): void;
  /** The word of the one signed in: `review-own-work`, `administrator-only`, `review-without-reason`, `not-on-roll`. Sent when the hub can be reached. */
  give(request: {
    readonly review: ElsewhereReview;
    readonly on: PlainDate;
    readonly said: Pick<ReviewWord, 'passed' | 'reasons' | 'note'>;
  }): Promise<Result<null>>;
  askedAs(caseId: string, of: number): Promise<AskedAs>;
}

export interface DispatchDeskParts {
  readonly parts: StoreParts;
  readonly cases: Pick<CaseStore, 'events' | 'recordEvent' | 'subscribe'>;
  readonly log: Pick<AccessLog, 'note'>;
  readonly onGiven: () => void;
}

export function dispatchDesk({ parts, cases, log, onGiven }: DispatchDeskParts): DispatchDesk {
  const { host, area, officer } = parts;
  const watch = postWatch(host, cases);
  const record = recordExchange(parts, cases);
  /** What was opened, by where and when it came: opening is not free, and looking is often. */
  const opened = new Map<string, AskedReview | null>();

  const read = async (row: { window: string; to: string | null; name: string; at: string }) => {
    const key = `${row.window} ${row.name} ${row.at}`;
    const known = opened.get(key);
    if (known !== undefined) return known;
    const asked = await openedDispatch(parts, row, AskedReview);
    // Not opened yet may be for want of the key: that is looked at again.
    if (asked !== null) opened.set(key, asked);
    return asked;
  };

  /** Why the one signed in may not review it. */
  const objection = ({ workers, by }: AskedReview): 'review-own-work' | 'administrator-only' | null => {
    if (workers.includes(officer.id)) return 'review-own-work';
    return by === 'administrators' && authorOf(parts).capacity !== 'administrator' ? 'administrator-only' : null;
  };

  const elsewhere: DispatchDesk['elsewhere'] = async () => {
    const [found, events] = [await host.call('post.dispatches', { area }), await cases.events('exchange')];
    if (!found.ok) return found;
    if (!events.ok) return events;
    const { given, settled } = foldReviewDispatches(events.value.map(({ content }) => content));
    const sent = [...given.values()].toReversed().map((event) => ({ event, became: settled.get(event.name) ?? null }));
    const said = new Set(
      sent
        // Answered, it is gone with the answer; asked for anew (the word was taken back there), it is shown anew.
        .filter(({ became }) => became === null)
        .map(({ event }) => `${event.window} ${event.given.word.hash}`),
    );
    const rows = found.value.received.filter(({ name }) => isAsked(name));
    const waiting: ElsewhereReview[] = [];
    for (const { window, prefix, name, at, to } of rows) {
      const asked = await read({ window, to, name, at });
      if (asked !== null) waiting.push({ window, prefix, name, at, asked, mine: objection(asked) === null });
    }
    const unreadable = rows.length - waiting.length;
    const open = waiting.filter(({ window, asked }) => !said.has(`${window} ${asked.hash}`));
    return success({ waiting: open, sent, asOf: found.value.asOf, unreadable });
  };

  const give: DispatchDesk['give'] = async ({ review, on, said }) => {
    const { window, prefix, asked } = review;
    const why = objection(asked);
    if (why !== null) return failed(why);
    if (!said.passed && said.note.trim() === '' && said.reasons.length === 0) return failed('review-without-reason');
    const { caseId, number, of, hash, employerName } = asked;
    const word: ReviewWord = { caseId, number, of, hash, on, ...said, reasons: [...said.reasons] };
    const by = await signedNow(parts, reviewWordStatement(window, asked, word));
    if (by === null) return failed('not-on-roll');
    const name = givenName(globalThis.crypto.randomUUID());
    const given = { version: 1, word, by } as const;
    const done = await record(caseId, { type: 'reviewGiven', name, window, prefix, employerName, given });
    if (done.ok) onGiven();
    return done;
  };

  const askedAs: DispatchDesk['askedAs'] = async (caseId, of) => {
    const found = await host.call('post.dispatches', { area });
    const own = found.ok ? found.value.own.find(({ name }) => name === askedName(caseId, of)) : undefined;
    if (own === undefined) return 'not-sent';
    return own.taken ? 'sent' : 'waiting';
  };

  return {
    elsewhere,
    looked: ({ caseId, number }) => log.note({ type: 'caseOpened', caseId, number }),
    give,
    askedAs,
    subscribe: (listener) => watch.subscribe(listener),
  };
}
