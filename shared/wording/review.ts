/** 复核 in words: the office's rule, where an answer stands, and what was said. */
import type { ReviewDispatchEvent, ReviewOutcome } from '../casework/review-dispatches.ts';
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
export function reviewWords({ passed, reasons, note, dispatched }: ReviewedAction): string {
  const from = dispatched === undefined ? '' : `（${dispatched.prefix} 窗口 ${dispatched.officerName}）`;
  const said = note === '' ? '' : `：${note}`;
  if (passed) return `${reviewStateWords.passed}${from}${said}`;
  const persons = reasons.length === 0 ? '' : `（${reasons.length} 人）`;
  const texts = [...reasons.map(({ text }) => text), ...(note === '' ? [] : [note])];
  return `${reviewStateWords.returned}${from}${persons}：${[...new Set(texts)].join('；')}`;
}

/** What the owner's window made of a word from another one; `null`: it has not answered. */
export const becameWords = (became: ReviewOutcome['became'] | null): string =>
  became === null ? '已送出，等对方窗口收到' : becameTold[became];

const becameTold: Readonly<Record<ReviewOutcome['became'], string>> = {
  applied: '已生效',
  'moved-on': '未生效：对方的办件已有变化',
  'own-work': '未生效：复核人参与过这次结论',
  'not-on-roll': '未生效：现行任职名单上没有复核人的密钥',
  untrue: '未生效：签名与内容不符',
  'administrator-only': '未生效：须由管理员复核',
};

/** For the ledger. */
export function reviewDispatchTold(event: ReviewDispatchEvent): string {
  if (event.type === 'reviewGiven') {
    const { number, passed } = event.given.word;
    return `为 ${event.prefix} 窗口的 ${number} 登记${reviewStateWords[passed ? 'passed' : 'returned']}，送往该窗口`;
  }
  if (event.type === 'reviewSettled') return `对方窗口对所送复核的答复：${becameWords(event.became)}`;
  return `其他窗口 ${event.officerName} 送来的复核${becameWords(event.became)}`;
}
