import { useState } from 'react';
import { debtOf } from '#shared/aftercare/recovery/book.ts';
import { monthsAfter, parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { formatYuan, plainYuan } from '#shared/domain/money.ts';
import { amountOf } from '#shared/returns/return-file.ts';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useRecording } from '../aftercare/index.ts';
import type { ActDialogProps } from './ActDialog.tsx';

const MOST = 60;
const ACCELERATION = '乙方有一期逾期未足额退回的，甲方可以书面通知乙方，未退回的余额全部到期，应一次退回。';

interface Line {
  readonly dueOn: string;
  readonly amount: string;
}

/** Equal parts by month in whole yuan; the last takes the rest. */
function proposal(debtFen: number, count: number, first: PlainDate): readonly Line[] {
  const part = Math.floor(debtFen / count / 100) * 100;
  return Array.from({ length: count }, (_, at) => ({
    dueOn: monthsAfter(first, at),
    amount: plainYuan(at === count - 1 ? debtFen - part * (count - 1) : part),
  }));
}

/** 还款协议: number, day and amount of each instalment; proposed in equal parts, changed line by line where they agreed otherwise. */
export function AgreementDialog({ store, recovery, on, onClose }: ActDialogProps) {
  const debt = debtOf(recovery);
  const [signedOn, setSignedOn] = useState<string>(on);
  const [count, setCount] = useState('3');
  const [first, setFirst] = useState<string>(monthsAfter(on, 1));
  const [changed, setChanged] = useState<Readonly<Record<number, Partial<Line>>>>({});
  const [acceleration, setAcceleration] = useState(ACCELERATION);
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const [number, firstDay] = [Number(count), parsePlainDate(first)];
  const sensible = Number.isInteger(number) && number >= 1 && number <= MOST && number * 100 <= debt;
  const lines = sensible && firstDay !== null ? proposal(debt, number, firstDay) : [];
  const shown = lines.map((line, at): Line => ({ ...line, ...changed[at] }));
  const sum = shown.reduce((total, { amount }) => total + (amountOf(amount) ?? 0), 0);
  const change = (at: number, part: Partial<Line>) => setChanged({ ...changed, [at]: { ...changed[at], ...part } });
  const anew = (set: (value: string) => void) => (value: string) => {
    setChanged({});
    set(value);
  };
  const submit = async () => {
    const signed = parsePlainDate(signedOn);
    if (signed === null) return setProblem('填写签订日期，如 20220822');
    if (shown.length === 0) return setProblem(`期数填 1 至 ${MOST} 的整数，并填首期日期`);
    const instalments = shown.map(({ dueOn, amount }, at) => ({
      number: at + 1,
      dueOn: parsePlainDate(dueOn),
      amountFen: amountOf(amount),
    }));
    const whole = instalments.flatMap(({ dueOn, amountFen, number: of }) =>
      dueOn === null || amountFen === null ? [] : [{ number: of, dueOn, amountFen }],
    );
    if (whole.length < instalments.length) return setProblem('每期填日期和金额');
    const act = { act: 'agreed', signedOn: signed, instalments: whole, acceleration: acceleration.trim() } as const;
    if (await record({ step: 'recovery', act }, recovery.recoveryId)) onClose();
  };
  return (
    <FormDialog
      title="登记还款协议"
      confirm="登记还款协议"
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="number">
        应退余额 {formatYuan(debt)} 元，各期合计 {formatYuan(sum)} 元{sum === debt ? '，相符' : '，不相符'}。
      </p>
      <DateField label="签订日期" value={signedOn} data-autofocus="" onValueChange={setSignedOn} />
      <TextField label="期数" value={count} onChange={(event) => anew(setCount)(event.target.value)} />
      <DateField label="首期还款日" value={first} onValueChange={anew(setFirst)} hint="以后各期按月，可逐期修改" />
      {shown.map((line, at) => (
        // eslint-disable-next-line react/no-array-index-key
        <div key={at} className="recoveries__person">
          <DateField
            label={`第 ${at + 1} 期日期`}
            hint=""
            value={line.dueOn}
            onValueChange={(dueOn) => change(at, { dueOn })}
          />
          <TextField
            label={`第 ${at + 1} 期金额（元）`}
            value={line.amount}
            onChange={(event) => change(at, { amount: event.target.value })}
          />
        </div>
      ))}
      <TextField label="提前到期条款" value={acceleration} onChange={(event) => setAcceleration(event.target.value)} />
    </FormDialog>
  );
}
