/** Which column of a list says what, where the headings do not say it by themselves; said once by whoever reads the file, and kept. */
import { useState } from 'react';
import { ListField, listFields, type ListMapping } from '#shared/lists/list-columns.ts';
import { listFieldLabels } from '#shared/wording/lists.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Form } from '../../../ui/Form.tsx';
import type { UnclearReading } from './list-work.ts';

export interface MappingFormProps {
  readonly fileName: string;
  readonly reading: UnclearReading;
  readonly onSaid: (mapping: ListMapping) => void;
}

const UNUSED = 'unused';
const options = [
  { value: UNUSED, label: '不用这一列' },
  ...listFields.map((field) => ({ value: field, label: listFieldLabels[field] })),
];

const fieldOf = (value: string | undefined): ListField | typeof UNUSED => {
  const field = ListField.safeParse(value);
  return field.success ? field.data : UNUSED;
};

export function MappingForm({ fileName, reading: { missing, unnamed, examples }, onSaid }: MappingFormProps) {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const submit = () => onSaid(Object.fromEntries(unnamed.map((heading) => [heading, fieldOf(said[heading])])));
  return (
    <Form aria-label="说明名单的列" onSubmit={submit}>
      <p>
        <strong>{fileName}</strong>{' '}
        {missing.length > 0
          ? `里认不出${missing.join('、')}，没有登记任何内容。请指出各是哪一列：`
          : '里有程序不认识的列。请说明各是什么，说一次以后自动认得：'}
      </p>
      {unnamed.length === 0 ? (
        <p>表头的列都已认出，但缺少上面这些列。请从省系统重新导出带有这些列的名单。</p>
      ) : (
        <div className="lists__mapping">
          {unnamed.map((heading, index) => (
            <SelectField
              key={heading}
              label={heading}
              value={said[heading] ?? UNUSED}
              hint={(examples[heading] ?? []).length === 0 ? '没有内容' : `例：${(examples[heading] ?? []).join('、')}`}
              options={options}
              autoFocus={index === 0}
              onChange={(event) => setSaid({ ...said, [heading]: event.target.value })}
            />
          ))}
        </div>
      )}
      <div className="row">
        <Button type="submit" look="primary" shortcut="save" unavailable={unnamed.length === 0}>
          记住并重新读入
        </Button>
      </div>
    </Form>
  );
}
