/** 复核 in words: the office's rule, where an answer stands, and what was said. */
import type { ReviewedAction, RoundReview } from '../casework/review.ts';
import type { ReviewRule } from '../domain/office.ts';

export const reviewTakesWords: Readonly<Record<'none' | ReviewRule['takes'], string>> = {
  none: '不需要复核',
  overturned: '推翻登记数据结论的受理',
  acceptances: '每一件受理',
};

export const reviewByWords: Readonly<Record<ReviewRule['by'], string>> = {
  anybody: '另一名人员',
  administrators: '仅管理员',
};

/** Why this answer is reviewed. */
export const reviewBecauseWords: Readonly<Record<ReviewRule['takes'], string>> = {
  overturned: '有人员凭人工认定受理，与登记数据不一致',
  acceptances: '本单位每件受理都须复核',
};

export const reviewStateWords: Readonly<Record<RoundReview['state'], string>> = {
  waiting: '待复核',
  passed: '复核通过',
  returned: '复核退回',
};

/** `复核退回：2 人，社保电脑号对不上` for the history of a case. */
export function reviewWords({ passed, reasons, note }: ReviewedAction): string {
  const said = note === '' ? '' : `：${note}`;
  if (passed) return `${reviewStateWords.passed}${said}`;
  const persons = reasons.length === 0 ? '' : `（${reasons.length} 人）`;
  const texts = [...reasons.map(({ text }) => text), ...(note === '' ? [] : [note])];
  return `${reviewStateWords.returned}${persons}：${[...new Set(texts)].join('；')}`;
}
