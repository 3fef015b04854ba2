import { useEffect, useRef } from 'react';
import { registryNames } from '#shared/wording/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useDropZone } from '../../ui/use-drop-zone.ts';
import { saveCsv } from '../../ui/save-file.ts';
import { SendOffer } from '../documents/index.ts';
import { ApprovalPanel } from './ApprovalPanel.tsx';
import { ImportForm, type ImportFormProps } from './ImportForm.tsx';
import { ImportProgressLine } from './ImportProgress.tsx';
import { problemCsv } from './problem-csv.ts';
import { ProblemCounts, ProblemTable } from './ProblemList.tsx';
import type { ImportControl, ImportState } from './use-import.ts';

export type ImportPanelProps = Omit<ImportFormProps, 'chosen'>;

function FileChoice({ control }: { readonly control: ImportControl }) {
  const button = useRef<HTMLButtonElement>(null);
  const { state } = control;
  const { handlers } = useDropZone(control.choose);
  useEffect(() => {
    button.current?.scrollIntoView({ block: 'center' });
    button.current?.focus();
  }, []);
  return (
    <div className="registry__drop" {...handlers}>
      <FileButton
        ref={button}
        shortcut="chooseFile"
        fileLabel="数据文件"
        accept=".csv,.txt,.xlsx"
        onFile={control.choose}
      >
        {'chosen' in state && state.chosen ? '换一个文件' : '选择文件'}
      </FileButton>
      <span className="soft">CSV（UTF-8 或 GB18030）或 xlsx，也可拖到这里</span>
    </div>
  );
}

interface OutcomeProps {
  readonly store: CounterStore;
  readonly state: ImportState;
  readonly onApprove: (officerId: string) => void;
}

function Outcome({ store, state, onApprove }: OutcomeProps) {
  if (state.step === 'failed')
    return (
      <Notice tone="bad" live="alert">
        {state.text}
      </Notice>
    );
  if (state.step !== 'refused') return null;
  const { refusal, text, chosen } = state;
  const bad = refusal.reason === 'too-many-bad-rows' ? refusal : null;
  return (
    <div className="stack">
      <Notice tone="bad" live="alert">
        {text}
      </Notice>
      {refusal.reason === 'differs' ? <ApprovalPanel store={store} refusal={refusal} onApprove={onApprove} /> : null}
      {bad === null ? null : (
        <>
          <p className="row">
            <Button onClick={() => saveCsv(`问题清单-${chosen.file.name}.csv`, problemCsv(bad.examples))}>
              把前 {bad.examples.length.toLocaleString('zh-CN')} 处问题存为文件
            </Button>
          </p>
          <ProblemCounts counts={bad.problems} />
          <ProblemTable problems={bad.examples.slice(0, 20)} />
        </>
      )}
    </div>
  );
}

/** Importing one file: choose, check the columns, say what it is, watch it, read the outcome. */
export function ImportPanel(props: ImportPanelProps) {
  const { control, kind } = props;
  const { state } = control;
  const chosen = 'chosen' in state && state.step !== 'running' ? state.chosen : null;
  return (
    <section className="panel stack" aria-label="导入数据">
      <h2 className="panel__title">导入：{registryNames[kind]}</h2>
      {state.step === 'done' ? (
        <Notice tone="good" live="status">
          已启用 {registryNames[state.copy.kind]}：截至 {state.copy.asOf}，{state.copy.rows.toLocaleString('zh-CN')}{' '}
          行，坏行 {state.copy.badRows.toLocaleString('zh-CN')} 行。在办办件的结论有无变化，见
          <a href="#/policy">政策 · 有变化</a>。
        </Notice>
      ) : null}
      {state.step === 'done' && state.imported.said === null ? (
        <SendOffer
          key={state.copy.packId}
          store={props.store}
          file={state.imported.file}
          contents={{
            kind: 'registry',
            registry: state.copy.kind,
            asOf: state.copy.asOf,
            scope: state.copy.scope,
            source: state.copy.source,
            mapping: state.mapping,
          }}
        />
      ) : null}
      <Outcome store={props.store} state={state} onApprove={control.approve} />
      {state.step === 'running' ? (
        <ImportProgressLine progress={state.progress} fileName={state.chosen.file.name} onCancel={control.cancel} />
      ) : (
        <FileChoice control={control} />
      )}
      {chosen ? <ImportForm key={`${kind} ${chosen.said?.asOf ?? ''}`} {...props} chosen={chosen} /> : null}
    </section>
  );
}
