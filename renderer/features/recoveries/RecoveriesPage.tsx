/** 追回: every recovery with what it waits for, and what was found to be paid too much and is not claimed yet. */
import { useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { stateOfRecovery, type Recovery } from '#shared/aftercare/recovery/book.ts';
import { isDone } from '#shared/aftercare/recovery/transitions.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable } from '../../ui/ChoiceTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAftercare } from '../aftercare/index.ts';
import { useHeldPacks } from '../policy/index.ts';
import { OpenDialog } from './OpenDialog.tsx';
import { recoveryColumns, recoverySums, unclaimed } from './recovery-words.tsx';
import { RecoveryPage } from './RecoveryPage.tsx';
import { RulesDialog } from './RulesDialog.tsx';
import './recoveries.css';

export interface RecoveriesPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** A recovery that is open; empty on the list. */
  readonly recoveryId: string;
  readonly onOpen: (recoveryId: string) => void;
  readonly onClose: () => void;
}

const groupOf = (recovery: Recovery): string => (isDone(stateOfRecovery(recovery)) ? '已了结' : '办理中');

interface ListProps extends RecoveriesPageProps {
  readonly book: AftercareBook;
  readonly calendar: typeof shippedHeldCalendar.table;
}

function List({ store, businessDate, book, calendar, onOpen }: ListProps) {
  const [opening, setOpening] = useState(false);
  const [rulesOpen, setRulesOpen] = useState(false);
  const { claimedFen, repaidFen, debtFen } = recoverySums(book.recoveries);
  const found = unclaimed(book);
  const rows = [...book.recoveries].sort((one, other) =>
    groupOf(one) === groupOf(other) ? other.opened.sequence - one.opened.sequence : groupOf(one) === '办理中' ? -1 : 1,
  );
  return (
    <>
      <div className="row">
        <p className="soft number">
          应退 {formatYuan(claimedFen)} 元，已退 {formatYuan(repaidFen)} 元，余额 {formatYuan(debtFen)} 元
        </p>
        <span className="grow" />
        <Button shortcut="register" onClick={() => setRulesOpen(true)}>
          决定机关、账户、期限{book.recoveryRules === null ? '（待本地核定）' : ''}
        </Button>
        <Button look="primary" shortcut="save" onClick={() => setOpening(true)}>
          登记拟追回
        </Button>
      </div>
      {found.length === 0 ? null : (
        <Notice tone="warn">
          {found.length} 人已发放的多于应发的，共 {formatYuan(found.reduce((sum, { fen }) => sum + fen, 0))}{' '}
          元，还没有登记追回。
        </Notice>
      )}
      <ChoiceTable
        label="追回"
        columns={recoveryColumns(book, calendar)}
        rows={rows}
        keyOf={({ recoveryId }) => recoveryId}
        groupOf={groupOf}
        onOpen={({ recoveryId }) => onOpen(recoveryId)}
        empty="没有追回。核查、异议、举报发现不应发放的，或办件更正后多发的，在这里登记。"
        autoFocus
      />
      {opening ? <OpenDialog store={store} book={book} on={businessDate} onClose={() => setOpening(false)} /> : null}
      {rulesOpen ? (
        <RulesDialog store={store} rules={book.recoveryRules} on={businessDate} onClose={() => setRulesOpen(false)} />
      ) : null}
    </>
  );
}

export function RecoveriesPage(props: RecoveriesPageProps) {
  const { store, businessDate, recoveryId, onClose } = props;
  const { book, failure } = useAftercare(store);
  const { state } = useHeldPacks(store);
  const calendar = (state?.calendar ?? shippedHeldCalendar).table;
  const recovery = book?.recoveries.find((one) => one.recoveryId === recoveryId);
  if (book !== null && recovery !== undefined)
    return <RecoveryPage {...{ store, book, recovery, calendar, onClose }} on={businessDate} />;
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>追回</h1>
        <span className="soft number">业务日期 {businessDate}</span>
      </div>
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          {failureText(failure)}
        </Notice>
      )}
      {book === null && failure === null ? (
        <p className="soft" role="status">
          正在读取台账…
        </p>
      ) : null}
      {book === null ? null : <List {...props} book={book} calendar={calendar} />}
    </div>
  );
}
