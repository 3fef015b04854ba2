import type { PaidList } from '#shared/aftercare/reporting/reporting.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { monthWords } from '#shared/wording/reporting.ts';

function stateOf({ written, voided, made }: PaidList, corrected: PaidList | undefined): string {
  if (voided !== null) return `已作废（${voided.reason}）`;
  if (written === null) return '未写完';
  const self = made.event.corrects === null ? '已导出' : `更正名单：${made.event.corrects.reason}`;
  return corrected === undefined ? self : `${self}；已由批次 ${corrected.number} 更正`;
}

/** Lists that were made, newest first, each with the digest that proves it; what was corrected stays. */
export function ListHistory({ lists }: { readonly lists: readonly PaidList[] }) {
  if (lists.length === 0) return null;
  return (
    <section className="panel" aria-label="已导出的名单">
      <h2 className="panel__title">已导出的名单</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">期别</th>
            <th scope="col">批次</th>
            <th scope="col">户、人</th>
            <th scope="col" className="is-right">
              金额（元）
            </th>
            <th scope="col">参保数据</th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {lists.toReversed().map((list) => {
            const { event } = list.made;
            const by = lists.find(
              ({ made, written }) => written !== null && made.event.corrects?.listId === list.listId,
            );
            return (
              <tr key={list.listId}>
                <td className="number">{monthWords(event.period)}</td>
                <td className="number">{list.number}</td>
                <td className="number">
                  {event.firms} 户 {event.persons} 人{event.held.length === 0 ? '' : `，暂缓 ${event.held.length} 人`}
                </td>
                <td className="is-right number">{formatYuan(event.amountFen)}</td>
                <td className="number">截至 {event.register.asOf}</td>
                <td>
                  {stateOf(list, by)}，{list.made.by.name} {list.made.on}
                  {list.written === null ? null : (
                    <div className="small soft reports__digest number">
                      清单摘要 {list.written.event.manifestDigest}
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
