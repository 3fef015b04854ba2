import type { RecoveryRules } from '#shared/aftercare/recovery/event.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { FieldsDialog } from '../aftercare/index.ts';

export interface RulesDialogProps {
  readonly store: CounterStore;
  readonly rules: RecoveryRules | null;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

/** Who signs, where the money goes, how long a firm has: no document says it, an administrator confirms it. */
export function RulesDialog({ store, rules, on, onClose }: RulesDialogProps) {
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId="recovery-rules"
      title="核定决定机关、收款账户和期限"
      confirm="核定"
      fields={[
        { name: 'signatory', label: '作出决定的机关', first: rules?.signatory ?? '', hint: '如社保局或人社局全称' },
        { name: 'documentNumber', label: '核定依据文号', first: rules?.documentNumber ?? '' },
        {
          name: 'accountName',
          label: '收款户名',
          first: rules?.account.name ?? '',
          hint: '社保局确认的基金账户；不得用本单位或个人账户',
        },
        { name: 'bank', label: '开户银行', first: rules?.account.bank ?? '' },
        { name: 'number', label: '账号', first: rules?.account.number ?? '' },
        { name: 'accountConfirmedBy', label: '社保局确认人', first: rules?.accountConfirmedBy ?? '' },
        { name: 'accountConfirmedOn', label: '确认日期', first: rules?.accountConfirmedOn ?? on, kind: 'day' },
        {
          name: 'statementDays',
          label: '陈述申辩期限（工作日）',
          first: rules === null ? '' : String(rules.statementDays),
        },
        { name: 'payDays', label: '退回期限（日）', first: rules === null ? '' : String(rules.payDays) },
      ]}
      eventOf={({ text, day }) => {
        const [statementDays, payDays] = [Number(text('statementDays')), Number(text('payDays'))];
        if (!Number.isInteger(statementDays) || statementDays < 1 || statementDays > 60)
          return '陈述申辩期限填 1 至 60 的整数';
        if (!Number.isInteger(payDays) || payDays < 1 || payDays > 180) return '退回期限填 1 至 180 的整数';
        const number = text('number').replaceAll(/\s/gu, '');
        if (!/^\d[\d-]{6,30}\d$/u.test(number)) return '账号填数字，至少 8 位';
        return {
          step: 'recoveryRulesSet',
          rules: {
            signatory: text('signatory'),
            documentNumber: text('documentNumber'),
            account: { name: text('accountName'), bank: text('bank'), number },
            accountConfirmedBy: text('accountConfirmedBy'),
            accountConfirmedOn: day('accountConfirmedOn'),
            statementDays,
            payDays,
          },
        };
      }}
    >
      <p className="soft">
        由哪一级机关作出决定、退到哪个账户、给多少天，文件没有写明。请按本地规定核定并写明文号，收款账户由社保局确认。
      </p>
    </FieldsDialog>
  );
}
