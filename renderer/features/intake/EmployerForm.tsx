/** 申请表: the firm, its account, its agent. What a register or the firm's last case knows is filled in and marked as such. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useImperativeHandle, useMemo, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useForm, type FieldErrors, type UseFormReturn } from 'react-hook-form';
import {
  EmployerForm as EmployerSchema,
  employerFieldOrder,
  employerFormIssues,
  type EmployerFieldPath,
  type EmployerFormValues,
} from '#shared/domain/employer-form.ts';
import { employerFieldNames } from '#shared/wording/letters-input.ts';
import type { EmployerHit } from '../../store/registry/registry-store.ts';
import { ErrorSummary, type SummaryError } from '../../ui/ErrorSummary.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { divisionOptions } from './division-options.ts';
import { fitting, fromEarlierCase, fromRegister, valueAt, type FilledPath, type Origins } from './employer-fill.ts';
import { EmployerSearch } from './EmployerSearch.tsx';

export interface EmployerFormHandle {
  /** Checks every field; the summary of what is wrong takes the focus. */
  showErrors(): Promise<void>;
  /** To the search while no firm is known, else to what is missing, else to the agent, who changes most. */
  focusFirst(): void;
  /** To the next field that is missing or wrong; false when there is none. */
  toMissing(): boolean;
  /** Takes over what the firm's last case holds, where nothing else was typed. */
  takeEarlier(employer: EmployerFormValues): void;
}

export interface EmployerFormProps {
  readonly ref?: Ref<EmployerFormHandle>;
  readonly initial: EmployerFormValues;
  readonly officeDivision: string;
  readonly findEmployers: (text: string) => Promise<readonly EmployerHit[]>;
  readonly onChange: (values: EmployerFormValues) => void;
  /** Enter in the form when nothing is missing any more. */
  readonly onDone?: () => void;
  /** What is offered or said over the fields. */
  readonly head?: ReactNode;
  /** Further fields in the first block. */
  readonly children?: ReactNode;
}

type Form = UseFormReturn<EmployerFormValues>;

const fieldId = (path: string): string => `employer-${path.replaceAll('.', '-')}`;
const focusField = (path: string): void => document.getElementById(fieldId(path))?.focus();

function messageAt(errors: FieldErrors<EmployerFormValues>, path: string): string | undefined {
  let node: unknown = errors;
  for (const key of path.split('.')) node = (node as Record<string, unknown> | undefined)?.[key];
  return (node as { message?: string } | undefined)?.message;
}

/** Fills fields and remembers where each value came from. */
function useFilling(form: Form, divisions: ReadonlySet<string>) {
  const [origins, setOrigins] = useState<Origins>({});
  const fill = (entries: ReturnType<typeof fromRegister>) => {
    for (const [path, { value }] of entries) form.setValue(path, value, { shouldValidate: form.formState.isSubmitted });
    setOrigins((before) => ({ ...before, ...Object.fromEntries(entries) }));
  };
  return {
    origins,
    /** Another firm takes the first one's place in every field that is still as it was filled in. */
    takeFirm: (hit: EmployerHit) => {
      const now = form.getValues();
      const filled = Object.entries(origins) as [FilledPath, { readonly value: string }][];
      const stale = filled.filter(([path, { value }]) => path !== 'account.kind' && valueAt(now, path) === value);
      const emptied = stale.map(([path]) => [path, { value: '', word: '' }] as const);
      const found = fromRegister(hit, divisions);
      const certain = new Set<FilledPath>(['name', 'unifiedSocialCreditCode', 'organisationCode']);
      const own = new Set([...certain, ...fitting(found, now, origins).map(([path]) => path)]);
      fill([...emptied, ...found.filter(([path]) => own.has(path))]);
    },
    takeEarlier: (employer: EmployerFormValues) => fill(fitting(fromEarlierCase(employer), form.getValues(), origins)),
    /** No register knows the firm: what was typed to find it is its code or its name. */
    takeTyped: (text: string) => {
      const path = /^[0-9A-Z]{18}$/u.test(text.toUpperCase()) ? 'unifiedSocialCreditCode' : 'name';
      fill([
        [path, { value: path === 'name' ? text : text.toUpperCase(), word: '' }],
        ...(path === 'name' ? ([['account.name', { value: text, word: '' }]] as const) : []),
      ]);
    },
  };
}

/** The next field after one that is missing or wrong, going round once; of optional fields only wrong ones count. */
function nextMissing(form: Form, after: string | null): EmployerFieldPath | undefined {
  const issues = employerFormIssues(form.getValues()).map(({ path }) => path);
  const from = employerFieldOrder.findIndex((path) => path === after);
  return issues.find((path) => employerFieldOrder.indexOf(path) > from) ?? issues.find((path) => path !== after);
}

const pathOfFocus = (): string | null =>
  employerFieldOrder.find((path) => document.activeElement?.id === fieldId(path)) ?? null;

export function EmployerForm({
  ref,
  initial,
  officeDivision,
  findEmployers,
  onChange,
  onDone,
  head,
  children,
}: EmployerFormProps) {
  const form = useForm<EmployerFormValues>({
    defaultValues: initial,
    resolver: zodResolver(EmployerSchema),
    mode: 'onBlur',
    shouldFocusError: false,
  });
  const [attempt, setAttempt] = useState(0);
  const divisions = useMemo(() => divisionOptions(officeDivision), [officeDivision]);
  const codes = useMemo(() => new Set(divisions.map(({ value }) => value)), [divisions]);
  const filling = useFilling(form, codes);
  const { subscribe } = form;
  useEffect(
    () => subscribe({ formState: { values: true }, callback: ({ values }) => onChange(structuredClone(values)) }),
    [subscribe, onChange],
  );
  const toMissing = (after: string | null): boolean => {
    const path = nextMissing(form, after);
    if (path !== undefined) focusField(path);
    return path !== undefined;
  };
  useImperativeHandle(ref, () => ({
    showErrors: async () => {
      if (!(await form.trigger())) setAttempt((count) => count + 1);
    },
    focusFirst: () => {
      if (form.getValues('name') === '') focusField('search');
      else if (!toMissing(null)) focusField('agent.name');
    },
    toMissing: () => toMissing(pathOfFocus()),
    takeEarlier: (employer) => {
      filling.takeEarlier(employer);
      toMissing(null);
    },
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
  /** Enter goes on to what is still missing; a choice or an open list has had it by then. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!toMissing(pathOfFocus())) onDone?.();
  };
  const settle = () => setTimeout(() => toMissing(null));
  return (
    <form
      className="employer-form"
      noValidate
      autoComplete="off"
      aria-label="申请表"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
    >
      {attempt > 0 ? <ErrorSummary errors={summary} attempt={attempt} title="申请表还有内容需要更正" /> : null}
      {head}
      <Fields form={form} origins={filling.origins} divisions={divisions}>
        <EmployerSearch
          id={fieldId('search')}
          findEmployers={findEmployers}
          onChoose={(hit) => {
            filling.takeFirm(hit);
            settle();
          }}
          onTyped={(text) => {
            filling.takeTyped(text);
            settle();
          }}
        />
        {children}
      </Fields>
    </form>
  );
}

interface FieldsProps {
  readonly form: Form;
  readonly origins: Origins;
  readonly divisions: readonly { readonly value: string; readonly label: string }[];
  /** The search, then what belongs to the firm's block. */
  readonly children: readonly [ReactNode, ReactNode];
}

const ACCOUNT_KINDS = [
  { value: 'corporate', label: '单位对公账户' },
  { value: 'contribution', label: '无对公账户：税务部门提供的缴费账户' },
];

function Fields({ form, origins, divisions, children: [search, further] }: FieldsProps) {
  const { errors } = form.formState;
  const values = form.watch();
  const field = (path: EmployerFieldPath, label: string = employerFieldNames[path]) => {
    const origin = path === 'agent.authorisationSeen' ? undefined : origins[path];
    const marked = origin !== undefined && origin.word !== '' && origin.value !== '';
    return {
      ...form.register(path),
      id: fieldId(path),
      label,
      error: messageAt(errors, path),
      origin:
        marked && path !== 'agent.authorisationSeen' && valueAt(values, path) === origin.value
          ? origin.word
          : undefined,
    };
  };
  const { origin: _, ...authorisation } = field('agent.authorisationSeen', '已核对单位授权委托书');
  return (
    <div className="employer-form__grid">
      <div className="span-3">{search}</div>
      <TextField {...field('name')} className="span-3" />
      <TextField {...field('unifiedSocialCreditCode')} className="span-2" maxLength={40} />
      <TextField {...field('employerNumber', '单位编号（社保）')} className="span-2" />
      <SelectField {...field('divisionCode')} className="span-2" options={divisions} />
      <TextField {...field('legalRepresentative')} className="span-2" />
      <TextField {...field('registeredAddress')} optional className="span-4" />
      <TextField {...field('organisationCode')} optional className="span-2" />
      {further}
      <SelectField
        {...form.register('account.kind')}
        id={fieldId('account.kind')}
        label="账户类别"
        className="span-2"
        options={ACCOUNT_KINDS}
      />
      <TextField {...field('account.name')} className="span-3" />
      <TextField {...field('account.bank', '开户银行（支行全称）')} className="span-3" />
      <TextField {...field('account.number')} className="span-3" inputMode="numeric" />
      <TextField {...field('agent.name')} className="span-3" />
      <TextField {...field('agent.citizenId')} className="span-3" />
      <TextField {...field('agent.mobile')} className="span-3" inputMode="tel" />
      <div className="field span-3">
        <CheckField {...form.register('agent.authorisationSeen')} id={authorisation.id} label={authorisation.label} />
        {authorisation.error === undefined ? null : <span className="field__error">{authorisation.error}</span>}
      </div>
    </div>
  );
}
