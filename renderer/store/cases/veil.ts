/** What entries of no case say of the persons of cases, sealed under the keys of those cases: see shared/casework/veiled.ts. */
import type { EntryKind } from '#shared/casework/journal.ts';
import { citizenIdsIn, putBack, veiledEvent, type PlaceInEvent, type VeiledPerson } from '#shared/casework/veiled.ts';
import { openOnce } from './opened-veils.ts';
import type { EntryContent, StoreParts } from './store-parts.ts';

/** Kinds whose events may name persons. */
const NAMING: ReadonlySet<EntryKind> = new Set<EntryKind>(['verification', 'aftercare', 'print', 'export', 'exchange']);

/** Sealed texts of an entry; in the entry itself marks stand for them. */
interface Veil {
  readonly cases: readonly string[];
  readonly sealed: string;
}
export type VeiledContent = EntryContent & { readonly event: unknown; readonly veils?: readonly Veil[] };

/** Whom the event names of the persons of cases whose keys are here, with their marks. */
async function personsIn(
  { index, db, crypto }: StoreParts,
  event: unknown,
): Promise<{ readonly persons: readonly VeiledPerson[]; readonly keys: ReadonlyMap<string, string> }> {
  const named = citizenIdsIn(event).flatMap((citizenId) =>
    index.naming(citizenId).flatMap(({ caseId, persons }) => {
      const person = persons.find((one) => one.citizenId === citizenId);
      return person === undefined ? [] : [{ citizenId, name: person.name, caseId }];
    }),
  );
  const rows = await db.contentKeys.bulkGet([...new Set(named.map(({ caseId }) => caseId))]);
  const keys = new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.caseId, row.wrapped] as const])));
  const keyed = named.flatMap((person) => {
    const wrapped = keys.get(person.caseId);
    return wrapped === undefined ? [] : [{ ...person, wrapped }];
  });
  const marks = await crypto.marksOf(keyed.map(({ caseId, wrapped, citizenId }) => ({ caseId, wrapped, citizenId })));
  // Whose key is damaged cannot be sealed for; the entry is recorded all the same, and 台账核对 names the key.
  const persons = keyed.flatMap(({ citizenId, name, caseId }, at) => {
    const mark = marks[at] ?? null;
    return mark === null ? [] : [{ citizenId, name, caseId, mark }];
  });
  return { persons, keys };
}

/** The content as it is sealed into the ledger. */
export async function veiled<C extends { readonly event: unknown }>(
  parts: StoreParts,
  { entryId, kind }: { readonly entryId: string; readonly kind: EntryKind },
  content: C,
): Promise<C> {
  if (!NAMING.has(kind)) return content;
  const { persons, keys } = await personsIn(parts, content.event);
  const { event, taken } =
    persons.length === 0 ? { event: content.event, taken: [] } : veiledEvent(content.event, persons);
  if (taken.length === 0) return content;
  const sealed = await parts.crypto.sealLayered(
    taken.map(({ cases, texts }) => ({
      entryId,
      keys: cases.map((caseId) => [caseId, keys.get(caseId) ?? null] as const),
      text: JSON.stringify(texts),
    })),
  );
  return { ...content, event, veils: taken.map(({ cases }, at) => ({ cases, sealed: sealed[at] ?? '' })) };
}

/** Contents as they were recorded, where the keys are still there; marks stay where they are not. */
export async function unveiled(
  parts: StoreParts,
  contents: readonly { readonly entryId: string; readonly content: EntryContent | null }[],
): Promise<(EntryContent | null)[]> {
  const found = contents.flatMap(({ entryId, content }, at) =>
    content !== null && 'event' in content
      ? ((content as VeiledContent).veils ?? []).map((veil) => ({ at, entryId, ...veil }))
      : [],
  );
  if (found.length === 0) return contents.map(({ content }) => content);
  const caseIds = [...new Set(found.flatMap(({ cases }) => cases))];
  const rows = await parts.db.contentKeys.bulkGet(caseIds);
  const keys = new Map(caseIds.map((caseId, at) => [caseId, rows[at]?.wrapped ?? null]));
  const opened = await openOnce(
    parts,
    found.map(({ entryId, cases, sealed }) => ({
      entryId,
      keys: cases.map((caseId) => [caseId, keys.get(caseId) ?? null] as const),
      text: sealed,
    })),
  );
  for (const [place, { at }] of found.entries()) {
    const text = opened[place] ?? null;
    const content = contents[at]?.content as VeiledContent;
    // The contents were parsed for this call.
    if (text !== null) putBack(content.event, JSON.parse(text) as [PlaceInEvent, string][]);
  }
  return contents.map(({ content }) => {
    if (content === null || !('veils' in content)) return content;
    const { veils: _, ...rest } = content as VeiledContent;
    return rest;
  });
}
