import { useEffect, useState } from 'react';
import { rowProblemLabel } from '#shared/wording/registry-import.ts';
import { registryNames } from '#shared/wording/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { RegistryCopy, ProblemCount, RowProblem } from '../../store/registry/registry-store.ts';
import { Button } from '../../ui/Button.tsx';
import { saveCsv } from '../../ui/save-file.ts';
import { problemCsv } from './problem-csv.ts';

const PAGE = 100;
const EXPORT_AT_ONCE = 20_000;

/** Lines with their column and problem; never what stands in them. */
export function ProblemTable({ problems }: { readonly problems: readonly RowProblem[] }) {
  return (
    <table className="table registry__problems" aria-label="有问题的行">
      <thead>
        <tr>
          <th scope="col" className="is-right">
            行号
          </th>
          <th scope="col">列</th>
          <th scope="col">问题</th>
          <th scope="col">处理</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem) => (
          <tr key={`${problem.line}/${problem.column}/${problem.code}`}>
            <td className="is-right number">{problem.line.toLocaleString('zh-CN')}</td>
            <td>{problem.column === '' ? '整行' : problem.column}</td>
            <td>{rowProblemLabel(problem.code)}</td>
            <td>{problem.kept ? '已保留' : '未导入'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Problems by kind, in one line each. */
export function ProblemCounts({ counts }: { readonly counts: readonly ProblemCount[] }) {
  return (
    <ul className="registry__counts">
      {counts.map(({ code, count }) => (
        <li key={code}>
          {rowProblemLabel(code)}：<span className="number">{count.toLocaleString('zh-CN')}</span> 处
        </li>
      ))}
    </ul>
  );
}

async function everyProblem(store: CounterStore, copy: RegistryCopy): Promise<RowProblem[]> {
  const all: RowProblem[] = [];
  for (;;) {
    const some = await store.registry.problems(copy.packId, all.length, EXPORT_AT_ONCE);
    all.push(...some);
    if (some.length < EXPORT_AT_ONCE) return all;
  }
}

/** The problem list of a copy, page by page, to be saved for the office that owns the data. */
export function ProblemPanel({
  store,
  copy,
  onClose,
}: {
  readonly store: CounterStore;
  readonly copy: RegistryCopy;
  readonly onClose: () => void;
}) {
  const [shown, setShown] = useState<readonly RowProblem[]>([]);
  const total = copy.problems.reduce((sum, { count }) => sum + count, 0);
  useEffect(() => {
    let current = true;
    void store.registry.problems(copy.packId, 0, PAGE).then((first) => {
      if (current) setShown(first);
    });
    return () => {
      current = false;
    };
  }, [store, copy.packId]);
  const more = async () => {
    const next = await store.registry.problems(copy.packId, shown.length, PAGE);
    setShown([...shown, ...next]);
  };
  const save = async () =>
    saveCsv(`问题清单-${registryNames[copy.kind]}-${copy.asOf}.csv`, problemCsv(await everyProblem(store, copy)));
  return (
    <section className="panel" aria-label="问题清单">
      <h2 className="panel__title">
        问题清单：{registryNames[copy.kind]}（截至 {copy.asOf}，{copy.fileName}）
        <span className="grow" />
        <Button onClick={() => void save()}>存为文件</Button>
        <Button look="quiet" shortcut="back" onClick={onClose}>
          收起
        </Button>
      </h2>
      <ProblemCounts counts={copy.problems} />
      <ProblemTable problems={shown} />
      {shown.length < total ? (
        <p className="row">
          <Button onClick={() => void more()}>再显示 {Math.min(PAGE, total - shown.length)} 行</Button>
          <span className="soft number">
            共 {total.toLocaleString('zh-CN')} 处，已显示 {shown.length.toLocaleString('zh-CN')} 处
          </span>
        </p>
      ) : null}
    </section>
  );
}
