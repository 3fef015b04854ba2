/**
 * Persons put into the 核验 queue before their case is saved: there is no key of the case yet, so the entry gets one of its own, under
 * its own subject, which goes with the case.
 */
import { z } from 'zod';
import type { EntryKind } from '#shared/casework/journal.ts';
import { openRows } from './entries.ts';
import { purgedCases } from './journal-sync.ts';
import type { StoreParts } from './store-parts.ts';

const Extracted = z.object({
  step: z.literal('extracted'),
  persons: z.array(z.object({ caseId: z.string() })).min(1),
});

/** Whether an event names persons of a case that is not recorded (yet). */
export async function takesOwnKey({ db }: StoreParts, kind: EntryKind, event: unknown): Promise<boolean> {
  const extracted = kind === 'verification' ? Extracted.safeParse(event) : null;
  if (extracted?.success !== true) return false;
  const keys = await db.contentKeys.bulkGet([...new Set(extracted.data.persons.map(({ caseId }) => caseId))]);
  return keys.includes(undefined);
}

/** Subjects of the entries whose own keys go when these cases go: nobody is named in them but of cases that go now or went before. */
export async function ownKeyedOf(parts: StoreParts, caseIds: readonly string[]): Promise<readonly string[]> {
  const gone = new Set([...caseIds, ...(await purgedCases(parts))]);
  const rows = (await parts.db.actions.where('kind').equals('verification').toArray()).filter(
    ({ rest }) => rest?.key === 'content',
  );
  const contents = await openRows(parts, rows);
  return rows.flatMap(({ subjectId }, at) => {
    const content = contents[at] ?? null;
    const extracted = content !== null && 'event' in content ? Extracted.safeParse(content.event) : null;
    return extracted?.success === true && extracted.data.persons.every(({ caseId }) => gone.has(caseId))
      ? [subjectId]
      : [];
  });
}
