/** Why a list did not come about, in words. */
import { failureWording } from '#shared/wording/failures.ts';
import type { BatchProgress, BatchTrouble } from '../../store/batch-folder.ts';

/** What happened, what is safe, what to do. */
export function listTroubleText(trouble: BatchTrouble): string {
  switch (trouble.kind) {
    case 'failure': {
      const { title, whatHappened } = failureWording(trouble.failure);
      return `${title}：${whatHappened}已登记的没有改变，没有留下半成品。已取号的名单列在上方，可以续做或作废。`;
    }
    case 'content-changed':
      return '版式或程序在取号之后有变化，已不能写出同样的文件。没有写出任何文件。请作废这份名单，重新导出。';
    case 'not-ready':
      return '导出前检查没有通过，没有取号，也没有写出文件。请先改正所列各项。';
    case 'cancelled':
      return '已取消，没有留下半成品。已取号的名单列在上方，可以续做或作废。';
  }
}

export const listProgressWords: Readonly<Record<BatchProgress['step'], string>> = {
  checking: '生成并计算摘要',
  writing: '写入导出目录',
  recording: '登记',
};
