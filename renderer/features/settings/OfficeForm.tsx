import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { failureText } from '#shared/wording/failures.ts';
import { OfficeSettings } from '#shared/domain/office.ts';
import { officeFields } from '#shared/wording/office.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** What the office says of itself. Only an administrator changes it; earlier papers keep what stood on them. */
export function OfficeForm({ store }: { readonly store: CounterStore }) {
  const form = useForm<OfficeSettings>({
    defaultValues: store.office,
    resolver: zodResolver(OfficeSettings),
    mode: 'onBlur',
  });
  const [saved, setSaved] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const may = store.capacity === 'administrator';
  const submit = form.handleSubmit(async (values) => {
    const result = await store.saveOffice(values);
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
