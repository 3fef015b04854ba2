import { useState } from 'react';
import { BadRowPercent } from '#shared/casework/office-events.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { useOfficeRules } from '../rules/index.ts';

const ADVICE = '请填写 0 到 50 的整数';

function percentOf(text: string): number | null {
  const read = BadRowPercent.safeParse(/^\d+$/u.test(text.trim()) ? Number(text.trim()) : null);
  return read.success ? read.data : null;
}

function PercentForm({ store, percent }: { readonly store: CounterStore; readonly percent: number }) {
  const [text, setText] = useState(String(percent));
  const [problem, setProblem] = useState<string | undefined>();
  const figure = percentOf(text);
  const save = async () => {
    if (figure === null) return setProblem(ADVICE);
    const recorded = await store.recordOffice({ type: 'badRowLimitSet', percent: figure });
    setProblem(recorded.ok ? undefined : failureText(recorded.failure));
  };
  return (
    <Form
      aria-label="坏行上限"
      onSubmit={() => {
        if (figure !== percent) void save();
      }}
    >
      <div className="settings__grid">
        <TextField
          label="坏行上限（%）"
          inputMode="numeric"
          hint="登记数据文件的坏行超过这一比例，整份拒绝，原有数据不变；改动记入台账"
          value={text}
          error={problem}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(undefined);
          }}
        />
      </div>
      <p className="row">
        <Button type="submit" unavailable={figure === percent}>
          保存坏行上限
        </Button>
      </p>
    </Form>
  );
}

/** How many bad rows a registry file may have: an administrator's setting in the ledger. */
export function BadRowPanel({ store }: { readonly store: CounterStore }) {
  const { badRowPercent } = useOfficeRules(store);
  return (
    <section className="panel">
      <h2 className="panel__title">登记数据导入</h2>
      {store.capacity === 'administrator' ? (
        <PercentForm key={badRowPercent} store={store} percent={badRowPercent} />
      ) : (
        <p className="soft">坏行超过 {badRowPercent} % 的文件整份拒绝；上限由管理员设置。</p>
      )}
    </section>
  );
}
