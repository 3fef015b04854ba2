/** Drafts: sealed in the working copy, not journalled. */
import { success } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { fromUtf8 } from '#shared/crypto/bytes.ts';
import { onStore } from '../store-failure.ts';
import type { CaseStore, Draft } from './case-store.ts';
import type { StoreParts } from './store-parts.ts';

export interface DraftShelf extends Pick<CaseStore, 'drafts' | 'saveDraft' | 'removeDraft'> {
  /** Resolves when every draft handed over so far is written. */
  atRest(): Promise<void>;
}

/** Drafts, newest first. One that does not open is left out and left alone. */
export function draftShelf({ db, crypto }: StoreParts): DraftShelf {
  const inTurn = serialQueue();
  return {
    atRest: () => inTurn(() => Promise.resolve()),
    drafts: async () => {
      const rows = await db.drafts.toArray();
      const opened = await crypto.openBytes(
        'drafts',
        rows.map(({ draftId, sealed }) => ({ key: draftId, sealed })),
      );
      return opened
        .flatMap((bytes) => (bytes === null ? [] : [JSON.parse(fromUtf8(bytes)) as Draft]))
        .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    },
    saveDraft: (draft) =>
      inTurn(() =>
        onStore(async () => {
          const [sealed] = await crypto.sealTexts('drafts', [{ key: draft.draftId, text: JSON.stringify(draft) }]);
          if (sealed !== undefined) await db.drafts.put({ draftId: draft.draftId, sealed });
          return success(null);
        }),
      ),
    removeDraft: (draftId) =>
      inTurn(() =>
        onStore(async () => {
          await db.drafts.delete(draftId);
          return success(null);
        }),
      ),
  };
}
