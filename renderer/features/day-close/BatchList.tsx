import { formatYuan } from '#shared/domain/money.ts';
import { manifestOfBatch, type BatchState } from '#shared/exchange/batch-events.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface BatchListProps {
  /** Newest first. */
  readonly batches: readonly BatchState[];
  readonly canReveal: boolean;
  readonly onReveal: (folder: string) => void;
  readonly onRemoved: (batch: BatchState) => void;
}

const SHOWN = 20;

/** Batches that were made, with the digest that proves them, and the reminder to remove the plain files. */
export function BatchList({ batches, canReveal, onReveal, onRemoved }: BatchListProps) {
  const lying = batches.filter((batch) => batch.committed !== null && batch.voided === null && !batch.filesRemoved);
  return (
    <section className="panel">
      <h2 className="panel__title">批次</h2>
      {lying.length === 0 ? null : (
        <Notice tone="warn">
          {lying.length}{' '}
          个批次的明文文件还在导出目录中，内含公民身份号码和账号。导入省系统、交接完毕后请删除文件夹，再在下面登记。
        </Notice>
      )}
      {batches.length === 0 ? <p>还没有导出过。</p> : null}
      <ul className="day-batches">
        {batches.slice(0, SHOWN).map((batch) => (
          <li className="day-batches__item" key={batch.batchId}>
            <BatchLine batch={batch} canReveal={canReveal} onReveal={onReveal} onRemoved={onRemoved} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateOf(batch: BatchState): string {
  if (batch.voided !== null) return `已作废（${batch.voided}）`;
  if (batch.committed === null) return '未完成';
  return batch.filesRemoved ? '已导出，文件已删除' : '已导出，文件尚未删除';
}

function BatchLine({
  batch,
  canReveal,
  onReveal,
  onRemoved,
}: Omit<BatchListProps, 'batches'> & { readonly batch: BatchState }) {
  const { begun, committed, voided } = batch;
  const folder = committed?.folder ?? '';
  return (
    <>
      <div className="row">
        <strong className="number">{batch.numberText}</strong>
        {begun.training ? <span className="tag">培训</span> : null}
        <span className="number">{begun.createdOn}</span>
        <span>
          {begun.cases.length} 件 {begun.persons} 人 {formatYuan(begun.amountFen)} 元
        </span>
        <span className="soft">{stateOf(batch)}</span>
      </div>
      {committed === null || voided !== null ? null : (
        <>
          <div className="small soft day-batches__path">{folder}</div>
          <div className="small soft day-batches__path number">清单摘要 {manifestOfBatch(batch).digest}</div>
          {batch.filesRemoved ? null : (
            <div className="row">
              {canReveal ? <Button onClick={() => onReveal(folder)}>打开文件夹</Button> : null}
              <Button onClick={() => onRemoved(batch)}>文件已删除</Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
