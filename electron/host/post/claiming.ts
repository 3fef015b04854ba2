/** Claims to the hub and back (shared/post/claims.ts). After the lines, and never in their way: what is wrong here stops no line. */
import { randomUUID } from 'node:crypto';
import type { PostClaims, PostTroubleCode } from '#shared/contract/post.ts';
import { claimsPageText, claimsText, type ClaimsPage } from '#shared/post/claims.ts';
import type { LogName } from '#shared/post/heads.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { problemReach } from '#shared/post/problem.ts';
import type { ClaimBook } from './claim-book.ts';
import type { HubClient } from './hub-client.ts';
import { stopOf, type Done } from './stop.ts';

export interface ClaimingParts {
  readonly book: ClaimBook;
  readonly log: LogName;
  readonly hub: string;
  readonly client: HubClient;
  readonly sign: (text: string) => Promise<string>;
  readonly verify: (text: string, signature: string) => Promise<boolean>;
}

export interface Claiming {
  /** Until nothing waits on either side. A stop where the way or the hub as a whole failed. */
  exchange(epoch: string): Promise<Done>;
  view(): PostClaims;
}

/** More than a large office has to say; a hub that never comes to an end is asked again later. */
const MOST_LETTERS = 5000;

export function createClaiming(parts: ClaimingParts): Claiming {
  const { book, log, hub, client } = parts;
  /** Name of the office's key; `null` while it has none, `undefined` while the hub has not said it since this host started. */
  let officeKey: string | null | undefined;
  let refusedBy: PostTroubleCode | null = null;

  const isOurs = async (page: ClaimsPage, nonce: string): Promise<boolean> => {
    const { office, area, window, generation } = log;
    const named = page.office === office && page.area === area && page.window === window;
    const fits = named && page.generation === generation && page.hub === hub && page.nonce === nonce;
    return fits && (await parts.verify(claimsPageText(page), page.signature));
  };

  /** One letter and its answer; the epoch to go on in when there is more. */
  const once = async (epoch: string): Promise<Done | string> => {
    const { key } = book;
    const mark = book.markFor(hub, epoch);
    const { put, drop, serial } = key === null ? { put: [], drop: [], serial: mark.sent } : book.unsent(mark);
    const unsigned = { ...log, key, put: [...put], drop: [...drop], after: mark.upTo, nonce: randomUUID() };
    const signature = await parts.sign(claimsText(unsigned));
    const reply = await client.call('claims', { ...unsigned, version: POST_VERSION, signature });
    if (!reply.ok && 'problem' in reply && problemReach[reply.problem.code] !== 'all') {
      refusedBy = reply.problem.code;
      if (reply.problem.code === 'claim-key-differs') officeKey = reply.problem.key;
      return null;
    }
    if (!reply.ok) return stopOf(reply, 'claims');
    const page = reply.value;
    if (!(await isOurs(page, unsigned.nonce))) return { code: 'hub-changed', step: 'claims' };
    [officeKey, refusedBy] = [page.key, null];
    // Another key was told meanwhile: what came is of the one before.
    if (key === null || book.key !== key) return key === null ? null : epoch;
    // Put back just now: what it was asked for was of the state before.
    if (page.epoch !== epoch) return page.epoch;
    const { rows, upTo, more, at } = page;
    const taken = await book.took({ hub, epoch, sent: serial, upTo, at }, rows);
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
      for (let letters = 0; letters < MOST_LETTERS; letters += 1) {
        const done = await once(current);
        if (typeof done !== 'string') return done;
        current = done;
      }
      return null;
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
