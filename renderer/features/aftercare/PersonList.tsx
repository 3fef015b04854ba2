import type { GrantItem } from '#shared/aftercare/book.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { itemStateLabels } from '#shared/wording/aftercare.ts';

/** More than a screen or two are not read one by one. */
const SHOWN = 200;

/** Who a step is about: name, number cut to its ends, amount, where each stands and from where it came. */
export function PersonList({ items }: { readonly items: readonly GrantItem[] }) {
  return (
    <table className="table" aria-label="人员">
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">证件号</th>
          <th scope="col">来源</th>
          <th scope="col">状态</th>
          <th scope="col" className="is-right">
            金额（元）
          </th>
        </tr>
      </thead>
      <tbody>
        {items.slice(0, SHOWN).map(({ source, state, heldBy }) => (
          <tr key={source.itemId}>
            <td>{source.name}</td>
            <td className="number">{maskCitizenId(source.citizenId)}</td>
            <td className="number">{source.reference}</td>
            <td>
              {itemStateLabels[state]}
              {heldBy === null ? null : <strong>，此人已由另一件享受</strong>}
            </td>
            <td className="is-right number">{formatYuan(source.amountFen)}</td>
          </tr>
        ))}
        {items.length > SHOWN ? (
          <tr>
            <td colSpan={5} className="soft">
              另有 {items.length - SHOWN} 人
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
