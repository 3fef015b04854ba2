import { useState } from 'react';
import type { LineChange } from '#shared/aftercare/reporting/report-line.ts';
import type { MonthlyFigures } from '#shared/aftercare/reporting/monthly-figures.ts';
import type { SentReport } from '#shared/aftercare/reporting/reporting.ts';
import type { Month, PlainDate } from '#shared/domain/plain-date.ts';
import { monthWords } from '#shared/wording/reporting.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useRecording } from '../aftercare/index.ts';
import { CorrectionTable } from './CorrectionTable.tsx';

export interface SendReportDialogProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly period: Month;
  readonly termFrom: PlainDate;
  readonly figures: MonthlyFigures;
  /** The report that stands, and what reads otherwise; `null` for the first of the month. */
  readonly standing: SentReport | null;
  readonly changes: readonly LineChange[];
  readonly onClose: () => void;
}

/** 报出: from here on the figures stand as they are; a later change is a correction of its own. */
export function SendReportDialog(props: SendReportDialogProps) {
  const { store, on, period, termFrom, figures, standing, changes, onClose } = props;
  const [remarks, setRemarks] = useState(standing?.sent.event.remarks ?? '');
  const [reason, setReason] = useState('');
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const submit = async () => {
    if (standing !== null && reason.trim() === '') return setProblem('写明更正的原因');
    const corrects = standing === null ? null : { reportId: standing.reportId, reason: reason.trim() };
    const event = {
      step: 'reportSent' as const,
      period,
      corrects,
      termFrom,
      lines: [...figures.lines],
      months: [...figures.months],
      remarks: remarks.trim(),
    };
    if (await record(event)) onClose();
  };
  return (
    <FormDialog
      title={`${standing === null ? '报出' : '更正'}${monthWords(period)}月报`}
      confirm={standing === null ? '报出' : '报出更正'}
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {standing === null ? (
        <p>报出后数字固定，以后的变化只作更正，原报保留。</p>
      ) : (
        <>
          <p>与 {standing.sent.on} 所报相比，原报保留：</p>
          <CorrectionTable changes={changes} />
          <TextField
            label="更正原因"
            value={reason}
            data-autofocus=""
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
      <TextField
        label="问题与建议"
        optional
        value={remarks}
        {...(standing === null ? { 'data-autofocus': '' } : {})}
        onChange={(event) => setRemarks(event.target.value)}
      />
    </FormDialog>
  );
}
