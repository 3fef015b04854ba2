/**
 * The documents that a decision names, by date. 41号 and 252号 speak of what was paid under the programme of 2022; 社会保险经办
 * 条例 is in force from 2023-12-01 and never named before. Of later programmes no document on recovery is held: the place adds it.
 */
import { plainDate, type PlainDate } from '../../domain/plain-date.ts';

/** Payments of the programme of 2022 went on into the next year: hires until December, lists after them. */
const PROGRAMME_2022_PAID_UNTIL = plainDate('2023-06-30');
const REGULATION_FROM = plainDate('2023-12-01');

const notices = [
  '《人力资源社会保障部办公厅 教育部办公厅 财政部办公厅关于加快落实一次性扩岗补助政策有关工作的通知》（人社厅发〔2022〕41号）第四条“对于不符合条件的企业，及时追回所发一次性扩岗补助”',
  '《广东省人力资源和社会保障厅关于加快落实一次性扩岗补助政策有关工作的通知》（粤人社函〔2022〕252号）第三条“对于不符合条件发放的，及时追回所发一次性扩岗补助”',
] as const;
const regulation = '《社会保险经办条例》第四十四条';

/** Empty where no document that is held covers the payment: then it has to be named by hand. */
export function basesOf(paidOn: PlainDate, decidedOn: PlainDate): readonly string[] {
  return [
    ...(paidOn <= PROGRAMME_2022_PAID_UNTIL ? notices : []),
    ...(decidedOn >= REGULATION_FROM ? [regulation] : []),
  ];
}
