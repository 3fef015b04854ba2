/** Dispatches to the hub and back (shared/post/dispatches.ts). After the lines, and never in their way: what is wrong here stops no line. */
import { randomUUID } from 'node:crypto';
import type { PostDispatches, PostTroubleCode } from '#shared/contract/post.ts';
import { dispatchLetterText, dispatchPageText, type DispatchLetter } from '#shared/post/dispatches.ts';
import type { LogName } from '#shared/post/heads.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { problemReach } from '#shared/post/problem.ts';
import type { DispatchBook } from './dispatch-book.ts';
import type { HubClient } from './hub-client.ts';
import { goesOn, namesQuestion } from './pages.ts';
import { createSaying } from './saying.ts';
import { stopOf, type Done } from './stop.ts';

export interface DispatchingParts {
  readonly book: DispatchBook;
  readonly log: LogName;
  readonly hub: string;
  readonly client: HubClient;
  readonly sign: (text: string) => Promise<string>;
  readonly verify: (text: string, signature: string) => Promise<boolean>;
  readonly now: () => Date;
}

export interface Dispatching {
  /** Until nothing waits on either side. A stop where the way or the hub as a whole failed. */
  exchange(epoch: string): Promise<Done>;
  view(): PostDispatches;
}

/** A hub that never comes to an end is asked again later. */
const MOST_LETTERS = 2000;
/** How often a hub may turn out to be in another state within one exchange. */
const MOST_TURNS = 3;

export function createDispatching({ book, log, hub, client, ...parts }: DispatchingParts): Dispatching {
  let refusedBy: PostTroubleCode | null = null;

  const saying = createSaying(parts.now);

  /** One letter and its answer; the epoch to go on in when there is more. */
  const once = async (epoch: string): Promise<Done | string> => {
    const mark = book.markFor(hub, epoch);
    const { put, drop, serial } = book.unsent(mark);
    const nonce = randomUUID();
    const unsigned = {
      ...log,
      put: [...put],
      drop: [...drop],
      after: mark.upTo,
      nonce,
      told: saying.next([book.mark?.told ?? '']),
    };
    const signature = await parts.sign(dispatchLetterText(unsigned));
    const letter: DispatchLetter = { ...unsigned, version: POST_VERSION, signature };
    const reply = await client.call('dispatches', letter);
    if (!reply.ok && 'problem' in reply && reply.problem.code === 'told-late')
      return saying.again(reply.problem.told) ? epoch : { code: 'hub-contradicts', step: 'dispatches' };
    if (!reply.ok && 'problem' in reply && problemReach[reply.problem.code] !== 'all') {
      refusedBy = reply.problem.code;
      return null;
    }
    if (!reply.ok) return stopOf(reply, 'dispatches');
    const page = reply.value;
    const ours = namesQuestion(page, log, hub, nonce) && (await parts.verify(dispatchPageText(page), page.signature));
    if (!ours) return { code: 'hub-changed', step: 'dispatches' };
    refusedBy = null;
    saying.heard();
    // Put back just now: what it was asked for was of the state before.
    if (page.epoch !== epoch) return page.epoch;
    if (!goesOn(page, mark.upTo)) return { code: 'hub-contradicts', step: 'dispatches' };
    const { rows, upTo, more, at } = page;
    const forUs = rows.filter(({ to, window }) => window !== log.window && (to === null || to === log.window));
    // What the hub still has from here and this machine knows nothing of is over, or is told anew.
    const own = rows.filter(({ window, content }) => window === log.window && content !== null);
    const taken = await book.took(
      { hub, epoch, sent: serial, upTo, at, told: letter.told },
      forUs,
      own.map(({ name }) => name),
    );
    if (!taken.ok) return { code: 'disk', step: 'dispatches' };
    return (more && upTo > mark.upTo) || book.unsent(book.markFor(hub, epoch)).serial > serial ? epoch : null;
  };

  const stateOf = (): PostDispatches['state'] => {
    if (refusedBy === 'not-found') return 'hub-too-old';
    if (refusedBy !== null) return 'refused';
    if (book.mark?.hub !== hub || book.mark.at === null) return 'unasked';
    return book.unsent(book.mark).serial > book.mark.sent ? 'waiting' : 'exchanged';
  };

  return {
    exchange: async (epoch) => {
      let current = epoch;
      let turns = 0;
      for (let letters = 0; letters < MOST_LETTERS; letters += 1) {
        const done = await once(current);
        if (typeof done !== 'string') return done;
        if (done !== current) turns += 1;
        if (turns > MOST_TURNS) return { code: 'hub-contradicts', step: 'dispatches' };
        current = done;
      }
      return null;
    },
    view: () => ({
      state: stateOf(),
      asOf: book.mark?.hub === hub ? book.mark.at : null,
      own: [...book.own],
      received: book.received.map(({ window, prefix, name, to, at }) => ({ window, prefix, name, to, at })),
    }),
  };
}
