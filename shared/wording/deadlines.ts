/** Deadlines in words: what is due, when, and by which rule. */
import type { OfficeClockKind } from '../policy/office-clocks.ts';
import type { DeadlineRule, DueWhen, RuleShown } from '../policy/deadline-board.ts';
import { sourceWords } from './packs.ts';

export const deadlineLabels: Readonly<Record<DeadlineRule, string>> = {
  decision: '办结',
  remedy: '补正',
  pending: '答复',
  publicNotice: '公示',
  payout: '发放',
  recheck: '名单复核',
};

export const dueWhenLabels: Readonly<Record<DueWhen, string>> = {
  overdue: '已逾期',
  today: '今天到期',
  thisWeek: '本周到期',
  later: '以后',
  calendarNotUpdated: '日历未更新',
};

const DIRECTIONS: Readonly<Record<RuleShown['direction'], string>> = {
  forward: '，末日逢休息日顺延',
  back: '，逢休息日提前',
  none: '',
};

export interface OfficeClockWords {
  readonly label: string;
  /** What the day is from which the clock runs. */
  readonly from: string;
  readonly nameHint: string;
  /** What ends the clock. */
  readonly done: string;
}

export const officeClockWords: Readonly<Record<OfficeClockKind, OfficeClockWords>> = {
  publicNotice: {
    label: '公示',
    from: '公示开始日期',
    nameHint: '如 2022年第3批公示',
    done: '已登记公示结果',
  },
  dueButUnpaid: {
    label: '应发未发名单',
    from: '名单下发日期',
    nameHint: '如 2022年8月应发未发名单',
    done: '已逐条复核答复',
  },
  suspectedDuplicate: {
    label: '疑似跨省重复领取名单',
    from: '名单下发日期',
    nameHint: '如 2022年8月疑似重复名单',
    done: '已逐条复核答复',
  },
};

/** `30日，末日逢休息日顺延（人社厅发〔2022〕41号 三…）` */
export function ruleWords({ count, unit, direction, source, beside }: RuleShown): string {
  const span =
    unit === 'working-days' ? `${count}个工作日` : unit === 'calendar-days' ? `${count}日` : `每月${count}日前`;
  const other = beside === undefined ? '' : `；另有规定${beside.count}日：${sourceWords(beside.source)}，从严`;
  return `${span}${DIRECTIONS[direction]}；依据：${sourceWords(source)}${other}`;
}
