/** What a list brings before anything is recorded: how many are for this office and new, and every row that is not, by line and cell. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { ListProblem } from '#shared/aftercare/lists/list-row.ts';
import { isWhole } from '#shared/aftercare/lists/lists.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { periodOf } from '#shared/lists/list-file.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import { Button } from '../../../ui/Button.tsx';
import { DateField } from '../../../ui/DateField.tsx';
import { TextField } from '../../../ui/Field.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { checkAll, type CheckBasis } from './list-checking.ts';
import { placedRows, recordList, requestsFor, takenBefore, type ReadFile } from './list-work.ts';
import { ProblemTable } from './ProblemTable.tsx';

export interface ListPreviewProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly read: ReadFile;
  readonly businessDate: PlainDate;
  readonly basis: CheckBasis | null;
  readonly obstacle: string | null;
  readonly onRecorded: (listId: string) => void;
}

interface Doing {
  readonly label: string;
  readonly done: number;
  readonly of: number;
  readonly unit: string;
}

function countWords(problems: readonly ListProblem[], blank: number): string {
  const lines = new Set(problems.map(({ line }) => line)).size;
  return `${lines === 0 ? '' : `，${lines} 行不采用`}${blank === 0 ? '' : `，另有空行、合计行 ${blank} 行`}`;
}

/** Checks every row, then records the list; whatever was recorded before a stop stays. */
function useTaking({ store, read, basis, onRecorded }: ListPreviewProps) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const take = async (
    list: Omit<Parameters<typeof recordList>[1], 'rows' | 'copies' | 'basis' | 'read'>,
    rows: ReturnType<typeof placedRows>['rows'],
  ) => {
    if (basis === null || doing !== null) return;
    const aborting = new AbortController();
    stop.current = aborting;
    setProblem(null);
    const told = (label: string, of: number, unit: string) => (done: number) => setDoing({ label, done, of, unit });
    const checking = told('正在逐人核对', rows.length, '人');
    checking(0);
    const word = { listDay: list.downloadedOn, listLabel: `免申即享名单（${list.downloadedOn} 下载）` };
    const checked = await checkAll(store, rows, basis, word, checking, aborting.signal);
    if (!checked.ok) {
      setDoing(null);
      if (checked.failure.code !== 'cancelled') setProblem(failureText(checked.failure));
      return;
    }
    const whole = { ...list, ...checked.value, read, basis };
    const recording = told('正在登记', requestsFor(whole).length, '段');
    recording(0);
    const recorded = await recordList(store, whole, recording);
    setDoing(null);
    if (recorded.ok) onRecorded(read.listId);
    else
      setProblem(
        `${failureText(recorded.failure)} 已登记的部分保留；处理后重新读入同一份文件，会从停下的地方接着登记。`,
      );
  };
  return { doing, problem, take, cancel: () => stop.current?.abort() };
}

export function ListPreview(props: ListPreviewProps) {
  const { store, book, read, businessDate, basis, obstacle } = props;
  const before = takenBefore(book, read);
  const [typedPeriod, setTypedPeriod] = useState<string>(before?.head.period ?? read.period ?? '');
  const [typedDay, setTypedDay] = useState<string>(before?.head.downloadedOn ?? businessDate);
  const period = periodOf(typedPeriod);
  const downloadedOn = parsePlainDate(typedDay);
  const placed = useMemo(
    () => (period === null ? null : placedRows(store, book, read, period)),
    [store, book, read, period],
  );
  const { doing, problem, take, cancel } = useTaking(props);
  const late = downloadedOn !== null && downloadedOn > businessDate;
  const ready = placed !== null && downloadedOn !== null && !late && basis !== null;
  const submit = () => {
    if (placed === null || period === null || downloadedOn === null || !ready) return;
    void take({ problems: placed.problems, period, downloadedOn, before }, placed.rows);
  };
  if (before !== undefined && isWhole(before))
    return (
      <Notice tone="info" live="status">
        {read.file.name} 以前已经登记为{before.label}，没有改动任何内容。
      </Notice>
    );
  return (
    <Form aria-label="登记名单" onSubmit={submit}>
      <p>
        <strong>{read.file.name}</strong>：
        {placed === null ? (
          '填写期别后列出人数。'
        ) : (
          <>
            采用 <strong className="number">{placed.rows.length}</strong> 人{countWords(placed.problems, read.blank)}。
          </>
        )}
        {before === undefined ? '' : `上次登记到 ${before.parts.size} / ${before.head.parts} 段，从那里接着登记。`}
      </p>
      <div className="lists__fields">
        <TextField
          label="期别"
          hint="年月，如 202208；与此不同的行不采用"
          value={typedPeriod}
          readOnly={before !== undefined}
          onChange={(event) => setTypedPeriod(event.target.value)}
        />
        <DateField
          label="下载日期"
          hint="从省系统下载的日子"
          value={typedDay}
          readOnly={before !== undefined}
          onValueChange={setTypedDay}
          {...(late ? { error: '不能晚于业务日期' } : {})}
        />
      </div>
      {obstacle === null ? null : <Notice tone="bad">{obstacle}</Notice>}
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {doing === null ? (
        <div className="row">
          <Button type="submit" look="primary" shortcut="save" unavailable={!ready} autoFocus>
            核对并登记 {placed?.rows.length ?? 0} 人
          </Button>
        </div>
      ) : (
        <div className="row">
          <Progress
            label={doing.label}
            value={doing.done}
            max={doing.of}
            text={`${doing.done} / ${doing.of} ${doing.unit}`}
          />
          <Button onClick={cancel}>停下</Button>
        </div>
      )}
      {placed === null || placed.problems.length === 0 ? null : <ProblemTable problems={placed.problems} />}
    </Form>
  );
}
