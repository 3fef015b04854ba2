import { useMemo, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { readPackFile, type PackProblem } from '#shared/policy/pack-import.ts';
import { packBefore, type PolicyEvent, type PolicyState } from '#shared/policy/policy-events.ts';
import { parametersToConfirm, type HeldPack, type PolicyPack } from '#shared/policy/pack.ts';
import { failureText } from '#shared/wording/failures.ts';
import { packProblemLabels } from '#shared/wording/packs.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RefusedFile } from '../../ui/RefusedFile.tsx';
import { SendOffer, useBroughtIn, type OpenedDocument } from '../documents/index.ts';
import { DifferenceList } from './DifferenceList.tsx';
import { ImportPreview, JsonFileRow, PlaceInFile } from './ImportSteps.tsx';
import { recordPolicy } from './record-policy.ts';
import { useChosenJson, type ChosenJson } from './use-chosen-json.ts';

export interface PackImportProps {
  readonly store: CounterStore;
  readonly state: PolicyState;
  readonly on: PlainDate;
  readonly onImported: (packId: string) => void;
  /** A file of another window that is looked at here, and what is told once it was taken in. */
  readonly opened: OpenedDocument | null;
  readonly onTaken: (opened: OpenedDocument) => void;
}

const sentenceOf = ({ code, path, message }: PackProblem) => ({
  key: `${code} ${path} ${message}`,
  text: (
    <>
      {packProblemLabels[code]}：{message}
      <PlaceInFile path={path} />
    </>
  ),
});

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
    <ImportPreview confirm={replaces === null ? '导入' : '导入并替换'} onImport={onImport} onLeave={onLeave}>
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
    </ImportPreview>
  );
}

/** Takes in a pack file: read, checked, compared in words, and only then recorded. */
export function PackImport({ store, state, on, onImported, opened, onTaken }: PackImportProps) {
  const { chosen, choose, leave } = useChosenJson(opened?.file ?? null);
  const [imported, setImported] = useState<{ readonly file: File; readonly title: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const reading = useMemo(
    () => (chosen === null ? null : readPackFile(chosen.value, state.held)),
    [chosen, state.held],
  );
  const panel = useBroughtIn(opened, chosen !== null && chosen.file === opened?.file);
  const take = async (pack: PolicyPack, { entryId, file }: ChosenJson) => {
    const content: PolicyEvent = { type: 'imported', pack };
    const failure = await recordPolicy(store, { entryId, subjectId: pack.id, on }, content);
    if (failure !== null) return setProblem(failureText(failure));
    leave();
    onImported(pack.id);
    if (opened?.file === file) onTaken(opened);
    else setImported({ file, title: pack.title });
  };
  return (
    <section className="panel stack policy__panel" aria-label="导入参数包" ref={panel} tabIndex={-1}>
      <h2 className="panel__title">导入参数包</h2>
      <JsonFileRow
        shortcut="chooseFile"
        fileLabel="参数包文件"
        hint="先核对、后导入；导入和核定都记入台账。"
        chosen={chosen}
        onFile={(file) => {
          setProblem(null);
          setImported(null);
          void choose(file);
        }}
      />
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
          onImport={() => void take(reading.pack, chosen)}
          onLeave={leave}
        />
      ) : (
        <RefusedFile lead="参数包没有导入，原有参数包不变" problems={reading.problems.map(sentenceOf)} />
      )}
      {imported === null ? null : (
        <SendOffer
          key={imported.title}
          store={store}
          file={imported.file}
          contents={{ kind: 'policyPack', title: imported.title }}
        />
      )}
    </section>
  );
}
