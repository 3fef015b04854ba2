import { formatYuan } from '#shared/domain/money.ts';
import { casesIn, manifestOfBatch, type BatchState } from '#shared/batches/batch-events.ts';

const SHOWN = 20;

/** Batches that were made, newest first, each with the digest that proves it. */
export function BatchList({ batches }: { readonly batches: readonly BatchState[] }) {
  return (
    <section className="panel">
      <h2 className="panel__title">批次</h2>
      {batches.length === 0 ? <p>还没有导出过。</p> : null}
      <ul className="day-batches">
        {batches.slice(0, SHOWN).map((batch) => (
          <li className="day-batches__item" key={batch.batchId}>
            <BatchLine batch={batch} />
          </li>
        ))}
      </ul>
      {batches.length > SHOWN ? (
        <p className="small soft">
          只列最近 {SHOWN} 个，共 {batches.length} 个。
        </p>
      ) : null}
    </section>
  );
}

function stateOf(batch: BatchState): string {
  if (batch.voided !== null) return `已作废（${batch.voided}）`;
  return batch.committed === null ? '未完成' : '已导出';
}

function BatchLine({ batch }: { readonly batch: BatchState }) {
  const { begun, committed, voided } = batch;
  return (
    <>
      <div className="row">
        <strong className="number">批次 {batch.numberText}</strong>
        {begun.training ? <span className="tag">培训</span> : null}
        <span className="number">{begun.createdOn}</span>
        <span>
          {casesIn(begun)} 件 {begun.persons} 人 {formatYuan(begun.amountFen)} 元
        </span>
        <span className="soft">{stateOf(batch)}</span>
      </div>
      {committed === null || voided !== null ? null : (
        <div className="small soft day-batches__path number">清单摘要 {manifestOfBatch(batch).digest}</div>
      )}
    </>
  );
}
