/** 省系统返回: a file that came back is read into the cases; what came back refused or unpaid waits here until it is corrected. */
import { useRef, useState } from 'react';
import { returnedCases, type ReturnedCase } from '#shared/casework/returned-cases.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { MeaningForm } from './MeaningForm.tsx';
import { RecordedNotice, ReturnPreview } from './ReturnPreview.tsx';
import { SentAnswers } from './SentAnswers.tsx';
import { readReturnFile, type Recorded, type ReturnRead } from './return-work.ts';

export interface ReturnsPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly onOpenCase: (caseId: string) => void;
}

const columns: readonly ChoiceColumn<ReturnedCase>[] = [
  {
    id: 'number',
    heading: '办件号',
    width: '10rem',
    cell: ({ summary }) => <span className="number case-no">{summary.number}</span>,
  },
  { id: 'firm', heading: '单位', cell: ({ summary }) => <span className="firm">{summary.employerName}</span> },
  {
    id: 'refused',
    heading: '退回',
    width: '5rem',
    align: 'right',
    cell: ({ refused }) => (refused > 0 ? `${refused} 人` : ''),
  },
  {
    id: 'failed',
    heading: '发放失败',
    width: '6rem',
    align: 'right',
    cell: ({ failed }) => (failed > 0 ? `${failed} 人` : ''),
  },
  {
    id: 'day',
    heading: '返回文件',
    width: '8rem',
    cell: ({ summary }) => <span className="number">{summary.answeredOn}</span>,
  },
];

type Shown = { readonly kind: 'recorded'; readonly recorded: Recorded } | ReturnRead;

/** Reading, one file at a time: what an earlier one brought is not shown once another was chosen. */
function useReturn(store: CounterStore) {
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const last = useRef(0);
  const read = (file: File): void => {
    last.current += 1;
    const own = last.current;
    setBusy(true);
    setShown(null);
    void readReturnFile(store, file).then((found) => {
      if (own !== last.current) return;
      setBusy(false);
      setShown(found);
    });
  };
  return { busy, shown, setShown, read };
}

export function ReturnsPage({ store, businessDate, onOpenCase }: ReturnsPageProps) {
  const { busy, shown, setShown, read } = useReturn(store);
  const waiting = returnedCases(store.cases.list());
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>省系统返回</h1>
        <span className="number soft">{businessDate}</span>
      </div>
      <section className="panel stack" aria-label="读入返回文件">
        <div className="row">
          <FileButton
            shortcut="chooseFile"
            unavailable={busy}
            fileLabel="返回文件"
            accept=".xlsx,.xls,.et,.csv,.txt"
            onFile={read}
          >
            {busy ? '正在读取' : '读入返回文件'}
          </FileButton>
          <span className="soft small">
            省系统或银行给回的处理结果表。按办件号和证件号逐人对上，登记到办件里；只照登，不改变本窗口的决定。
          </span>
        </div>
        {shown === null ? null : (
          <ShownPart
            store={store}
            shown={shown}
            on={businessDate}
            onRead={read}
            onRecorded={(recorded) => setShown({ kind: 'recorded', recorded })}
          />
        )}
      </section>
      <SentAnswers store={store} />
      <section className="panel stack" aria-label="待更正再送">
        <h2 className="panel__title">
          待更正再送<span className="soft small">退回或发放失败的：打开办件，更正后随下一批再送</span>
        </h2>
        <ChoiceTable
          label="待更正再送"
          columns={columns}
          rows={waiting}
          keyOf={({ summary }) => summary.caseId}
          onOpen={({ summary }) => onOpenCase(summary.caseId)}
          empty="没有退回或发放失败、还没有更正的办件。"
        />
      </section>
    </div>
  );
}

interface ShownProps {
  readonly store: CounterStore;
  readonly shown: Shown;
  readonly on: PlainDate;
  readonly onRead: (file: File) => void;
  readonly onRecorded: (recorded: Recorded) => void;
}

function ShownPart({ store, shown, on, onRead, onRecorded }: ShownProps) {
  switch (shown.kind) {
    case 'read':
      return <ReturnPreview key={shown.digest} store={store} read={shown} on={on} onRecorded={onRecorded} />;
    case 'unclear':
      return <MeaningForm store={store} unclear={shown} onSaid={onRead} />;
    case 'recorded':
      return <RecordedNotice recorded={shown.recorded} />;
    case 'refused':
      return (
        <Notice tone="bad" live="alert">
          文件没有读入，没有登记任何内容：{shown.sentence}
        </Notice>
      );
    case 'failure':
      return (
        <Notice tone="bad" live="alert">
          {failureText(shown.failure)}
        </Notice>
      );
  }
}
