/** Answers of the province on their way to other windows, in words. */
import type { AnswersEvent, AnswersSettled } from '../casework/answer-dispatches.ts';

const takenWords = ({ cases, persons, unmatched }: AnswersSettled): string =>
  `对方已登记 ${cases} 件 ${persons} 人${unmatched > 0 ? `，${unmatched} 行没有对上，请与对方核对` : ''}`;

/** How far one letter is. `lost`: its rows are nowhere any more. */
export function answersStateWords(settled: AnswersSettled | null, lost: boolean): string {
  if (settled !== null) return takenWords(settled);
  return lost ? '✕ 没有送出：请重新读入同一份文件，不会重复登记' : '已送出，等对方登录并联网';
}

/** For the ledger. */
export const answersTold = (event: AnswersEvent): string =>
  event.type === 'answersSent'
    ? `把 ${event.day} 返回文件中 ${event.prefix} 窗口的 ${event.rows} 行送往该窗口`
    : `所送返回：${takenWords(event)}`;
