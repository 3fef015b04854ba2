/** 上报月报: what goes up each month of those who were paid, and what firms are told. */
import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { panelOf, Tabs } from '../../ui/Tabs.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAftercare } from '../aftercare/index.ts';
import { LeafletTab } from './LeafletTab.tsx';
import { MessagesTab } from './MessagesTab.tsx';
import { ReportTab } from './ReportTab.tsx';
import { UploadTab, type TabProps } from './UploadTab.tsx';
import './reports.css';

export interface ReportsPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** The month whose list somebody came for, `YYYYMM`. */
  readonly wanted?: string;
}

const tabs = [
  { id: 'upload', label: '上报名单', Tab: UploadTab },
  { id: 'report', label: '月报', Tab: ReportTab },
  { id: 'messages', label: '短信', Tab: MessagesTab },
  { id: 'leaflet', label: '宣传单', Tab: LeafletTab },
] as const satisfies readonly {
  readonly id: string;
  readonly label: string;
  readonly Tab: (props: TabProps) => unknown;
}[];
type TabId = (typeof tabs)[number]['id'];

export function ReportsPage({ store, businessDate, wanted }: ReportsPageProps) {
  const { book, failure } = useAftercare(store);
  const [chosen, setChosen] = useState<TabId>('upload');
  const tab = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  return (
    <div className="page stack reports">
      <div className="page__head">
        <h1>上报月报</h1>
        <span className="soft number">业务日期 {businessDate}</span>
      </div>
      <Tabs name="reports" label="上报月报" tabs={tabs} chosen={chosen} onChoose={setChosen} />
      <div className="stack" {...panelOf('reports', chosen)}>
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
        {book === null ? null : <tab.Tab store={store} book={book} on={businessDate} wanted={wanted} />}
      </div>
    </div>
  );
}
