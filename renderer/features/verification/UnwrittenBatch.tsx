import { useState } from 'react';
import type { VerificationBatch } from '#shared/verification/verification-events.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { GiveUpDialog } from './GiveUpDialog.tsx';

export interface UnwrittenBatchProps {
  readonly batches: readonly VerificationBatch[];
  readonly busy: boolean;
  readonly onFinish: (batch: VerificationBatch) => void;
  readonly onGiveUp: (batch: VerificationBatch) => void;
}

/** A batch that was journalled and whose file nobody saw appear. Until it is settled no new one is made. */
export function UnwrittenBatch({ batches, busy, onFinish, onGiveUp }: UnwrittenBatchProps) {
  const [asked, setAsked] = useState<VerificationBatch | null>(null);
  if (batches.length === 0 || busy) return null;
  return (
    <Notice tone="warn" live="status">
      <strong>未写完的查询文件</strong>
      {batches.map((batch) => (
        <div className="row" key={batch.batchId}>
          <span className="grow">
            <span className="number">{batch.on}</span>，{batch.persons.length}{' '}
            人已登记为送出，文件没有写完。续做会写出同一批人的文件，不再占用限额。
          </span>
          <Button look="primary" onClick={() => onFinish(batch)}>
            续做
          </Button>
          <Button look="danger" onClick={() => setAsked(batch)}>
            退回队列
          </Button>
        </div>
      ))}
      {asked === null ? null : (
        <GiveUpDialog batch={asked} onGiveUp={() => onGiveUp(asked)} onClose={() => setAsked(null)} />
      )}
    </Notice>
  );
}
