/** 检查导出: who looked at what, asked by day, officer and case; handed over as a folder that can be verified. */
import { useState } from 'react';
import { accessGroupLabels, type ToldAccess } from '#shared/wording/access-log.ts';
import type { InspectionFound } from '../../store/access-log/inspection.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RevealButton } from '../../ui/RevealButton.tsx';
import { useInspection } from './use-inspection.ts';
import './inspection.css';

const PAGE_SIZE = 20;

function Rows({ rows }: { readonly rows: readonly ToldAccess[] }) {
  return (
    <table className="table" aria-label="查阅记录">
      <thead>
        <tr>
          <th scope="col" className="inspection__when">
            时间
          </th>
          <th scope="col" className="inspection__who">
            人员
          </th>
          <th scope="col" className="inspection__group">
            类别
          </th>
          <th scope="col">事项</th>
          <th scope="col" className="inspection__case">
            办件号
          </th>
          <th scope="col" className="is-right inspection__ledger">
            台账号
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.sequence}>
            <td className="number">
              {row.on} {row.time}
            </td>
            <td>{row.officer}</td>
            <td>{accessGroupLabels[row.group]}</td>
            <td>{row.sentence}</td>
            <td className="number">{row.caseNumber}</td>
            <td className="is-right number">{row.ledger}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Found({ found }: { readonly found: InspectionFound }) {
  const [wanted, setWanted] = useState(0);
  const newest = found.rows.toReversed();
  const pages = Math.max(1, Math.ceil(newest.length / PAGE_SIZE));
  const page = Math.min(wanted, pages - 1);
  return (
    <>
      {found.brokenAt === null ? null : (
        <Notice tone="bad" live="alert">
          查阅记录从第 {found.brokenAt}{' '}
          条起前后不连，或与台账记下的链首不符：有条目被抽掉、调换或改动。仍可导出，核对时会指出；请联系维护人员。
        </Notice>
      )}
      {newest.length === 0 ? (
        <p className="soft">这些条件下没有记录。</p>
      ) : (
        <Rows rows={newest.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)} />
      )}
      <div className="row">
        {pages === 1 ? null : (
          <>
            <Button unavailable={page === 0} onClick={() => setWanted(page - 1)}>
              较新的
            </Button>
            <Button unavailable={page === pages - 1} onClick={() => setWanted(page + 1)}>
              较早的
            </Button>
          </>
        )}
        <span className="soft" role="status">
          共 {newest.length} 条{pages === 1 ? '' : `，第 ${page + 1} / ${pages} 页`}
          {found.brokenAt === null ? '，前后相连，与台账相符' : ''}
        </span>
      </div>
    </>
  );
}

export function InspectionPanel({ store }: { readonly store: CounterStore }) {
  const { asked, change, found, handed, problem, busy, look, handOver } = useInspection(store);
  if (store.area === 'training' || store.capacity !== 'administrator') return null;
  return (
    <section className="panel stack" aria-label="检查导出">
      <h2 className="panel__title">
        检查导出<span className="soft small">登录、查阅、打印、导出、删除和更正，保存至少 6 个月</span>
      </h2>
      <Form onSubmit={() => void look()}>
        <div className="inspection__filter">
          <DateField label="从" value={asked.from} onValueChange={(from) => change({ from })} />
          <DateField label="到" value={asked.to} onValueChange={(to) => change({ to })} />
          <SelectField
            label="人员"
            value={asked.officerId}
            onChange={(event) => change({ officerId: event.target.value })}
            options={[
              { value: '', label: '全部人员' },
              ...store.officers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <TextField
            label="办件号"
            optional
            hint="如 2022W03-000127"
            value={asked.caseNumber}
            onChange={(event) => change({ caseNumber: event.target.value })}
          />
        </div>
        <div className="row">
          <Button type="submit" look="primary" unavailable={busy}>
            {busy ? '正在读取' : '查询'}
          </Button>
          {found === null ? null : (
            <Button unavailable={busy} onClick={() => void handOver()}>
              导出 {found.rows.length} 条
            </Button>
          )}
        </div>
      </Form>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {handed === null ? null : (
        <Notice tone="good" live="status">
          <p>
            已导出 {handed.rows} 条，已记入台账。清单摘要{' '}
            <span className="number inspection__digest">{handed.digest}</span>
            ；移交后请在“日终”页删除这份明文。
          </p>
          <RevealButton
            path={handed.folder}
            onReveal={async () => (await store.host.call('folder.reveal', { folder: handed.folder })).ok}
          >
            打开文件夹
          </RevealButton>
        </Notice>
      )}
      {found === null ? null : <Found key={`${found.rows.length} ${found.base.count}`} found={found} />}
    </section>
  );
}
