import { useState } from 'react';
import type { RetentionRule } from '#shared/casework/office-events.ts';
import { registryKinds } from '#shared/domain/registries.ts';
import { failureText } from '#shared/wording/failures.ts';
import { registryNames } from '#shared/wording/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { readTerms, termTexts } from './retention-form.ts';

export interface TermsFormProps {
  readonly store: CounterStore;
  readonly rule: RetentionRule | null;
}

/** How long cases and copies are kept, by which document. Nothing goes by itself. */
export function TermsForm({ store, rule }: TermsFormProps) {
  const [texts, setTexts] = useState(() => termTexts(rule));
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const read = readTerms(texts);
    if (typeof read === 'string') return setProblem(read);
    const recorded = await store.recordOffice({ type: 'retentionSet', rule: read });
    setProblem(recorded.ok ? null : failureText(recorded.failure));
  };
  return (
    <Form aria-label="保存期限" onSubmit={() => void save()}>
      <div className="retention__terms">
        <TextField
          label="办件保存（年）"
          inputMode="numeric"
          hint="自办结次年 1 月 1 日起算"
          value={texts.caseYears}
          onChange={(event) => setTexts({ ...texts, caseYears: event.target.value })}
        />
        <TextField
          label="依据文号"
          hint="本地文件或档案保管期限表的文号"
          value={texts.documentNumber}
          onChange={(event) => setTexts({ ...texts, documentNumber: event.target.value })}
        />
      </div>
      <details>
        <summary>登记数据的保存天数（自数据日期起算，留空为不设期限）</summary>
        <div className="retention__terms">
          {registryKinds.map((kind) => (
            <TextField
              key={kind}
              label={`${registryNames[kind]}（天）`}
              inputMode="numeric"
              value={texts.packDays[kind]}
              onChange={(event) => setTexts({ ...texts, packDays: { ...texts.packDays, [kind]: event.target.value } })}
            />
          ))}
        </div>
      </details>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      <p className="row">
        <Button type="submit">记入保存期限</Button>
      </p>
    </Form>
  );
}
