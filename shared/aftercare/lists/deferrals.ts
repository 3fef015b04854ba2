/**
 * 缓缴 (湛人社函〔2022〕185号 附件 一（二）3: 通知企业补缴后线下申请): who of a list stands there because of it, whether the firm was
 * told, and the window case in which the person came back.
 */
import type { GrantItem } from '../book.ts';
import { proposalOf } from './check-rows.ts';
import type { ListBook, TakenList, Told } from './lists.ts';
import { itemIdOfRow } from './lists.ts';

/** A case as far as it is needed here; the fold of a case is one. */
export interface LaterCase {
  readonly caseId: string;
  readonly number: string;
  readonly firstSequence: number;
  readonly persons: readonly { readonly citizenId: string }[];
}

export interface DeferredPerson {
  readonly item: GrantItem;
  readonly told: readonly Told[];
  /** The first case that came in after the list and names the person. */
  readonly later: LaterCase | null;
}

export interface DeferredFirm {
  readonly firmKey: string;
  readonly employerName: string;
  readonly persons: readonly DeferredPerson[];
}

/** Firms of a list with persons held back by 缓缴: as the row says, or as 初审 said with N05. A person who passed is none of them. */
export function deferredFirms(
  { head, rows, sequence }: TakenList,
  items: ReadonlyMap<string, GrantItem>,
  told: ListBook['told'],
  cases: readonly LaterCase[],
): readonly DeferredFirm[] {
  const later = new Map<string, LaterCase>();
  for (const one of cases.toSorted((a, b) => a.firstSequence - b.firstSequence))
    if (one.firstSequence > sequence)
      for (const { citizenId } of one.persons) if (!later.has(citizenId)) later.set(citizenId, one);
  const firms = new Map<string, DeferredPerson[]>();
  for (const row of rows) {
    const item = items.get(itemIdOfRow(head.listId, row.line));
    if (item === undefined) continue;
    const review = item.review;
    const held = review === null ? proposalOf(row, row.findings).deferred : review.reason === 'N05';
    if (!held) continue;
    const person = {
      item,
      told: told.get(item.source.itemId) ?? [],
      later: later.get(item.source.citizenId) ?? null,
    };
    const list = firms.get(item.source.firmKey);
    if (list === undefined) firms.set(item.source.firmKey, [person]);
    else list.push(person);
  }
  return [...firms].map(([firmKey, persons]) => ({
    firmKey,
    employerName: persons[0]?.item.source.employerName ?? '',
    persons,
  }));
}
