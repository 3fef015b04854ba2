/** Who may review what here, in the words of the screens. */
import { reviewChance, type ReviewChance, type RoundReview } from '#shared/casework/review.ts';
import type { CounterStore } from '../../store/counter-store.ts';

/** What the one signed in can do about an answer that waits. */
export const chanceHere = ({ officer, capacity, area }: CounterStore, review: RoundReview): ReviewChance =>
  reviewChance(review, { id: officer.id, capacity, training: area === 'training' });

export const nameOf = ({ officers }: CounterStore, officerId: string): string =>
  officers.find(({ id }) => id === officerId)?.name ?? officerId;

export const chanceWords: Readonly<Record<ReviewChance, string>> = {
  self: '由我复核',
  other: '另一名人员输入口令复核',
  'own-work': '我参与过，由另一名管理员登录后复核',
  administrators: '由管理员登录后复核',
};
