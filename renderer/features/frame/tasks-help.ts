/** F1 on 待办. */
import { keyName } from '../../ui/key-table.ts';
import type { PageHelp } from './page-help-office.ts';

export const tasksHelp: PageHelp = {
  title: '待办',
  lines: [
    '本窗口和本单位还没有办完的都列在这里：同人核对、复核、退回失败、期限、名单、未确认的文书和记录、政策和数据、送件、暂存。',
    '每一行写明是什么、为什么、到哪天、由谁办；先到期的在前，没有期限的写“不限日期”，请尽早办。',
    `回车打开办理它的地方；办完再按 ${keyName('openTasks')} 回到这里，接着办下一件。`,
    '没有“打勾”：办完并记入台账的，自动不再列；导航上“待办”后的数字和这一页是同一个数。',
    '期限列的是已逾期、七天内到期和日历没有更新算不出来的；更远的在“期限”页。',
  ],
  keys: [
    ['item1', '全部，其余依次：各种类'],
    ['down', null],
    ['open', '到办理的地方'],
    ['copyNumber', null],
    ['copyFirm', null],
  ],
};
