import { useMemo, useRef, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { readPackFile, type PackProblem } from '#shared/policy/pack-import.ts';
import { packBefore, type PolicyEvent, type PolicyState } from '#shared/policy/policy-events.ts';
import { parametersToConfirm, type HeldPack, type PolicyPack } from '#shared/policy/pack.ts';
import { failureText } from '#shared/wording/failures.ts';
import { packProblemLabels } from '#shared/wording/packs.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { DifferenceList } from './DifferenceList.tsx';
import { readJson } from './read-json.ts';

export interface PackImportProps {
  readonly store: CounterStore;
  readonly state: PolicyState;
  readonly on: PlainDate;
  readonly onImported: (packId: string) => void;
}

interface Chosen {
  readonly fileName: string;
  readonly entryId: string;
  readonly value: unknown;
}

function Refusal({ problems }: { readonly problems: readonly PackProblem[] }) {
  return (
    <Notice tone="bad" live="alert">
      参数包没有导入，原有参数包不变：
      <ul>
        {problems.slice(0, 20).map(({ code, path, message }) => (
          <li key={`${code} ${path} ${message}`}>
            {packProblemLabels[code]}：{message}
            {path === '' ? null : (
              <>
                {' '}
                （位置 <code>{path}</code>）
              </>
            )}
          </li>
        ))}
      </ul>
      {problems.length > 20 ? `另有 ${problems.length - 20} 处。` : null}
    </Notice>
  );
}

interface PreviewProps {
  readonly state: PolicyState;
  readonly pack: PolicyPack;
  readonly replaces: HeldPack | null;
  readonly onImport: () => void;
  readonly onLeave: () => void;
}

function Preview({ state, pack, replaces, onImport, onLeave }: PreviewProps) {
  const waiting = parametersToConfirm(pack).length;
  return (
    <div className="stack" role="group" aria-label="导入前核对">
      <p>
        <strong>{pack.title}</strong>：内容、出处和摘要核对无误
        {replaces === null ? '，作为新的参数包加入。' : `，将替换现用的“${replaces.pack.title}”。`}
        已作出的决定不变。
      </p>
      {waiting === 0 ? null : (
        <Notice tone="warn">
          其中 {waiting} 项待本地核定：导入后须凭文号核定才会用于判定
          {replaces === null ? '。' : '；核定之前，被替换的包也不再使用。'}
        </Notice>
      )}
      <DifferenceList before={packBefore(state, pack)} after={pack} />
      <p className="row">
        <Button look="primary" shortcut="Ctrl+Enter" onClick={onImport}>
          {replaces === null ? '导入' : '导入并替换'}
        </Button>
        <Button shortcut="Escape" onClick={onLeave}>
          不导入
        </Button>
      </p>
    </div>
  );
}

/** Takes in a pack file: read, checked, compared in words, and only then recorded. */
export function PackImport({ store, state, on, onImported }: PackImportProps) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const reading = useMemo(
    () => (chosen === null ? null : readPackFile(chosen.value, state.held)),
    [chosen, state.held],
  );
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(null);
    setChosen({ fileName: file.name, entryId: crypto.randomUUID(), value: await readJson(file) });
  };
  const take = async (pack: PolicyPack, entryId: string) => {
    const content: PolicyEvent = { type: 'imported', pack };
    const recorded = await store.cases.recordEvent({
      entryId,
      kind: 'policy',
      subjectId: pack.id,
      on,
      content,
      takeBatchNumber: false,
    });
    if (!recorded.ok) return setProblem(failureText(recorded.failure));
    setChosen(null);
    onImported(pack.id);
  };
  return (
    <section className="panel stack" aria-label="导入参数包">
      <h2 className="panel__title">导入参数包</h2>
      <div className="row">
        <Button shortcut="F6" onClick={() => input.current?.click()}>
          选择参数包文件
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="参数包文件"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <span className="soft">先核对、后导入；导入和核定都记入台账。</span>
        {chosen === null ? null : <span data-machine="">{chosen.fileName}</span>}
      </div>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {chosen === null || reading === null ? null : reading.ok ? (
        <Preview
          state={state}
          pack={reading.pack}
          replaces={reading.replaces}
          onImport={() => void take(reading.pack, chosen.entryId)}
          onLeave={() => setChosen(null)}
        />
      ) : (
        <Refusal problems={reading.problems} />
      )}
    </section>
  );
}
