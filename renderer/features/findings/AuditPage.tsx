/** 每月对账和抽查: every amount of a month by batch, firm and person, and a random sample whose seed is kept. */
import { useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { Sample } from '#shared/aftercare/inquiry/book.ts';
import { DifferenceCode } from '#shared/aftercare/inquiry/codes.ts';
import {
  agrees,
  drawSample,
  figuresOfMonth,
  reconcile,
  SAMPLE_LEAST,
  SAMPLE_PERCENT,
  type ReconciledFirm,
  type ReconciledLine,
} from '#shared/aftercare/inquiry/reconcile.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { addMonths, lastDayOf, monthOf, type Month, type PlainDate } from '#shared/domain/plain-date.ts';
import { differenceLabels } from '#shared/wording/inquiry.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { FieldsDialog } from '../aftercare/index.ts';

export interface AuditPageProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

const monthWords = (month: Month): string => `${month.slice(0, 4)}年${Number(month.slice(4))}月`;

/** Months in which money was allocated, the newest first; the month before this one where there are none. */
function monthsOf({ batches }: AftercareBook, on: PlainDate): readonly Month[] {
  const found = new Set(batches.flatMap(({ allocated }) => (allocated === null ? [] : [monthOf(allocated.on)])));
  if (found.size === 0) found.add(addMonths(monthOf(on), -1));
  return [...found].sort().reverse();
}

const money = <Row extends ReconciledLine>(
  id: Exclude<keyof ReconciledLine, never>,
  heading: string,
): ChoiceColumn<Row> => ({ id, heading, width: '6.5rem', align: 'right', cell: (row) => formatYuan(row[id]) });

interface FirmLine extends ReconciledFirm {
  readonly batchId: string;
  readonly batchNumber: string;
}

const columns: readonly ChoiceColumn<FirmLine>[] = [
  { id: 'firm', heading: '单位', cell: ({ employerName }) => <span className="firm">{employerName}</span> },
  { id: 'persons', heading: '人数', width: '4.5rem', align: 'right', cell: ({ persons }) => persons.length },
  money('dueFen', '应发（元）'),
  money('allocatedFen', '核拨（元）'),
  money('plannedFen', '计划（元）'),
  money('paidFen', '实发（元）'),
  money('returnedFen', '退回（元）'),
  {
    id: 'agrees',
    heading: '结果',
    width: '6rem',
    cell: ({ persons }) => {
      const differing = persons.filter((person) => !agrees(person)).length;
      return differing === 0 ? '相符' : <strong>差异 {differing} 人</strong>;
    },
  },
];

function Persons({ line, onClose }: { readonly line: FirmLine; readonly onClose: () => void }) {
  return (
    <Dialog
      title={line.employerName}
      onClose={onClose}
      actions={
        <Button keyHint="back" onClick={onClose}>
          关闭
        </Button>
      }
      readOnly
    >
      <table className="table" aria-label="逐人">
        <thead>
          <tr>
            {['姓名', '应发', '核拨', '计划', '实发', '退回', '结果'].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {line.persons.map((person) => (
            <tr key={person.item.source.itemId}>
              <td>{person.item.source.name}</td>
              <td className="number">{formatYuan(person.dueFen)}</td>
              <td className="number">{formatYuan(person.allocatedFen)}</td>
              <td className="number">{formatYuan(person.plannedFen)}</td>
              <td className="number">{formatYuan(person.paidFen)}</td>
              <td className="number">{formatYuan(person.returnedFen)}</td>
              <td>{agrees(person) ? '相符' : '差异'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

interface Drawn {
  readonly sample: Sample;
  readonly itemId: string;
}

const sampleColumns = (book: AftercareBook): readonly ChoiceColumn<Drawn>[] => {
  const known = new Map(book.items.map((item) => [item.source.itemId, item]));
  return [
    {
      id: 'firm',
      heading: '单位',
      cell: ({ itemId }) => <span className="firm">{known.get(itemId)?.source.employerName}</span>,
    },
    { id: 'name', heading: '姓名', width: '6rem', cell: ({ itemId }) => known.get(itemId)?.source.name },
    {
      id: 'id',
      heading: '证件号',
      width: '12rem',
      cell: ({ itemId }) => <span className="number">{maskCitizenId(known.get(itemId)?.source.citizenId ?? '')}</span>,
    },
    {
      id: 'result',
      heading: '抽查结果',
      width: '20rem',
      cell: ({ sample, itemId }) => {
        const result = sample.results.get(itemId);
        if (result === undefined) return <span className="soft">待抽查</span>;
        const { difference, treatment } = result.act;
        return difference === null ? '相符' : `${differenceLabels[difference]}：${treatment}`;
      },
    },
    { id: 'by', heading: '抽查人', width: '6rem', cell: ({ sample, itemId }) => sample.results.get(itemId)?.by.name },
  ];
};

/** 32 bits that nobody chose: kept in the entry, so that the same sample can be drawn again. */
const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

function SampleDialog({
  store,
  on,
  month,
  ids,
  onClose,
}: Pick<AuditPageProps, 'store' | 'on' | 'onClose'> & { readonly month: Month; readonly ids: readonly string[] }) {
  const [seed] = useState(newSeed);
  const [sampleId] = useState(() => crypto.randomUUID());
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={month}
      title={`抽样 ${monthWords(month)}`}
      confirm="抽样并登记"
      fields={[
        { name: 'percent', label: '比例（%）', first: String(SAMPLE_PERCENT), hint: '文件没有规定比例，按本地要求' },
        { name: 'least', label: '至少（人）', first: String(SAMPLE_LEAST) },
      ]}
      eventOf={({ text }) => {
        const [percent, least] = [Number(text('percent')), Number(text('least'))];
        if (!(percent >= 1 && percent <= 100)) return '比例填 1 至 100';
        if (!Number.isInteger(least) || least < 1 || least > 1000) return '至少人数填 1 至 1000 的整数';
        const itemIds = [...drawSample(ids, { seed, percent, least })];
        return { step: 'inquiry', act: { act: 'sampled', month, sampleId, seed, percent, least, itemIds } };
      }}
    >
      <p>
        {monthWords(month)}核拨 {ids.length} 人，随机种子 <span className="number">{seed}</span>{' '}
        记入台账，凭它可以重新抽出同一批人。
      </p>
    </FieldsDialog>
  );
}

function ResultDialog({
  store,
  on,
  drawn,
  onClose,
}: Pick<AuditPageProps, 'store' | 'on' | 'onClose'> & { readonly drawn: Drawn }) {
  const { sample, itemId } = drawn;
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={sample.drawn.act.month}
      title="登记抽查结果"
      confirm="登记"
      fields={[
        { name: 'looked', label: '核对项', first: '申请材料、参保记录、银行实发与应发' },
        {
          name: 'difference',
          label: '结果',
          first: '',
          kind: {
            options: [
              { value: '', label: '相符' },
              ...DifferenceCode.options.map((value) => ({ value, label: differenceLabels[value] })),
            ],
          },
          optional: true,
        },
        { name: 'treatment', label: '处理（有差异的）', first: '', optional: true },
      ]}
      eventOf={({ text }) => ({
        step: 'inquiry',
        act: {
          act: 'sampleChecked',
          sampleId: sample.drawn.act.sampleId,
          itemId,
          difference: text('difference') === '' ? null : DifferenceCode.parse(text('difference')),
          looked: text('looked'),
          treatment: text('treatment'),
        },
      })}
    >
      <p className="soft">经办过这一人的（受理、初审、复审、账户、公示、支付）不能抽查。</p>
    </FieldsDialog>
  );
}

export function AuditPage({ store, book, on, onClose }: AuditPageProps) {
  const months = monthsOf(book, on);
  const [chosen, setMonth] = useState<Month | null>(null);
  const [open, setOpen] = useState<'reconcile' | 'sample' | FirmLine | Drawn | null>(null);
  const month = chosen ?? months[0] ?? monthOf(on);
  const batches = reconcile(book, month);
  const figures = figuresOfMonth(batches);
  const lines = batches.flatMap(({ batch, firms }) =>
    firms.map((firm): FirmLine => ({ ...firm, batchId: batch.batchId, batchNumber: batch.number })),
  );
  const ids = batches.flatMap(({ batch }) => [...batch.shares.keys()]);
  const checks = book.monthChecks.filter((one) => one.month === month);
  const last = checks.at(-1)?.reconciled;
  const drawn = book.samples
    .filter((sample) => sample.drawn.act.month === month)
    .flatMap((sample) => sample.drawn.act.itemIds.map((itemId): Drawn => ({ sample, itemId })));
  const close = () => setOpen(null);
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>对账和抽查</h1>
        <span className="soft number">业务日期 {on}</span>
        <span className="grow" />
        <Button keyHint="back" onClick={onClose}>
          返回
        </Button>
      </div>
      <div className="row findings__choices">
        <SelectField
          label="月份"
          value={month}
          options={months.map((one) => ({ value: one, label: monthWords(one) }))}
          onChange={(event) => setMonth(event.target.value as Month)}
        />
        <p className="number">
          应发 {formatYuan(figures.dueFen)}　核拨 {formatYuan(figures.allocatedFen)}　计划{' '}
          {formatYuan(figures.plannedFen)}　实发 {formatYuan(figures.paidFen)}　退回 {formatYuan(figures.returnedFen)}{' '}
          元，{figures.differences === 0 ? '全部相符' : `差异 ${figures.differences} 人`}
        </p>
        <span className="grow" />
        <Button shortcut="register" unavailable={ids.length === 0} onClick={() => setOpen('sample')}>
          抽样
        </Button>
        <Button
          look="primary"
          shortcut="save"
          unavailable={on <= lastDayOf(month)}
          onClick={() => setOpen('reconcile')}
        >
          登记对账
        </Button>
      </div>
      {last === undefined ? null : (
        <Notice tone={JSON.stringify(last.act.figures) === JSON.stringify(figures) ? 'good' : 'warn'}>
          {last.on} {last.by.name} 登记对账：
          {last.act.figures.differences === 0 ? '全部相符' : `差异 ${last.act.figures.differences} 人`}
          {JSON.stringify(last.act.figures) === JSON.stringify(figures) ? '。' : '；此后金额有变化，请重新登记。'}
        </Notice>
      )}
      <ChoiceTable
        label="对账"
        columns={columns}
        rows={lines}
        keyOf={({ batchId, firmKey }) => `${batchId} ${firmKey}`}
        groupOf={({ batchNumber }) => `批次 ${batchNumber}`}
        onOpen={setOpen}
        empty="这个月没有核拨。"
        autoFocus
      />
      <h2>抽查</h2>
      <ChoiceTable
        label="抽查"
        columns={sampleColumns(book)}
        rows={drawn}
        keyOf={({ sample, itemId }) => `${sample.drawn.act.sampleId} ${itemId}`}
        groupOf={({ sample: { drawn: entry } }) =>
          `${entry.on} ${entry.by.name} 抽 ${entry.act.itemIds.length} 人（${entry.act.percent}%，至少 ${entry.act.least} 人，种子 ${entry.act.seed}）`
        }
        onOpen={(one) => {
          if (!one.sample.results.has(one.itemId)) setOpen(one);
        }}
        empty="这个月还没有抽样。"
      />
      {open === 'sample' ? <SampleDialog {...{ store, on, month, ids }} onClose={close} /> : null}
      {open === 'reconcile' ? (
        <FieldsDialog
          {...{ store, on }}
          subjectId={month}
          title={`登记对账 ${monthWords(month)}`}
          confirm="登记对账"
          fields={[{ name: 'note', label: '说明（有差异的，写明原因和处理）', first: '', optional: true }]}
          eventOf={({ text }) =>
            figures.differences > 0 && text('note') === ''
              ? '有差异，写明原因和处理'
              : { step: 'inquiry', act: { act: 'reconciled', month, figures, note: text('note') } }
          }
          onClose={close}
        />
      ) : null}
      {typeof open === 'object' && open !== null && 'firmKey' in open ? <Persons line={open} onClose={close} /> : null}
      {typeof open === 'object' && open !== null && 'itemId' in open ? (
        <ResultDialog {...{ store, on }} drawn={open} onClose={close} />
      ) : null}
    </div>
  );
}
