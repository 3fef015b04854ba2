/** The dialogs of a batch: objections, the result of 公示, 核拨, word to the agency, plan lines and their answers. */
import { useState } from 'react';
import type { Attempt, GrantItem, NoticeBatch, Objection } from '#shared/aftercare/book.ts';
import { paymentFaults, type PaymentFault } from '#shared/aftercare/codes.ts';
import { ObjectionManner, type PaymentResult } from '#shared/aftercare/event.ts';
import { figuresOf } from '#shared/aftercare/people.ts';
import { formatYuan, yuanInWords } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { mannerLabels, paymentFaultWords } from '#shared/wording/aftercare.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { FieldsDialog, type FieldSpec, type Values } from './FieldsDialog.tsx';

export interface BatchStepProps {
  readonly store: CounterStore;
  readonly batch: NoticeBatch;
  /** Who is still in the batch. */
  readonly items: readonly GrantItem[];
  readonly on: PlainDate;
  readonly onClose: () => void;
}

const yesNo = (yes: string, no: string) => ({
  options: [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ],
});

/** 登记异议: about one firm's persons, or one person. */
export function ObjectionDialog({ store, batch, items, on, onClose }: BatchStepProps) {
  const [objectionId] = useState(() => crypto.randomUUID());
  const firms = [...new Map(items.map(({ source }) => [source.firmKey, source.employerName]))];
  const about = [
    ...firms.map(([key, name]) => ({ value: key, label: name })),
    ...items.map(({ source }) => ({ value: source.itemId, label: `${source.employerName} ${source.name}` })),
  ];
  const fields: readonly FieldSpec[] = [
    { name: 'receivedOn', label: '收到日期', first: on, kind: 'day' },
    {
      name: 'manner',
      label: '方式',
      first: 'telephone',
      kind: { options: ObjectionManner.options.map((value) => ({ value, label: mannerLabels[value] })) },
    },
    { name: 'named', label: '提出人', first: 'yes', kind: yesNo('实名', '匿名') },
    { name: 'about', label: '涉及单位或人员', first: about[0]?.value ?? '', kind: { options: about } },
    { name: 'text', label: '内容', first: '' },
  ];
  const eventOf = ({ text, day }: Values) => ({
    step: 'objected' as const,
    objectionId,
    receivedOn: day('receivedOn'),
    manner: ObjectionManner.parse(text('manner')),
    named: text('named') === 'yes',
    itemIds: items
      .filter(({ source }) => source.firmKey === text('about') || source.itemId === text('about'))
      .map(({ source }) => source.itemId),
    text: text('text'),
  });
  return (
    <FieldsDialog
      {...{ store, on, fields, eventOf, onClose }}
      subjectId={batch.batchId}
      title="登记异议"
      confirm="登记"
    />
  );
}

export function SettleDialog({
  store,
  batch,
  on,
  onClose,
  objection,
}: BatchStepProps & { readonly objection: Objection }) {
  const fields: readonly FieldSpec[] = [
    {
      name: 'conclusion',
      label: '结论',
      first: 'dismissed',
      kind: {
        options: [
          { value: 'dismissed', label: '不成立，维持' },
          { value: 'upheld', label: '成立，移出' },
          { value: 'partly', label: '部分成立，移出' },
        ],
      },
    },
    { name: 'evidence', label: '核查证据', first: '' },
    { name: 'answeredOn', label: '答复日期', first: on, kind: 'day' },
  ];
  const eventOf = ({ text, day }: Values) => {
    const conclusion = text('conclusion') as 'dismissed' | 'upheld' | 'partly';
    return {
      step: 'objectionSettled' as const,
      objectionId: objection.objection.objectionId,
      conclusion,
      treatment: conclusion === 'dismissed' ? ('kept' as const) : ('removed' as const),
      evidence: text('evidence'),
      answeredOn: day('answeredOn'),
    };
  };
  return (
    <FieldsDialog
      {...{ store, on, fields, eventOf, onClose }}
      subjectId={batch.batchId}
      title="处理异议"
      confirm="登记处理结果"
    >
      <p>{objection.objection.text}</p>
    </FieldsDialog>
  );
}

export function RegisterDialog({ store, batch, on, onClose }: BatchStepProps) {
  const { beginsOn, lastDay } = batch.begun.event;
  const count = batch.objections.length;
  const first = count === 0 ? '公示期满，无异议，公示通过' : `公示期满，收到异议 ${count} 件，均已处理，公示通过`;
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={batch.batchId}
      title="公示结果登记"
      confirm="登记结果"
      fields={[{ name: 'conclusion', label: '公示结论', first }]}
      eventOf={({ text }) => ({ step: 'noticeRegistered', conclusion: text('conclusion') })}
    >
      <p>
        公示 {beginsOn} 至 {lastDay}，异议 {count} 件。
      </p>
    </FieldsDialog>
  );
}

export function AllocateDialog({ store, batch, items, on, onClose }: BatchStepProps) {
  const figures = figuresOf(items);
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={batch.batchId}
      title="提交资金核拨"
      confirm="登记核拨"
      fields={[
        { name: 'checkedBy', label: '复核人', first: '', hint: '不能是经办人本人' },
        { name: 'approvedBy', label: '负责人', first: '' },
      ]}
      eventOf={({ text }) => ({
        step: 'allocated',
        ...figures,
        checkedBy: text('checkedBy'),
        approvedBy: text('approvedBy'),
      })}
    >
      <p>
        {figures.firms} 户、{figures.persons} 人、{formatYuan(figures.amountFen)} 元（{yuanInWords(figures.amountFen)}
        ）。
      </p>
    </FieldsDialog>
  );
}

export function TellDialog({ store, batch, on, onClose }: BatchStepProps) {
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={batch.batchId}
      title="知会社保局"
      confirm="登记知会"
      fields={[
        { name: 'receivedBy', label: '社保局接收人', first: '' },
        { name: 'toldOn', label: '知会日期', first: on, kind: 'day' },
        { name: 'manner', label: '方式', first: '移交核拨单' },
      ]}
      eventOf={({ text, day }) => ({
        step: 'agencyTold',
        receivedBy: text('receivedBy'),
        toldOn: day('toldOn'),
        manner: text('manner'),
      })}
    />
  );
}

export interface PaymentStepProps extends BatchStepProps {
  readonly firmKey: string;
  readonly employerName: string;
  readonly last: Attempt | undefined;
}

export function PlanDialog({ store, batch, on, onClose, firmKey, employerName, last }: PaymentStepProps) {
  const [attemptId] = useState(() => crypto.randomUUID());
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={batch.batchId}
      title={`${last === undefined ? '登记支付计划' : '重新发放'} ${employerName}`}
      confirm="登记"
      fields={[
        { name: 'planNumber', label: '支付计划号', first: '', hint: '社保局生成，按其告知的填写' },
        ...(last === undefined
          ? []
          : [
              {
                name: 'knownUnpaid',
                label: '上一笔确认未付',
                first: '',
                optional: true,
                hint: '系统原因失败的，写明向谁确认',
              },
            ]),
      ]}
      eventOf={({ text }) => ({
        step: 'paymentBegun',
        attemptId,
        firmKey,
        planNumber: text('planNumber'),
        knownUnpaid: text('knownUnpaid'),
      })}
    />
  );
}

type Outcome = PaymentResult['outcome'];

function resultOf(text: Values['text'], day: Values['day'], amountFen: number): PaymentResult | string {
  const outcome = text('outcome') as Outcome;
  const raw = { rawCode: text('rawCode'), rawText: text('rawText') };
  if (outcome === 'inProcess') return { outcome, ...raw };
  if (outcome === 'failed') return { outcome, fault: text('fault') as PaymentFault, ...raw };
  const yuan = /^(\d{1,9})(?:\.(\d{1,2}))?$/u.exec(text('amount').replaceAll(',', ''));
  if (yuan === null) return `实发金额填数字，如 ${formatYuan(amountFen)}`;
  return {
    outcome,
    paidOn: day('paidOn'),
    amountFen: Number(yuan[1]) * 100 + Number((yuan[2] ?? '').padEnd(2, '0')),
  };
}

export function AnswerDialog({ store, batch, on, onClose, employerName, last }: PaymentStepProps) {
  if (last === undefined) return null;
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={batch.batchId}
      title={`登记支付结果 ${employerName}`}
      confirm="登记结果"
      fields={[
        {
          name: 'outcome',
          label: '结果',
          first: 'paid',
          kind: {
            options: [
              { value: 'paid', label: '已发放' },
              { value: 'failed', label: '失败' },
              { value: 'inProcess', label: '处理中' },
            ],
          },
        },
        { name: 'paidOn', label: '发放日期（已发放的）', first: on, kind: 'day' },
        {
          name: 'amount',
          label: '实发金额（已发放的，元）',
          first: '',
          optional: true,
          hint: `应发 ${formatYuan(last.amountFen)}`,
        },
        {
          name: 'fault',
          label: '失败原因（失败的）',
          first: 'F01',
          kind: {
            options: paymentFaults.map((code) => ({ value: code, label: `${code} ${paymentFaultWords[code].label}` })),
          },
        },
        { name: 'rawCode', label: '银行原始码', first: '', optional: true },
        { name: 'rawText', label: '银行原文', first: '', optional: true },
      ]}
      eventOf={({ text, day }) => {
        const result = resultOf(text, day, last.amountFen);
        return typeof result === 'string' ? result : { step: 'paymentAnswered', attemptId: last.attemptId, result };
      }}
    />
  );
}
