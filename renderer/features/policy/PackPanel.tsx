import type { PlainDate } from '#shared/domain/plain-date.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { packFile } from '#shared/policy/pack-import.ts';
import { packBefore, type PolicyState } from '#shared/policy/policy-events.ts';
import { isConfirmed, parametersOf, type HeldPack } from '#shared/policy/pack.ts';
import { checkLabels } from '#shared/wording/checks.ts';
import { parameterLabels, parameterWords, sourceWords } from '#shared/wording/packs.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { saveJson } from '../../ui/save-file.ts';
import { ConfirmForm } from './ConfirmForm.tsx';
import { DifferenceList } from './DifferenceList.tsx';

export interface PackPanelProps {
  readonly store: CounterStore;
  readonly state: PolicyState;
  readonly held: HeldPack;
  readonly on: PlainDate;
  readonly mayManage: boolean;
}

function Parameters({ held }: { readonly held: HeldPack }) {
  return (
    <table className="table" aria-label="参数">
      <thead>
        <tr>
          <th scope="col">参数</th>
          <th scope="col">数值</th>
          <th scope="col">出处</th>
          <th scope="col">核实</th>
        </tr>
      </thead>
      <tbody>
        {parametersOf(held.pack).map(([name, { value, mark, source, note }]) => (
          <tr key={name}>
            <th scope="row">{parameterLabels[name]}</th>
            <td>{parameterWords(name, value)}</td>
            <td>
              {sourceWords(source)}
              {note === undefined ? null : <span className="policy__note soft small">{note}</span>}
            </td>
            <td className="policy__mark">{markWords(mark, held.confirmation !== null)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function markWords(mark: 'verified' | '待本地核定', confirmed: boolean) {
  if (mark === 'verified')
    return (
      <span className="verdict verdict--met">
        <span aria-hidden="true">✓</span> 已核实
      </span>
    );
  if (confirmed)
    return (
      <span className="verdict verdict--met">
        <span aria-hidden="true">✓</span> 已本地核定
      </span>
    );
  return (
    <span className="verdict verdict--unknown">
      <span aria-hidden="true">？</span> 待本地核定
    </span>
  );
}

function Confirmation({ store, state, held, on, mayManage }: PackPanelProps) {
  const { confirmation } = held;
  if (confirmation !== null)
    return (
      <Notice tone="good" live="status">
        {confirmation.by} 于 {confirmation.on} 依据 {confirmation.documentNumber} 核定。
      </Notice>
    );
  if (isConfirmed(held)) return <p className="soft">全部数值已在所列文件中核实，不需核定。</p>;
  if (mayManage) return <ConfirmForm key={held.digest} store={store} held={held} packs={state.held} on={on} />;
  return <Notice tone="warn">有数值待本地核定：由管理员登录后，凭本地文件文号核定。核定前不用于判定。</Notice>;
}

/** One pack: is it confirmed, what it changes, each figure with its source, each check with its basis. */
export function PackPanel({ store, state, held, on, mayManage }: PackPanelProps) {
  const { pack } = held;
  return (
    <section className="panel stack" aria-label={pack.title}>
      <div className="policy__head">
        <h2 className="panel__title">{pack.title}</h2>
        <Button onClick={() => saveJson(`政策参数包-${pack.id}.json`, canonicalJson(packFile(pack)))}>
          存为参数包文件
        </Button>
      </div>
      <Confirmation store={store} state={state} held={held} on={on} mayManage={mayManage} />
      <DifferenceList before={packBefore(state, pack)} after={pack} />
      <Parameters held={held} />
      <details>
        <summary>核验项 {pack.checks.length} 项及依据</summary>
        <ul>
          {pack.checks.map(({ check, source }) => (
            <li key={check}>
              {checkLabels[check]}：{sourceWords(source)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
