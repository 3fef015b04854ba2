/**
 * 上次未确认: what the ledger has and nobody noted as told. The note may lag a second behind the screen, so that some of it may have been
 * called saved; what is kept is never wrong. Asked before anything else is done.
 */
import { useState, useSyncExternalStore } from 'react';
import { failureText } from '#shared/wording/failures.ts';
import { actionLabels } from '#shared/wording/labels.ts';
import type { UnconfirmedAction } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StartPage } from './StartPage.tsx';

/** A text that changes whenever the list does. */
function useUnconfirmed(store: CounterStore): readonly UnconfirmedAction[] {
  useSyncExternalStore(
    (listener) => store.cases.subscribe(listener),
    () =>
      store.cases
        .unconfirmed()
        .map(({ sequence }) => sequence)
        .join(' '),
  );
  return store.cases.unconfirmed();
}

export interface UnconfirmedProps {
  readonly store: CounterStore;
  /** Nothing is left. */
  readonly onDone: () => void;
}

/** The entries with 保留 and 作废; without the sheet around it, for 待办. */
export function UnconfirmedList({ store, onDone }: UnconfirmedProps) {
  const entries = useUnconfirmed(store);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [voiding, setVoiding] = useState<{ readonly sequence: number; readonly number: string } | null>(null);
  const settle = async (sequence: number, keep: boolean) => {
    setBusy(true);
    const result = await store.cases.settleUnconfirmed(sequence, keep);
    setBusy(false);
    setProblem(result.ok ? null : failureText(result.failure));
    if (result.ok && store.cases.unconfirmed().length === 0) onDone();
  };
  const nameOf = (caseId: string) => store.cases.list().find((line) => line.caseId === caseId)?.employerName ?? '';
  return (
    <>
      <p>
        上次突然关闭前的最后一两秒里，下列各项已写入本机台账：有的没有来得及显示“已保存”，也有的可能已经显示过。内容都在。显示过“已保存”、打过文书或拿不准的，选“保留”；确实没有办成、打算重办的，选“作废”，编号不再使用。
      </p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">办件号</th>
            <th scope="col">单位</th>
            <th scope="col">事项</th>
            <th scope="col">日期</th>
            <th scope="col">经办人</th>
            <th scope="col">处理</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ sequence, caseId, number, action }, at) => (
            <tr key={sequence}>
              <td className="number">{number}</td>
              <td>{nameOf(caseId)}</td>
              <td>{actionLabels[action.kind]}</td>
              <td className="number">{action.on}</td>
              <td>{action.officer.name}</td>
              <td>
                <div className="row">
                  <Button
                    look="primary"
                    autoFocus={at === 0}
                    unavailable={busy}
                    aria-label={`保留 ${number} ${actionLabels[action.kind]}`}
                    onClick={() => void settle(sequence, true)}
                  >
                    保留
                  </Button>
                  <Button
                    look="danger"
                    unavailable={busy}
                    aria-label={`作废 ${number} ${actionLabels[action.kind]}`}
                    onClick={() => setVoiding({ sequence, number })}
                  >
                    作废
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {voiding === null ? null : (
        <DangerDialog
          title={`作废 ${voiding.number} 的这一步？`}
          keep="不作废"
          confirm="作废"
          onConfirm={() => {
            setVoiding(null);
            void settle(voiding.sequence, false);
          }}
          onClose={() => setVoiding(null)}
        >
          <p>这一步可能已经显示过“已保存”，文书可能已交给申请人。作废后不能恢复，编号不再使用。</p>
        </DangerDialog>
      )}
    </>
  );
}

/** Before the work begins. */
export function UnconfirmedPage(props: UnconfirmedProps) {
  return (
    <StartPage title="上次未确认" wide>
      <UnconfirmedList {...props} />
    </StartPage>
  );
}
