import { useId, useState } from 'react';
import { MAX_DAILY_QUOTA } from '#shared/casework/office-events.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Progress } from '../../ui/Progress.tsx';
import { parseQuota } from './quota.ts';

export interface QuotaPanelProps {
  /** Asked about today. */
  readonly asked: number;
  readonly quota: number;
  /** Persons that the next file would hold. */
  readonly next: number;
  /** Why no file can be made now, in a sentence. */
  readonly obstacle: string | null;
  readonly store: CounterStore;
  readonly onMake: () => void;
}

/** The meter of the day, the setting behind it, and the file that may still go out today. */
export function QuotaPanel({ asked, quota, next, obstacle, store, onMake }: QuotaPanelProps) {
  const title = useId();
  const make = (): void => {
    if (obstacle === null) onMake();
  };
  useKeys({ save: make });
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 className="panel__title" id={title}>
        查询
      </h2>
      <div className="stack">
        <Progress label="今日已查询" value={asked} max={quota} text={`${asked} / ${quota} 人`} />
        {store.capacity === 'administrator' ? (
          <QuotaForm key={quota} quota={quota} store={store} />
        ) : (
          <p className="soft small">每日限额由管理员设置。</p>
        )}
        <div className="row">
          <Button
            look="primary"
            keyHint="save"
            unavailable={obstacle !== null}
            title={obstacle ?? undefined}
            onClick={make}
          >
            {obstacle === null ? `生成查询文件（${next} 人）` : '生成查询文件'}
          </Button>
          {obstacle === null ? null : <span className="soft small">{obstacle}</span>}
        </div>
      </div>
    </section>
  );
}

/** An administrator's setting; each change stands in the ledger. */
function QuotaForm({ quota, store }: Pick<QuotaPanelProps, 'quota' | 'store'>) {
  const [text, setText] = useState(String(quota));
  const [problem, setProblem] = useState<string | undefined>();
  const figure = parseQuota(text);
  const save = async (): Promise<void> => {
    if (figure === null) return setProblem(`请填写 1 到 ${MAX_DAILY_QUOTA} 的整数`);
    const recorded = await store.recordOffice({ type: 'quotaSet', dailyQuota: figure });
    setProblem(recorded.ok ? undefined : failureText(recorded.failure));
  };
  return (
    <Form
      className="verification__quota"
      onSubmit={() => {
        if (figure !== quota) void save();
      }}
    >
      <TextField
        label="每日限额（人）"
        inputMode="numeric"
        value={text}
        hint="按接口管理部门给本窗口的限额填写；改动记入台账"
        error={problem}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(undefined);
        }}
      />
      <Button type="submit" unavailable={figure === quota}>
        保存限额
      </Button>
    </Form>
  );
}
