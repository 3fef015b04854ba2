/** 寄送: tells the other windows of files that were sent from here, records what came, and tells each sender what became of it. */
import {
  documentOutcomeName,
  documentStatement,
  foldDocuments,
  SentDocument,
  toldKey,
  type DocumentEvent,
  type DocumentOutcome,
} from '#shared/casework/document-dispatches.ts';
import { documentOf } from '#shared/casework/documents.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import {
  recordExchange,
  type Letters,
  type Look,
  type Received,
  type Telling,
  type Wanted,
} from '../dispatches/letters.ts';
import { openedDispatch } from '../dispatches/sealed-dispatch.ts';

/** How many documents were begun here and came to an end: in the ledger, or given up. What is in between nobody may tidy away. */
export interface DocumentsAtHand {
  begun: number;
  ended: number;
}

export type DocumentWord = 'held' | 'untrue' | 'not-administrator';

/** A document that came, and whether an administrator of the roll in force sent it; `null` where it does not open. */
export async function judgedDocument(
  parts: StoreParts,
  row: Received,
): Promise<{ readonly document: SentDocument; readonly word: DocumentWord } | null> {
  const document = await openedDispatch(parts, row, SentDocument);
  if (document === null || document.digest !== documentOf(row.name)) return null;
  const { word, role } = await parts.crypto.judgeWord(document.by, documentStatement(row.window, document));
  if (word !== 'held') return { document, word: 'untrue' };
  return { document, word: role === 'administrator' ? 'held' : 'not-administrator' };
}

export function documentLetters(
  parts: StoreParts,
  cases: Pick<CaseStore, 'events' | 'recordEvent'>,
  atHand: DocumentsAtHand,
): Letters {
  const { host, area } = parts;
  const record = recordExchange(parts, cases);
  /** By name and instant: what was judged once is judged again only when it comes anew. */
  const passedOver = new Set<string>();

  /** Records one that an administrator sent. */
  const note = async (row: Received, { undone }: Look): Promise<boolean> => {
    const key = `${row.window} ${row.name} ${row.at} ${parts.rolls.recorded.length}`;
    if (passedOver.has(key)) return false;
    const judged = await judgedDocument(parts, row);
    // Not opened may be for want of the key or the content: that is looked at again.
    if (judged === null) return false;
    if (judged.word !== 'held') {
      passedOver.add(key);
      return false;
    }
    const { key: _key, version: _version, ...document } = judged.document;
    const { window, prefix } = row;
    const event: DocumentEvent = { type: 'documentTold', digest: document.digest, window, prefix, document };
    const done = await record(document.digest, event);
    if (!done.ok) undone();
    return done.ok;
  };

  /** What lies on this disk and nothing speaks of: made and never sent, or used before the host heard of it. */
  const tidy = async (sent: ReadonlySet<string>, used: ReadonlySet<string>, begun: number): Promise<void> => {
    const found = await host.call('post.documents', { area });
    // Begun since the ledger was read: what is whole by now is not known here.
    const known = atHand.begun === begun;
    for (const { digest, own, state } of found.ok ? found.value.documents : []) {
      if (own && known && !sent.has(digest)) await host.call('post.dropDocument', { area, digest });
      if (!own && state === 'here' && used.has(digest)) await host.call('post.takeDocument', { area, digest });
    }
  };

  return {
    look: async (at): Promise<Wanted> => {
      const wanted = new Map<string, Telling>();
      const begun = atHand.begun === atHand.ended ? atHand.begun : -1;
      const events = await cases.events('exchange');
      if (!events.ok) {
        at.undone();
        return wanted;
      }
      const { sent, told, settled } = foldDocuments(events.value.map(({ content }) => content));
      for (const [name, document] of sent) wanted.set(name, { to: null, content: () => Promise.resolve(document) });
      const used = new Set<string>();
      for (const row of at.received) {
        const digest = documentOf(row.name);
        if (at.closed() || digest === null || row.to !== null) continue;
        const key = toldKey({ window: row.window, digest });
        if (!told.has(key)) await note(row, at);
        const became = settled.get(key);
        if (became === undefined) continue;
        used.add(digest);
        const outcome = { version: 1, digest, became: became.became, on: became.on } satisfies DocumentOutcome;
        wanted.set(documentOutcomeName(digest), { to: row.window, content: () => Promise.resolve(outcome) });
      }
      await tidy(new Set([...sent.values()].map(({ digest }) => digest)), used, begun);
      return wanted;
    },
  };
}
