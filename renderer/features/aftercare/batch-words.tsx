/** How a batch and its payments are said on screen. */
import type { Attempt, NoticeBatch } from '#shared/aftercare/book.ts';
import { isOpen, isPaid, lastAnswer, lastAttempt, totalOf } from '#shared/aftercare/notices.ts';
import { batchStateOf } from '#shared/wording/batch-state.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { paymentFaultWords } from '#shared/wording/aftercare.ts';
import type { ChoiceColumn } from '../../ui/ChoiceTable.tsx';

/** What became of a firm's payment, with what to do next. */
export function paymentWords(attempt: Attempt | undefined): string {
  const answer = attempt === undefined ? null : lastAnswer(attempt);
  if (attempt === undefined) return '待登记支付计划';
  if (answer === null) return `支付计划 ${attempt.planNumber}，等待结果`;
  if (answer.outcome === 'paid') return `${answer.paidOn} 已发放`;
  if (answer.outcome === 'inProcess') return '处理中：银行答复前不再付';
  const { label, next } = paymentFaultWords[answer.fault];
  return `失败 ${answer.fault} ${label}：${next}`;
}

/** What can be recorded next for a firm; `null` when it is paid. */
export function nextOfPayment(batch: NoticeBatch, firmKey: string): 'begin' | 'answer' | null {
  const last = lastAttempt(batch, firmKey);
  if (last === undefined) return 'begin';
  if (isPaid(last)) return null;
  return isOpen(last) ? 'answer' : 'begin';
}

export const batchColumns: readonly ChoiceColumn<NoticeBatch>[] = [
  { id: 'number', heading: '批次', width: '9rem', cell: ({ number }) => <span className="number">{number}</span> },
  { id: 'period', heading: '期别', width: '9rem', cell: ({ begun }) => begun.event.period },
  {
    id: 'days',
    heading: '公示',
    width: '15rem',
    cell: ({ begun }) => (
      <span className="number">
        {begun.event.beginsOn} 至 {begun.event.lastDay}
      </span>
    ),
  },
  { id: 'state', heading: '状态', cell: batchStateOf },
  { id: 'persons', heading: '人数', width: '4.5rem', align: 'right', cell: ({ shares }) => shares.size },
  {
    id: 'amount',
    heading: '金额（元）',
    width: '8rem',
    align: 'right',
    cell: ({ shares }) => formatYuan(totalOf(shares)),
  },
];
