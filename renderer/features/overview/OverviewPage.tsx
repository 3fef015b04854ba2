/** 概览: what every window of the office has at the hub, and the sums over their cases, with the instant of the figures. */
import { useState, type ReactNode } from 'react';
import type { AskedOverview, PostState } from '#shared/contract/post.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { formatYuan } from '#shared/domain/money.ts';
import {
  DAYS_SHOWN,
  dayChart,
  overviewReport,
  statusChart,
  windowChart,
  type OverviewReport,
} from '#shared/papers/overview-report.ts';
import { failureText } from '#shared/wording/failures.ts';
import { postTroubleText } from '#shared/wording/post.ts';
import { CLOSE_DAYS } from '#shared/policy/deadline-board.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { figuresWords, momentText, usePost } from '../post/index.ts';
import { Chart } from './Chart.tsx';
import { OverviewPrintButton } from './OverviewPrintButton.tsx';
import { ClockTable, SumTable, WindowTable } from './OverviewTables.tsx';
import { useOverview } from './use-overview.ts';
import './overview.css';

export interface OverviewPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
}

function Totals({ report: { total, missed, close, claims } }: { readonly report: OverviewReport }) {
  const cells = [
    ['办件', total.cases, '件'],
    ['人数', total.persons, '人'],
    ['符合', total.met, '人'],
    ['金额', formatYuan(total.amountFen), '元'],
    ['逾期', missed, '项'],
    [`${CLOSE_DAYS} 天内到期`, close, '项'],
    ['两窗口同人', claims.twice, '人'],
  ] as const;
  return (
    <dl className="overview__totals" aria-label="合计">
      {cells.map(([label, value, unit]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="number">
            <strong>{value}</strong> <span className="small">{unit}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="panel" aria-label={title}>
      <h2 className="panel__title">{title}</h2>
      {children}
    </section>
  );
}

const HUB_TOO_OLD = '接收端版本较旧，没有概览。台账照常送件。请通知技术人员升级接收端。';

/** Of when the figures are, and why there are no newer ones. */
function Known({
  found,
  asking,
  asOf,
}: {
  readonly found: AskedOverview;
  readonly asking: boolean;
  readonly asOf: string;
}) {
  const { given, trouble } = found;
  return (
    <>
      {trouble === null || asking ? null : (
        <Notice tone="warn" live="status">
          {trouble === 'not-found' ? HUB_TOO_OLD : postTroubleText[trouble]}
          {given === null ? '还没有取到过概览。' : `下面是 ${asOf} 取到的数字，以后的变化不在内。`}
        </Notice>
      )}
      <p className="soft small" role="status">
        {asking ? '正在向接收端取数…' : ''}
        {given === null ? '' : `数字截至 ${asOf}（接收端时间），期限按业务日期 ${given.overview.on} 计算。`}
      </p>
    </>
  );
}

function Sentences({ report }: { readonly report: OverviewReport }) {
  return (
    <>
      {report.worries.map((words) => (
        <Notice key={words} tone="bad" live="alert">
          {words}
        </Notice>
      ))}
      {report.lacks.length === 0 ? null : (
        <Notice tone="warn">
          {report.lacks.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Notice>
      )}
    </>
  );
}

interface Shown {
  readonly report: OverviewReport;
  readonly charts: readonly ReturnType<typeof dayChart>[];
}

/** `null` while there is nothing to show. */
function shownOf(found: AskedOverview | null, state: PostState | null): Shown | null {
  const given = found?.given ?? null;
  if (given === null || state === null) return null;
  const { overview, window, own } = given;
  const waiting = Math.max(0, state.count - state.acknowledged);
  const figuresWaiting = state.figures.waiting;
  const report = overviewReport(overview, { window, own, waiting, figuresWaiting }, momentText);
  return { report, charts: [statusChart(overview), dayChart(overview), windowChart(overview)] };
}

function Figures({ report, charts: [byStatus, byDay, byWindow] }: Shown) {
  return (
    <>
      <Totals report={report} />
      <Panel title="各窗口">
        <WindowTable windows={report.windows} />
        <p className="soft small">其他窗口还没有送出的，接收端不知道，表中也没有。</p>
      </Panel>
      <div className="overview__columns">
        <Panel title="按状态">
          {byStatus === undefined ? null : <Chart spec={byStatus} />}
          <SumTable label="状态" rows={report.statuses} />
        </Panel>
        <Panel title="按窗口、按期限">
          {byWindow === undefined ? null : <Chart spec={byWindow} />}
          <ClockTable {...report} />
        </Panel>
        <Panel title="按收件日">
          {byDay === undefined ? null : <Chart spec={byDay} />}
          {report.days.length === 0 ? (
            <p className="soft">近 {DAYS_SHOWN} 天没有收件。</p>
          ) : (
            <SumTable label="收件日" rows={report.days} />
          )}
        </Panel>
        <Panel title="按收件月份">
          {report.months.length === 0 ? (
            <p className="soft">近一年没有收件。</p>
          ) : (
            <SumTable label="月份（近一年）" rows={report.months} />
          )}
        </Panel>
      </div>
    </>
  );
}

function AdministratorPage({ store, businessDate }: OverviewPageProps) {
  const { state } = usePost(store);
  const { found, asking, ask } = useOverview(store, businessDate);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = found?.ok === true ? found.value : null;
  const joined = state !== null && state.hub !== null;
  const shown = joined ? shownOf(asked, state) : null;
  return (
    <div className="page stack overview">
      <div className="page__head">
        <h1>概览</h1>
        <span className="number soft">{businessDate}</span>
        <span className="grow" />
        {joined ? (
          <Button shortcut="save" unavailable={asking} onClick={() => void ask()}>
            {asking ? '正在取数' : '重新取数'}
          </Button>
        ) : null}
        {shown === null ? null : (
          <OverviewPrintButton store={store} on={businessDate} {...shown} onProblem={setProblem} />
        )}
      </div>
      {state !== null && !joined ? (
        <Notice tone="info">
          没有加入接收端，看不到其他窗口。请在“设置—接收端”加入；加入以后，本单位各窗口办到哪里在这里一页看完。
        </Notice>
      ) : null}
      {found?.ok === false ? (
        <Notice tone="bad" live="alert">
          {failureText(found.failure)}
        </Notice>
      ) : null}
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {joined && asked?.trouble !== 'not-found' && figuresWords(state) !== null ? (
        <Notice tone="warn">{figuresWords(state)}</Notice>
      ) : null}
      {joined && asked !== null ? <Known found={asked} asking={asking} asOf={shown?.report.asOf ?? ''} /> : null}
      {shown === null ? null : <Sentences report={shown.report} />}
      {shown === null ? null : <Figures {...shown} />}
    </div>
  );
}

export function OverviewPage(props: OverviewPageProps) {
  if (props.store.capacity === 'administrator') return <AdministratorPage {...props} />;
  return (
    <div className="page stack">
      <h1>概览</h1>
      <Notice tone="info">概览由管理员查看。本窗口的数字在“日终”页，本窗口送到哪里在页面顶上。</Notice>
    </div>
  );
}
