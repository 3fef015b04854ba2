/**
 * Whose passphrase somebody else knows: one that another officer set, or that was set with the recovery key. It opens the
 * window for its owner, and confirms nothing until the owner has changed it at the own sign-in: otherwise one person
 * could play both of two officers.
 */
import type { EntryAuthor } from '../domain/officer.ts';
import { OfficeEvent } from './office-events.ts';

interface OfficeEntry {
  readonly content: unknown;
  readonly by?: EntryAuthor | null;
}

/** Officers whose passphrase is not theirs alone, by the entries of the kind `office`, oldest first. */
export function awaitingOwners(entries: readonly OfficeEntry[]): ReadonlySet<string> {
  const awaiting = new Set<string>();
  for (const { content, by } of entries) {
    const event = OfficeEvent.safeParse(content);
    if (!event.success) continue;
    if (event.data.type === 'officerAdded') awaiting.add(event.data.officerId);
    else if (event.data.type === 'officerChanged') {
      if (by?.id === event.data.officerId) awaiting.delete(event.data.officerId);
      else awaiting.add(event.data.officerId);
    } else if (event.data.type === 'recoveryKeyUsed' && by) awaiting.add(by.id);
  }
  return awaiting;
}
