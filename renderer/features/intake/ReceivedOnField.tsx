/** 收件日期: the day from which the 30 days run. An earlier day (papers taken by hand while the program was down) needs a reason. */
import { useState } from 'react';
import type { Application } from '#shared/domain/application.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';

/** The day that counts and, where it was set to an earlier one, why. */
export type ReceivedOn = Pick<Application, 'receivedOn' | 'lateEntryReason'>;

export interface ReceivedOnFieldProps {
  readonly value: ReceivedOn;
  /** The day the sheet was begun on: any day before it needs a reason. */
  readonly startedOn: PlainDate;
  /** The business date: no paper comes in later. */
  readonly latest: PlainDate;
  /** A recorded case keeps its day. */
  readonly fixed: boolean;
  readonly onChange: (value: ReceivedOn) => void;
}

export function ReceivedOnField({ value, startedOn, latest, fixed, onChange }: ReceivedOnFieldProps) {
  const [problem, setProblem] = useState<string | undefined>();
  const { receivedOn, lateEntryReason } = value;
  const change = (text: string) => {
    const day = parsePlainDate(text);
    if (day === null) return setProblem(`“${text}”不是日期，仍按 ${receivedOn} 计算`);
    if (day > latest) return setProblem(`收件日期不能晚于业务日期 ${latest}，仍按 ${receivedOn} 计算`);
    setProblem(undefined);
    onChange(day >= startedOn ? { receivedOn: day } : { receivedOn: day, lateEntryReason: lateEntryReason ?? '' });
  };
  if (fixed)
    return <TextField label="收件日期" className="span-2" value={receivedOn} readOnly title="已收件，不再更改" />;
  return (
    <>
      <DateField
        label="收件日期"
        className="span-2"
        hint=""
        title="补录手工收件时填当时的日期"
        error={problem}
        value={receivedOn}
        onValueChange={change}
      />
      {lateEntryReason === undefined ? null : (
        <TextField
          label="补录原因"
          className="span-4"
          error={lateEntryReason.trim() === '' ? '写明为何早于录入日期，如“8 月 19 日停电，手工收件”' : undefined}
          value={lateEntryReason}
          onChange={(event) => onChange({ receivedOn, lateEntryReason: event.target.value })}
        />
      )}
    </>
  );
}
