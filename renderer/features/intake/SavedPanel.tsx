import { useRef } from 'react';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { PaperChoiceId } from '#shared/papers/papers-of-case.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PrintPanel } from '../papers/index.ts';
import { statusLabel } from '../worklist/index.ts';

const FOR_SIGNATURE: readonly PaperChoiceId[] = ['applicationForm', 'roster'];

export interface SavedPanelProps {
  readonly store: CounterStore;
  readonly record: CaseRecord;
  readonly businessDate: PlainDate;
  /** Prints 申请表 and 花名册 at once, one after the other. */
  readonly forSignature: boolean;
  readonly onNew: () => void;
  readonly onClose: () => void;
}

/** After saving: the number, that it lies in both places, and the right paper under the clerk's finger. F2 takes the next in line. */
export function SavedPanel({ store, record, businessDate, forSignature, onNew, onClose }: SavedPanelProps) {
  const { summary } = record;
  // After the paper the eyes go to the next in line; Enter must not print it again.
  const next = useRef<HTMLButtonElement>(null);
  return (
    <div className="page stack">
      <Notice tone="good" live="status">
        <strong>
          已保存 <span className="number">{summary.number}</span>（两份落盘）
        </strong>
        <div>
          {summary.employerName} · {statusLabel[summary.status]} · 符合 {summary.metPersons} / {summary.persons.length}{' '}
          人 · 合计 {formatYuan(summary.totalAmountFen)} 元
        </div>
      </Notice>
      <PrintPanel
        store={store}
        caseId={summary.caseId}
        businessDate={businessDate}
        autoFocus
        {...(forSignature ? { printNow: FOR_SIGNATURE } : {})}
        onPrinted={() => next.current?.focus()}
      />
      <div className="row">
        <Button ref={next} keyHint="newIntake" onClick={onNew}>
          下一位：新受理
        </Button>
        <Button keyHint="back" onClick={onClose}>
          回到办件
        </Button>
      </div>
    </div>
  );
}
