/** What a list says otherwise than the one before: 新增, 更正, 撤出, and who is held back this time. */
import type { HeldReason, ListRow } from './events.ts';

export type ListChangeKind = 'added' | 'corrected' | 'removed' | 'held';

export interface ListChange {
  readonly kind: ListChangeKind;
  readonly itemId: string;
  readonly citizenId: string;
  /** Columns of a 更正, by their place in the layout, with what stood there and what stands there now. */
  readonly cells: readonly { readonly at: number; readonly before: string; readonly after: string }[];
  readonly reason: HeldReason | null;
}

/** The part of a list that is compared. */
export interface ComparedList {
  readonly rows: readonly ListRow[];
  readonly held: readonly { readonly itemId: string; readonly citizenId: string; readonly reason: HeldReason }[];
}

/**
 * Person by person. `monthly`: places of columns whose values belong to the reporting month (期别, 缴费状态, 缴费月数): another month
 * reads otherwise without anybody having corrected anything. Compared with a list of the same month nothing is monthly.
 */
export function listChanges(
  before: ComparedList | null,
  now: ComparedList,
  monthly: ReadonlySet<number>,
): readonly ListChange[] {
  const known = new Map((before?.rows ?? []).map((row) => [row.citizenId, row]));
  const changes = now.rows.flatMap((row): ListChange[] => {
    const { itemId, citizenId } = row;
    const last = known.get(citizenId);
    if (last === undefined) return [{ kind: 'added', itemId, citizenId, cells: [], reason: null }];
    const cells = row.cells.flatMap((after, at) => {
      const was = last.cells[at] ?? '';
      return was === after || monthly.has(at) ? [] : [{ at, before: was, after }];
    });
    return cells.length === 0 ? [] : [{ kind: 'corrected', itemId, citizenId, cells, reason: null }];
  });
  const standing = new Set(now.rows.map(({ citizenId }) => citizenId));
  const held = now.held.map(({ itemId, citizenId, reason }) => ({
    kind: 'held' as const,
    itemId,
    citizenId,
    cells: [],
    reason,
  }));
  const waiting = new Set(held.map(({ citizenId }) => citizenId));
  const removed = [...known.values()]
    .filter(({ citizenId }) => !standing.has(citizenId) && !waiting.has(citizenId))
    .map(({ itemId, citizenId }) => ({ kind: 'removed' as const, itemId, citizenId, cells: [], reason: null }));
  return [...changes, ...removed, ...held];
}
