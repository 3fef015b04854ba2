import { useRef, useState } from 'react';
import { standingRecords, type StandingRecord } from '#shared/casework/standing-records.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RevealFolder } from '../plain-files/index.ts';
import { useHeldPacks } from '../policy/index.ts';
import { exportDecision, type DecisionExport } from './decision-export.ts';

export interface DecisionExportPanelProps {
  readonly store: CounterStore;
  readonly record: CaseRecord;
  readonly on: PlainDate;
}

function Outcome({ store, outcome }: { readonly store: CounterStore; readonly outcome: DecisionExport }) {
  if (outcome.kind === 'written')
    return (
      <Notice tone="good" live="status">
        判定依据已写入 <code>{outcome.folder}</code>。文件含个人信息，复核后请在“日终”的“明文文件”中删除。
        <div>
          <RevealFolder store={store} folder={outcome.folder} />
        </div>
      </Notice>
    );
  if (outcome.kind === 'there')
    return (
      <Notice tone="info" live="status">
        此决定的判定依据已在 <code>{outcome.folder}</code> 中，逐字节核对一致，没有再写。
        <div>
          <RevealFolder store={store} folder={outcome.folder} />
        </div>
      </Notice>
    );
  return (
    <Notice tone="bad" live="alert">
      {outcome.kind === 'no-pack'
        ? '作出此决定的政策参数包版本不在本机，不能导出判定依据。办件不受影响。'
        : failureText(outcome.failure)}
    </Notice>
  );
}

/** Writes what the decision was made from, for whoever checks it later on another machine. Absent while nothing is decided. */
export function DecisionExportPanel({ store, record, on }: DecisionExportPanelProps) {
  const { state } = useHeldPacks(store);
  const [outcome, setOutcome] = useState<DecisionExport | null>(null);
  const working = useRef(false);
  const decisions = standingRecords(record.actions);
  if (decisions.length === 0) return null;
  const start = async (decided: StandingRecord) => {
    if (state === null || working.current) return;
    working.current = true;
    const request = { store, policy: state, record, decided, on, entryId: crypto.randomUUID() };
    setOutcome(await exportDecision(request));
    working.current = false;
  };
  return (
    <section className="panel stack" aria-label="判定依据">
      <h2 className="panel__title">判定依据</h2>
      <p className="soft">
        把此件的判定所用的申请内容、登记数据、政策参数和结论写成一个文件，他人可据以重算核对。导出记入台账。
      </p>
      <p className="row">
        {decisions.map((decided) => (
          <Button
            key={decided.sequence}
            unavailable={state === null}
            onClick={() => void start(decided)}
            {...(decided.supplement ? {} : { shortcut: 'exportBasis' })}
          >
            {decided.supplement ? `导出补充决定的判定依据（台账 ${decided.sequence}）` : '导出判定依据'}
          </Button>
        ))}
      </p>
      {outcome === null ? null : <Outcome store={store} outcome={outcome} />}
    </section>
  );
}
