/** The dialogs of a recovery: a few fields, one entry each. */
import { useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { basesOf } from '#shared/aftercare/recovery/bases.ts';
import { claimedOf, debtOf, type Recovery } from '#shared/aftercare/recovery/book.ts';
import { applicationPeriod, stateBy } from '#shared/aftercare/recovery/days.ts';
import {
  recoveryStatement,
  ServiceManner,
  type RecoveryAct,
  type RecoveryActName,
} from '#shared/aftercare/recovery/event.ts';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import { formatYuan, plainYuan } from '#shared/domain/money.ts';
import { type PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import { amountOf } from '#shared/returns/return-file.ts';
import { recoveryActLabels, serviceLabels } from '#shared/wording/recovery.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { FieldsDialog, type FieldSpec, type Values } from '../aftercare/index.ts';
import { AgreementDialog } from './AgreementDialog.tsx';

export interface ActDialogProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly recovery: Recovery;
  readonly calendar: WorkingCalendar;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

export type ActDone = Exclude<RecoveryActName, 'opened'>;

interface Form {
  readonly fields: readonly FieldSpec[];
  readonly actOf: (values: Values, confirmation: Confirmation) => RecoveryAct | string;
  readonly note?: string;
  /** In which part another officer gives a word; left out where none is needed. */
  readonly part?: string;
}

const CALENDAR_MISSING = '工作日历未更新，不能推算期限。请管理员在“政策”页导入日历';
const reasonField: FieldSpec = { name: 'reason', label: '原因', first: '' };
const manner: FieldSpec = {
  name: 'manner',
  label: '送达方式',
  first: 'counter',
  kind: { options: ServiceManner.options.map((value) => ({ value, label: serviceLabels[value] })) },
};
const receiver: FieldSpec = { name: 'receiver', label: '收件人', first: '' };

/** Only where the first payment of all its persons is known: the documents that then applied. */
function firstBases({ book, recovery, on }: ActDialogProps): readonly string[] {
  const ids = new Set(recovery.items.map(({ itemId }) => itemId));
  const days = book.items.flatMap(({ source, paidOn }) => (ids.has(source.itemId) && paidOn !== null ? [paidOn] : []));
  const [first] = days.toSorted();
  return first === undefined ? [] : basesOf(first, on);
}

function informed({ book, on, calendar }: ActDialogProps): Form {
  const rules = book.recoveryRules;
  const last = rules === null ? null : stateBy(on, rules.statementDays, calendar);
  return {
    note:
      rules === null
        ? '陈述申辩期限没有核定（待本地核定）：请先由管理员核定，或按告知书填写末日。'
        : `陈述申辩期限 ${rules.statementDays} 个工作日。`,
    fields: [
      { name: 'informedOn', label: '告知日期', first: on, kind: 'day' },
      manner,
      receiver,
      { name: 'stateBy', label: '陈述申辩末日', first: last ?? '', kind: 'day' },
    ],
    actOf: ({ text, day }) => ({
      act: 'informed',
      informedOn: day('informedOn'),
      manner: ServiceManner.parse(text('manner')),
      receiver: text('receiver'),
      stateBy: day('stateBy'),
    }),
  };
}

function stated({ recovery, on }: ActDialogProps): Form {
  const over = recovery.informed !== null && on > recovery.informed.act.stateBy;
  return {
    note: `陈述申辩末日 ${recovery.informed?.act.stateBy ?? ''}。`,
    fields: [
      {
        name: 'outcome',
        label: '陈述申辩',
        first: over && recovery.stated === null ? 'none' : 'stated',
        kind: {
          options: [
            { value: 'stated', label: '已提出' },
            { value: 'none', label: '期满未提出' },
          ],
        },
      },
      { name: 'receivedOn', label: '收到日期（未提出的，登记日期）', first: on, kind: 'day' },
      { name: 'text', label: '内容（未提出的可不填）', first: '', optional: true },
    ],
    actOf: ({ text, day }) => {
      const outcome = text('outcome') === 'none' ? 'none' : 'stated';
      if (outcome === 'stated' && text('text') === '') return '写明陈述申辩的内容';
      const said = text('text') === '' ? '期满未提出' : text('text');
      return { act: 'stated', outcome, receivedOn: day('receivedOn'), text: said };
    },
  };
}

function weighed({ recovery, book }: ActDialogProps): Form {
  const nameOf = (itemId: string): string =>
    book.items.find(({ source }) => source.itemId === itemId)?.source.name ?? '';
  return {
    part: '复核人员',
    note: recovery.stated?.act.text ?? '',
    fields: [
      {
        name: 'conclusion',
        label: '复核结论',
        first: 'kept',
        kind: {
          options: [
            { value: 'kept', label: '不采纳，维持' },
            { value: 'reduced', label: '部分采纳，减额' },
            { value: 'dropped', label: '采纳，撤销追回' },
          ],
        },
      },
      { name: 'reasons', label: '理由', first: '' },
      ...recovery.items.map(({ itemId, amountFen }) => ({
        name: itemId,
        label: `应退（元，减额的填减后，全免填 0）　${nameOf(itemId)}`,
        first: plainYuan(amountFen),
      })),
    ],
    actOf: ({ text }, confirmation) => {
      const conclusion = text('conclusion') as 'kept' | 'reduced' | 'dropped';
      const left = recovery.items.map(({ itemId }) => ({ itemId, amountFen: amountOf(text(itemId)) ?? -1 }));
      if (left.some(({ amountFen }) => amountFen < 0)) return '应退金额填数字，如 1500.00';
      const amounts = conclusion === 'reduced' ? left.filter(({ amountFen }) => amountFen > 0) : [];
      return { act: 'weighed', conclusion, amounts, reasons: text('reasons'), confirmation };
    },
  };
}

function decided(props: ActDialogProps): Form {
  const { recovery, book, on } = props;
  const rules = book.recoveryRules;
  const bases = firstBases(props);
  return {
    part: '复核人员',
    note:
      rules === null
        ? '决定机关、收款账户和期限没有核定（待本地核定），请管理员先在列表页核定。'
        : `${rules.signatory}，责令退回 ${formatYuan(debtOf(recovery))} 元，限期 ${rules.payDays} 日，退至 ${rules.account.name}（${rules.account.bank} ${rules.account.number}）。`,
    fields: [
      { name: 'documentNumber', label: '文号', first: '' },
      { name: 'decidedOn', label: '决定日期', first: on, kind: 'day' },
      ...[0, 1, 2, 3].map((at) => ({
        name: `basis${at}`,
        label: `依据 ${at + 1}`,
        first: bases[at] ?? '',
        optional: at > 0,
      })),
    ],
    actOf: ({ text, day }, confirmation) => {
      if (rules === null) return '决定机关、收款账户和期限没有核定（待本地核定），请管理员先核定';
      const named = [0, 1, 2, 3].map((at) => text(`basis${at}`)).filter((basis) => basis !== '');
      return {
        act: 'decided',
        documentNumber: text('documentNumber'),
        decidedOn: day('decidedOn'),
        signatory: rules.signatory,
        account: rules.account,
        payDays: rules.payDays,
        amountFen: debtOf(recovery),
        bases: named,
        confirmation,
      };
    },
  };
}

function served({ recovery, on }: ActDialogProps): Form {
  const paper = recovery.urged === null ? 'decision' : 'reminder';
  return {
    note: paper === 'decision' ? '限期退回通知书的送达回证。' : '催告书的送达回证。',
    fields: [
      { name: 'servedOn', label: '送达日期', first: on, kind: 'day' },
      manner,
      receiver,
      { name: 'witness', label: '拒收的，见证人和事由', first: '', optional: true },
    ],
    actOf: ({ text, day }) => ({
      act: 'served',
      paper,
      servedOn: day('servedOn'),
      manner: ServiceManner.parse(text('manner')),
      receiver: text('receiver'),
      witness: text('witness'),
    }),
  };
}

function repaid({ recovery, book, on }: ActDialogProps, repaymentId: string): Form {
  const firm = book.items.find(({ source }) => source.firmKey === recovery.firmKey)?.source.employerName ?? '';
  return {
    note: `应退 ${formatYuan(claimedOf(recovery))} 元，余额 ${formatYuan(debtOf(recovery))} 元。按社保局到账的登记。`,
    fields: [
      { name: 'paidOn', label: '到账日期', first: on, kind: 'day' },
      { name: 'amount', label: '金额（元）', first: '' },
      { name: 'payer', label: '付款户', first: firm },
      { name: 'voucher', label: '凭证号', first: '' },
      { name: 'confirmedBy', label: '社保局确认人', first: '' },
    ],
    actOf: ({ text, day }) => {
      const amountFen = amountOf(text('amount'));
      if (amountFen === null || amountFen === 0) return '金额填大于零的数字，如 1500.00';
      return {
        act: 'repaid',
        repaymentId,
        paidOn: day('paidOn'),
        amountFen,
        payer: text('payer'),
        voucher: text('voucher'),
        confirmedBy: text('confirmedBy'),
      };
    },
  };
}

function reversed({ recovery }: ActDialogProps): Form {
  const options = recovery.repayments
    .filter((one) => one.reversed === null)
    .map(({ act }) => ({
      value: act.repaymentId,
      label: `${act.paidOn}　${formatYuan(act.amountFen)} 元　凭证 ${act.voucher}`,
    }));
  return {
    fields: [{ name: 'repaymentId', label: '退款', first: options[0]?.value ?? '', kind: { options } }, reasonField],
    actOf: ({ text }) => ({ act: 'reversed', repaymentId: text('repaymentId'), reason: text('reason') }),
  };
}

function applied({ recovery, calendar, on }: ActDialogProps): Form {
  const { served: decision, reminderServed } = recovery;
  const period =
    decision === null || reminderServed === null
      ? null
      : applicationPeriod(
          { decisionServedOn: decision.act.servedOn, reminderServedOn: reminderServed.act.servedOn },
          calendar,
        );
  return {
    note:
      period === null
        ? CALENDAR_MISSING
        : `可申请期间 ${period.from} 至 ${period.until}（行政强制法第五十三、五十四条）。登记即表示单位在法定期限内没有复议、诉讼。`,
    fields: [
      { name: 'appliedOn', label: '申请日期', first: on, kind: 'day' },
      { name: 'court', label: '受理法院', first: '' },
    ],
    actOf: ({ text, day }) =>
      period === null
        ? CALENDAR_MISSING
        : { act: 'applied', appliedOn: day('appliedOn'), court: text('court'), ...period, uncontested: true },
  };
}

const urged = ({ on }: ActDialogProps): Form => ({
  note: '催告书写明：自收到之日起十日内退回（按工作日）。',
  fields: [
    { name: 'documentNumber', label: '催告书文号', first: '' },
    { name: 'urgedOn', label: '催告日期', first: on, kind: 'day' },
  ],
  actOf: ({ text, day }) => ({ act: 'urged', documentNumber: text('documentNumber'), urgedOn: day('urgedOn') }),
});

const withReason = (act: 'accelerated' | 'suspended' | 'resumed' | 'ended', note: string): Form => ({
  note,
  fields: [reasonField],
  actOf: ({ text }) => ({ act, reason: text('reason') }),
});

function formOf(act: Exclude<ActDone, 'agreed'>, props: ActDialogProps, id: string): Form {
  switch (act) {
    case 'informed':
      return informed(props);
    case 'stated':
      return stated(props);
    case 'weighed':
      return weighed(props);
    case 'decided':
      return decided(props);
    case 'served':
      return served(props);
    case 'repaid':
      return repaid(props, id);
    case 'reversed':
      return reversed(props);
    case 'urged':
      return urged(props);
    case 'applied':
      return applied(props);
    case 'accelerated':
      return withReason(act, '有一期逾期未足额退回的，余额全部到期，可以催告。');
    case 'suspended':
      return withReason(act, '复议、诉讼中，或法院裁定中止等。');
    case 'resumed':
      return withReason(act, '中止的原因消除，回到中止前的状态。');
    case 'ended':
      return withReason(act, '法院裁定终结执行，或单位注销无财产可供执行等。余额仍在台账，不再追。');
    case 'withdrawn':
      return {
        part: '复核人员',
        fields: [reasonField],
        actOf: ({ text }, confirmation) => ({ act, reason: text('reason'), confirmation }),
      };
  }
}

const statementOf =
  (recoveryId: string) =>
  (event: AftercareEvent): string =>
    event.step === 'recovery' && 'confirmation' in event.act ? recoveryStatement(recoveryId, event.act) : '';

export function ActDialog({ act, ...props }: ActDialogProps & { readonly act: ActDone }) {
  const [id] = useState(() => crypto.randomUUID());
  if (act === 'agreed') return <AgreementDialog {...props} />;
  const { store, recovery, on, onClose } = props;
  const { fields, actOf, note = '', part } = formOf(act, props, id);
  return (
    <FieldsDialog
      {...{ store, on, fields, onClose }}
      subjectId={recovery.recoveryId}
      title={recoveryActLabels[act]}
      confirm={recoveryActLabels[act]}
      eventOf={(values, confirmation) => {
        const said = actOf(values, confirmation);
        return typeof said === 'string' ? said : { step: 'recovery', act: said };
      }}
      {...(part === undefined ? {} : { second: { part, statementOf: statementOf(recovery.recoveryId) } })}
    >
      {note === '' ? null : <p>{note}</p>}
    </FieldsDialog>
  );
}

/** The documents that a warning names already. */
export const warningBases = firstBases;
