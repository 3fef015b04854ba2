/** Claims to the hub and back (shared/post/claims.ts). After the lines, and never in their way: what is wrong here stops no line. */
import { randomUUID } from 'node:crypto';
import type { CaseClaims } from '#shared/casework/claims.ts';
import type { PostClaims, PostTroubleCode } from '#shared/contract/post.ts';
import { claimLimits, claimsPageText, claimsText, type ClaimsLetter, type ClaimsPage } from '#shared/post/claims.ts';
import type { LogName } from '#shared/post/heads.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { problemReach } from '#shared/post/problem.ts';
import type { ClaimBook } from './claim-book.ts';
import type { HubClient } from './hub-client.ts';
import { createSaying } from './saying.ts';
import { goesOn, namesQuestion } from './pages.ts';
import { stopOf, type Done } from './stop.ts';

export interface ClaimingParts {
  readonly book: ClaimBook;
  readonly log: LogName;
  readonly hub: string;
  readonly client: HubClient;
  readonly sign: (text: string) => Promise<string>;
  readonly verify: (text: string, signature: string) => Promise<boolean>;
  readonly now: () => Date;
}

/** Both ways by a stick: to the hub and back, and to whichever window of the office it comes to. */
export interface ClaimsByStick {
  /** Everything that the own cases claim; none while there is no key, or no hub was ever met. */
  letters(): Promise<readonly ClaimsLetter[]>;
  /** What the hub answered to the letters that were written last, page by page; whether anything was taken. */
  believe(pages: readonly ClaimsPage[]): Promise<boolean>;
  /** All letters of another window: believed as hearsay, until the hub says where it stands; whether it was news. */
  hear(letters: readonly ClaimsLetter[]): Promise<boolean>;
}

export interface Claiming {
  readonly stick: ClaimsByStick;
  /** Until nothing waits on either side. A stop where the way or the hub as a whole failed. */
  exchange(epoch: string): Promise<Done>;
  view(): PostClaims;
}

/** More than a large office has to say; a hub that never comes to an end is asked again later. */
const MOST_LETTERS = 5000;

/** How often a hub may turn out to be in another state within one exchange. */
const MOST_TURNS = 3;

/** At least one page, so that the hub is asked also by a window that claims nobody. */
function pagesOf(put: readonly CaseClaims[], drop: readonly string[]): Pick<ClaimsLetter, 'put' | 'drop'>[] {
  const pages: { put: CaseClaims[]; drop: string[] }[] = [{ put: [], drop: [] }];
  let persons = 0;
  for (const claims of put) {
    const last = pages.at(-1);
    persons += claims.persons.length;
    const full = last === undefined || last.put.length >= claimLimits.cases || persons > claimLimits.persons;
    if (full && (last?.put.length ?? 0) > 0) {
      pages.push({ put: [claims], drop: [] });
      persons = claims.persons.length;
    } else last?.put.push(claims);
  }
  for (let at = 0; at < drop.length; at += claimLimits.cases)
    pages.push({ put: [], drop: drop.slice(at, at + claimLimits.cases) });
  return pages;
}

export function createClaiming(parts: ClaimingParts): Claiming {
  const { book, log, hub, client } = parts;
  /** Name of the office's key; `null` while it has none, `undefined` while the hub has not said it since this host started. */
  let officeKey: string | null | undefined;
  let refusedBy: PostTroubleCode | null = null;

  const isOurs = async (page: ClaimsPage, nonce: string): Promise<boolean> => {
    const fits = namesQuestion(page, log, hub, nonce);
    return fits && (await parts.verify(claimsPageText(page), page.signature));
  };

  const saying = createSaying(parts.now);
  const nextTold = (): string => saying.next([book.mark?.told ?? '', book.carried?.told ?? '']);

  const signedLetter = async (
    rest: Pick<ClaimsLetter, 'put' | 'drop' | 'after' | 'nonce'>,
    key: string | null,
    told = nextTold(),
  ): Promise<ClaimsLetter> => {
    const unsigned = { ...log, ...rest, key, told };
    return { ...unsigned, version: POST_VERSION, signature: await parts.sign(claimsText(unsigned)) };
  };

  /** One letter and its answer; the epoch to go on in when there is more. */
  const once = async (epoch: string): Promise<Done | string> => {
    const { key } = book;
    const mark = book.markFor(hub, epoch);
    const { put, drop, serial } = key === null ? { put: [], drop: [], serial: mark.sent } : book.unsent(mark);
    const nonce = randomUUID();
    const letter = await signedLetter({ put: [...put], drop: [...drop], after: mark.upTo, nonce }, key);
    const reply = await client.call('claims', letter);
    if (!reply.ok && 'problem' in reply && reply.problem.code === 'told-late')
      return saying.again(reply.problem.told) ? epoch : { code: 'hub-contradicts', step: 'claims' };
    if (!reply.ok && 'problem' in reply && problemReach[reply.problem.code] !== 'all') {
      refusedBy = reply.problem.code;
      if (reply.problem.code === 'claim-key-differs') officeKey = reply.problem.key;
      return null;
    }
    if (!reply.ok) return stopOf(reply, 'claims');
    const page = reply.value;
    if (!(await isOurs(page, nonce))) return { code: 'hub-changed', step: 'claims' };
    [officeKey, refusedBy] = [page.key, null];
    saying.heard();
    // Another key was told meanwhile: what came is of the one before.
    if (key === null || book.key !== key) return key === null ? null : epoch;
    // Put back just now: what it was asked for was of the state before.
    if (page.epoch !== epoch) return page.epoch;
    if (!goesOn(page, mark.upTo)) return { code: 'hub-contradicts', step: 'claims' };
    const { rows, upTo, more, at } = page;
    const taken = await book.took({ hub, epoch, sent: serial, upTo, at, told: letter.told }, rows);
    if (!taken.ok) return { code: 'disk', step: 'claims' };
    return (more && upTo > mark.upTo) || book.unsent(book.markFor(hub, epoch)).serial > serial ? epoch : null;
  };

  const stateOf = (): PostClaims['state'] => {
    if (refusedBy === 'claim-key-differs') return 'key-differs';
    if (refusedBy === 'not-found') return 'hub-too-old';
    if (refusedBy !== null) return 'refused';
    if (book.key === null && officeKey === undefined) return 'unasked';
    if (book.key === null) return officeKey === null ? 'key-unmade' : 'key-missing';
    return book.waiting > 0 || book.asOf === null ? 'waiting' : 'exchanged';
  };

  return {
    exchange: async (epoch) => {
      let current = epoch;
      let turns = 0;
      for (let letters = 0; letters < MOST_LETTERS; letters += 1) {
        const done = await once(current);
        if (typeof done !== 'string') return done;
        if (done !== current) turns += 1;
        if (turns > MOST_TURNS) return { code: 'hub-contradicts', step: 'claims' };
        current = done;
      }
      return null;
    },
    stick: {
      letters: async () => {
        const { key } = book;
        const { mark } = book;
        if (key === null || mark === null || mark.hub !== hub) return [];
        const { put, drop, serial } = book.all();
        const nonce = randomUUID();
        const letters: ClaimsLetter[] = [];
        const told = nextTold();
        for (const page of pagesOf(put, drop))
          letters.push(await signedLetter({ ...page, after: mark.upTo, nonce }, key, told));
        await book.carry({ hub, epoch: mark.epoch, nonce, serial, told });
        return letters;
      },
      believe: async (pages) => {
        const { carried } = book;
        let taken = false;
        let before: number | null = null;
        for (const page of pages) {
          // What the first page goes on from was said in the letter.
          const from = before ?? (page.rows[0]?.change ?? page.upTo + 1) - 1;
          if (!goesOn(page, page.rows.length === 0 ? page.upTo : from)) return taken;
          before = page.upTo;
          if (carried === null || !(await isOurs(page, carried.nonce))) return taken;
          const mark = book.markFor(hub, page.epoch);
          // Of another state of the hub: the next letter asks for everything.
          const anew = page.epoch !== carried.epoch;
          const rows = anew ? [] : page.rows;
          const next = anew
            ? { ...mark, at: mark.at ?? page.at }
            : {
                ...mark,
                sent: Math.max(mark.sent, carried.serial),
                upTo: Math.max(mark.upTo, page.upTo),
                at: mark.at !== null && mark.at > page.at ? mark.at : page.at,
              };
          if (!(await book.took(next, rows)).ok) return taken;
          if (anew) return taken;
          taken = true;
        }
        return taken;
      },
      hear: async (letters) => {
        const [first] = letters;
        if (first === undefined || first.window === log.window || first.office !== log.office) return false;
        const whole = letters.every(
          ({ key, nonce, area, window }) =>
            key === book.key && nonce === first.nonce && area === log.area && window === first.window,
        );
        if (!whole || book.key === null) return false;
        const heard = await book.hear(
          first.window,
          first.told,
          letters.flatMap(({ put }) => put),
        );
        return heard.ok && heard.value;
      },
    },
    view: () => ({
      state: stateOf(),
      key: book.key,
      officeKey: officeKey ?? null,
      through: book.through,
      waiting: book.waiting,
      asOf: book.asOf,
      version: book.version,
    }),
  };
}
