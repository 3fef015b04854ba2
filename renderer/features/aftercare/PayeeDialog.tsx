import { useState } from 'react';
import type { PayeeVersion } from '#shared/aftercare/book.ts';
import { PayeeCheck, PayeeOrigin, payeeStatement, type Payee } from '#shared/aftercare/event.ts';
import { parseBankAccount } from '#shared/domain/bank-account.ts';
import { bankAccountSentences } from '#shared/domain/input-sentences.ts';
import { normaliseEmployerName } from '#shared/domain/normalise.ts';
import { isPhoneNumber } from '#shared/domain/phone.ts';
import { parsePlainDate } from '#shared/domain/plain-date.ts';
import { accountKindLabels, originLabels, payeeCheckLabels } from '#shared/wording/aftercare.ts';
import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SecondOfficerFields } from '../../ui/SecondOfficerFields.tsx';
import { useSecondOfficer } from '../second-officer/index.ts';
import type { StepDialogProps } from './ReviewDialog.tsx';
import { useRecording } from './use-aftercare.ts';

interface PayeeParts {
  readonly last: PayeeVersion | undefined;
  readonly offered?: FirstPayee;
}

interface Typed extends Omit<Payee, 'obtainedOn' | 'checkedOn'> {
  readonly obtainedOn: string;
  readonly checkedOn: string;
}

/** What is known of a firm from elsewhere, with where it stands and of which day. */
export type FirstPayee = Partial<Payee>;

function firstTyped({ line, on }: StepDialogProps, { last, offered }: PayeeParts): Typed {
  if (last !== undefined) return { ...last.payee, obtainedOn: on, checkedOn: on };
  if (offered !== undefined) return { ...NOTHING, obtainedOn: on, checkedOn: on, ...offered };
  const offer = line.items.find((item) => item.offer !== null)?.offer;
  return {
    contact: offer?.contact ?? '',
    mobile: offer?.mobile ?? '',
    accountKind: offer?.account.kind ?? 'corporate',
    accountName: offer?.account.name ?? '',
    bank: offer?.account.bank ?? '',
    bankNumber: '',
    accountNumber: offer?.account.number ?? '',
    origin: 'window',
    obtainedOn: on,
    check: 'telephone',
    checkedOn: on,
  };
}

const NOTHING: Omit<Typed, 'obtainedOn' | 'checkedOn'> = {
  contact: '',
  mobile: '',
  accountKind: 'corporate',
  accountName: '',
  bank: '',
  bankNumber: '',
  accountNumber: '',
  origin: 'firm',
  check: 'telephone',
};

function problemIn({ contact, mobile, accountName, bank, accountNumber }: Typed): string | null {
  if (contact.trim() === '') return '填写联系人';
  if (!isPhoneNumber(mobile)) return '联系电话应为 11 位手机号或带区号的固定电话';
  if (accountName.trim() === '' || bank.trim() === '') return '填写开户名和开户银行（支行全称）';
  const parsed = parseBankAccount(accountNumber);
  return parsed.ok ? null : bankAccountSentences[parsed.error];
}

const options = <Value extends string>(values: readonly Value[], labels: Readonly<Record<Value, string>>) =>
  values.map((value) => ({ value, label: labels[value] }));

/** 收款信息: offered from the case, read back to the firm, seen by a second officer who enters the own passphrase. */
export function PayeeDialog(props: StepDialogProps & PayeeParts) {
  const { store, line, on, last, onClose } = props;
  const [typed, setTyped] = useState(() => firstTyped(props, props));
  const second = useSecondOfficer(store);
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const set = <Name extends keyof Typed>(name: Name, value: Typed[Name]) => setTyped({ ...typed, [name]: value });
  const differs = normaliseEmployerName(typed.accountName) !== normaliseEmployerName(line.employerName);
  const submit = async () => {
    const [obtainedOn, checkedOn] = [parsePlainDate(typed.obtainedOn), parsePlainDate(typed.checkedOn)];
    const wrong = problemIn(typed);
    if (wrong !== null) return setProblem(wrong);
    if (obtainedOn === null || checkedOn === null) return setProblem('填写取得日期和核对日期，如 20220822');
    const number = parseBankAccount(typed.accountNumber);
    const payee: Payee = {
      ...typed,
      contact: typed.contact.trim(),
      mobile: typed.mobile.trim(),
      accountName: typed.accountName.trim(),
      bank: typed.bank.trim(),
      bankNumber: typed.bankNumber.trim(),
      accountNumber: number.ok ? number.number : typed.accountNumber,
      obtainedOn,
      checkedOn,
    };
    const word = await second.confirm([payeeStatement(line.firmKey, payee)]);
    if (!word.ok) return setProblem(word.problem);
    if (await record({ step: 'payeeSet', firmKey: line.firmKey, payee, ...word.proof })) onClose();
  };
  return (
    <FormDialog
      title={`收款信息 ${line.employerName}`}
      confirm="两人核对，登记"
      busy={busy || second.busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {last === undefined ? null : (
        <p className="soft small">
          现有第 {last.version} 版，登记后为第 {last.version + 1} 版，原版保留。
        </p>
      )}
      <TextField
        label="联系人"
        value={typed.contact}
        data-autofocus=""
        onChange={(event) => set('contact', event.target.value)}
      />
      <TextField label="联系电话" value={typed.mobile} onChange={(event) => set('mobile', event.target.value)} />
      <SelectField
        label="账户类别"
        value={typed.accountKind}
        options={options<Payee['accountKind']>(['corporate', 'contribution'], accountKindLabels)}
        onChange={(event) => set('accountKind', event.target.value as Payee['accountKind'])}
      />
      <TextField
        label="开户名"
        value={typed.accountName}
        onChange={(event) => set('accountName', event.target.value)}
      />
      <TextField
        label="开户银行（支行全称）"
        value={typed.bank}
        onChange={(event) => set('bank', event.target.value)}
      />
      <TextField
        label="行号"
        optional
        value={typed.bankNumber}
        onChange={(event) => set('bankNumber', event.target.value)}
      />
      <TextField
        label="账号"
        value={typed.accountNumber}
        onChange={(event) => set('accountNumber', event.target.value)}
      />
      {differs ? <Notice tone="warn">开户名与单位名称不同，请核对营业执照和开户证明。</Notice> : null}
      <SelectField
        label="来源"
        value={typed.origin}
        options={options(PayeeOrigin.options, originLabels)}
        onChange={(event) => set('origin', event.target.value as Payee['origin'])}
      />
      <DateField label="取得日期" value={typed.obtainedOn} onValueChange={(value) => set('obtainedOn', value)} />
      <SelectField
        label="核对方式"
        value={typed.check}
        options={options(PayeeCheck.options, payeeCheckLabels)}
        onChange={(event) => set('check', event.target.value as Payee['check'])}
      />
      <DateField label="核对日期" value={typed.checkedOn} onValueChange={(value) => set('checkedOn', value)} />
      <SecondOfficerFields
        part="复核人员"
        {...second}
        hint={second.training ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
      />
    </FormDialog>
  );
}
