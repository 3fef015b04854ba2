/** Figures of the own cases to the hub (shared/post/figures.ts). After the lines, and never in their way: what is wrong here stops no line. */
import { randomUUID } from 'node:crypto';
import type { PostFigures, PostTroubleCode } from '#shared/contract/post.ts';
import { figuresTakenText, figuresText, type FiguresLetter, type FiguresTaken } from '#shared/post/figures.ts';
import type { LogName } from '#shared/post/heads.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { problemReach } from '#shared/post/problem.ts';
import type { FigureBook, FigureNews } from './figure-book.ts';
import type { HubClient } from './hub-client.ts';
import { namesQuestion } from './pages.ts';
import { stopOf, type Done } from './stop.ts';

export interface FiguringParts {
  readonly book: FigureBook;
  readonly log: LogName;
  readonly hub: string;
  readonly client: HubClient;
  readonly sign: (text: string) => Promise<string>;
  readonly verify: (text: string, signature: string) => Promise<boolean>;
  readonly now: () => Date;
  /** The state of the hub that its last word was of; `null` before the first. */
  readonly epoch: () => string | null;
}

export interface FiguresByStick {
  /** The figures of all own cases; none while nobody has said any, or no hub was ever met. */
  letters(): Promise<readonly FiguresLetter[]>;
  /** What the hub says of the letters that were written last; whether it is believed. */
  believe(taken: FiguresTaken): Promise<boolean>;
}

export interface Figuring {
  readonly stick: FiguresByStick;
  /** Until the hub has everything. A stop where the way or the hub as a whole failed. */
  tell(epoch: string): Promise<Done>;
  view(): PostFigures;
}

/** A hub that never comes to an end is told again later. */
const MOST_LETTERS = 2000;
/** How often the hub may turn out to be in another state, or to have had a later letter, before it is let be. */
const MOST_TURNS = 3;
/** A clock that was this far ahead once was wrong; an instant behind it is none of ours. */
const LATEST = '9000';

export function createFiguring(parts: FiguringParts): Figuring {
  const { book, log, hub, client } = parts;
  let refusedBy: PostTroubleCode | null = null;

  const isOurs = async (taken: FiguresTaken, nonce: string): Promise<boolean> => {
    const fits = namesQuestion(taken, log, hub, nonce);
    return fits && (await parts.verify(figuresTakenText(taken), taken.signature));
  };

  /** Later than every instant that a letter of this window had, whatever the clock says. */
  let lastTold = '';
  const nextTold = (): string => {
    const before = [lastTold, book.mark?.told ?? '', book.carried?.told ?? ''].toSorted().at(-1) ?? '';
    const least = before === '' ? 0 : Date.parse(before) + 1;
    lastTold = new Date(Math.max(parts.now().getTime(), least)).toISOString();
    return lastTold;
  };

  const signedLetter = async (
    { put, drop, through }: Omit<FigureNews, 'serial'>,
    nonce: string,
    told: string,
  ): Promise<FiguresLetter> => {
    const unsigned = { ...log, put: [...put], drop: [...drop], through, nonce, told };
    return { ...unsigned, version: POST_VERSION, signature: await parts.sign(figuresText(unsigned)) };
  };

  /** One letter and its answer: the epoch to go on in, or `later`: a later letter of ours was there, so that nothing was taken. */
  const once = async (epoch: string): Promise<Done | string | { readonly later: string }> => {
    const mark = book.markFor(hub, epoch);
    const news = book.next(mark);
    if (news === null) return null;
    const nonce = randomUUID();
    const letter = await signedLetter(news, nonce, nextTold());
    const reply = await client.call('figures', letter);
    if (!reply.ok && 'problem' in reply && problemReach[reply.problem.code] !== 'all') {
      refusedBy = reply.problem.code;
      return null;
    }
    if (!reply.ok) return stopOf(reply, 'figures');
    if (!(await isOurs(reply.value, nonce))) return { code: 'hub-changed', step: 'figures' };
    refusedBy = null;
    if (reply.value.epoch !== epoch) return reply.value.epoch;
    if (reply.value.told !== letter.told) return { later: reply.value.told };
    const taken = await book.took({ ...mark, sent: news.serial, through: news.through, told: letter.told });
    return taken.ok ? epoch : { code: 'disk', step: 'figures' };
  };

  const stateOf = (): PostFigures['state'] => {
    if (refusedBy === 'not-found') return 'hub-too-old';
    if (refusedBy !== null) return 'refused';
    if (book.through === 0) return 'unsaid';
    return book.isTold ? 'told' : 'waiting';
  };

  return {
    tell: async (epoch) => {
      let current = epoch;
      let turns = 0;
      for (let letters = 0; letters < MOST_LETTERS && turns <= MOST_TURNS; letters += 1) {
        const done = await once(current);
        if (done === null || (typeof done === 'object' && 'code' in done)) return done;
        if (typeof done === 'string') {
          if (done !== current) turns += 1;
          current = done;
          continue;
        }
        // Written when this machine's clock was ahead: from there on. What no letter of ours ever named is not our word.
        if (done.later < lastTold || done.later >= LATEST) turns = MOST_TURNS;
        else lastTold = done.later;
        turns += 1;
      }
      if (turns > MOST_TURNS) refusedBy = 'hub-contradicts';
      return null;
    },
    stick: {
      letters: async () => {
        const epoch = parts.epoch();
        const all = book.all();
        const last = all.at(-1);
        if (epoch === null || last === undefined) return [];
        const [nonce, told] = [randomUUID(), nextTold()];
        const letters: FiguresLetter[] = [];
        for (const news of all) letters.push(await signedLetter(news, nonce, told));
        const { serial: sent, through } = last;
        await book.carry({ hub, epoch, nonce, told, sent, through });
        return letters;
      },
      believe: async (taken) => {
        const { carried } = book;
        if (carried === null || !(await isOurs(taken, carried.nonce)) || taken.epoch !== carried.epoch) return false;
        const mark = book.markFor(hub, taken.epoch);
        // Off a drawer: what came over the network since says more.
        if (taken.told !== carried.told || mark.told >= carried.told) return false;
        const { nonce: _, ...said } = carried;
        return (await book.took(said)).ok;
      },
    },
    view: () => ({
      state: stateOf(),
      through: book.through,
      waiting: book.waiting,
      toldAt: book.mark?.hub === hub && book.mark.told !== '' ? book.mark.told : null,
    }),
  };
}
