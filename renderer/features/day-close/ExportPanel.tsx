import { useState } from 'react';
import type { BatchFormat } from '#shared/batches/batch-name.ts';
import type { CodeChoice, Layout } from '#shared/layouts/layout.ts';
import { mayExport } from '#shared/layouts/preflight.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { failureText } from '#shared/wording/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, SelectField } from '../../ui/Field.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Notice } from '../../ui/Notice.tsx';
import { withoutFaulty, type PreparedBatch } from './batch-data.ts';
import { groupedProblems, isError } from './grouped-problems.ts';
import { ProblemList } from './ProblemList.tsx';
import type { Prepared } from './use-prepared.ts';

export interface ExportPanelProps {
  readonly prepared: Prepared;
  readonly layouts: readonly Layout[];
  readonly layout: Layout;
  readonly codes: CodeChoice;
  readonly training: boolean;
  /** Nothing comes before the export: whoever opens the page stands on its button. */
  readonly comesFirst: boolean;
  /** Why nothing may be exported now, in a sentence. */
  readonly obstacle: string | null;
  readonly onLayout: (layout: Layout) => void;
  readonly onCodes: (codes: CodeChoice) => void;
  readonly onExport: (batch: PreparedBatch, formats: readonly BatchFormat[]) => void;
  /** Where another window exports for the whole office: the usual way is to release to it. */
  readonly hall: { readonly prefix: string; readonly onRelease: (batch: PreparedBatch) => void } | null;
}

const CODE_CHOICES = [
  { value: 'printed', label: '按文件所印' },
  { value: 'corrected', label: '按更正（AAB301、AAB001）' },
];

function blockedBy(verb: Verb, batch: PreparedBatch | null, obstacle: string | null): string | null {
  if (obstacle !== null) return obstacle;
  if (batch === null) return '正在检查';
  if (batch.check.totals.persons === 0) return `没有待${verb}的办件`;
  return mayExport(batch.check) ? null : `导出前检查没有通过，请先改正，或先${verb}其余办件`;
}

/** Choose the layout, see what is to be fixed, export. */
export function ExportPanel(props: ExportPanelProps) {
  const { prepared, layouts, layout, codes, training, comesFirst, obstacle, onLayout, onCodes, onExport, hall } = props;
  const [withGb18030, setWithGb18030] = useState(false);
  const { batch } = prepared;
  const formats: readonly BatchFormat[] = ['xlsx', 'csv-utf-8', ...(withGb18030 ? (['csv-gb18030'] as const) : [])];
  const verb: Verb = hall === null ? '导出' : '交出';
  const blocked = blockedBy(verb, batch, obstacle);
  const start = (chosen: PreparedBatch | null) => {
    if (chosen !== null && mayExport(chosen.check) && obstacle === null) onExport(chosen, formats);
  };
  const leave = (chosen: PreparedBatch | null) => {
    if (hall === null) start(chosen);
    else if (chosen !== null && mayExport(chosen.check) && obstacle === null) hall.onRelease(chosen);
  };
  useKeys({ save: () => leave(batch) });
  const hasCorrections = layout.columns.some((column) => column.correctedCode !== undefined);
  return (
    <section className="panel">
      <h2 className="panel__title">
        {hall === null ? '导出' : `交 ${hall.prefix} 窗口合并导出`}
        {training ? <span className="tag">培训：文件有“培训”标记，不得导入省系统</span> : null}
      </h2>
      <div className="day-close__choices">
        <SelectField
          label="版式"
          value={layout.id}
          onChange={(event) => onLayout(layouts.find((one) => one.id === event.target.value) ?? layout)}
          options={layouts.map((one) => ({ value: one.id, label: `${one.title}（${one.version}）` }))}
        />
        {hasCorrections ? (
          <SelectField
            label="指标编码"
            value={codes}
            onChange={(event) => onCodes(event.target.value === 'corrected' ? 'corrected' : 'printed')}
            options={CODE_CHOICES}
          />
        ) : null}
        <CheckField
          label="另附 GB18030 编码的 CSV"
          checked={withGb18030}
          onChange={(event) => setWithGb18030(event.target.checked)}
        />
      </div>
      {prepared.failure === null ? null : <Notice tone="bad">{failureText(prepared.failure)}</Notice>}
      {batch === null ? null : <CheckResult batch={batch} obstacle={obstacle} onLeave={leave} verb={verb} />}
      <div className="row day-close__after">
        <Button
          look="primary"
          keyHint="save"
          {...(comesFirst ? { 'data-landing': 'always' } : {})}
          unavailable={blocked !== null}
          title={blocked ?? undefined}
          onClick={() => leave(batch)}
        >
          {leaveLabel(verb, batch)}
        </Button>
        {hall === null ? null : (
          <Button unavailable={blocked !== null} title={blocked ?? undefined} onClick={() => start(batch)}>
            由本窗口单独导出
          </Button>
        )}
        {blocked === null || batch?.check.totals.persons === 0 ? null : <span className="soft small">{blocked}</span>}
      </div>
    </section>
  );
}

type Verb = '导出' | '交出';

function leaveLabel(verb: Verb, batch: PreparedBatch | null): string {
  if (batch === null || batch.check.totals.persons === 0) return verb;
  return `${verb} ${batch.check.totals.cases} 件 ${batch.check.totals.persons} 人`;
}

function CheckResult({
  batch,
  obstacle,
  onLeave,
  verb,
}: {
  readonly batch: PreparedBatch;
  readonly obstacle: string | null;
  readonly onLeave: (batch: PreparedBatch) => void;
  readonly verb: Verb;
}) {
  const { problems, totals } = batch.check;
  if (totals.persons === 0) return <p className="day-close__after">已受理的都已{verb}。</p>;
  // Counted as they are listed: the same finding about several persons of a case is one.
  const found = groupedProblems(problems).map(({ problem }) => problem);
  const errors = found.filter(isError).length;
  const rest = errors === 0 ? null : withoutFaulty(batch);
  return (
    <>
      <p className="day-close__after" role="status">
        待{verb} {totals.cases} 件 {totals.persons} 人，合计 {formatYuan(totals.amountFen)} 元。
        {problems.length === 0
          ? '导出前检查没有发现问题。'
          : `导出前检查：须改 ${errors} 项，提示 ${found.length - errors} 项。`}
      </p>
      {problems.length === 0 ? null : <ProblemList prepared={batch} />}
      {rest === null || !mayExport(rest.check) ? null : (
        <div className="row day-close__after">
          <Button shortcut="exportRest" unavailable={obstacle !== null} onClick={() => onLeave(rest)}>
            先{verb}其余 {rest.check.totals.cases} 件
          </Button>
          <span className="soft small">有问题的办件留在本窗口，改正后另行{verb}。</span>
        </div>
      )}
    </>
  );
}
