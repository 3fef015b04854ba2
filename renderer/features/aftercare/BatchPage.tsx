/** One batch from 公示 to the money: the steps as they were done, the next one by the main key, each firm's payment. */
import { useState, type ReactNode } from 'react';
import type { AftercareBook, GrantItem, NoticeBatch, Objection } from '#shared/aftercare/book.ts';
import { lastAttempt, totalOf } from '#shared/aftercare/notices.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { batchStateOf } from '#shared/wording/batch-state.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { nextOfPayment, paymentWords } from './batch-words.tsx';
import {
  AllocateDialog,
  AnswerDialog,
  ObjectionDialog,
  PlanDialog,
  RegisterDialog,
  SettleDialog,
  TellDialog,
} from './BatchSteps.tsx';
import { BatchPapers } from './BatchPapers.tsx';
import { firmLines, type FirmLine } from './firm-lines.ts';
import { PayeeDialog } from './PayeeDialog.tsx';
import { PaymentsDialog } from './PaymentsDialog.tsx';

export interface BatchPageProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly batch: NoticeBatch;
  /** What somebody came for: the next step (`notice`), or an attempt of a payment; empty for neither. */
  readonly wanted: string;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

type StepName = 'register' | 'allocate' | 'tell';

const nextWords: Readonly<Record<StepName, string>> = {
  register: '公示结果登记',
  allocate: '提交资金核拨',
  tell: '登记知会社保局',
};

function nextStep({ registered, allocated, told }: NoticeBatch): StepName | null {
  if (registered === null) return 'register';
  if (allocated === null) return 'allocate';
  return told === null ? 'tell' : null;
}

function Done({ batch }: { readonly batch: NoticeBatch }) {
  const { begun, registered, allocated, told, objections } = batch;
  const lines: readonly (string | null)[] = [
    `公示 ${begun.event.beginsOn} 至 ${begun.event.lastDay}，${begun.event.registerFrom} 起登记结果（${begun.by.name} ${begun.on} 建批次）`,
    ...objections.map(
      ({ objection, settled }) =>
        `异议 ${objection.receivedOn}：${objection.text}（${settled === null ? '待处理' : `${settled.settlement.treatment === 'removed' ? '移出' : '维持'}，${settled.settlement.answeredOn} 答复`}）`,
    ),
    registered === null ? null : `公示结果：${registered.conclusion}（${registered.by.name} ${registered.on}）`,
    allocated === null
      ? null
      : `核拨 ${allocated.event.firms} 户 ${allocated.event.persons} 人 ${formatYuan(allocated.event.amountFen)} 元（经办 ${allocated.by.name}，复核 ${allocated.event.checkedBy}，负责人 ${allocated.event.approvedBy}，${allocated.on}）`,
    told === null ? null : `知会社保局 ${told.event.receivedBy}，${told.event.toldOn}，${told.event.manner}`,
  ];
  return (
    <ul className="aftercare__steps panel">
      {lines
        .filter((line) => line !== null)
        .map((line) => (
          <li key={line}>{line}</li>
        ))}
    </ul>
  );
}

const columnsOf = (batch: NoticeBatch): readonly ChoiceColumn<FirmLine>[] => [
  { id: 'firm', heading: '单位', cell: ({ employerName }) => <span className="firm">{employerName}</span> },
  { id: 'persons', heading: '人数', width: '4.5rem', align: 'right', cell: ({ items }) => items.length },
  {
    id: 'due',
    heading: '应发（元）',
    width: '8rem',
    align: 'right',
    cell: ({ items }) => formatYuan(dueIn(batch, items)),
  },
  {
    id: 'paid',
    heading: '实发（元）',
    width: '8rem',
    align: 'right',
    cell: ({ items }) => formatYuan(items.reduce((sum, { paidFen }) => sum + paidFen, 0)),
  },
  {
    id: 'state',
    heading: '支付',
    width: '26rem',
    cell: ({ firmKey }) => (batch.told === null ? '' : paymentWords(lastAttempt(batch, firmKey))),
  },
];

const dueIn = ({ shares }: NoticeBatch, items: readonly GrantItem[]): number =>
  items.reduce((sum, { source }) => sum + (shares.get(source.itemId) ?? 0), 0);

type Open =
  | { readonly kind: StepName | 'object' }
  | { readonly kind: 'settle'; readonly objection: Objection }
  | { readonly kind: 'payment' | 'payee'; readonly line: FirmLine }
  | { readonly kind: 'payments'; readonly file: File };

export function BatchPage({ store, book, batch, wanted, on, onClose }: BatchPageProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const items = book.items.filter(({ source }) => batch.shares.has(source.itemId));
  const next = nextStep(batch);
  const unsettled = batch.objections.find(({ settled }) => settled === null);
  const common = { store, batch, items, on, onClose: () => setOpen(null) };
  const openPayment = (line: FirmLine) => {
    const step = batch.told === null ? null : nextOfPayment(batch, line.firmKey);
    if (step !== null) setOpen({ kind: 'payment', line });
  };
  const dialog = (): ReactNode => {
    switch (open?.kind) {
      case undefined:
        return null;
      case 'register':
        return <RegisterDialog {...common} />;
      case 'allocate':
        return <AllocateDialog {...common} />;
      case 'tell':
        return <TellDialog {...common} />;
      case 'object':
        return <ObjectionDialog {...common} />;
      case 'settle':
        return <SettleDialog {...common} objection={open.objection} />;
      case 'payments':
        return <PaymentsDialog {...common} file={open.file} />;
      case 'payee':
        return <PayeeDialog {...common} line={open.line} last={book.payees.get(open.line.firmKey)?.at(-1)} />;
      case 'payment': {
        const { firmKey, employerName } = open.line;
        const last = lastAttempt(batch, firmKey);
        const payment = { ...common, firmKey, employerName, last };
        return nextOfPayment(batch, firmKey) === 'answer' ? <AnswerDialog {...payment} /> : <PlanDialog {...payment} />;
      }
    }
  };
  const failed = firmLines(items.filter(({ state }) => state === 'failed'));
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>批次 {batch.number}</h1>
        <span className="soft">{batch.begun.event.period}</span>
        <span>{batchStateOf(batch)}</span>
        <span className="grow" />
        <Button keyHint="back" onClick={onClose}>
          返回
        </Button>
      </div>
      <Done batch={batch} />
      <div className="row">
        <strong className="number">
          {firmLines(items).length} 户 {items.length} 人 {formatYuan(totalOf(batch.shares))} 元
        </strong>
        <span className="grow" />
        {batch.registered === null ? (
          <Button shortcut="register" onClick={() => setOpen({ kind: 'object' })}>
            登记异议
          </Button>
        ) : null}
        {unsettled === undefined ? null : (
          <Button shortcut="correct" onClick={() => setOpen({ kind: 'settle', objection: unsettled })}>
            处理异议
          </Button>
        )}
        {failed.map((line) => (
          <Button key={line.firmKey} onClick={() => setOpen({ kind: 'payee', line })}>
            更正账户：{line.employerName}
          </Button>
        ))}
        {next === null ? null : (
          <Button
            look="primary"
            shortcut="save"
            {...(wanted === 'notice' ? { 'data-landing': '' } : {})}
            onClick={() => setOpen({ kind: next })}
          >
            {nextWords[next]}
          </Button>
        )}
        {batch.told === null ? null : (
          <FileButton
            shortcut="chooseFile"
            fileLabel="支付结果文件"
            accept=".xlsx,.xls,.et,.csv,.txt"
            onFile={(file) => setOpen({ kind: 'payments', file })}
          >
            读入支付结果
          </FileButton>
        )}
        <BatchPapers store={store} batch={batch} items={items} on={on} />
      </div>
      <ChoiceTable
        label="单位"
        columns={columnsOf(batch)}
        rows={firmLines(items)}
        keyOf={({ firmKey }) => firmKey}
        onOpen={openPayment}
        empty="批次中没有人员。"
        autoFocus={wanted !== 'notice'}
        landOn={({ firmKey }) => wanted !== '' && lastAttempt(batch, firmKey)?.attemptId === wanted}
      />
      {dialog()}
    </div>
  );
}
