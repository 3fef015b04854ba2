/** 寄送: handing a file to every window of the office, and taking in what other windows handed over. */
import {
  DocumentOutcome,
  documentOutcomeName,
  documentStatement,
  foldDocuments,
  toldKey,
  type DescribedDocument,
  type DocumentBecame,
  type DocumentContents,
  type DocumentEvent,
  type FoldedDocuments,
  type SentDocument,
} from '#shared/casework/document-dispatches.ts';
import { documentOf } from '#shared/casework/documents.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { PostDispatches, PostDocuments } from '#shared/contract/post.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { authorOf, thisWindow, type StoreParts } from '../cases/store-parts.ts';
import { recordExchange, type Received } from '../dispatches/letters.ts';
import { openedDispatch } from '../dispatches/sealed-dispatch.ts';
import { signedNow } from '../dispatches/signed-now.ts';
import { postWatch } from '../post-desk.ts';
import type { Changing } from '../read-again.ts';
import { judgedDocument, type DocumentsAtHand, type DocumentWord } from './document-letters.ts';
import { openParts, sealParts } from './sealed-parts.ts';

type Lying = PostDocuments['documents'][number];

/** A file of another window. */
export interface ReceivedDocument {
  readonly window: string;
  readonly prefix: string;
  readonly document: SentDocument;
  readonly word: DocumentWord;
  /** How much of it lies here; `null` while the hub has told nothing of it. */
  readonly lying: Pick<Lying, 'state' | 'here' | 'count'> | null;
}

export interface SentDocumentState {
  readonly document: DescribedDocument & { readonly by: SentDocument['by'] };
  /** Where its parts are; `null`: nowhere any more, the file has to be sent again. */
  readonly lying: Pick<Lying, 'state' | 'here' | 'count' | 'atHub'> | null;
  /** What other windows made of it, and those that have not said. */
  readonly became: readonly { readonly prefix: string; readonly became: DocumentBecame; readonly on: PlainDate }[];
  readonly silent: readonly string[];
}

/** `subscribe` tells of entries, and of what came from other windows. */
export interface DocumentDesk extends Changing {
  /** Whether there are other windows to send to, and the one signed in may. */
  canSend(): Promise<boolean>;
  /**
   * Seals the file and hands it over; it travels by itself. `onSealed`: share that is sealed, 0…1. `administrator-only`, `not-on-roll`,
   * `file-unreadable`, `cancelled`, and those of the host.
   */
  send(
    file: File,
    contents: DocumentContents,
    onSealed: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Result<null>>;
  /** Nobody gets it any more who does not have it. `administrator-only`. */
  withdraw(digest: string): Promise<Result<null>>;
  /** What was sent from here and stands, latest first. */
  sent(): Promise<Result<readonly SentDocumentState[]>>;
  /** What came and was not dealt with here, oldest first. */
  received(): Promise<Result<readonly ReceivedDocument[]>>;
  /** The file itself: `document-incomplete`, `document-untrue`. */
  file(of: ReceivedDocument): Promise<Result<File>>;
  /** Records what became of it here, and tells its sender. */
  settle(of: ReceivedDocument, became: DocumentBecame, on: PlainDate): Promise<Result<null>>;
}

export interface DocumentDeskParts {
  readonly parts: StoreParts;
  readonly cases: Pick<CaseStore, 'events' | 'recordEvent' | 'subscribe'>;
  readonly atHand: DocumentsAtHand;
  readonly onSaid: () => void;
}

interface There {
  readonly folded: FoldedDocuments;
  readonly dispatches: PostDispatches;
  readonly lying: ReadonlyMap<string, Lying>;
}

export function documentDesk({ parts, cases, atHand, onSaid }: DocumentDeskParts): DocumentDesk {
  const { host, area, rolls } = parts;
  const watch = postWatch(host, cases);
  const record = recordExchange(parts, cases);
  const isAdministrator = (): boolean => authorOf(parts).capacity === 'administrator';
  /** What was opened and judged, by where and when it came and under which roll. */
  const judged = new Map<string, NonNullable<Awaited<ReturnType<typeof judgedDocument>>>>();

  const there = async (): Promise<Result<There>> => {
    const [events, dispatches, documents] = [
      await cases.events('exchange'),
      await host.call('post.dispatches', { area }),
      await host.call('post.documents', { area }),
    ];
    if (!events.ok) return events;
    if (!dispatches.ok) return dispatches;
    if (!documents.ok) return documents;
    const lying = new Map(documents.value.documents.map((one) => [one.digest, one]));
    const folded = foldDocuments(events.value.map(({ content }) => content));
    return success({ folded, dispatches: dispatches.value, lying });
  };

  const judgedOnce = async (row: Received) => {
    const key = `${row.window} ${row.name} ${row.at} ${rolls.recorded.length}`;
    const known = judged.get(key);
    if (known !== undefined) return known;
    const found = await judgedDocument(parts, row);
    if (found !== null) judged.set(key, found);
    return found;
  };

  /** Puts the parts with the host; the digest of the document, and what the letter says of the file. */
  const made = async (
    file: File,
    onSealed: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Result<Pick<SentDocument, 'digest' | 'bytes' | 'fileDigest' | 'key'>>> => {
    const making = globalThis.crypto.randomUUID();
    let failure: Failure | null = null;
    const put = async (part: number, content: string, share: number): Promise<boolean> => {
      const done = signal.aborted
        ? failed('cancelled')
        : await host.call('post.makeDocumentPart', { area, making, part, content });
      if (done.ok) onSealed(share);
      else failure = done.failure;
      return done.ok;
    };
    const sealed = await sealParts(file, put).catch(() => null);
    if (sealed === null) return failure === null ? failed('file-unreadable') : { ok: false, failure };
    const { count, ...said } = sealed;
    const finished = await host.call('post.finishDocument', { area, making, count });
    return finished.ok ? success({ ...said, digest: finished.value.digest }) : finished;
  };

  const handed = async (
    file: File,
    contents: DocumentContents,
    onSealed: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Result<null>> => {
    const window = (await thisWindow(parts))?.window ?? '';
    const done = await made(file, onSealed, signal);
    if (!done.ok) return done;
    const described = { ...done.value, fileName: file.name.slice(0, 255), contents };
    const by = await signedNow(parts, documentStatement(window, described));
    if (by === null) return failed('not-on-roll');
    const event: DocumentEvent = { type: 'documentSent', document: { version: 1, ...described, by } };
    return record(described.digest, event);
  };

  const send: DocumentDesk['send'] = async (file, contents, onSealed, signal) => {
    if (!isAdministrator()) return failed('administrator-only');
    atHand.begun += 1;
    const done = await handed(file, contents, onSealed, signal).finally(() => {
      atHand.ended += 1;
    });
    // Looked through in any case: what was made and not sent is tidied away.
    onSaid();
    return watch.told(done);
  };

  const withdraw: DocumentDesk['withdraw'] = async (digest) => {
    if (!isAdministrator()) return failed('administrator-only');
    const done = await record(digest, { type: 'documentWithdrawn', digest } satisfies DocumentEvent);
    if (done.ok) onSaid();
    return done;
  };

  const becameOf = async (digest: string, { received }: PostDispatches) => {
    const answers = received.filter(({ name }) => name === documentOutcomeName(digest));
    const found: (SentDocumentState['became'][number] & { readonly window: string })[] = [];
    for (const row of answers) {
      const outcome = await openedDispatch(parts, row, DocumentOutcome);
      if (outcome?.digest === digest)
        found.push({ window: row.window, prefix: row.prefix, became: outcome.became, on: outcome.on });
    }
    return found;
  };

  const others = async (): Promise<readonly { readonly window: string; readonly prefix: string }[]> => {
    const [own, last] = [(await thisWindow(parts))?.window, await host.call('post.lastOverview', { area })];
    const windows = last.ok ? (last.value.given?.overview.windows ?? []) : [];
    return windows.filter(({ window, retired }) => !retired && window !== own);
  };

  const sent: DocumentDesk['sent'] = async () => {
    const found = await there();
    if (!found.ok) return found;
    const { folded, dispatches, lying } = found.value;
    const windows = await others();
    const states: SentDocumentState[] = [];
    for (const document of [...folded.sent.values()].toReversed()) {
      const { digest } = document;
      const became = await becameOf(digest, dispatches);
      const said = new Set(became.map(({ window }) => window));
      const silent = windows.flatMap(({ window, prefix }) => (said.has(window) ? [] : [prefix]));
      const place = lying.get(digest);
      const isSomewhere = place !== undefined && (place.here > 0 || place.atHub > 0);
      states.push({ document, lying: isSomewhere ? place : null, became, silent });
    }
    return success(states);
  };

  const received: DocumentDesk['received'] = async () => {
    const found = await there();
    if (!found.ok) return found;
    const { folded, dispatches, lying } = found.value;
    const documents: ReceivedDocument[] = [];
    for (const row of dispatches.received) {
      const digest = documentOf(row.name);
      if (digest === null || row.to !== null) continue;
      const key = toldKey({ window: row.window, digest });
      if (folded.settled.has(key)) continue;
      const one = await judgedOnce(row);
      // An administrator's is shown once the ledger has it.
      if (one === null || (one.word === 'held' && !folded.told.has(key))) continue;
      documents.push({ window: row.window, prefix: row.prefix, ...one, lying: lying.get(digest) ?? null });
    }
    return success(documents);
  };

  return {
    canSend: async () => {
      const post = await host.call('post.state', { area });
      const joined = post.ok && post.value.hub !== null && post.value.claims.key !== null;
      return joined && rolls.recorded.length > 0 && isAdministrator();
    },
    send,
    withdraw,
    sent,
    received,
    file: async ({ document, word }) => {
      if (word !== 'held') return failed('document-untrue');
      const opened = await openParts(document, async (part) => {
        const read = await host.call('post.documentPart', { area, digest: document.digest, part });
        return read.ok ? read.value.content : null;
      });
      if (opened === 'incomplete') return failed('document-incomplete');
      return opened === 'untrue' ? failed('document-untrue') : success(opened);
    },
    settle: async ({ window, prefix, document: { digest } }, became, on) => {
      const done = await record(digest, {
        type: 'documentSettled',
        digest,
        window,
        prefix,
        became,
        on,
      } satisfies DocumentEvent);
      if (!done.ok) return done;
      await host.call('post.takeDocument', { area, digest });
      onSaid();
      return done;
    },
    subscribe: (listener) => watch.subscribe(listener),
  };
}
