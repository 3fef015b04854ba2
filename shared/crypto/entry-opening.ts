/** Opening entries of the journal, of either format: what each was sealed over, and by which key. */
import { isOld, type AnyEntry } from '../casework/journal.ts';
import { headerText } from '../casework/journal-line.ts';
import { fromUtf8, type Bytes } from './bytes.ts';
import { unpacked } from './compression.ts';
import { unwrapContentKey } from './content-key.ts';
import type { Keyring } from './data-key.ts';
import { open, place } from './sealing.ts';

/**
 * What is needed to open a journal entry. `place`: what it was sealed over. `key` 0 is an entry of format 1, which does not
 * say whether its subject has a key of its own.
 */
export interface EntryToOpen {
  readonly place: readonly string[];
  readonly key: 'content' | number;
  readonly subjectId: string;
  readonly contentKey: string | null;
  readonly sealed: Bytes;
}

/** An entry with its sealed bytes, which a copy keeps apart. `contentKey`: its subject's, where it has one. */
export function entryToOpen(entry: AnyEntry, sealed: Bytes, contentKey: string | null): EntryToOpen {
  const { subjectId, entryId } = entry.header;
  if (isOld(entry)) return { place: ['journal', subjectId, entryId], key: 0, subjectId, sealed, contentKey };
  return { place: ['journal 2', headerText(entry)], key: entry.header.key, subjectId, sealed, contentKey };
}

const CACHED_KEYS = 2000;

/** The keys of entries under one keyring; content keys are unwrapped once. */
export class EntryKeys {
  /** Opened content keys by subject, each with the wrap that it came from: a subject may get another key before its first entry. */
  private readonly contentKeys = new Map<
    string,
    { readonly wrapped: string; readonly opened: Promise<CryptoKey | null> }
  >();

  /** `null` where the key is gone or does not open. */
  keyOf(
    ring: Keyring,
    { key, subjectId, contentKey }: Pick<EntryToOpen, 'key' | 'subjectId' | 'contentKey'>,
  ): Promise<CryptoKey | null> {
    if (contentKey === null || (typeof key === 'number' && key > 0))
      return Promise.resolve(key === 'content' ? null : (ring.ledger.get(key)?.entries ?? null));
    const known = this.contentKeys.get(subjectId);
    if (known?.wrapped === contentKey) return known.opened;
    if (this.contentKeys.size >= CACHED_KEYS) this.contentKeys.clear();
    const opened = unwrapContentKey(ring, subjectId, contentKey);
    this.contentKeys.set(subjectId, { wrapped: contentKey, opened });
    return opened;
  }

  /** The entry's text; `null` where the key is gone (purged) or anything was changed. */
  async open(ring: Keyring, entry: EntryToOpen): Promise<string | null> {
    const key = await this.keyOf(ring, entry);
    const content = key === null ? null : await open(key, place(...entry.place), entry.sealed);
    if (content === null) return null;
    const plain = entry.key === 0 ? content : await unpacked(content);
    return plain === null ? null : fromUtf8(plain);
  }

  forget(subjectId: string): void {
    this.contentKeys.delete(subjectId);
  }

  clear(): void {
    this.contentKeys.clear();
  }
}
