import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { ListChange, ListChangeKind } from '#shared/aftercare/reporting/list-changes.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import { changeKindLabels, heldReasonWords, monthWords } from '#shared/wording/reporting.ts';
import type { PreparedList } from './use-paid-list.ts';

const SHOWN = 200;
const KINDS: readonly ListChangeKind[] = ['added', 'corrected', 'removed', 'held'];

function whatChanged({ kind, cells, reason }: ListChange, layout: Layout): string {
  if (kind === 'corrected')
    return cells
      .map(({ at, before, after }) => `${layout.columns[at]?.heading ?? ''}：${before || '空'} → ${after || '空'}`)
      .join('；');
  return reason === null ? '' : heldReasonWords[reason];
}

/** 与上期相比: what the receiver will find otherwise than last time. */
export function ChangeList({
  book,
  list,
  layout,
}: {
  readonly book: AftercareBook;
  readonly list: PreparedList;
  readonly layout: Layout;
}) {
  const { before, changes } = list;
  const items = new Map(book.items.map(({ source }) => [source.itemId, source]));
  const counts = KINDS.map((kind) => `${changeKindLabels[kind]} ${changes.filter((one) => one.kind === kind).length}`);
  const against =
    before === undefined
      ? '第一次上报，没有上期'
      : `与${monthWords(before.made.event.period)}名单（批次 ${before.number}，${before.made.event.persons} 人）相比`;
  return (
    <section className="panel" aria-label="与上期相比">
      <h2 className="panel__title">
        变化{' '}
        <span className="soft small number">
          {against}：{counts.join('，')}
        </span>
      </h2>
      {changes.length === 0 ? null : (
        <div className="reports__scroll" tabIndex={0} role="region" aria-label="变化清单">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">变化</th>
                <th scope="col">单位</th>
                <th scope="col">姓名</th>
                <th scope="col">证件号</th>
                <th scope="col">内容</th>
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, SHOWN).map((change) => (
                <tr key={`${change.kind} ${change.itemId}`}>
                  <td>{changeKindLabels[change.kind]}</td>
                  <td>{items.get(change.itemId)?.employerName ?? '—'}</td>
                  <td>{items.get(change.itemId)?.name ?? '—'}</td>
                  <td className="number">{maskCitizenId(change.citizenId)}</td>
                  <td>{whatChanged(change, layout)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {changes.length > SHOWN ? (
            <p className="small soft">
              只列出前 {SHOWN} 行，共 {changes.length} 行。
            </p>
          ) : null}
        </div>
      )}
    </section>
  );
}
