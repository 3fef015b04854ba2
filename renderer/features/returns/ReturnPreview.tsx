/** What a returned file says of our cases, before anything is recorded; and what became of it. */
import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { parsePlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import { countsOf, unmatchedWords } from '#shared/wording/returns.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import './returns.css';
import { recordReturn, type ReadReturn, type Recorded } from './return-work.ts';

export interface ReturnPreviewProps {
  readonly store: CounterStore;
  readonly read: ReadReturn;
  readonly on: PlainDate;
  readonly onRecorded: (recorded: Recorded) => void;
}

/** More than a page of them is a wrong file rather than one to look through. */
const SHOWN = 100;

function Unmatched({ read }: { readonly read: ReadReturn }) {
  const { unmatched } = read.matching;
  if (unmatched.length === 0) return null;
  return (
    <div className="stack">
      <Notice tone="warn">
        {unmatched.length} 行没有采用，其余照登。这些行本身没有改动，核对后可以再读入同一份或更正后的文件。
      </Notice>
      <table className="table returns__rows" aria-label="没有采用的行">
        <thead>
          <tr>
            <th scope="col" className="is-right">
              行
            </th>
            <th scope="col">姓名</th>
            <th scope="col">原因</th>
          </tr>
        </thead>
        <tbody>
          {unmatched.slice(0, SHOWN).map(({ line, name, reason }) => (
            <tr key={`${line} ${reason}`}>
              <td className="is-right number">{line}</td>
              <td>{name}</td>
              <td>{unmatchedWords[reason]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unmatched.length > SHOWN ? <p className="soft">另有 {unmatched.length - SHOWN} 行。</p> : null}
    </div>
  );
}

export function ReturnPreview({ store, read, on, onRecorded }: ReturnPreviewProps) {
  const [day, setDay] = useState<string>(on);
  const [done, setDone] = useState<number | null>(null);
  const { cases, repeated } = read.matching;
  const { elsewhere } = read;
  const rows = cases.flatMap((matched) => matched.rows);
  const asOf = parsePlainDate(day);
  const newer = cases.filter(
    ({ summary: { answeredOn } }) => answeredOn !== null && asOf !== null && answeredOn > asOf,
  );
  const fault = asOf === null ? '填日期，如 20220901' : asOf > on ? '不能晚于业务日期' : null;
  const record = async () => {
    if (asOf === null || fault !== null) return;
    setDone(0);
    const recorded = await recordReturn(store, read, { day: asOf, on }, setDone);
    setDone(null);
    onRecorded(recorded);
  };
  return (
    <Form aria-label="登记返回" onSubmit={() => void record()}>
      <p>
        <strong>{read.name}</strong>：对上 <strong className="number">{cases.length}</strong> 件{' '}
        <strong className="number">{rows.length}</strong> 人{rows.length === 0 ? '' : `，${countsOf(rows)}`}。
        {read.blank > 0 ? `另有 ${read.blank} 行没有填结果，继续等待。` : ''}
        {repeated > 0 ? `${repeated} 行重复，只算一次。` : ''}
        {elsewhere.length > 0
          ? `别的窗口的 ${elsewhere.map(({ prefix, rows: theirs }) => `${prefix} ${theirs.length} 行`).join('、')}，登记时送去。`
          : ''}
      </p>
      <DateField
        label="文件日期"
        hint="省系统导出这份文件的日子；早于已登记的，不会盖过较新的结果"
        value={day}
        onValueChange={setDay}
        {...(fault === null ? {} : { error: fault })}
      />
      {newer.length === 0 ? null : (
        <Notice tone="warn">
          其中 {newer.length} 件已有更晚的返回：只补较新结果没有说到的人，不改变已登记的较新结果。
        </Notice>
      )}
      <Unmatched read={read} />
      {done === null ? (
        <div className="row">
          <Button
            type="submit"
            look="primary"
            shortcut="save"
            unavailable={cases.length + elsewhere.length === 0 || fault !== null}
          >
            {cases.length === 0 && elsewhere.length > 0 ? '送往别的窗口' : `登记 ${cases.length} 件的返回`}
          </Button>
        </div>
      ) : (
        <Progress label="正在登记" value={done} max={cases.length} text={`${done} / ${cases.length} 件`} />
      )}
    </Form>
  );
}

export function RecordedNotice({
  recorded: { cases, knownBefore, elsewhere, failure },
}: {
  readonly recorded: Recorded;
}) {
  if (failure !== null)
    return (
      <Notice tone="bad" live="alert">
        已登记 {cases} 件，停在下一件：{failureText(failure)} 处理后重新读入同一份文件，会从这里接着登记，不会重复。
      </Notice>
    );
  const theirs = elsewhere === 0 ? '' : `别的窗口的 ${elsewhere} 行已送出，对方登录并联网后自动登记。`;
  if (cases === 0)
    return (
      <Notice tone="info" live="status">
        {knownBefore === 0 && theirs !== '' ? theirs : `这份文件以前已经登记过，没有改动任何内容。${theirs}`}
      </Notice>
    );
  return (
    <Notice tone="good" live="status">
      已登记 {cases} 件的返回。{knownBefore > 0 ? `另有 ${knownBefore} 件以前已登记，没有重复。` : ''}
      {theirs}
    </Notice>
  );
}
