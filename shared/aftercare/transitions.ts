/**
 * THE table of what may follow where, for one person. What also depends on a firm, a batch or a day is asked by `fold.ts`;
 * nothing else decides.
 */
import type { AftercareStep } from './event.ts';

export const itemStates = [
  /** 待初审 */
  'toReview',
  /** 待补信息: no account that two officers have seen */
  'toComplete',
  /** 待复审 */
  'toSecondReview',
  /** 复审中 */
  'inSecondReview',
  /** 待公示 */
  'toPublish',
  /** 公示中 */
  'inNotice',
  /** 待核拨 */
  'toAllocate',
  /** 已核拨 */
  'allocated',
  /** 支付中, 处理中 among it */
  'inPayment',
  /** 发放失败 */
  'failed',
  /** 已发放 */
  'paid',
  /** 不予发放 */
  'rejected',
  /** 异议成立，移出 */
  'removed',
  /** 撤回: the case gives it no more, and no money left */
  'withdrawn',
] as const;
export type ItemState = (typeof itemStates)[number];

/** Steps that are about persons one by one. */
export type ItemStep = Extract<AftercareStep, 'reviewed' | 'secondReviewed' | 'noticeBegun' | 'takenOut'>;

export const itemSteps = {
  toReview: ['reviewed'],
  toComplete: ['takenOut'],
  toSecondReview: ['secondReviewed', 'takenOut'],
  inSecondReview: ['secondReviewed', 'takenOut'],
  toPublish: ['noticeBegun', 'takenOut'],
  inNotice: ['takenOut'],
  toAllocate: ['takenOut'],
  allocated: [],
  inPayment: [],
  failed: [],
  paid: [],
  rejected: ['takenOut'],
  removed: [],
  withdrawn: ['takenOut'],
} as const satisfies Readonly<Record<ItemState, readonly ItemStep[]>>;

export const mayFollow = (state: ItemState, step: ItemStep): boolean =>
  (itemSteps[state] as readonly ItemStep[]).includes(step);

/** States in which nobody else can claim the same person: all but those in which it came to nothing. */
const FREE: ReadonlySet<ItemState> = new Set<ItemState>(['rejected', 'removed', 'withdrawn']);
export const holdsPerson = (state: ItemState): boolean => !FREE.has(state);

/** States in which money is on its way or has left. */
const MONEY: ReadonlySet<ItemState> = new Set<ItemState>(['allocated', 'inPayment', 'failed', 'paid']);
export const isBeyondRecall = (state: ItemState): boolean => MONEY.has(state);
