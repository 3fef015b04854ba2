/** Deadlines in words: what is due, when, and by which rule. */
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

/** `30日，末日逢休息日顺延（人社厅发〔2022〕41号 三…）` */
export function ruleWords({ count, unit, direction, source, beside }: RuleShown): string {
  const span =
    unit === 'working-days' ? `${count}个工作日` : unit === 'calendar-days' ? `${count}日` : `每月${count}日前`;
  const other = beside === undefined ? '' : `；另有规定${beside.count}日：${sourceWords(beside.source)}，从严`;
  return `${span}${DIRECTIONS[direction]}；依据：${sourceWords(source)}${other}`;
}
