/** How a 追回 is said on screen: its columns, and every act in one sentence. */
import type { AftercareBook, GrantItem } from '#shared/aftercare/book.ts';
import { claimedOf, debtOf, repaidOf, stateOfRecovery, type Recovery } from '#shared/aftercare/recovery/book.ts';
import { daysOfRecovery } from '#shared/aftercare/recovery/days.ts';
import type { RecoveryAct } from '#shared/aftercare/recovery/event.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import { findingLabels, recoveryDayLabels, recoveryStateLabels, serviceLabels } from '#shared/wording/recovery.ts';
import type { ChoiceColumn } from '../../ui/ChoiceTable.tsx';

export const firmNameOf = ({ items }: AftercareBook, { firmKey }: Recovery): string =>
  items.find(({ source }) => source.firmKey === firmKey)?.source.employerName ?? '';

/** Persons of whom more was paid than is due and than any recovery claims. */
export function unclaimed({ items, recoveries }: AftercareBook): readonly { item: GrantItem; fen: number }[] {
  const claimed = claimedByItem(recoveries);
  return items.flatMap((item) => {
    const fen = item.excessFen - (claimed.get(item.source.itemId) ?? 0);
    return fen > 0 ? [{ item, fen }] : [];
  });
}

/** Claimed of each person by the recoveries that stand, fen. */
export function claimedByItem(recoveries: readonly Recovery[]): ReadonlyMap<string, number> {
  const claimed = new Map<string, number>();
  for (const { items, withdrawn } of recoveries)
    for (const { itemId, amountFen } of withdrawn === null ? items : [])
      claimed.set(itemId, (claimed.get(itemId) ?? 0) + amountFen);
  return claimed;
}

/** 应退、已退、余额 of what stands, fen. */
export function recoverySums(recoveries: readonly Recovery[]) {
  const standing = recoveries.filter(({ withdrawn }) => withdrawn === null);
  const sum = (of: (recovery: Recovery) => number): number => standing.reduce((total, one) => total + of(one), 0);
  return { claimedFen: sum(claimedOf), repaidFen: sum(repaidOf), debtFen: sum(debtOf) };
}

function nextDay(recovery: Recovery, calendar: WorkingCalendar): string {
  const [day] = daysOfRecovery(recovery, calendar);
  return day === undefined ? '' : `${day.due ?? '日历未更新'} ${recoveryDayLabels[day.kind]}`;
}

export const recoveryColumns = (book: AftercareBook, calendar: WorkingCalendar): readonly ChoiceColumn<Recovery>[] => [
  { id: 'firm', heading: '单位', cell: (one) => <span className="firm">{firmNameOf(book, one)}</span> },
  { id: 'from', heading: '来源', width: '13rem', yields: 1, cell: ({ opened }) => findingLabels[opened.act.finding] },
  { id: 'state', heading: '状态', width: '9rem', cell: (one) => recoveryStateLabels[stateOfRecovery(one)] },
  {
    id: 'day',
    heading: '期限',
    width: '12rem',
    cell: (one) => <span className="number">{nextDay(one, calendar)}</span>,
  },
  { id: 'persons', heading: '人数', width: '4.5rem', align: 'right', cell: ({ items }) => items.length },
  { id: 'claimed', heading: '应退（元）', width: '8rem', align: 'right', cell: (one) => formatYuan(claimedOf(one)) },
  { id: 'repaid', heading: '已退（元）', width: '8rem', align: 'right', cell: (one) => formatYuan(repaidOf(one)) },
  { id: 'debt', heading: '余额（元）', width: '8rem', align: 'right', cell: (one) => formatYuan(debtOf(one)) },
];

/** One act as it was done; names of persons do not stand in it. */
export function actSentence(act: RecoveryAct): string {
  switch (act.act) {
    case 'opened':
      return `拟追回：${findingLabels[act.finding]}${act.reference === '' ? '' : `，${act.reference}`}`;
    case 'informed':
      return `告知 ${act.informedOn}，${serviceLabels[act.manner]}，${act.receiver} 收；${act.stateBy} 前可陈述申辩`;
    case 'stated':
      return act.outcome === 'none' ? '陈述申辩：期满未提出' : `陈述申辩 ${act.receivedOn}：${act.text}`;
    case 'weighed':
      return `复核陈述申辩：${{ kept: '不采纳，维持', reduced: '部分采纳，减额', dropped: '采纳，撤销' }[act.conclusion]}，${act.reasons}`;
    case 'decided':
      return `决定 ${act.documentNumber}，${act.decidedOn}，${act.signatory}，责令退回 ${formatYuan(act.amountFen)} 元`;
    case 'served':
      return `${act.paper === 'decision' ? '决定' : '催告书'}送达 ${act.servedOn}，${serviceLabels[act.manner]}，${act.receiver} 收${act.witness === '' ? '' : `，见证 ${act.witness}`}`;
    case 'agreed':
      return `还款协议 ${act.signedOn}，分 ${act.instalments.length} 期`;
    case 'accelerated':
      return `提前到期：${act.reason}`;
    case 'repaid':
      return `退款 ${act.paidOn} ${formatYuan(act.amountFen)} 元，${act.payer}，凭证 ${act.voucher}，社保局 ${act.confirmedBy} 确认`;
    case 'reversed':
      return `冲正退款：${act.reason}`;
    case 'urged':
      return `催告 ${act.documentNumber}，${act.urgedOn}`;
    case 'applied':
      return `申请强制执行 ${act.appliedOn}，${act.court}（可申请期间 ${act.from} 至 ${act.until}）`;
    case 'suspended':
      return `中止：${act.reason}`;
    case 'resumed':
      return `恢复：${act.reason}`;
    case 'ended':
      return `终结：${act.reason}`;
    case 'withdrawn':
      return `撤销：${act.reason}`;
  }
}
