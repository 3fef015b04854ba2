/** 月报: the figures of a month as they stand, frozen when they are sent; a later change is shown beside them and becomes a correction. */
import { useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { lineChanges, type LineChange } from '#shared/aftercare/reporting/report-line.ts';
import { standingReport, type SentReport } from '#shared/aftercare/reporting/reporting.ts';
import { reportReference } from '#shared/domain/paper-reference.ts';
import { addMonths, lastDayOf, monthOf, parseMonth, type Month, type PlainDate } from '#shared/domain/plain-date.ts';
import { monthlyReport } from '#shared/papers/monthly-report.ts';
import { failureText } from '#shared/wording/failures.ts';
import { reportCharts } from '#shared/wording/report-charts.ts';
import { monthWords } from '#shared/wording/reporting.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { BarChartFigure } from './BarChartFigure.tsx';
import { CorrectionTable } from './CorrectionTable.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { PaperButtons } from './PaperButtons.tsx';
import { SendReportDialog } from './SendReportDialog.tsx';
import type { TabProps } from './UploadTab.tsx';
import { useMonthly } from './use-monthly.ts';
import { useRulesOn } from './use-rules-on.ts';

/** The year's months up to today's, and those before in which something was sent; the newest first. */
function periodsOf({ reporting }: AftercareBook, on: PlainDate): readonly Month[] {
  const now = monthOf(on);
  const recent = Array.from({ length: 13 }, (_, at) => addMonths(now, -at));
  const sent = reporting.reports.map(({ sent: { event } }) => event.period);
  return [...new Set([...recent, ...sent])].toSorted().toReversed();
}

/** What a correction changed against the report that it corrects. */
function changesOf({ sent }: SentReport, { reporting }: AftercareBook): readonly LineChange[] {
  const before = reporting.reports.find(({ reportId }) => reportId === sent.event.corrects?.reportId);
  return before === undefined ? [] : lineChanges(before.sent.event.lines, sent.event.lines);
}

function Sent({ book, period }: { readonly book: AftercareBook; readonly period: Month }) {
  const own = book.reporting.reports.filter(({ sent }) => sent.event.period === period);
  if (own.length === 0) return <p className="soft">本月月报还没有报出，下面是按台账现在的数字。</p>;
  return (
    <section className="panel" aria-label="报出记录">
      <ul className="reports__changes">
        {own.map((report) => {
          const { event, on, by } = report.sent;
          return (
            <li key={report.reportId}>
              {event.corrects === null ? '报出' : `更正（${event.corrects.reason}）`}：{by.name} {on}，台账第{' '}
              {report.sent.sequence} 条
              {event.corrects === null ? null : <CorrectionTable changes={changesOf(report, book)} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The month that is over and not reported yet, where the window worked in it; else this one. */
function usualPeriod({ store, book, on }: TabProps): Month {
  const last = addMonths(monthOf(on), -1);
  const worked = store.cases.list().some(({ receivedOn }) => receivedOn <= lastDayOf(last));
  return worked && standingReport(book.reporting, last) === undefined ? last : monthOf(on);
}

export function ReportTab(props: TabProps) {
  const { store, book, on } = props;
  const periods = periodsOf(book, on);
  const [period, setPeriod] = useState<Month>(() => usualPeriod(props));
  const [sending, setSending] = useState(false);
  const standing = standingReport(book.reporting, period) ?? null;
  const { pack } = useRulesOn(store, lastDayOf(period));
  const termFrom = standing?.sent.event.termFrom ?? pack.parameters.acceptance.value.from;
  const { figures, failure } = useMonthly(store, book, period, termFrom);
  const shown = standing?.sent.event ?? figures;
  const pending = standing === null || figures === null ? [] : lineChanges(standing.sent.event.lines, figures.lines);
  const corrected = standing === null ? [] : changesOf(standing, book);
  const first = book.reporting.reports.find(({ reportId }) => reportId === standing?.sent.event.corrects?.reportId);
  const letter =
    shown === null
      ? null
      : monthlyReport({
          office: store.office,
          training: store.area === 'training',
          period,
          termFrom,
          lines: shown.lines,
          months: shown.months,
          remarks: standing?.sent.event.remarks ?? '',
          sent: standing === null ? null : { on: standing.sent.on, by: standing.sent.by.name },
          correction:
            standing?.sent.event.corrects && first !== undefined
              ? { reason: standing.sent.event.corrects.reason, of: first.sent.on, changes: corrected }
              : null,
          number: standing === null ? '' : `台账第 ${standing.sent.sequence} 号`,
          reference:
            standing === null ? undefined : reportReference(store.office.receiptPrefix, standing.sent.sequence),
        });
  const maySend = figures !== null && (standing === null || pending.length > 0);
  return (
    <>
      <div className="row reports__choices">
        <SelectField
          label="月份"
          value={period}
          options={periods.map((value) => ({ value, label: monthWords(value) }))}
          onChange={(event) => setPeriod(parseMonth(event.target.value) ?? period)}
        />
        <span className="grow" />
        <PaperButtons
          store={store}
          on={on}
          subjectId={`report:${standing?.reportId ?? period}`}
          word={standing === null ? '草稿' : '月报'}
          letter={letter}
        />
        <Button look="primary" shortcut="save" unavailable={!maySend} onClick={() => setSending(true)}>
          {standing === null ? '报出月报' : '报出更正'}
        </Button>
      </div>
      {failure === null ? null : <Notice tone="bad">{failureText(failure)}</Notice>}
      {standing === null && on <= lastDayOf(period) ? (
        <p className="soft">本月还没有过完：报出后的变化要作更正。</p>
      ) : null}
      {pending.length === 0 ? null : (
        <Notice tone="warn">
          报出之后台账有变化，{pending.length} 个数字与已报的不同。已报的不变，请报出更正：
          <CorrectionTable changes={pending} />
        </Notice>
      )}
      {shown === null ? (
        <p className="soft" role="status">
          正在统计…
        </p>
      ) : (
        <>
          <p className="soft small">
            政策期自 {termFrom} 起。发放按银行实际发放日期统计；户数按单位去重，各月相加不等于累计。
          </p>
          <FiguresTable lines={shown.lines} changes={corrected} />
          <Sent book={book} period={period} />
          <div className="reports__charts">
            {reportCharts(shown.lines, shown.months).map((chart) => (
              <BarChartFigure key={chart.title} chart={chart} />
            ))}
          </div>
        </>
      )}
      {sending && figures !== null ? (
        <SendReportDialog
          store={store}
          on={on}
          period={period}
          termFrom={termFrom}
          figures={figures}
          standing={standing}
          changes={pending}
          onClose={() => setSending(false)}
        />
      ) : null}
    </>
  );
}
