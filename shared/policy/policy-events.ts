/**
 * The packs and the calendar of a window as the journal tells them: what the program ships with, what was taken in from
 * files, and what an administrator confirmed. A version that was replaced is kept: decisions made under it can still be
 * repeated.
 */
import { z } from 'zod';
import { byAdministrator, type EntryAuthor } from '../domain/officer.ts';
import { CalendarYear } from '../domain/working-days.ts';
import { shippedHeldCalendar, withYears, type HeldCalendar } from './held-calendar.ts';
import { formerPolicyPacks, shippedPolicyPacks } from './pack-library.ts';
import { holdPack, packDigest, PackConfirmation, PolicyPack, type HeldPack } from './pack.ts';

/** What `recordEvent` is given under the kind `policy`. Subject: the pack's id, or `calendar`. */
export const PolicyEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('confirmed'), confirmation: PackConfirmation }),
  z.object({ type: z.literal('imported'), pack: PolicyPack }),
  z.object({ type: z.literal('calendarImported'), years: z.array(CalendarYear).min(1) }),
]);
export type PolicyEvent = z.infer<typeof PolicyEvent>;

export interface PolicyState {
  /** One pack of each id, the latest; shipped ones first, then in the order in which they came. */
  readonly held: readonly HeldPack[];
  /** Every version that was ever held, oldest first. */
  readonly versions: readonly HeldPack[];
  /** Every calendar that was ever in use, oldest first. */
  readonly calendars: readonly HeldCalendar[];
  /** The calendar in use. */
  readonly calendar: HeldCalendar;
  /** Entries that this version of the program cannot read: a newer one wrote them. */
  readonly unreadable: number;
  /** Entries that are no administrator's word: they change nothing. */
  readonly refused: number;
}

/** An entry as the fold reads it. */
export interface PolicyEntry {
  readonly content: unknown;
  readonly by?: EntryAuthor | null;
}

/**
 * Folds the entries, oldest first. An imported pack takes the place of the one of the same id; a confirmation counts for
 * its digest alone; a pack that is shipped no more stands where it was confirmed. Only an administrator's entries count, whatever way the others got into the ledger.
 */
export function foldPolicy(
  events: readonly PolicyEntry[],
  shipped: readonly PolicyPack[] = shippedPolicyPacks,
  former: readonly PolicyPack[] = formerPolicyPacks,
): PolicyState {
  const packs = new Map(shipped.map((pack) => [packDigest(pack), pack]));
  const latest = new Map(shipped.map((pack) => [pack.id, packDigest(pack)]));
  const confirmations: PackConfirmation[] = [];
  const calendars = [shippedHeldCalendar];
  let calendar = shippedHeldCalendar;
  let unreadable = 0;
  let refused = 0;
  for (const entry of events) {
    const event = PolicyEvent.safeParse(entry.content);
    if (!event.success) unreadable += 1;
    else if (!byAdministrator(entry)) refused += 1;
    else if (event.data.type === 'confirmed') confirmations.push(event.data.confirmation);
    else if (event.data.type === 'calendarImported') {
      calendar = withYears(calendar, event.data.years);
      calendars.push(calendar);
    } else {
      const { pack } = event.data;
      packs.set(packDigest(pack), pack);
      latest.set(pack.id, packDigest(pack));
    }
  }
  for (const pack of former) {
    const digest = packDigest(pack);
    if (!confirmations.some((entry) => entry.packId === pack.id && entry.digest === digest)) continue;
    packs.set(digest, pack);
    if (!latest.has(pack.id)) latest.set(pack.id, digest);
  }
  const versions = [...packs.values()].map((pack) => holdPack(pack, confirmations));
  const held = [...latest.values()].flatMap((digest) => versions.find((version) => version.digest === digest) ?? []);
  return { held, versions, calendars, calendar, unreadable, refused };
}

/** The version that a decision was made under; `null` when this window never held it. */
export function packOfDecision(
  { versions }: PolicyState,
  { policy, packDigest: digest }: { readonly policy: string; readonly packDigest: string },
): HeldPack | null {
  return versions.find((version) => version.pack.id === policy && version.digest === digest) ?? null;
}

/** The calendar that a decision was made with; `null` when this window never held it. */
export function calendarOfDecision(
  { calendars }: PolicyState,
  { calendarDigest }: { readonly calendarDigest: string },
): HeldCalendar | null {
  return calendars.find(({ digest }) => digest === calendarDigest) ?? null;
}

/**
 * The pack to compare with: the version of the same id that was held before, else the one that it takes over from, else
 * the one whose days of acceptance began last before its own. `null` for the very first.
 */
export function packBefore({ held, versions }: PolicyState, pack: PolicyPack): HeldPack | null {
  const digest = packDigest(pack);
  const at = versions.findIndex((version) => version.digest === digest);
  const older = (at < 0 ? versions : versions.slice(0, at)).findLast((version) => version.pack.id === pack.id);
  if (older !== undefined) return older;
  const ended = held.find((other) => other.pack.id === pack.supersedes);
  if (ended !== undefined) return ended;
  const { from } = pack.parameters.acceptance.value;
  const earlier = held.filter(
    ({ pack: other }) => other.id !== pack.id && other.parameters.acceptance.value.from < from,
  );
  const [last = null] = earlier.toSorted((a, b) =>
    a.pack.parameters.acceptance.value.from < b.pack.parameters.acceptance.value.from ? 1 : -1,
  );
  return last;
}
