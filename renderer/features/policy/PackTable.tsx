import type { PlainDate } from '#shared/domain/plain-date.ts';
import { shippedPacks, type PackChoice } from '#shared/policy/pack-library.ts';
import { isLocallySet } from '#shared/policy/local-figures.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import { Button } from '../../ui/Button.tsx';
import { packStatus } from './pack-status.ts';

export interface PackTableProps {
  readonly held: readonly HeldPack[];
  readonly choice: PackChoice;
  readonly date: PlainDate;
  readonly chosenId: string | null;
  readonly onChoose: (packId: string) => void;
}

const shippedDigests: ReadonlySet<string> = new Set(shippedPacks.map(({ digest }) => digest));

function originOf({ pack, digest }: HeldPack): string {
  if (shippedDigests.has(digest)) return '随程序';
  return isLocallySet(pack) ? '本地改定' : '由文件导入';
}

function PackRow({ one, props }: { readonly one: HeldPack; readonly props: PackTableProps }) {
  const { pack, digest, confirmation } = one;
  const { glyph, text, tone } = packStatus(one, props.choice, props.date);
  const { from, to } = pack.parameters.acceptance.value;
  return (
    <tr aria-selected={pack.id === props.chosenId}>
      <th scope="row">
        {pack.title}
        <span className="policy__id soft small" data-machine="">
          摘要 {digest.slice(0, 12)}
        </span>
      </th>
      <td>
        <span className={`verdict verdict--${tone}`}>
          <span aria-hidden="true">{glyph}</span> {text}
        </span>
      </td>
      <td className="number">
        {from} 至 {to}
      </td>
      <td>{pack.place.name}</td>
      <td>{originOf(one)}</td>
      <td>{confirmation === null ? '—' : `${confirmation.documentNumber}（${confirmation.by} ${confirmation.on}）`}</td>
      <td>
        <Button
          aria-pressed={pack.id === props.chosenId}
          aria-label={`查看${pack.title}`}
          onClick={() => props.onChoose(pack.id)}
        >
          查看
        </Button>
      </td>
    </tr>
  );
}

/** Every pack of this window with its state on the business date. */
export function PackTable(props: PackTableProps) {
  return (
    <div className="policy__board">
      <table className="table" aria-label="政策参数包">
        <thead>
          <tr>
            <th scope="col">参数包</th>
            <th scope="col">状态</th>
            <th scope="col">受理期</th>
            <th scope="col">地区</th>
            <th scope="col">来源</th>
            <th scope="col">核定文号</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {props.held.map((one) => (
            <PackRow key={one.pack.id} one={one} props={props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
