/** THE table of what may follow where, for one row of a list that came down. */
import type { InquiryActName } from './event.ts';

export const rowStates = [
  /** 待核 */
  'open',
  /** 已核，待复核 */
  'answered',
  /** 已复核，待报 */
  'checked',
  /** 已报，未了: reported with a code that is no last word */
  'pending',
  /** 办结 */
  'done',
] as const;
export type RowState = (typeof rowStates)[number];

type RowAct = Extract<InquiryActName, 'answered' | 'checked' | 'reported'>;

/** What was reported is answered again by a later entry, checked again and reported again: both stay. */
export const rowActs = {
  open: ['answered'],
  answered: ['answered', 'checked'],
  checked: ['answered', 'reported'],
  pending: ['answered', 'reported'],
  done: ['answered'],
} as const satisfies Readonly<Record<RowState, readonly RowAct[]>>;

export const mayFollowOnRow = (state: RowState, act: RowAct): boolean =>
  (rowActs[state] as readonly RowAct[]).includes(act);
