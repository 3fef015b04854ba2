/** 正式启用: one page, no wizard. What is wrong is listed once on top and said again at its field. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useFieldArray, useForm, type FieldErrors, type UseFormReturn } from 'react-hook-form';
import { officeFields } from '#shared/wording/office.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorSummary, type SummaryError } from '../../ui/ErrorSummary.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { emptyOfficeSetup, OfficeSetupForm } from './office-schema.ts';
import { StartPage } from './StartPage.tsx';

type Form = UseFormReturn<OfficeSetupForm>;
type OfficerErrors = FieldErrors<OfficeSetupForm['administrator']> | undefined;

const MOST_CLERKS = 8;

const OFFICER_FIELDS = [
  { name: 'name', label: '姓名', type: 'text' },
  { name: 'passphrase', label: '口令', type: 'password' },
  { name: 'repeated', label: '再输一次口令', type: 'password' },
] as const;

/** Field ids are the form's own paths, so that the summary leads to them. */
function officerErrors(path: string, who: string, errors: OfficerErrors): SummaryError[] {
  return OFFICER_FIELDS.flatMap(({ name }) => {
    const message = errors?.[name]?.message;
    return message === undefined ? [] : [{ fieldId: `${path}.${name}`, message: `${who}：${message}` }];
  });
}

function allErrors(errors: FieldErrors<OfficeSetupForm>): SummaryError[] {
  return [
    ...officeFields.flatMap(({ name, label, advice }) =>
      errors.office?.[name] === undefined ? [] : [{ fieldId: `office.${name}`, message: `${label}：${advice}` }],
    ),
    ...officerErrors('administrator', '管理员', errors.administrator),
    ...Array.from({ length: MOST_CLERKS }, (_, at) =>
      officerErrors(`clerks.${at}`, `窗口人员 ${at + 1}`, errors.clerks?.[at]),
    ).flat(),
  ];
}

function OfficerFields({ form, path }: { readonly form: Form; readonly path: 'administrator' | `clerks.${number}` }) {
  const errors = allErrors(form.formState.errors);
  return (
    <div className="start__grid">
      {OFFICER_FIELDS.map(({ name, label, type }) => (
        <TextField
          key={name}
          {...form.register(`${path}.${name}`)}
          id={`${path}.${name}`}
          label={label}
          type={type}
          error={errors.find(({ fieldId }) => fieldId === `${path}.${name}`)?.message}
        />
      ))}
    </div>
  );
}

export interface OfficeSetupProps {
  readonly busy: boolean;
  readonly problem: string | null;
  readonly onSubmit: (form: OfficeSetupForm) => void;
  readonly onBack: () => void;
}

export function OfficeSetup({ busy, problem, onSubmit, onBack }: OfficeSetupProps) {
  const form = useForm<OfficeSetupForm>({
    defaultValues: emptyOfficeSetup,
    resolver: zodResolver(OfficeSetupForm),
    mode: 'onSubmit',
    reValidateMode: 'onBlur',
    shouldFocusError: false,
  });
  const clerks = useFieldArray({ control: form.control, name: 'clerks' });
  const [attempt, setAttempt] = useState(0);
  const errors = allErrors(form.formState.errors);
  const submit = form.handleSubmit(onSubmit, () => setAttempt((count) => count + 1));
  return (
    <StartPage title="正式启用" wide>
      <ErrorSummary errors={errors} attempt={attempt} />
      <Form onSubmit={() => void submit()}>
        <fieldset>
          <legend className="start__legend">单位与窗口（印在每份文书上，以后可在“设置”中修改）</legend>
          <div className="start__grid">
            {officeFields.map(({ name, label, advice }, at) => {
              const error = errors.find(({ fieldId }) => fieldId === `office.${name}`)?.message;
              return (
                <TextField
                  key={name}
                  {...form.register(`office.${name}`)}
                  id={`office.${name}`}
                  label={label}
                  autoFocus={at === 0}
                  hint={name === 'receiptPrefix' && error === undefined ? advice : undefined}
                  error={error}
                />
              );
            })}
          </div>
        </fieldset>
        <Notice tone="info">
          口令至少 12
          个字符（一个汉字算两个），建议用一句好记的话。口令只有本人知道，不存在任何地方；忘记时用恢复码重设。
        </Notice>
        <fieldset>
          <legend className="start__legend">管理员</legend>
          <OfficerFields form={form} path="administrator" />
        </fieldset>
        {clerks.fields.map(({ id }, at) => (
          <fieldset key={id}>
            <legend className="start__legend">窗口人员 {at + 1}</legend>
            <OfficerFields form={form} path={`clerks.${at}`} />
            {at > 0 ? (
              <Button look="quiet" onClick={() => clerks.remove(at)}>
                去掉窗口人员 {at + 1}
              </Button>
            ) : null}
          </fieldset>
        ))}
        {clerks.fields.length < MOST_CLERKS ? (
          <div className="row">
            <Button look="quiet" onClick={() => clerks.append({ name: '', passphrase: '', repeated: '' })}>
              再加一名窗口人员
            </Button>
          </div>
        ) : null}
        {problem === null ? null : (
          <Notice tone="bad" live="alert">
            {problem}
          </Notice>
        )}
        <div className="row">
          <Button type="submit" look="primary" shortcut="save" unavailable={busy}>
            {busy ? '正在建立' : '建立并显示恢复码'}
          </Button>
          <Button look="quiet" shortcut="back" onClick={onBack}>
            返回
          </Button>
        </div>
      </Form>
    </StartPage>
  );
}
