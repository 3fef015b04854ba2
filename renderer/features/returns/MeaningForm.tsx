/** What a file does not say by itself: which column is what, and what its words mean. Said once, by an administrator. */
import { useState } from 'react';
import { ProvinceOutcome } from '#shared/casework/province-answer.ts';
import type { ReturnField, ReturnLayout } from '#shared/casework/return-layout.ts';
import { failureText } from '#shared/wording/failures.ts';
import { outcomeLabels, returnFieldLabels } from '#shared/wording/returns.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { ReturnRead } from './return-work.ts';

type Unclear = Extract<ReturnRead, { readonly kind: 'unclear' }>;

export interface MeaningFormProps {
  readonly store: CounterStore;
  readonly unclear: Unclear;
  /** It is in the ledger: the file is read again. */
  readonly onSaid: (file: File) => void;
}

const NOBODY = '';
/** Roles that make a file readable; the others are found or left out. */
const ASKED: readonly ReturnField[] = ['result', 'caseNumber', 'citizenId', 'reason'];

export function MeaningForm({ store, unclear: { file, layout, reading }, onSaid }: MeaningFormProps) {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const administrator = store.capacity === 'administrator';
  const choose = (name: string) => (event: { target: { value: string } }) =>
    setSaid({ ...said, [name]: event.target.value });
  const next = (): ReturnLayout =>
    reading.reason === 'words-unknown'
      ? { ...layout, words: { ...layout.words, ...(said as ReturnLayout['words']) } }
      : {
          ...layout,
          headings: {
            ...layout.headings,
            ...Object.fromEntries(
              Object.entries(said).flatMap(([field, heading]) => (heading === NOBODY ? [] : [[heading, field]])),
            ),
          } as ReturnLayout['headings'],
        };
  const whole =
    reading.reason === 'words-unknown'
      ? reading.words.every(({ word }) => (said[word] ?? NOBODY) !== NOBODY)
      : (said['result'] ?? NOBODY) !== NOBODY || !reading.missing.includes('处理结果');
  const save = async () => {
    setBusy(true);
    const recorded = await store.recordOffice({ type: 'returnLayoutSet', layout: next() });
    setBusy(false);
    if (recorded.ok) onSaid(file);
    else setProblem(failureText(recorded.failure));
  };
  return (
    <Form aria-label="说明返回文件" onSubmit={() => void save()}>
      <p>
        <strong>{file.name}</strong>{' '}
        {reading.reason === 'words-unknown'
          ? '里有程序不认识的结果，没有登记任何内容。请说明各是什么意思：'
          : `里认不出${reading.missing.join('、')}的列，没有登记任何内容。请指出各是哪一列：`}
      </p>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {administrator ? null : <Notice tone="warn">对应关系由管理员登记一次，以后自动认得。请管理员登录后导入。</Notice>}
      <div className="settings__grid">
        {reading.reason === 'words-unknown'
          ? reading.words.map(({ word, count }) => (
              <SelectField
                key={word}
                label={`结果“${word}”（${count} 行）`}
                value={said[word] ?? NOBODY}
                onChange={choose(word)}
                options={[
                  { value: NOBODY, label: '请选择' },
                  ...ProvinceOutcome.options.map((outcome) => ({ value: outcome, label: outcomeLabels[outcome] })),
                ]}
              />
            ))
          : ASKED.map((field) => (
              <SelectField
                key={field}
                label={returnFieldLabels[field]}
                value={said[field] ?? NOBODY}
                onChange={choose(field)}
                options={[
                  { value: NOBODY, label: '没有这一列，或已认出' },
                  ...[...new Set(reading.headings)]
                    .filter((heading) => heading.trim() !== '')
                    .map((heading) => ({ value: heading, label: heading })),
                ]}
              />
            ))}
      </div>
      <div className="row">
        <Button type="submit" look="primary" shortcut="save" unavailable={!administrator || !whole || busy}>
          登记并重新读入
        </Button>
      </div>
    </Form>
  );
}
