/** Where a batch of 公示 stands, in a word. */
import type { NoticeBatch } from '../aftercare/book.ts';
import { isPaid, totalOf } from '../aftercare/notices.ts';
import { formatYuan } from '../domain/money.ts';

export const batchStateOf = ({ registered, allocated, told, begun, attempts, shares }: NoticeBatch): string => {
  if (told !== null) {
    const paid = attempts.filter(isPaid).reduce((sum, { amountFen }) => sum + amountFen, 0);
    return paid === totalOf(shares) ? '已发放' : `发放中，已发放 ${formatYuan(paid)} 元`;
  }
  if (allocated !== null) return '已核拨，待知会社保局';
  if (registered !== null) return '公示通过，待核拨';
  return `公示中，${begun.event.registerFrom} 起登记结果`;
};
