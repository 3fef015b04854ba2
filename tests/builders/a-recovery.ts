/** Acts of a 追回, as they follow each other when nothing goes wrong. Served on 2022-11-07 unless a test says otherwise. */
import type { ActOf, RecoveryAct, RecoveryRules } from '#shared/aftercare/recovery/event.ts';
import type { GrantSource } from '#shared/aftercare/source.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { answered, first, type Ledger, paidAnswer, paymentOf, upToAgency } from './an-aftercare.ts';

export const word = (officerId = 'o3') => ({ officerId, at: '2022-11-01T10:00:00+08:00', seal: 'c2VhbA==' });

export const recoveryRules: RecoveryRules = {
  signatory: '湛江市赤坎区社会保险基金管理局',
  documentNumber: '湛人社函〔2022〕300号',
  account: { name: '湛江市财政局社会保险基金财政专户', bank: '中国银行湛江分行', number: '6200112233445566' },
  accountConfirmedBy: '吴样例',
  accountConfirmedOn: plainDate('2022-10-10'),
  statementDays: 5,
  payDays: 15,
};
export const rulesForRecovery = { step: 'recoveryRulesSet', rules: recoveryRules } as const;

export const opened = (sources: readonly GrantSource[], amountFen = 150_000): ActOf<'opened'> => ({
  act: 'opened',
  finding: 'inquiry',
  reference: '名单第 3 行',
  items: sources.map(({ itemId }) => ({
    itemId,
    amountFen,
    reason: 'N12',
    fact: '本人已由另一地区单位享受',
    evidenceOn: plainDate('2022-10-08'),
  })),
});
export const informed: ActOf<'informed'> = {
  act: 'informed',
  informedOn: plainDate('2022-10-17'),
  manner: 'counter',
  receiver: '林晓彤',
  stateBy: plainDate('2022-10-24'),
};
export const silent: ActOf<'stated'> = {
  act: 'stated',
  outcome: 'none',
  receivedOn: plainDate('2022-10-25'),
  text: '期满未提出',
};
export const spoken: ActOf<'stated'> = {
  act: 'stated',
  outcome: 'stated',
  receivedOn: plainDate('2022-10-20'),
  text: '该人员一直在本单位工作',
};
export const weighed = (
  conclusion: ActOf<'weighed'>['conclusion'],
  amounts: ActOf<'weighed'>['amounts'] = [],
  by = 'o3',
): ActOf<'weighed'> => ({ act: 'weighed', conclusion, amounts, reasons: '与参保记录核对', confirmation: word(by) });
export const decided = (amountFen: number, by = 'o3'): ActOf<'decided'> => ({
  act: 'decided',
  documentNumber: '湛赤社退〔2022〕1号',
  decidedOn: plainDate('2022-11-01'),
  signatory: recoveryRules.signatory,
  account: recoveryRules.account,
  payDays: 15,
  amountFen,
  bases: ['人社厅发〔2022〕41号第四条'],
  confirmation: word(by),
});
export const served: ActOf<'served'> = {
  act: 'served',
  paper: 'decision',
  servedOn: plainDate('2022-11-07'),
  manner: 'counter',
  receiver: '林晓彤',
  witness: '',
};
export const reminderServed: ActOf<'served'> = { ...served, paper: 'reminder', servedOn: plainDate('2022-12-05') };
export const repaid = (id: string, amountFen: number, paidOn = '2022-11-10'): ActOf<'repaid'> => ({
  act: 'repaid',
  repaymentId: id,
  paidOn: plainDate(paidOn),
  amountFen,
  payer: '湛江样例1有限公司',
  voucher: `V-${id}`,
  confirmedBy: '吴样例',
});
export const agreed = (...amounts: readonly number[]): ActOf<'agreed'> => ({
  act: 'agreed',
  signedOn: plainDate('2022-11-10'),
  instalments: amounts.map((amountFen, at) => ({
    number: at + 1,
    dueOn: plainDate(`2022-12-${String(10 + at)}`),
    amountFen,
  })),
  acceleration: '一期逾期，余额全部到期',
});
export const urged: ActOf<'urged'> = {
  act: 'urged',
  documentNumber: '湛赤社催〔2022〕1号',
  urgedOn: plainDate('2022-12-01'),
};
export const applied = (appliedOn: string): ActOf<'applied'> => ({
  act: 'applied',
  appliedOn: plainDate(appliedOn),
  court: '湛江市赤坎区人民法院',
  from: plainDate('2023-05-09'),
  until: plainDate('2023-08-08'),
  uncontested: true,
});

/** Paid to one firm for these persons, on 2022-08-26. */
export function paidLedger(...sources: readonly GrantSource[]): Ledger {
  return upToAgency(...sources)
    .add('2022-08-26', first, paymentOf('a1'), 'b')
    .add('2022-08-26', first, answered('a1', paidAnswer(150_000 * sources.length)), 'b');
}

export const recoveryEvent = (act: RecoveryAct) => ({ step: 'recovery', act }) as const;
