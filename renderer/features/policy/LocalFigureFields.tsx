/** The figures that the sources leave to the place: as shipped, to be set otherwise where the local document says so. */
import { parseYuan, plainYuan } from '#shared/domain/money.ts';
import { parsePlainDate } from '#shared/domain/plain-date.ts';
import { ageDays, localFigures, type AgeDay, type LocalFigures } from '#shared/policy/local-figures.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import { DateField, tidyDay } from '../../ui/DateField.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';

/** As typed. */
export interface TypedFigures extends Omit<LocalFigures, 'amountFen' | 'acceptance'> {
  readonly amount: string;
  readonly from: string;
  readonly to: string;
}

export function typedFigures(pack: PolicyPack): TypedFigures {
  const { amountFen, acceptance, ...rest } = localFigures(pack);
  return { ...rest, amount: plainYuan(amountFen), ...acceptance };
}

export type FigureErrors = Partial<Readonly<Record<'amount' | 'from' | 'to', string>>>;

/** The figures, or what is wrong with them by field. */
export function readFigures(
  { amount, from, to, ...rest }: TypedFigures,
  pack: PolicyPack,
): { readonly ok: true; readonly figures: LocalFigures } | { readonly ok: false; readonly errors: FigureErrors } {
  const fen = parseYuan(amount);
  const ceiling = pack.parameters.amountCeilingFen.value;
  const [first, last] = [parsePlainDate(tidyDay(from)), parsePlainDate(tidyDay(to))];
  const errors: { amount?: string; from?: string; to?: string } = {};
  if (fen === null || fen === 0) errors.amount = '请填写每人的金额，如 1000';
  else if (fen > ceiling) errors.amount = `不能高于部级上限 ${plainYuan(ceiling)} 元`;
  if (first === null) errors.from = '请填写开始受理的日期，如 20260701';
  if (last === null) errors.to = '请填写受理截止的日期，如 20261231';
  else if (first !== null && last < first) errors.to = '受理截止日早于开始受理的日期';
  return fen === null || first === null || last === null || Object.keys(errors).length > 0
    ? { ok: false, errors }
    : { ok: true, figures: { ...rest, amountFen: fen, acceptance: { from: first, to: last } } };
}

const AGE_WORDS: Readonly<Record<AgeDay, string>> = {
  hire: '招用之日',
  acceptance: '受理之日',
  both: '两天都须符合（只一天符合的待核）',
};
const YES_NO = (no: string, yes: string) => [
  { value: 'no', label: no },
  { value: 'yes', label: yes },
];

export interface LocalFigureFieldsProps {
  readonly open: ReadonlySet<keyof LocalFigures>;
  readonly typed: TypedFigures;
  readonly errors: FigureErrors;
  readonly onChange: (typed: TypedFigures) => void;
}

export function LocalFigureFields({ open, typed, errors, onChange }: LocalFigureFieldsProps) {
  const set = (change: Partial<TypedFigures>) => onChange({ ...typed, ...change });
  const choice = (name: 'monthsInARow' | 'leftSchoolToTheDay' | 'societiesForRegisteredOnly') => ({
    value: typed[name] ? 'yes' : 'no',
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [name]: event.target.value === 'yes' }),
  });
  return (
    <fieldset className="policy__figures">
      <legend>本地文件另有规定的，在这里改；没有规定的保持原样</legend>
      {open.has('amountFen') ? (
        <TextField
          label="补助标准（元/人）"
          inputMode="decimal"
          value={typed.amount}
          error={errors.amount}
          onChange={(event) => set({ amount: event.target.value })}
        />
      ) : null}
      {open.has('acceptance') ? (
        <>
          <DateField label="开始受理" value={typed.from} error={errors.from} onValueChange={(from) => set({ from })} />
          <DateField label="受理截止" value={typed.to} error={errors.to} onValueChange={(to) => set({ to })} />
        </>
      ) : null}
      {open.has('monthsInARow') ? (
        <SelectField label="缴费月数" options={YES_NO('累计即可', '须连续')} {...choice('monthsInARow')} />
      ) : null}
      {open.has('leftSchoolToTheDay') ? (
        <SelectField
          label="离校两年内"
          options={YES_NO('按毕业年份', '毕业之日起24个月内招用')}
          {...choice('leftSchoolToTheDay')}
        />
      ) : null}
      {open.has('ageOn') ? (
        <SelectField
          label="16—24岁按"
          options={ageDays.map((value) => ({ value, label: AGE_WORDS[value] }))}
          value={typed.ageOn}
          onChange={(event) => set({ ageOn: ageDays.find((day) => day === event.target.value) ?? 'both' })}
        />
      ) : null}
      {open.has('societiesForRegisteredOnly') ? (
        <SelectField
          label="社会组织"
          options={YES_NO('各类人员都可申请', '只限登记失业青年')}
          {...choice('societiesForRegisteredOnly')}
        />
      ) : null}
    </fieldset>
  );
}
