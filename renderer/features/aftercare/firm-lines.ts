/** Persons of one queue by firm: the work is done firm by firm, as the papers lie. */
import type { AftercareBook, GrantItem } from '#shared/aftercare/book.ts';
import { isBeyondRecall, type ItemState } from '#shared/aftercare/transitions.ts';

export interface FirmLine {
  readonly firmKey: string;
  readonly employerName: string;
  readonly items: readonly GrantItem[];
  readonly amountFen: number;
}

export type QueueId = 'review' | 'complete' | 'second' | 'publish' | 'batches' | 'ended' | 'all';

export interface Queue {
  readonly id: QueueId;
  readonly label: string;
  readonly empty: string;
  readonly holds: (item: GrantItem) => boolean;
}

const within = (...states: readonly ItemState[]) => {
  const set = new Set(states);
  return ({ state }: GrantItem): boolean => set.has(state);
};

const isOfCase = ({ source }: GrantItem): boolean => source.channel === 'window';
/** 初审 of a list's rows is done where their findings stand (lists/). */
export const waitsInList = (item: GrantItem): boolean => item.state === 'toReview' && !isOfCase(item);

/** 公示 and what follows is done batch by batch; it has a list of its own. */
export const queues: readonly Queue[] = [
  {
    id: 'review',
    label: '待初审',
    empty: '没有待初审的人员。受理后的人员自动列在这里。',
    holds: (item) => isOfCase(item) && within('toReview')(item),
  },
  { id: 'complete', label: '待补信息', empty: '没有缺收款信息的单位。', holds: within('toComplete') },
  { id: 'second', label: '复审', empty: '没有待复审的人员。', holds: within('toSecondReview', 'inSecondReview') },
  { id: 'publish', label: '待公示', empty: '没有复审通过、等待公示的人员。', holds: within('toPublish') },
  { id: 'batches', label: '公示与发放', empty: '还没有公示批次。', holds: () => false },
  {
    id: 'ended',
    label: '不发、撤回、应退',
    empty: '没有不予发放、撤回或应退的人员。',
    holds: (item) => item.excessFen > 0 || within('rejected', 'removed', 'withdrawn')(item),
  },
  { id: 'all', label: '全部', empty: '还没有受理的人员。', holds: () => true },
];

/** Cases and lists that a firm's persons come from; the lines of a list are told person by person. */
export function originsOf({ items }: FirmLine): string {
  const origins = [...new Set(items.map(({ source }) => source.reference.replace(/ 第\d+行$/u, '')))];
  return origins.slice(0, 3).join('、') + (origins.length > 3 ? ' 等' : '');
}

/** Items by firm, in the order in which the first of each came. */
export function firmLines(items: readonly GrantItem[]): readonly FirmLine[] {
  const lines = new Map<string, GrantItem[]>();
  for (const item of items) {
    const { firmKey } = item.source;
    lines.set(firmKey, [...(lines.get(firmKey) ?? []), item]);
  }
  return [...lines].map(([firmKey, list]) => ({
    firmKey,
    employerName: list[0]?.source.employerName ?? '',
    items: list,
    amountFen: list.reduce((sum, { dueFen, source }) => sum + (dueFen === 0 ? source.amountFen : dueFen), 0),
  }));
}

/** Persons whose case says something else than what was reviewed: to be taken out and reviewed anew. */
export const needsTakingOut = ({ changed, gone, review, state }: GrantItem): boolean =>
  review !== null && (changed || gone) && !isBeyondRecall(state) && state !== 'removed';

/** Nobody has said yet that they are to be paid, or somebody has said that they are not. */
const isNotDue = within('toReview', 'rejected', 'removed', 'withdrawn');

/** Everything that is due to whoever passed 初审 and was not taken out since; what was paid, and paid too much. Fen. */
export function sumsOf({ items }: Pick<AftercareBook, 'items'>) {
  const sum = (of: (item: GrantItem) => number): number => items.reduce((total, item) => total + of(item), 0);
  return {
    dueFen: sum((item) => (isNotDue(item) ? 0 : item.dueFen)),
    paidFen: sum(({ paidFen }) => paidFen),
    excessFen: sum(({ excessFen }) => excessFen),
  };
}
