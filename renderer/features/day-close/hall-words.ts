/** 合并导出 in words. */
import type { ReleaseOutcome } from '../../store/dispatches/hall-desk.ts';

/** What came of a press on 交出, and why something stayed. */
export function releaseText({ released, barred, uncompared, tooLong }: ReleaseOutcome, prefix: string): string {
  const stayed = [
    barred > 0 ? `${barred} 件有人员在别的窗口也在办理，请先在“同人核对”核定` : '',
    uncompared > 0 ? `${uncompared} 件的人员还没有同别的窗口核对，连上接收端约一分钟后再按一次` : '',
    tooLong > 0 ? `${tooLong} 件人数太多，一次送不走，请由本窗口单独导出` : '',
  ].filter((words) => words !== '');
  const done = released === 0 ? '没有交出。' : `已交出 ${released} 件，由 ${prefix} 窗口导出。`;
  return stayed.length === 0 ? done : `${done}留在本窗口：${stayed.join('；')}。`;
}
