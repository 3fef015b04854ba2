/** What the verification queue says: of answers that are refused, and of persons who were or were not taken in. */
import type { AnswerRowProblem } from '../verification/verification-file.ts';
import { registryLayouts } from '../registry/registry-headings.ts';
import type { AnswerProblem } from '../policy/verification-queue.ts';
import { rowProblemLabel } from './registry-import.ts';

const ANSWER_PROBLEMS: Readonly<Record<AnswerProblem['code'], string>> = {
  'nobody-asked': '本机没有查询过此人，或已退回队列',
  'answered-in-future': '核验日期晚于业务日期',
  'answered-twice': '同一人在文件中出现两次',
};

/** `第 7 行：本机没有查询过此人` */
export const answerProblemWords = (code: AnswerProblem['code'], line: number): string =>
  `第 ${line} 行：${ANSWER_PROBLEMS[code]}`;

/** `第 7 行 核验日期：不是真实存在的日期`. A wrong check digit refuses the file here: the number must be the one asked about. */
export function rowProblemWords({ line, field, code }: AnswerRowProblem): string {
  const heading = registryLayouts.graduateAnswers.columns.find((column) => column.field === field)?.heading ?? '';
  const words = code === 'citizen-id-check-digit' ? '证件号校验码不符' : rowProblemLabel(code);
  return `第 ${line} 行${heading === '' ? '' : ` ${heading}`}：${words}`;
}

/** What came of F8. Persons that are neither added nor already there need no verification, or fail another condition. */
export function queuedWords(selected: number, added: number, known: number): string {
  const rest = selected - added - known;
  return [
    added > 0 ? `已有 ${added} 人进入核验队列` : '没有新的人员进入核验队列',
    known > 0 ? `${known} 人已在队列中、等待返回或已有有效返回` : '',
    rest > 0 ? `${rest} 人不需要查询：毕业一项不是待核，或另有不符合项` : '',
  ]
    .filter((part) => part !== '')
    .join('；');
}
