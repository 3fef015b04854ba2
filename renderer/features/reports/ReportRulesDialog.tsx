import { useState } from 'react';
import { PeriodRule, RecoveredRule } from '#shared/aftercare/reporting/events.ts';
import type { ReportRules } from '#shared/aftercare/reporting/reporting.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useRecording } from '../aftercare/index.ts';

export interface ReportRulesDialogProps {
  readonly store: CounterStore;
  readonly rules: ReportRules;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

/** What no document says of the list, confirmed by an administrator with the local document. */
export function ReportRulesDialog({ store, rules, on, onClose }: ReportRulesDialogProps) {
  const [period, setPeriod] = useState<string>(rules.period);
  const [day, setDay] = useState(String(rules.localDay));
  const [recovered, setRecovered] = useState<string>(rules.recovered);
  const [document, setDocument] = useState(rules.documentNumber ?? '');
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const submit = async () => {
    const localDay = Number(day);
    if (!Number.isInteger(localDay) || localDay < 1 || localDay > 20) return setProblem('报送日填 1 至 20 的整数');
    if (document.trim() === '') return setProblem('填写核定依据的文号');
    const event = {
      step: 'reportRulesSet' as const,
      period: PeriodRule.parse(period),
      localDay,
      recovered: RecoveredRule.parse(recovered),
      documentNumber: document.trim(),
    };
    if (await record(event)) onClose();
  };
  return (
    <FormDialog
      title="核定上报规则"
      confirm="核定"
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="soft">
        59号写明“每月20日前”上报全量数据，没有写是哪一月的数据、县报市的日期、追回人员的去留。请按本地规定核定。
      </p>
      <SelectField
        label="20日前上报的数据期别"
        value={period}
        data-autofocus=""
        options={[
          { value: 'previousMonth', label: '上月' },
          { value: 'sameMonth', label: '当月' },
        ]}
        onChange={(event) => setPeriod(event.target.value)}
      />
      <TextField
        label="本地报送日（每月几日前）"
        hint="县报市早于 20 日的，填本地日期；逢休息日提前"
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <SelectField
        label="已全部追回的人员"
        value={recovered}
        options={[
          { value: 'stay', label: '仍列在名单上' },
          { value: 'leave', label: '从名单撤出' },
        ]}
        onChange={(event) => setRecovered(event.target.value)}
      />
      <TextField label="核定依据文号" value={document} onChange={(event) => setDocument(event.target.value)} />
    </FormDialog>
  );
}
