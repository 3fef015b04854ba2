/** What a new copy of a registry has less than the one that serves, or otherwise: an administrator is asked about it. */
import type { PlainDate } from '#shared/domain/plain-date.ts';

/** Below this share of the rows, or of the persons, of the copy that serves, a new one is far smaller. */
export const FAR_FEWER_SHARE = 0.8;

export interface ComparedCopy {
  readonly asOf: PlainDate;
  readonly scope: string;
  readonly rows: number;
  /** Different persons; in the register of firms, different firms. */
  readonly persons: number;
}

export type CopyDifference =
  | { readonly what: 'fewer-rows' | 'fewer-persons'; readonly before: number; readonly now: number }
  | { readonly what: 'older-as-of'; readonly before: PlainDate; readonly now: PlainDate }
  | { readonly what: 'other-scope'; readonly before: string; readonly now: string };

/** Differences that must be asked about; none where the new copy simply follows the one before. */
export function differencesFrom(current: ComparedCopy, offered: ComparedCopy): readonly CopyDifference[] {
  const differences: CopyDifference[] = [];
  if (offered.rows < current.rows * FAR_FEWER_SHARE)
    differences.push({ what: 'fewer-rows', before: current.rows, now: offered.rows });
  if (offered.persons < current.persons * FAR_FEWER_SHARE)
    differences.push({ what: 'fewer-persons', before: current.persons, now: offered.persons });
  if (offered.asOf < current.asOf) differences.push({ what: 'older-as-of', before: current.asOf, now: offered.asOf });
  if (offered.scope !== current.scope)
    differences.push({ what: 'other-scope', before: current.scope, now: offered.scope });
  return differences;
}
