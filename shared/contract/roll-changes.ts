/**
 * What changed on the roll lately: new keys and duties are said at every window and on the day sheet for 30 days (design 9.3), so that
 * whoever was put on the roll by somebody else's hand is noticed by the people who know each other.
 */
import { addDays, parsePlainDate, type PlainDate } from '../domain/plain-date.ts';
import type { Roll, RollOfficer } from './roll.ts';

/** `first`: the roll itself began. `exporting`: another window exports for the office, or none. */
export interface RollChange {
  readonly kind: 'first' | 'joined' | 'left' | 'key' | 'duty' | 'exporting';
  /** Of the person; of a window its prefix, empty for none. */
  readonly name: string;
  /** The day on which it was signed. */
  readonly on: PlainDate;
}

/** Days for which a change is said, that of signing among them. */
const SAID_DAYS = 30;

function changeOf(now: RollOfficer, before: RollOfficer | undefined): RollChange['kind'] | null {
  if (before === undefined || (before.state === 'left' && now.state === 'active')) return 'joined';
  if (now.state === 'left') return before.state === 'left' ? null : 'left';
  if (now.signing !== before.signing || now.opening !== before.opening) return 'key';
  return now.role === before.role ? null : 'duty';
}

function changesIn(roll: Roll, before: Roll | null): readonly RollChange[] {
  const on = parsePlainDate(roll.at.slice(0, 10));
  if (on === null) return [];
  if (before === null || before.series !== roll.series) return [{ kind: 'first', name: '', on }];
  const officers = roll.officers.flatMap((officer): RollChange[] => {
    const kind = changeOf(
      officer,
      before.officers.find(({ id }) => id === officer.id),
    );
    return kind === null ? [] : [{ kind, name: officer.name, on }];
  });
  const moved = roll.exporting?.window !== before.exporting?.window;
  return moved ? [...officers, { kind: 'exporting', name: roll.exporting?.prefix ?? '', on }] : officers;
}

/** Changes that are still to be said on a day, latest first; rolls in their order. */
export function rollChanges(rolls: readonly Roll[], today: PlainDate): readonly RollChange[] {
  const since = addDays(today, 1 - SAID_DAYS);
  return rolls
    .flatMap((roll, at) => changesIn(roll, rolls[at - 1] ?? null))
    .filter(({ on }) => on >= since && on <= today)
    .toReversed();
}
