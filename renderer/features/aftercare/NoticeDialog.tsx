import { useState } from 'react';
import type { AftercareRules } from '#shared/aftercare/book.ts';
import { noticeDaysOf } from '#shared/aftercare/notice-days.ts';
import { figuresOf } from '#shared/aftercare/people.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { StepDialogProps } from './ReviewDialog.tsx';
import { useRecording } from './use-aftercare.ts';

export interface NoticeDialogProps extends StepDialogProps {
  readonly rules: AftercareRules;
  readonly calendar: WorkingCalendar;
}

/** 建公示批次: everybody whose 复审 is filed, with the days as they will stand on the notice. */
export function NoticeDialog({ store, line, on, rules, calendar, onClose }: NoticeDialogProps) {
  const [period, setPeriod] = useState(`${on.slice(0, 4)}年${Number(on.slice(5, 7))}月`);
  const [batchId] = useState(() => crypto.randomUUID());
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const figures = figuresOf(line.items);
  const filed = line.items.flatMap(({ stages }) => stages.at(-1)?.on ?? []).toSorted();
  const filedOn = filed.at(-1) ?? on;
  const days = noticeDaysOf(filedOn, rules, calendar);
  const submit = async () => {
    if (period.trim() === '') return setProblem('填写期别，如 2022年8月');
    if (days === null) return setProblem('工作日历未更新，不能推算公示日期。请管理员在“政策”页导入日历');
    const recorded = await record(
      {
        step: 'noticeBegun',
        training: store.area === 'training',
        period: period.trim(),
        itemIds: line.items.map(({ source }) => source.itemId),
        ...figures,
        filedOn,
        ...days,
        days: rules.noticeDays,
        firstDayCounted: rules.firstDayCounted,
      },
      batchId,
    );
    if (recorded) onClose();
  };
  return (
    <FormDialog
      title="建公示批次"
      confirm="建批次"
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>
        {figures.firms} 户、{figures.persons} 人、{formatYuan(figures.amountFen)} 元。复审完成 {filedOn}。
      </p>
      {days === null ? null : (
        <p>
          公示 {days.beginsOn} 至 {days.lastDay}（{rules.noticeDays} 个工作日，首日
          {rules.firstDayCounted ? '计入' : '不计入'}），
          {days.registerFrom} 起登记公示结果。
        </p>
      )}
      {rules.documentNumber === null ? (
        <Notice tone="warn">公示天数的算法待本地核定，请管理员先在本页核定。</Notice>
      ) : null}
      <TextField label="期别" value={period} data-autofocus="" onChange={(event) => setPeriod(event.target.value)} />
    </FormDialog>
  );
}

/** What no document says, confirmed by an administrator with the local document. */
export function RulesDialog({
  store,
  rules,
  on,
  onClose,
}: Omit<StepDialogProps, 'line'> & { readonly rules: AftercareRules }) {
  const [days, setDays] = useState(String(rules.noticeDays));
  const [counted, setCounted] = useState(rules.firstDayCounted ? 'yes' : 'no');
  const [document, setDocument] = useState(rules.documentNumber ?? '');
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const submit = async () => {
    const noticeDays = Number(days);
    if (!Number.isInteger(noticeDays) || noticeDays < 1 || noticeDays > 30)
      return setProblem('公示天数填 1 至 30 的整数');
    if (document.trim() === '') return setProblem('填写核定依据的文号');
    const firstDayCounted = counted === 'yes';
    if (await record({ step: 'rulesSet', noticeDays, firstDayCounted, documentNumber: document.trim() })) onClose();
  };
  return (
    <FormDialog
      title="核定公示天数"
      confirm="核定"
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="soft">185号附件写明“3工作日”，没有写首日是否计入。请按本地规定核定，并写明文号。</p>
      <TextField
        label="公示工作日数"
        value={days}
        data-autofocus=""
        onChange={(event) => setDays(event.target.value)}
      />
      <SelectField
        label="公示首日"
        value={counted}
        options={[
          { value: 'yes', label: '计入' },
          { value: 'no', label: '不计入' },
        ]}
        onChange={(event) => setCounted(event.target.value)}
      />
      <TextField label="核定依据文号" value={document} onChange={(event) => setDocument(event.target.value)} />
    </FormDialog>
  );
}

/** 移出: persons whose case was corrected or withdrawn since; they begin anew at 初审. */
export function TakeOutDialog({ store, line, on, onClose }: StepDialogProps) {
  const [reason, setReason] = useState('办件已更正或撤回');
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const submit = async () => {
    if (reason.trim() === '') return setProblem('写明移出的原因');
    const itemIds = line.items.map(({ source }) => source.itemId);
    if (await record({ step: 'takenOut', itemIds, reason: reason.trim() })) onClose();
  };
  return (
    <FormDialog
      title={`移出 ${line.items.length} 人`}
      confirm="移出"
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>所列人员的办件在初审之后更正过或已撤回：移出后按更正后的内容重新初审，原来的登记保留。</p>
      <ul>
        {line.items.map(({ source }) => (
          <li key={source.itemId}>
            {source.employerName}　{source.name}　{source.reference}
          </li>
        ))}
      </ul>
      <TextField label="原因" value={reason} data-autofocus="" onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  );
}
