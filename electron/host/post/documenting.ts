/**
 * Documents to the hub and back (shared/post/documents.ts), also while the window is locked: those that a dispatch of this window or for it
 * names, and no others. A part at a time; whatever else there is to do goes first.
 */
import { randomUUID } from 'node:crypto';
import type { PostDocuments, PostTroubleCode } from '#shared/contract/post.ts';
import { documentOf } from '#shared/casework/documents.ts';
import {
  documentsLetterText,
  documentsPageText,
  partLetterText,
  partWishText,
  type DocumentParts,
  type DocumentRow,
  type DocumentsPage,
  type PartAnswer,
} from '#shared/post/documents.ts';
import type { LogName } from '#shared/post/heads.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { problemReach } from '#shared/post/problem.ts';
import type { DispatchBook } from './dispatch-book.ts';
import { digestOf, isWhole, type DocumentShelf, type ShelvedDocument } from './document-shelf.ts';
import type { HubClient, HubReply } from './hub-client.ts';
import { namesQuestion } from './pages.ts';
import { stopOf, type Done, type Stop } from './stop.ts';

export interface DocumentingParts {
  readonly shelf: DocumentShelf;
  readonly book: Pick<DispatchBook, 'own' | 'received'>;
  readonly log: LogName;
  readonly hub: string;
  readonly client: Pick<HubClient, 'call'>;
  readonly sign: (text: string) => Promise<string>;
  readonly verify: (text: string, signature: string) => Promise<boolean>;
}

export interface Documenting {
  /** Until all is there on both sides, or something else is to be done. A stop where the way or the hub as a whole failed. */
  exchange(brokenOff: () => boolean): Promise<Done>;
  view(): PostDocuments;
}

/** What ended an exchange early without being a trouble of the way. */
class BrokenOff extends Error {}
class Stopped extends Error {
  readonly stop: Stop;
  constructor(stop: Stop) {
    super(stop.code);
    this.stop = stop;
  }
}
const STEP = 'documents';
const stopped = (code: PostTroubleCode): Stopped => new Stopped({ code, step: STEP });

export function createDocumenting({ shelf, book, log, hub, client, sign, verify }: DocumentingParts): Documenting {
  let refusedBy: PostTroubleCode | null = null;
  let page: DocumentsPage | null = null;
  /** What the hub handed out for these is not what they are made of. */
  const wrong = new Set<string>();

  const named = <T extends { readonly name: string }>(all: readonly T[]): Map<string, T> =>
    new Map(all.flatMap((one) => (documentOf(one.name) === null ? [] : [[documentOf(one.name) ?? '', one]])));

  /** The value of an answer; whatever else it was ends the exchange. */
  const told = <T>(reply: HubReply<T>): T => {
    if (reply.ok) return reply.value;
    if ('problem' in reply && problemReach[reply.problem.code] !== 'all') {
      refusedBy = reply.problem.code;
      throw new BrokenOff();
    }
    throw new Stopped(stopOf(reply, STEP));
  };

  const say = async (put: DocumentParts | null): Promise<readonly DocumentRow[]> => {
    const own = named(book.own);
    const drop = (page?.rows ?? []).filter(({ window, digest }) => window === log.window && !own.has(digest));
    const have = shelf.all().filter((one) => !one.own && isWhole(one));
    const listed = new Set(page?.rows.map(({ digest }) => digest));
    const unsigned = {
      ...log,
      put,
      drop: drop.map(({ digest }) => digest).slice(0, 300),
      have: have.flatMap(({ digest }) => (listed.has(digest) ? [digest] : [])).slice(0, 300),
      nonce: randomUUID(),
    };
    const letter = { ...unsigned, version: POST_VERSION, signature: await sign(documentsLetterText(unsigned)) };
    const given = told(await client.call('documents', letter));
    const ours =
      namesQuestion(given, log, hub, unsigned.nonce) && (await verify(documentsPageText(given), given.signature));
    if (!ours) throw stopped('hub-changed');
    refusedBy = null;
    page = given;
    for (const { digest } of drop) await shelf.drop(digest);
    return given.rows;
  };

  const ask = async (digest: string, part: number | null): Promise<PartAnswer> => {
    const unsigned = { ...log, digest, part, nonce: randomUUID() };
    const signature = await sign(partWishText(unsigned));
    return told(await client.call('documentFetch', { ...unsigned, version: POST_VERSION, signature }));
  };

  const send = async ({ digest, of }: ShelvedDocument, goOn: () => void): Promise<void> => {
    await say(of);
    for (const part of (await ask(digest, null)).missing) {
      goOn();
      const bytes = await shelf.read(digest, part);
      // Spoilt on this disk: whoever sent it has to send it anew. The rest goes on.
      if (bytes === null) continue;
      const unsigned = { ...log, digest, part };
      const signature = await sign(partLetterText(unsigned));
      const content = Buffer.from(bytes).toString('base64');
      const { state } = told(
        await client.call('documentPart', { ...unsigned, content, version: POST_VERSION, signature }),
      );
      if (state !== 'held') return;
    }
  };

  /** Which of a document's parts can be had at the hub, once it is known here what it is made of; `null` where that cannot be had. */
  const available = async ({ digest, size, count, held }: DocumentRow): Promise<((part: number) => boolean) | null> => {
    if (held === count && shelf.find(digest) !== null) return () => true;
    const { of, missing } = await ask(digest, null);
    // Removed in between.
    if (of === null) return null;
    if (digestOf(of) !== digest || of.size !== size || of.parts.length !== count) {
      wrong.add(digest);
      return null;
    }
    await shelf.expect(digest, of);
    const absent = new Set(missing);
    return (part) => !absent.has(part);
  };

  const fetch = async (row: DocumentRow, goOn: () => void): Promise<void> => {
    const { digest } = row;
    const isThere = await available(row);
    const known = shelf.find(digest);
    if (isThere === null || known === null) return;
    for (const part of known.of.parts.keys()) {
      if (known.here.has(part) || !isThere(part)) continue;
      goOn();
      const { content } = await ask(digest, part);
      if (content === null) return;
      if (!(await shelf.put(digest, part, Buffer.from(content, 'base64')))) return void wrong.add(digest);
    }
  };

  const all = async (goOn: () => void): Promise<void> => {
    wrong.clear();
    const own = named(book.own);
    const received = named(book.received);
    for (const { digest, own: isOwn } of shelf.all()) if (!isOwn && !received.has(digest)) await shelf.drop(digest);
    let rows = await say(null);
    const atHub = (digest: string): DocumentRow | undefined => rows.find((row) => row.digest === digest);
    for (const one of shelf.all()) {
      const row = atHub(one.digest);
      // Every window had it for long enough.
      if (one.own && row?.removed === true) await shelf.drop(one.digest);
      if (!one.own || !own.has(one.digest) || row?.removed === true || row?.held === one.of.parts.length) continue;
      await send(one, goOn);
    }
    for (const row of rows) {
      const known = shelf.find(row.digest);
      if (received.get(row.digest)?.window !== row.window || row.removed || (known !== null && isWhole(known)))
        continue;
      await fetch(row, goOn);
    }
    // Says what is whole here now, and drops what is done with.
    rows = await say(null);
  };

  const isReceived = (digest: string): boolean => named(book.received).has(digest);
  const view: Documenting['view'] = () => {
    const rows = new Map(page?.rows.map((row) => [row.digest, row]));
    const own = named(book.own);
    const digests = new Set([...own.keys(), ...named(book.received).keys(), ...shelf.all().map((one) => one.digest)]);
    const documents = [...digests].map((digest): PostDocuments['documents'][number] => {
      const [known, row] = [shelf.find(digest), rows.get(digest)];
      const isOwn = known?.own ?? !isReceived(digest);
      return {
        digest,
        own: isOwn,
        size: known?.of.size ?? row?.size ?? null,
        count: known?.of.parts.length ?? row?.count ?? null,
        here: known?.here.size ?? 0,
        atHub: row?.removed === true ? 0 : (row?.held ?? 0),
        state:
          known !== null && isWhole(known)
            ? known.taken
              ? 'taken'
              : 'here'
            : wrong.has(digest)
              ? 'wrong'
              : row?.removed === true
                ? 'removed'
                : 'coming',
      };
    });
    const state =
      refusedBy === null
        ? page === null
          ? 'unasked'
          : 'exchanged'
        : refusedBy === 'not-found'
          ? 'hub-too-old'
          : 'refused';
    return { state, asOf: page?.at ?? null, documents };
  };

  return {
    exchange: async (brokenOff) => {
      try {
        await all(() => {
          if (brokenOff()) throw new BrokenOff();
        });
        return null;
      } catch (error) {
        if (error instanceof BrokenOff) return null;
        if (error instanceof Stopped) return error.stop;
        throw error;
      }
    },
    view,
  };
}
