import { useId, useState } from 'react';
import type { VerificationBatch } from '#shared/verification/verification-events.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { RevealFolder } from '../plain-files/index.ts';
import { GiveUpDialog } from './GiveUpDialog.tsx';

export interface SentBatchesProps {
  readonly store: CounterStore;
  /** Newest first. */
  readonly batches: readonly VerificationBatch[];
  readonly busy: boolean;
  readonly onGiveUp: (batch: VerificationBatch) => void;
}

const SHOWN = 30;

function stateOf({ givenUp, open, persons }: VerificationBatch): string {
  if (givenUp) return '未返回的已退回队列';
  if (open === 0) return '已全部返回';
  return open === persons.length ? '等待返回' : `还有 ${open} 人没有返回`;
}

/** What was sent out, file by file: the ledger of the quota. */
export function SentBatches({ store, batches, busy, onGiveUp }: SentBatchesProps) {
  const title = useId();
  const [asked, setAsked] = useState<VerificationBatch | null>(null);
  const [shown, setShown] = useState(SHOWN);
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 className="panel__title" id={title}>
        已送出 <span className="number soft">{batches.length} 个文件</span>
      </h2>
      {batches.length === 0 ? <p className="soft">还没有生成过查询文件。</p> : null}
      <ul className="verification__batches">
        {batches.slice(0, shown).map((batch) => (
          <li key={batch.batchId} className="row">
            <span className="number">{batch.on}</span>
            <span>{batch.persons.length} 人</span>
            <span className="grow soft">{stateOf(batch)}</span>
            {batch.folder === null ? null : <RevealFolder store={store} folder={batch.folder} />}
            {batch.open === 0 || batch.givenUp ? null : (
              <Button unavailable={busy} onClick={() => setAsked(batch)}>
                退回未返回的
              </Button>
            )}
          </li>
        ))}
      </ul>
      {batches.length > shown ? (
        <Button onClick={() => setShown(shown + SHOWN)}>再显示 {Math.min(SHOWN, batches.length - shown)} 个</Button>
      ) : null}
      {asked === null ? null : (
        <GiveUpDialog batch={asked} onGiveUp={() => onGiveUp(asked)} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}
