import { useEffect, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { ListKind } from '#shared/aftercare/inquiry/codes.ts';
import { dueButUnpaidDue } from '#shared/aftercare/due.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import type { InquiryField, NamedHeadings } from '#shared/lists/inquiry-file.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import { failureText } from '#shared/wording/failures.ts';
import { inquiryFieldLabels, listKindLabels } from '#shared/wording/inquiry.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { refreshAftercare } from '../aftercare/index.ts';
import { knownList, readListFile, recordList, type ListRead, type ReadList } from './read-list.ts';

export interface ReadListDialogProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly file: File;
  readonly on: PlainDate;
  readonly calendar: WorkingCalendar;
  readonly parameters: PolicyPack['parameters'];
  readonly onClose: () => void;
}

function Elsewhere({ list }: { readonly list: ReadList }) {
  if (list.elsewhere.length === 0) return null;
  const rows = list.elsewhere.reduce((sum, one) => sum + one.rows, 0);
  return (
    <Notice tone="warn">
      {rows} 行是其他县区的，不读入：
      {list.elsewhere.map(({ county, rows: count }) => `${county} ${count} 行`).join('，')}。
    </Notice>
  );
}

/** 读入名单: what the file says is shown first; headings that nobody knows the clerk names. */
export function ReadListDialog({ store, book, file, on, calendar, parameters, onClose }: ReadListDialogProps) {
  const [read, setRead] = useState<ListRead | null>(null);
  const [named, setNamed] = useState<NamedHeadings>({});
  const [said, setSaid] = useState<Readonly<Partial<Record<InquiryField, string>>>>({});
  const [kind, setKind] = useState<ListKind | null>(null);
  const [issuedOn, setIssuedOn] = useState<string>(on);
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void readListFile(store, file, named).then((found) => {
      if (current) setRead(found);
    });
    return () => {
      current = false;
    };
  }, [store, file, named]);
  const known = read?.kind === 'read' ? knownList(book, read) : undefined;
  const day = parsePlainDate(issuedOn);
  const due = day === null ? null : dueButUnpaidDue(day, parameters, calendar);
  const record = async (list: ReadList) => {
    if (known?.complete === true) return onClose();
    if (day === null || day > on) return setProblem('填写下发日期，不晚于业务日期');
    setDone(0);
    const failure = await recordList(store, book, list, { kind: kind ?? list.listKind, issuedOn: day, on }, setDone);
    setDone(null);
    await refreshAftercare(store);
    if (failure === null) onClose();
    else setProblem(`${failureText(failure)} 已读入的保留，重新读入同一份文件会接着读。`);
  };
  const submit = () => {
    setProblem(null);
    if (read?.kind === 'read') return void record(read);
    if (read?.kind !== 'unclear') return onClose();
    const answered = Object.entries(said).filter(([, heading]) => heading !== '');
    if (answered.length < read.missing.length) return setProblem('请逐项指出是哪一列');
    setRead(null);
    setNamed({ ...named, ...Object.fromEntries(answered.map(([field, heading]) => [heading, field as InquiryField])) });
  };
  const confirm =
    read?.kind === 'read'
      ? known?.complete === true
        ? '关闭'
        : `读入 ${read.own.length} 行`
      : read?.kind === 'unclear'
        ? '按所说的列读入'
        : '关闭';
  return (
    <FormDialog
      title={`读入核查名单 ${file.name}`}
      confirm={confirm}
      busy={done !== null || read === null}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {read === null ? <p role="status">正在读取…</p> : null}
      {read?.kind === 'refused' ? (
        <Notice tone="bad" live="alert">
          文件没有读入，没有登记任何内容：{read.sentence}
        </Notice>
      ) : null}
      {read?.kind === 'unclear' ? (
        <>
          <p>认不出这几列，没有登记任何内容。请指出各是哪一列：</p>
          {read.missing.map((field, index) => (
            <SelectField
              key={field}
              label={inquiryFieldLabels[field]}
              value={said[field] ?? ''}
              {...(index === 0 ? { 'data-autofocus': '' } : {})}
              options={[
                { value: '', label: '请选择' },
                ...[...new Set(read.headings)]
                  .filter((heading) => heading.trim() !== '')
                  .map((heading) => ({ value: heading, label: heading })),
              ]}
              onChange={(event) => setSaid({ ...said, [field]: event.target.value })}
            />
          ))}
        </>
      ) : null}
      {read?.kind === 'read' && known?.complete === true ? (
        <Notice tone="info" live="status">
          这份名单 {known.begun.on} 已经读入，没有改动任何内容。
        </Notice>
      ) : null}
      {read?.kind === 'read' && known?.complete !== true ? (
        <>
          <p>
            本县 <strong className="number">{read.own.length}</strong> 行。
            {known === undefined ? '' : `上次读到 ${known.rows.length} 行，从那里接着读。`}
          </p>
          <Elsewhere list={read} />
          {known === undefined ? (
            <>
              <SelectField
                label="名单"
                value={kind ?? read.listKind}
                options={ListKind.options.map((value) => ({ value, label: listKindLabels[value] }))}
                onChange={(event) => setKind(event.target.value as ListKind)}
              />
              <DateField label="下发日期" value={issuedOn} data-autofocus="" onValueChange={setIssuedOn} />
              <p className="number">
                {due === null
                  ? '工作日历未更新，不能推算期限。'
                  : `内部目标 ${due.target.day}，报省期限 ${due.provinceDay.day}（25日），报部期限 ${due.ministryDay.day}（30日）。`}
              </p>
            </>
          ) : null}
          {done === null ? null : (
            <Progress
              label="正在读入"
              value={done}
              max={Math.max(1, read.own.length)}
              text={`${done} / ${read.own.length} 行`}
            />
          )}
        </>
      ) : null}
    </FormDialog>
  );
}
