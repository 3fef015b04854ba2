import { useState } from 'react';
import type { AftercareBook, GrantItem } from '#shared/aftercare/book.ts';
import { FirmSupplement } from '#shared/aftercare/reporting/events.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useRecording } from '../aftercare/index.ts';

export interface SupplementDialogProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly layout: Layout;
  /** Everybody of the firm on the list. */
  readonly items: readonly GrantItem[];
  readonly on: PlainDate;
  readonly onClose: () => void;
}

const optionsOf = (layout: Layout, table: string) => [
  { value: '', label: '（未填）' },
  ...Object.entries(layout.codeTables[table]?.values ?? {}).map(([value, label]) => ({
    value,
    label: `${value} ${label}`,
  })),
];

/** 补充指标: what the agency knows of a firm and its persons and the window does not. Asked once; the next month has it. */
export function SupplementDialog({ store, book, layout, items, on, onClose }: SupplementDialogProps) {
  const [first] = items;
  const { firms, persons } = book.reporting;
  const known = firms.get(first?.source.firmKey ?? '');
  const [typed, setTyped] = useState({
    employerNumber: known?.employerNumber || (first?.source.employerNumber ?? ''),
    economicType: known?.economicType ?? '',
    affiliation: known?.affiliation ?? '',
    industry: known?.industry ?? '',
  });
  const [numbers, setNumbers] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(items.map(({ source }) => [source.citizenId, persons.get(source.citizenId) ?? ''])),
  );
  const [origin, setOrigin] = useState('社保经办机构提供');
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const set = (name: keyof typeof typed) => (value: string) => setTyped((before) => ({ ...before, [name]: value }));
  const submit = async () => {
    const firm = FirmSupplement.safeParse({
      ...typed,
      industry: typed.industry.trim().toUpperCase(),
      firmKey: first?.source.firmKey,
    });
    if (!firm.success) return setProblem('所属行业填一个字母加两位数字，如 C13；不知道的留空');
    if (origin.trim() === '') return setProblem('写明由谁提供');
    const own = Object.entries(numbers).flatMap(([citizenId, number]) =>
      number.trim() === '' ? [] : [{ citizenId, insuredPersonNumber: number.trim() }],
    );
    if (own.some(({ insuredPersonNumber }) => insuredPersonNumber.length > 20)) return setProblem('个人编号最多 20 位');
    const event = { step: 'supplemented' as const, firms: [firm.data], persons: own, origin: origin.trim() };
    if (await record(event)) onClose();
  };
  return (
    <FormDialog
      title={`补充指标 ${first?.source.employerName ?? ''}`}
      confirm="登记"
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="soft">窗口没有这些指标，由社保经办机构提供。登记一次，以后各期沿用；留空的仍列为须改。</p>
      <div className="reports__fields">
        <SelectField
          label="经济类型 AAB020"
          value={typed.economicType}
          data-autofocus=""
          hint="非企业单位留空"
          options={optionsOf(layout, 'AAB020')}
          onChange={(event) => set('economicType')(event.target.value)}
        />
        <SelectField
          label="隶属关系 AAB021"
          value={typed.affiliation}
          options={optionsOf(layout, 'AAB021')}
          onChange={(event) => set('affiliation')(event.target.value)}
        />
        <TextField
          label="所属行业 AAB022"
          hint="门类和大类，如 C13"
          value={typed.industry}
          onChange={(event) => set('industry')(event.target.value)}
        />
        <TextField
          label="单位编号"
          value={typed.employerNumber}
          onChange={(event) => set('employerNumber')(event.target.value)}
        />
        {items.map(({ source }) => (
          <TextField
            key={source.itemId}
            label={`个人编号 ${source.name} ${maskCitizenId(source.citizenId)}`}
            value={numbers[source.citizenId] ?? ''}
            onChange={(event) => setNumbers((before) => ({ ...before, [source.citizenId]: event.target.value }))}
          />
        ))}
        <TextField label="由谁提供" value={origin} onChange={(event) => setOrigin(event.target.value)} />
      </div>
    </FormDialog>
  );
}
