/** How a meeting of two claims is said. */
import type { Meeting } from '../../store/claims/claim-desk.ts';

/** Who came first, by the office's one order; heard by stick, nobody knows yet. */
export function orderWords({ order, other }: Pick<Meeting, 'order' | 'other'>): string {
  if (other.order === 0) return '先后未定';
  if (order === null) return '对方先';
  return order < other.order ? '本窗口先' : '对方先';
}

export const otherStateWords = ({ accepted }: Pick<Meeting, 'accepted'>): string => (accepted ? '已受理' : '在办');

export function settledWords({ settled }: Pick<Meeting, 'settled'>): string {
  if (settled === null) return '未定';
  return settled.how === 'confirmed' ? '已登记由本窗口办理' : `判定时${settled.words}已核对`;
}

/** `W02 窗口 〔2022〕W02-000017（2022-08-22 收件，已受理）` */
export const otherWords = (meeting: Pick<Meeting, 'other' | 'accepted'>): string =>
  `${meeting.other.prefix} 窗口 ${meeting.other.number}（${meeting.other.on} 收件，${otherStateWords(meeting)}）`;
