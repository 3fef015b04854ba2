import { useEffect, useState } from 'react';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import { matchHeadings } from '#shared/registry/registry-heading-match.ts';
import { megabytes } from '#shared/wording/documents.ts';
import { registryNames } from '#shared/wording/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { RegistryCopy } from '../../store/registry/registry-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { ErrorSummary, type SummaryError } from '../../ui/ErrorSummary.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { MappingTable } from './MappingTable.tsx';
import { mappingPreference, type ChosenFile, type ImportControl, type Mapping } from './use-import.ts';

export interface ImportFormProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly kind: RegistryKind;
  readonly onKind: (kind: RegistryKind) => void;
  /** The copy that would be replaced: its scope and source are offered again. */
  readonly current: RegistryCopy | undefined;
  readonly control: ImportControl;
  readonly chosen: ChosenFile;
}

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && Object.values(value).every((field) => typeof field === 'string');

/** Which column is which, as it was put right by hand for this register the last time, or as whoever sent the file says. */
function useKeptMapping(store: CounterStore, kind: RegistryKind, said: Mapping | null) {
  const held = useState<Mapping>(said ?? {});
  const [, setMapping] = held;
  useEffect(() => {
    if (said !== null) return;
    let now = true;
    void store.readPreference(mappingPreference(kind)).then((stored) => {
      if (now) setMapping(isMapping(stored) ? stored : {});
    });
    return () => {
      now = false;
    };
  }, [store, kind, said, setMapping]);
  return held;
}

interface Said {
  readonly day: PlainDate | null;
  readonly scope: string;
  readonly source: string;
  readonly businessDate: PlainDate;
}

/** What is still missing or wrong in what is said of the file. */
function errorsOf({ day, scope, source, businessDate }: Said): readonly SummaryError[] {
  return [
    ...(day === null ? [{ fieldId: 'registry-as-of', message: '请填写数据日期：数据截止到哪一天，如 20220820' }] : []),
    ...(day !== null && day > businessDate ? [{ fieldId: 'registry-as-of', message: '数据日期不能晚于业务日期' }] : []),
    ...(/^\d{6}$/u.test(scope) ? [] : [{ fieldId: 'registry-scope', message: '请填写 6 位行政区划代码，如 440800' }]),
    ...(source.trim() === '' ? [{ fieldId: 'registry-source', message: '请填写数据由哪个部门提供' }] : []),
  ];
}

/** What the chosen file is: of which register, up to which day, for which place, from whom, and which column is which. */
export function ImportForm({ store, businessDate, kind, onKind, current, control, chosen }: ImportFormProps) {
  const { inspection, file } = chosen;
  // Another register chosen by hand: what was said of the file is of no use.
  const said = chosen.said?.registry === kind ? chosen.said : null;
  const [asOf, setAsOf] = useState<string>(said?.asOf ?? '');
  const [scope, setScope] = useState(said?.scope ?? current?.scope ?? `${store.office.divisionCode.slice(0, 4)}00`);
  const [source, setSource] = useState(said?.source ?? current?.source ?? '');
  const [replaceAnyway, setReplaceAnyway] = useState(false);
  const [mapping, setMapping] = useKeptMapping(store, kind, said?.mapping ?? null);
  // Once somebody is at the columns they stay in sight: those that may be left out come after the last required one.
  const [atColumns, setAtColumns] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { missing } = matchHeadings(kind, inspection.headings, mapping);
  const day = parsePlainDate(asOf);
  const errors = errorsOf({ day, scope, source, businessDate });
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
          {megabytes(file.size)} · 表头在第 {inspection.headingLine || '?'} 行
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
      <details open={missing.length > 0 || atColumns}>
        <summary>
          列的对应
          {missing.length > 0 ? (
            <strong className="registry__missing"> ！还缺：{missing.join('、')}</strong>
          ) : (
            '：都已认出'
          )}
        </summary>
        <MappingTable
          kind={kind}
          inspection={inspection}
          mapping={mapping}
          onChange={(changed) => {
            setAtColumns(true);
            setMapping(changed);
          }}
        />
      </details>
      <CheckField
        label="替换同日的数据（新文件是更正时才勾）"
        checked={replaceAnyway}
        onChange={(event) => setReplaceAnyway(event.target.checked)}
      />
      <p className="row">
        <Button
          type="submit"
          look="primary"
          shortcut="save"
          unavailable={missing.length > 0}
          title={missing.length > 0 ? `还缺：${missing.join('、')}` : undefined}
        >
          {current ? '导入并替换' : '导入'}
        </Button>
        <Button shortcut="back" onClick={control.reset}>
          不导入
        </Button>
      </p>
    </Form>
  );
}
