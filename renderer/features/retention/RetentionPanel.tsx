import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { dueCopies } from '#shared/batches/retention.ts';
import { failureText } from '#shared/wording/failures.ts';
import { registryNames } from '#shared/wording/registries.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { RegistryCopy } from '../../store/registry/registry-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useOfficeRules } from '../rules/index.ts';
import { statusLabel } from '#shared/wording/labels.ts';
import { TermsForm } from './TermsForm.tsx';
import { useDue, type Due } from './use-due.ts';
import './retention.css';

export interface RetentionPanelProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly copies: readonly RegistryCopy[];
}

const SHOWN = 30;

function CaseTable({ cases }: { readonly cases: readonly CaseSummary[] }) {
  return (
    <div className="retention__list">
      <table className="table" aria-label="到期办件">
        <thead>
          <tr>
            <th scope="col">办件号</th>
            <th scope="col">单位</th>
            <th scope="col">状态</th>
            <th scope="col">最后决定</th>
            <th scope="col">批次</th>
          </tr>
        </thead>
        <tbody>
          {cases.slice(0, SHOWN).map(({ caseId, number, employerName, status, decidedOn, batchNumber }) => (
            <tr key={caseId}>
              <th scope="row" className="number">
                {number}
              </th>
              <td>{employerName}</td>
              <td>{statusLabel[status]}</td>
              <td className="number">{decidedOn ?? '—'}</td>
              <td className="number">{batchNumber ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cases.length > SHOWN ? <p className="soft">另有 {cases.length - SHOWN} 件，一并办理。</p> : null}
    </div>
  );
}

function Purged({ purged }: Pick<Due, 'purged'>) {
  if (purged.length === 0) return null;
  return (
    <ul className="soft small" aria-label="已销毁">
      {purged.slice(0, 5).map(({ sequence, on, content, by }) => (
        <li key={sequence}>
          <span className="number">{on}</span> 销毁 {(content as { caseIds?: readonly string[] }).caseIds?.length ?? 0}{' '}
          件，{by?.name ?? '—'}办理，台账第 <span className="number">{sequence}</span> 条
        </li>
      ))}
    </ul>
  );
}

interface WorkProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly cases: readonly CaseSummary[];
  readonly copies: readonly RegistryCopy[];
}

/** Purging asks once, in place, with the figures; the second press purges. */
function Work({ store, on, cases, copies }: WorkProps) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [entryId, setEntryId] = useState(() => crypto.randomUUID());
  const run = async () => {
    setBusy(true);
    setProblem(null);
    const caseIds = cases.map(({ caseId }) => caseId);
    const purged = caseIds.length === 0 ? null : await store.cases.purge({ entryId, caseIds, on, reason: '保存期满' });
    const failures = purged?.ok === false ? [purged.failure] : [];
    if (failures.length === 0)
      for (const { packId } of copies) {
        const removed = await store.registry.removeCopy(packId, 'retention');
        if (!removed.ok) failures.push(removed.failure);
      }
    setBusy(false);
    setAsked(false);
    const [failure] = failures;
    if (failure === undefined) setEntryId(crypto.randomUUID());
    else setProblem(failureText(failure));
  };
  if (problem !== null)
    return (
      <Notice tone="bad" live="alert">
        {problem}
      </Notice>
    );
  if (cases.length + copies.length === 0) return null;
  const what = [
    ...(cases.length === 0 ? [] : [`${cases.length} 件办件`]),
    ...copies.map(({ kind, asOf }) => `${registryNames[kind]}数据（截至 ${asOf}）`),
  ].join('、');
  return asked ? (
    <Notice tone="warn" live="alert">
      <p>销毁{what}后不能恢复：办件只留编号和销毁记录，内容的密钥一并销毁。纸质材料和备份另按规定处理。</p>
      <p>以前版本的记录、免申即享名单、单位账户和联系人、查看记录、已导出的文件夹不随办件销毁。</p>
      <p className="row">
        <Button look="danger" unavailable={busy} onClick={() => void run()}>
          {busy ? '正在销毁' : '确认销毁'}
        </Button>
        <Button shortcut="back" onClick={() => setAsked(false)} autoFocus>
          保留
        </Button>
      </p>
    </Notice>
  ) : (
    <p className="row">
      <Button look="danger" onClick={() => setAsked(true)}>
        销毁到期内容
      </Button>
      <span className="soft">{what}</span>
    </p>
  );
}

function Standing({ due, copies }: { readonly due: Due; readonly copies: number }) {
  const nothing = due.due.length === 0 && copies === 0;
  return (
    <>
      <p role="status">
        {nothing ? '没有到期的内容。' : `到期办件 ${due.due.length} 件，到期登记数据 ${copies} 份。`}
        {due.held.length === 0 ? '' : `另有 ${due.held.length} 件已满期，因仍在办或批次移交没有记录，继续保存。`}
      </p>
      {due.due.length === 0 ? null : <CaseTable cases={due.due} />}
    </>
  );
}

/** 到期清理: terms with their document, what is past them, and destroying it. The administrator's; nothing goes by itself. */
export function RetentionPanel({ store, on, copies }: RetentionPanelProps) {
  const { retention } = useOfficeRules(store);
  const due = useDue(store, retention, on);
  if (store.capacity !== 'administrator') return null;
  const old = dueCopies(copies, retention, on);
  return (
    <section className="panel stack" aria-label="到期清理">
      <h2 className="panel__title">到期清理</h2>
      <p className="soft">
        {retention === null
          ? '还没有设定保存期限：一件也不会到期。期限须有文号可依，设定后仍由管理员逐次办理，不会自动销毁。'
          : `依据 ${retention.documentNumber}：办件自办结次年起保存 ${retention.caseYears} 年，且批次已移交。不会自动销毁。`}
      </p>
      {due === null ? null : <Standing due={due} copies={old.length} />}
      {due === null ? null : <Work store={store} on={on} cases={due.due} copies={old} />}
      {due === null ? null : <Purged purged={due.purged} />}
      <details open={retention === null}>
        <summary>{retention === null ? '设定保存期限' : '修改保存期限'}</summary>
        <TermsForm key={JSON.stringify(retention)} store={store} rule={retention} />
      </details>
    </section>
  );
}
