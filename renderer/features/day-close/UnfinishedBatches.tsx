import { useState } from 'react';
import { casesIn, type BatchState } from '#shared/batches/batch-events.ts';
import { Button } from '../../ui/Button.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface UnfinishedBatchesProps {
  readonly batches: readonly BatchState[];
  readonly busy: boolean;
  readonly onFinish: (batch: BatchState) => void;
  readonly onVoid: (batch: BatchState) => void;
}

/** Batches that were begun and did not come to their end. Until they are settled no new one can be made. */
export function UnfinishedBatches({ batches, busy, onFinish, onVoid }: UnfinishedBatchesProps) {
  const [asked, setAsked] = useState<BatchState | null>(null);
  if (batches.length === 0) return null;
  return (
    <Notice tone="warn" live="status">
      <strong>未完成的批次</strong>
      {batches.map((batch) => (
        <div className="row day-close__after" key={batch.batchId}>
          <span className="grow">
            <span className="number">{batch.numberText}</span>，{casesIn(batch.begun)} 件 {batch.begun.persons} 人。
            {batch.committed === null
              ? '已取号，文件没有写完：续做会写出同样的文件；作废后号码保留，办件可重新导出。'
              : '文件已写出，还有办件没有登记为已导出：请续做。'}
          </span>
          <Button look="primary" unavailable={busy} onClick={() => onFinish(batch)}>
            续做
          </Button>
          {batch.committed === null ? (
            <Button look="danger" unavailable={busy} onClick={() => setAsked(batch)}>
              作废
            </Button>
          ) : null}
        </div>
      ))}
      {asked === null ? null : (
        <DangerDialog
          title={`作废批次 ${asked.numberText}？`}
          keep="不作废"
          confirm="作废"
          onConfirm={() => {
            onVoid(asked);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        >
          <p>号码保留，不再使用；其中的办件回到“未导出”。导出目录中如已有这个批次的文件夹，请删除，不要导入。</p>
        </DangerDialog>
      )}
    </Notice>
  );
}
