/** A journal with its keys on a given disk. */
import { openContentKeys, type ContentKeys } from '#electron/host/content-keys.ts';
import type { FileLayer } from '#electron/host/file-layer.ts';
import { openJournal, type Journal, type JournalParts } from '#electron/host/journal.ts';
import { success } from '#shared/contract/failure.ts';
import { JournalAppend } from '#shared/casework/journal.ts';
import { anEntry } from '#tests/builders/host-requests.ts';

export const FOLDER = '/data/areas/office';
export const JOURNAL = `${FOLDER}/journal.jsonl`;
export const KEYS = `${FOLDER}/content-keys.jsonl`;

export interface OpenedJournal {
  readonly journal: Journal;
  readonly contentKeys: ContentKeys;
  readonly notices: { readonly code: string; readonly detail: Record<string, number> }[];
}

export async function openTestJournal(
  layer: FileLayer,
  folder = FOLDER,
  opening: Pick<JournalParts, 'quickFromBytes' | 'checkAfterMs'> = {},
): Promise<OpenedJournal> {
  const notices: OpenedJournal['notices'] = [];
  const contentKeys = await openContentKeys(layer, `${folder}/content-keys.jsonl`);
  const journal = await openJournal({
    layer,
    folder,
    contentKeys,
    prefix: async () => await Promise.resolve(success('W03')),
    ...opening,
    onNotice: (code, detail) => notices.push({ code, detail }),
  });
  return { journal, contentKeys, notices };
}

/** An entry as the handler gets it: parsed. */
export const parsedEntry = (change: Parameters<typeof anEntry>[0] = {}): JournalAppend =>
  JournalAppend.parse(anEntry(change));
