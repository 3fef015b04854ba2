import { useRef } from 'react';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PaperChoiceId } from '#shared/papers/papers-of-case.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { Button } from '../../ui/Button.tsx';
import { keyName } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useCopying } from '../../ui/use-copying.ts';
import { PrintPanel } from '../papers/index.ts';
import { amountText, StatusMark } from '../worklist/index.ts';

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
  const { summary, application } = record;
  const copied = useCopying(() => ({
    number: summary.number,
    firm: summary.employerName,
    phone: application.employer.agent.mobile,
  }));
  // After the paper the eyes go to the next in line; Enter must not print it again.
  const next = useRef<HTMLButtonElement>(null);
  return (
    <div className="page stack">
      <Notice tone={summary.status === 'accepted' ? 'good' : 'info'} live="status">
        <strong className="saved__number">
          已保存 <span className="number case-no">{summary.number}</span>（两份落盘）
        </strong>
        <div>
          {summary.employerName} · <StatusMark entry={summary} /> · 符合 {summary.metPersons} / {summary.persons.length}{' '}
          人 · {amountText(summary)}
          {summary.totalAmountFen === 0 ? '' : ' 元'}
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
        <span className="small soft grow" role="status">
          {copied === '' ? `${keyName('copyNumber')} 复制办件号` : copied}
        </span>
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
