/** 申请表: the firm, its account, its agent. What the business register knows is filled in and marked as such. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useImperativeHandle, useMemo, useState, type ReactNode, type Ref } from 'react';
import { useForm, type FieldErrors, type UseFormReturn } from 'react-hook-form';
import { organisationCodeOf } from '#shared/domain/organisation-code.ts';
import { employerFieldNames } from '#shared/wording/letters-input.ts';
import type { EmployerHit } from '../../store/registry/registry-store.ts';
import { ErrorSummary, type SummaryError } from '../../ui/ErrorSummary.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { divisionOptions } from './division-options.ts';
import {
  EmployerForm as EmployerSchema,
  employerFieldOrder,
  type EmployerFormValues,
} from '#shared/domain/employer-form.ts';
import { EmployerSearch } from './EmployerSearch.tsx';

export interface EmployerFormHandle {
  /** Checks every field; the summary of what is wrong takes the focus. */
  showErrors(): Promise<void>;
  focusFirst(): void;
}

export interface EmployerFormProps {
  readonly ref?: Ref<EmployerFormHandle>;
  readonly initial: EmployerFormValues;
  readonly officeDivision: string;
  readonly findEmployers: (text: string) => Promise<readonly EmployerHit[]>;
  readonly onChange: (values: EmployerFormValues) => void;
  /** Further fields in the first block. */
  readonly children?: ReactNode;
}

type Form = UseFormReturn<EmployerFormValues>;

const fieldId = (path: string): string => `employer-${path.replaceAll('.', '-')}`;

function messageAt(errors: FieldErrors<EmployerFormValues>, path: string): string | undefined {
  let node: unknown = errors;
  for (const key of path.split('.')) node = (node as Record<string, unknown> | undefined)?.[key];
  return (node as { message?: string } | undefined)?.message;
}

function useFields(form: Form) {
  const { errors } = form.formState;
  return (path: (typeof employerFieldOrder)[number], label: string = employerFieldNames[path]) => ({
    ...form.register(path),
    id: fieldId(path),
    label,
    error: messageAt(errors, path),
  });
}

/** Fields that a register filled in, with what it said; a field counts as filled in until the clerk changes it. */
type Filled = Readonly<
  Partial<Record<'name' | 'unifiedSocialCreditCode' | 'organisationCode' | 'employerNumber' | 'account.name', string>>
>;

/** Another firm takes the first one's place in every field that is still as a register left it. */
function fillFrom(form: Form, hit: EmployerHit, before: Filled): Filled {
  const untouched = (path: keyof Filled): boolean => ['', before[path]].includes(form.getValues(path));
  const filled: Filled = {
    name: hit.name,
    unifiedSocialCreditCode: hit.unifiedSocialCreditCode,
    organisationCode: organisationCodeOf(hit.unifiedSocialCreditCode),
    ...(untouched('employerNumber') ? { employerNumber: hit.employerNumber ?? '' } : {}),
    ...(untouched('account.name') ? { 'account.name': hit.name } : {}),
  };
  for (const [path, value] of Object.entries(filled))
    form.setValue(path as keyof Filled, value, { shouldValidate: form.formState.isSubmitted });
  return filled;
}

export function EmployerForm({ ref, initial, officeDivision, findEmployers, onChange, children }: EmployerFormProps) {
  const form = useForm<EmployerFormValues>({
    defaultValues: initial,
    resolver: zodResolver(EmployerSchema),
    mode: 'onBlur',
    shouldFocusError: false,
  });
  const [attempt, setAttempt] = useState(0);
  const [fromRegister, setFromRegister] = useState<Filled>({});
  const field = useFields(form);
  const { subscribe } = form;
  useEffect(
    () => subscribe({ formState: { values: true }, callback: ({ values }) => onChange(structuredClone(values)) }),
    [subscribe, onChange],
  );
  useImperativeHandle(ref, () => ({
    showErrors: async () => {
      if (!(await form.trigger())) setAttempt((count) => count + 1);
    },
    focusFirst: () => document.getElementById(fieldId('search'))?.focus(),
  }));
  const { errors } = form.formState;
  const summary = useMemo(
    () =>
      employerFieldOrder.flatMap((path): SummaryError[] => {
        const message = messageAt(errors, path);
        return message === undefined ? [] : [{ fieldId: fieldId(path), message }];
      }),
    [errors],
  );
  const values = form.watch();
  const marked = (path: Exclude<keyof Filled, 'account.name'>, source = '取自登记') =>
    (fromRegister[path] ?? '') !== '' && fromRegister[path] === values[path] ? source : undefined;
  const divisions = useMemo(() => divisionOptions(officeDivision), [officeDivision]);
  return (
    <form
      className="employer-form"
      noValidate
      autoComplete="off"
      aria-label="申请表"
      onSubmit={(event) => event.preventDefault()}
    >
      {attempt > 0 ? <ErrorSummary errors={summary} attempt={attempt} title="申请表还有内容需要更正" /> : null}
      <fieldset className="employer-form__block">
        <legend>单位</legend>
        <div className="employer-form__grid">
          <div className="employer-form__wide">
            <EmployerSearch
              id={fieldId('search')}
              findEmployers={findEmployers}
              onChoose={(hit) => setFromRegister((before) => fillFrom(form, hit, before))}
            />
          </div>
          <TextField {...field('name')} className="employer-form__wide" origin={marked('name')} />
          <TextField {...field('unifiedSocialCreditCode')} maxLength={40} origin={marked('unifiedSocialCreditCode')} />
          <TextField
            {...field('employerNumber', '单位编号（社保）')}
            origin={marked('employerNumber', '取自参保数据')}
          />
          <TextField {...field('organisationCode')} optional origin={marked('organisationCode')} />
          <SelectField {...field('divisionCode')} options={divisions} />
          <TextField {...field('legalRepresentative')} />
          <TextField {...field('registeredAddress')} optional className="employer-form__wide" />
          {children}
        </div>
      </fieldset>
      <fieldset className="employer-form__block">
        <legend>收款账户</legend>
        <div className="employer-form__grid">
          <SelectField
            {...form.register('account.kind')}
            id={fieldId('account.kind')}
            label="账户类别"
            options={[
              { value: 'corporate', label: '单位对公账户' },
              { value: 'contribution', label: '无对公账户：税务部门提供的缴费账户' },
            ]}
          />
          <TextField {...field('account.name')} />
          <TextField {...field('account.bank', '开户银行（支行全称）')} />
          <TextField {...field('account.number')} inputMode="numeric" />
        </div>
      </fieldset>
      <fieldset className="employer-form__block">
        <legend>经办人</legend>
        <div className="employer-form__grid">
          <TextField {...field('agent.name', '姓名')} />
          <TextField {...field('agent.citizenId', '身份证号')} />
          <TextField {...field('agent.mobile', '联系电话')} inputMode="tel" />
          <div className="field">
            <CheckField
              {...form.register('agent.authorisationSeen')}
              id={fieldId('agent.authorisationSeen')}
              label="已核对单位授权委托书"
            />
            {messageAt(errors, 'agent.authorisationSeen') === undefined ? null : (
              <span className="field__error">{messageAt(errors, 'agent.authorisationSeen')}</span>
            )}
          </div>
        </div>
      </fieldset>
    </form>
  );
}
