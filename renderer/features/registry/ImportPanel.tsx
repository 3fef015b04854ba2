import { useEffect, useRef, useState } from 'react';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import { matchHeadings } from '#shared/exchange/registry-heading-match.ts';
import { registryNames } from '#shared/wording/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PackInfo } from '../../store/registry/registry-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { ErrorSummary, type SummaryError } from '../../ui/ErrorSummary.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useDropZone } from '../../ui/use-drop-zone.ts';
import { saveCsv } from '../../ui/save-file.ts';
import { ImportProgressLine } from './ImportProgress.tsx';
import { MappingTable } from './MappingTable.tsx';
import { problemCsv } from './problem-csv.ts';
import { ProblemCounts, ProblemTable } from './ProblemList.tsx';
import {
  mappingPreference,
  type ChosenFile,
  type ImportControl,
  type ImportState,
  type Mapping,
} from './use-import.ts';

export interface ImportPanelProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly kind: RegistryKind;
  readonly onKind: (kind: RegistryKind) => void;
  /** The pack that would be replaced: its scope and source are offered again. */
  readonly current: PackInfo | undefined;
  readonly control: ImportControl;
}

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && Object.values(value).every((field) => typeof field === 'string');

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
      <FileButton ref={button} shortcut="F6" fileLabel="数据文件" accept=".csv,.txt,.xlsx" onFile={control.choose}>
        {'chosen' in state && state.chosen ? '换一个文件' : '选择文件'}
      </FileButton>
      <span className="soft">CSV（UTF-8 或 GB18030）或 xlsx，也可拖到这里</span>
    </div>
  );
}

interface FormProps extends ImportPanelProps {
  readonly chosen: ChosenFile;
}

function ImportForm({ store, businessDate, kind, onKind, current, control, chosen }: FormProps) {
  const [asOf, setAsOf] = useState('');
  const [scope, setScope] = useState(current?.scope ?? `${store.office.divisionCode.slice(0, 4)}00`);
  const [source, setSource] = useState(current?.source ?? '');
  const [replaceAnyway, setReplaceAnyway] = useState(false);
  const [mapping, setMapping] = useState<Mapping>({});
  const [attempt, setAttempt] = useState(0);
  const { inspection, file } = chosen;
  useEffect(() => {
    let now = true;
    void store.readPreference(mappingPreference(kind)).then((stored) => {
      if (now) setMapping(isMapping(stored) ? stored : {});
    });
    return () => {
      now = false;
    };
  }, [store, kind]);
  const { missing } = matchHeadings(kind, inspection.headings, mapping);
  const day = parsePlainDate(asOf);
  const errors: SummaryError[] = [
    ...(day === null ? [{ fieldId: 'registry-as-of', message: '请填写数据日期：数据截止到哪一天，如 20220820' }] : []),
    ...(day !== null && day > businessDate ? [{ fieldId: 'registry-as-of', message: '数据日期不能晚于业务日期' }] : []),
    ...(/^\d{6}$/u.test(scope) ? [] : [{ fieldId: 'registry-scope', message: '请填写 6 位行政区划代码，如 440800' }]),
    ...(source.trim() === '' ? [{ fieldId: 'registry-source', message: '请填写数据由哪个部门提供' }] : []),
  ];
  const errorAt = (fieldId: string): string | undefined =>
    attempt === 0 ? undefined : errors.find((error) => error.fieldId === fieldId)?.message;
  const start = () => {
    setAttempt(attempt + 1);
    if (errors.length > 0 || day === null) return;
    const byHand = Object.keys(mapping).length > 0;
    control.start({ kind, asOf: day, scope, source: source.trim(), replaceAnyway, mapping: byHand ? mapping : null });
  };
  return (
    <Form onSubmit={start}>
      <p>
        文件 <strong>{file.name}</strong>
        <span className="soft number">
          {' '}
          {(file.size / 1_048_576).toFixed(1)} MB · 表头在第 {inspection.headingLine || '?'} 行
        </span>
      </p>
      {attempt > 0 ? <ErrorSummary errors={errors} attempt={attempt} /> : null}
      <div className="registry__fields">
        <SelectField
          label="登记库"
          value={kind}
          options={registryKinds.map((value) => ({ value, label: registryNames[value] }))}
          onChange={(event) => {
            const chosenKind = registryKinds.find((one) => one === event.target.value);
            if (chosenKind) onKind(chosenKind);
          }}
        />
        <DateField
          id="registry-as-of"
          label="数据日期（截至）"
          value={asOf}
          onValueChange={setAsOf}
          error={errorAt('registry-as-of')}
        />
        <TextField
          id="registry-scope"
          label="覆盖范围（区划代码）"
          value={scope}
          onChange={(event) => setScope(event.target.value.trim())}
          error={errorAt('registry-scope')}
        />
        <TextField
          id="registry-source"
          label="提供部门"
          value={source}
          onChange={(event) => setSource(event.target.value)}
          error={errorAt('registry-source')}
        />
      </div>
      <details open={missing.length > 0}>
        <summary>
          列的对应
          {missing.length > 0 ? (
            <strong className="registry__missing"> ！还缺：{missing.join('、')}</strong>
          ) : (
            '：都已认出'
          )}
        </summary>
        <MappingTable kind={kind} inspection={inspection} mapping={mapping} onChange={setMapping} />
      </details>
      <CheckField
        label="替换同日或更新的数据（新文件是更正时才勾）"
        checked={replaceAnyway}
        onChange={(event) => setReplaceAnyway(event.target.checked)}
      />
      <p className="row">
        <Button
          type="submit"
          look="primary"
          shortcut="Ctrl+Enter"
          unavailable={missing.length > 0}
          title={missing.length > 0 ? `还缺：${missing.join('、')}` : undefined}
        >
          {current ? '导入并替换' : '导入'}
        </Button>
        <Button shortcut="Escape" onClick={control.reset}>
          不导入
        </Button>
      </p>
    </Form>
  );
}

function Outcome({ state }: { readonly state: ImportState }) {
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
          已启用 {registryNames[state.pack.kind]}：截至 {state.pack.asOf}，{state.pack.rows.toLocaleString('zh-CN')}{' '}
          行，坏行 {state.pack.badRows.toLocaleString('zh-CN')} 行。在办办件的结论有无变化，见
          <a href="#/policy">政策 · 有变化</a>。
        </Notice>
      ) : null}
      <Outcome state={state} />
      {state.step === 'running' ? (
        <ImportProgressLine progress={state.progress} fileName={state.chosen.file.name} onCancel={control.cancel} />
      ) : (
        <FileChoice control={control} />
      )}
      {chosen ? <ImportForm key={kind} {...props} chosen={chosen} /> : null}
    </section>
  );
}
