/** One recovery: where it stands, what it waits for, everything that was done, and what can be done next. */
import { useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import {
  claimedOf,
  debtOf,
  openInstalments,
  repaidOf,
  returnedByItem,
  stateOfRecovery,
  type Recovery,
} from '#shared/aftercare/recovery/book.ts';
import { daysOfRecovery, reviewEnds, suitEnds } from '#shared/aftercare/recovery/days.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import { reasonLabels } from '#shared/wording/aftercare.ts';
import { recoveryActLabels, recoveryDayLabels, recoveryStateLabels } from '#shared/wording/recovery.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { nthItem } from '../../ui/key-table.ts';
import { ActDialog, warningBases, type ActDone } from './ActDialog.tsx';
import { offeredActs } from './offered-acts.ts';
import { actSentence, firmNameOf } from './recovery-words.tsx';
import { RecoveryPapers } from './RecoveryPapers.tsx';

export interface RecoveryPageProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly recovery: Recovery;
  readonly calendar: WorkingCalendar;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

function Persons({ book, recovery }: { readonly book: AftercareBook; readonly recovery: Recovery }) {
  const returned = returnedByItem(recovery);
  const known = new Map(book.items.map((item) => [item.source.itemId, item]));
  return (
    <table className="table" aria-label="涉及人员">
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">证件号</th>
          <th scope="col">原因和事实</th>
          <th scope="col" className="is-right">
            已发放（元）
          </th>
          <th scope="col" className="is-right">
            应退（元）
          </th>
          <th scope="col" className="is-right">
            已退（元）
          </th>
        </tr>
      </thead>
      <tbody>
        {recovery.items.map(({ itemId, amountFen, reason, fact }) => (
          <tr key={itemId}>
            <td className="recoveries__name">{known.get(itemId)?.source.name}</td>
            <td className="number">{maskCitizenId(known.get(itemId)?.source.citizenId ?? '')}</td>
            <td>
              {reasonLabels[reason]}：{fact}
            </td>
            <td className="is-right number">{formatYuan(known.get(itemId)?.paidFen ?? 0)}</td>
            <td className="is-right number">{formatYuan(amountFen)}</td>
            <td className="is-right number">{formatYuan(returned.get(itemId) ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Instalments({ recovery, on }: { readonly recovery: Recovery; readonly on: PlainDate }) {
  const lines = openInstalments(recovery);
  if (lines.length === 0) return null;
  return (
    <table className="table" aria-label="分期">
      <thead>
        <tr>
          <th scope="col">期数</th>
          <th scope="col">还款日期</th>
          <th scope="col" className="is-right">
            金额（元）
          </th>
          <th scope="col" className="is-right">
            未还（元）
          </th>
          <th scope="col">情况</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ number, dueOn, amountFen, openFen }) => (
          <tr key={number}>
            <td>第 {number} 期</td>
            <td className="number">{dueOn}</td>
            <td className="is-right number">{formatYuan(amountFen)}</td>
            <td className="is-right number">{formatYuan(openFen)}</td>
            <td>{openFen === 0 ? '已还' : dueOn < on ? '逾期' : '未到期'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Waiting({ recovery, calendar }: Pick<RecoveryPageProps, 'recovery' | 'calendar'>) {
  const servedOn = recovery.served?.act.servedOn;
  const days = daysOfRecovery(recovery, calendar).map(
    ({ kind, due }) => `${recoveryDayLabels[kind]} ${due ?? '日历未更新'}`,
  );
  const lines = [
    ...days,
    ...(servedOn === undefined
      ? []
      : [
          `复议至 ${reviewEnds(servedOn, calendar) ?? '日历未更新'}`,
          `诉讼至 ${suitEnds(servedOn, calendar) ?? '日历未更新'}`,
        ]),
  ];
  return lines.length === 0 ? null : <p className="number">期限：{lines.join('；')}</p>;
}

export function RecoveryPage({ store, book, recovery, calendar, on, onClose }: RecoveryPageProps) {
  const [open, setOpen] = useState<ActDone | null>(null);
  const [main, ...others] = offeredActs(recovery);
  const common = { store, book, recovery, on };
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>追回 {firmNameOf(book, recovery)}</h1>
        <strong>{recoveryStateLabels[stateOfRecovery(recovery)]}</strong>
        <span className="grow" />
        <Button keyHint="back" onClick={onClose}>
          返回
        </Button>
      </div>
      <p>
        <strong className="number">
          应退 {formatYuan(claimedOf(recovery))} 元，已退 {formatYuan(repaidOf(recovery))} 元，余额{' '}
          {formatYuan(debtOf(recovery))} 元
        </strong>
      </p>
      <Waiting recovery={recovery} calendar={calendar} />
      <div className="row">
        {main === undefined ? null : (
          <Button look="primary" shortcut="save" data-landing="" onClick={() => setOpen(main)}>
            {recoveryActLabels[main]}
          </Button>
        )}
        {others.map((act, index) => {
          const key = nthItem(index + 1);
          return (
            <Button key={act} {...(key === undefined ? {} : { shortcut: key })} onClick={() => setOpen(act)}>
              {recoveryActLabels[act]}
            </Button>
          );
        })}
      </div>
      <div className="row">
        <RecoveryPapers {...common} bases={warningBases({ ...common, calendar, onClose })} />
      </div>
      <Persons book={book} recovery={recovery} />
      <Instalments recovery={recovery} on={on} />
      <ul className="recoveries__acts panel" aria-label="办理经过">
        {recovery.acts.map(({ act, on: day, by, sequence }) => (
          <li key={sequence}>
            {actSentence(act)}
            <span className="soft">
              （{by.name} {day}）
            </span>
          </li>
        ))}
      </ul>
      {open === null ? null : <ActDialog {...common} act={open} calendar={calendar} onClose={() => setOpen(null)} />}
    </div>
  );
}
