/** 宣传单: what companies are handed, out of the pack in force. */
import { choosePack } from '#shared/policy/pack-library.ts';
import { holdPack } from '#shared/policy/pack.ts';
import { leaflet, leafletFacts, UNVERIFIED } from '#shared/papers/leaflet.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PaperButtons } from './PaperButtons.tsx';
import type { TabProps } from './UploadTab.tsx';
import { useRulesOn } from './use-rules-on.ts';

export function LeafletTab({ store, on }: TabProps) {
  const { pack, held: packs } = useRulesOn(store, on);
  const choice = choosePack(on, packs);
  const held = packs.find((one) => one.pack.id === pack.id) ?? holdPack(pack);
  const facts = leafletFacts(held, store.office);
  const open = facts.filter(({ value }) => value.includes(UNVERIFIED)).map(({ label }) => label);
  const letter = leaflet({ office: store.office, training: store.area === 'training', held, on });
  return (
    <>
      <div className="row reports__choices">
        <span className="grow">
          参数包：{pack.title}
          <span className="soft small">　内容取自现行政策参数包，更新日期为业务日期</span>
        </span>
        <PaperButtons store={store} on={on} subjectId={`leaflet:${pack.id}`} word="宣传单" letter={letter} />
      </div>
      {choice.ok ? null : (
        <Notice tone="warn">业务日期没有唯一生效的参数包，按最近生效的“{pack.title}”列出，印发前请核对。</Notice>
      )}
      {open.length === 0 ? null : (
        <Notice tone="warn">
          没有核定的印作“{UNVERIFIED}”：{open.join('、')}。管理员在“政策”页核定后再印。
        </Notice>
      )}
      <table className="table reports__leaflet" aria-label="宣传单内容">
        <tbody>
          {facts.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
