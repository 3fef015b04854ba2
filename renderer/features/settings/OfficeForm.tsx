import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { failureText } from '#shared/wording/failures.ts';
import { OfficeSettings, type ReviewRule } from '#shared/domain/office.ts';
import { reviewByWords, reviewTakesWords } from '#shared/wording/review.ts';
import { officeFields } from '#shared/wording/office.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';

const takesHint = '改变以后，对此后作出的结论起作用。';

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const ruleOf = (takes: string, before: ReviewRule | undefined): ReviewRule | undefined =>
  takes === 'overturned' || takes === 'acceptances' ? { takes, by: before?.by ?? 'anybody' } : undefined;

/** What the office says of itself. Only an administrator changes it; earlier papers keep what stood on them. */
export function OfficeForm({ store }: { readonly store: CounterStore }) {
  const form = useForm<OfficeSettings>({
    defaultValues: store.office,
    resolver: zodResolver(OfficeSettings),
    mode: 'onBlur',
  });
  const [review, setReview] = useState(store.office.review);
  const [saved, setSaved] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const may = store.capacity === 'administrator';
  const submit = form.handleSubmit(async (values) => {
    const { review: _, ...rest } = values;
    const result = await store.saveOffice(review === undefined ? rest : { ...rest, review });
    setSaved(result.ok);
    setTrouble(result.ok ? null : failureText(result.failure));
  });
  return (
    <section className="panel">
      <h2 className="panel__title">单位与窗口{may ? null : <span className="soft small">仅管理员可修改</span>}</h2>
      <Form onSubmit={() => void submit()}>
        <div className="settings__grid">
          {officeFields.map(({ name, label, advice }) => (
            <TextField
              key={name}
              {...form.register(name)}
              label={label}
              className={name === 'address' ? 'settings__wide' : undefined}
              readOnly={!may}
              error={form.formState.errors[name] === undefined ? undefined : advice}
            />
          ))}
        </div>
        <div className="settings__grid">
          <SelectField
            label="哪些受理须复核后才能导出"
            value={review?.takes ?? 'none'}
            disabled={!may}
            hint={takesHint}
            options={options(reviewTakesWords)}
            onChange={({ target: { value } }) => setReview(ruleOf(value, review))}
          />
          {review === undefined ? null : (
            <SelectField
              label="由谁复核"
              value={review.by}
              disabled={!may}
              hint="判定、认定、确认过的人不能复核。"
              options={options(reviewByWords)}
              onChange={({ target: { value } }) =>
                setReview({ ...review, by: value === 'administrators' ? 'administrators' : 'anybody' })
              }
            />
          )}
        </div>
        {saved ? (
          <Notice tone="good" live="status">
            已保存。之后的文书用新的内容，已打印的不变。
          </Notice>
        ) : null}
        {trouble === null ? null : (
          <Notice tone="bad" live="alert">
            {trouble}
          </Notice>
        )}
        {may ? (
          <div className="row">
            <Button type="submit" look="primary" shortcut="save">
              保存单位与窗口
            </Button>
          </div>
        ) : null}
      </Form>
    </section>
  );
}
