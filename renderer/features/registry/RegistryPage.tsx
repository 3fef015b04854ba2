import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { RegistryKind } from '#shared/domain/registries.ts';
import { otherKind } from '#shared/registry/registry-heading-match.ts';
import { blankHeadingRow } from '#shared/registry/registry-headings.ts';
import { failureText } from '#shared/wording/failures.ts';
import { registryNames } from '#shared/wording/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedDocument } from '../../store/documents/document-desk.ts';
import type { RegistryCopy } from '../../store/registry/registry-store.ts';
import { useKeys } from '../../ui/keys.ts';
import { Notice } from '../../ui/Notice.tsx';
import { saveCsv } from '../../ui/save-file.ts';
import { ReceivedPanel, SentPanel, useOpened } from '../documents/index.ts';
import { LedgerCheckPanel } from '../ledger-check/index.ts';
import { useHeldPacks } from '../policy/index.ts';
import { staleAfterDaysOn } from '../verification/index.ts';
import { RetentionPanel } from '../retention/index.ts';
import { RemoveNotice, StepBackNotice } from './AskOnce.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { CopyBoard } from './CopyBoard.tsx';
import { ProblemPanel } from './ProblemList.tsx';
import { useImport, type ImportControl } from './use-import.ts';
import { DailyCheck, StorageNotices } from './StorageNotices.tsx';
import { useRegistry } from './use-registry.ts';
import './registry.css';

export interface RegistryPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** A register that somebody came for. */
  readonly wanted?: string;
}

const DOCUMENTS = ['registry'] as const;

type Panel =
  | { readonly show: 'nothing' }
  | { readonly show: 'import'; readonly kind: RegistryKind }
  | { readonly show: 'problems'; readonly copy: RegistryCopy }
  | { readonly show: 'remove'; readonly copy: RegistryCopy }
  | { readonly show: 'back'; readonly before: RegistryCopy };

/** A file that clearly is another registry's goes before the chosen row, until somebody chooses for this file. */
function kindOf(control: ImportControl, kind: RegistryKind, chosenByHand: boolean): RegistryKind {
  const { state } = control;
  if (state.step === 'running') return state.kind;
  if (chosenByHand || !('chosen' in state) || state.chosen === null) return kind;
  return otherKind(kind, state.chosen.inspection.headings) ?? kind;
}

/** 数据: the copies on this machine, and bringing in new ones. Nothing modal. */
export function RegistryPage({ store, businessDate, wanted }: RegistryPageProps) {
  const state = useRegistry(store);
  const policy = useHeldPacks(store);
  const control = useImport(store, businessDate);
  const [panel, setPanel] = useState<Panel>(() =>
    control.state.step === 'running' ? { show: 'import', kind: control.state.kind } : { show: 'nothing' },
  );
  const opening = useOpened(store, businessDate);
  const [byHand, setByHand] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const leavePanel = () => {
    if (panel.show === 'nothing' || control.state.step === 'running') return false;
    control.reset();
    opening.leave();
    setPanel({ show: 'nothing' });
    return true;
  };
  useKeys({ back: leavePanel });
  if (state === null) return <div className="page registry" />;
  const remove = async (copy: RegistryCopy) => {
    setPanel({ show: 'nothing' });
    const removed = await store.registry.removeCopy(copy.packId);
    setFailure(removed.ok ? null : failureText(removed.failure));
  };
  const stepBack = async ({ kind }: RegistryCopy) => {
    // Closed first: a panel that is opened while the change is recorded stays open.
    setPanel({ show: 'nothing' });
    const result = await store.registry.stepBack(kind);
    const gone = '上一份已不能使用，没有退回；正在使用的数据未动。需要旧数据，请重新导入它的文件。';
    setFailure(result.ok ? (result.value === null ? gone : null) : failureText(result.failure));
  };
  /** A file of another window: into the same form, filled in as its sender said. */
  const openSent = async (of: ReceivedDocument) => {
    const { contents } = of.document;
    const found = await opening.open(of);
    if (found === null || contents.kind !== 'registry' || control.state.step === 'running') return;
    setByHand(true);
    setPanel({ show: 'import', kind: contents.registry });
    control.choose(found.file, contents, () => void opening.takenIn(of));
  };
  const kind = panel.show === 'import' ? kindOf(control, panel.kind, byHand) : null;
  return (
    <div className="page registry">
      <div className="page__head">
        <h1>数据</h1>
        <span className="soft">本机的登记数据只用于核验；查不到不等于不符合</span>
      </div>
      <div className="stack">
        <StorageNotices store={store} status={state.status} />
        {failure === null ? null : (
          <Notice tone="bad" live="alert">
            {failure}
          </Notice>
        )}
        <ReceivedPanel
          store={store}
          kinds={DOCUMENTS}
          opening={opening}
          mayTake
          wanted={wanted === 'documents'}
          onOpen={(of) => void openSent(of)}
        />
        <DailyCheck state={state} />
        <CopyBoard
          state={state}
          businessDate={businessDate}
          wanted={wanted}
          staleAfterDays={staleAfterDaysOn(businessDate, policy.state?.held ?? [])}
          onImport={(chosen) => {
            if (control.state.step !== 'running') control.reset();
            setByHand(false);
            setPanel({ show: 'import', kind: chosen });
          }}
          onProblems={(copy) => setPanel({ show: 'problems', copy })}
          onRemove={(copy) => setPanel({ show: 'remove', copy })}
          onStepBack={(before) => setPanel({ show: 'back', before })}
          onBlank={(chosen) => saveCsv(`空表头-${registryNames[chosen]}.csv`, blankHeadingRow(chosen))}
        />
        {panel.show === 'problems' ? (
          <ProblemPanel
            key={panel.copy.packId}
            store={store}
            copy={panel.copy}
            onClose={() => setPanel({ show: 'nothing' })}
          />
        ) : null}
        {panel.show === 'remove' ? (
          <RemoveNotice
            copy={panel.copy}
            onRemove={() => void remove(panel.copy)}
            onKeep={() => setPanel({ show: 'nothing' })}
          />
        ) : null}
        {panel.show === 'back' ? (
          <StepBackNotice
            before={panel.before}
            current={state.copies.find((copy) => copy.kind === panel.before.kind)}
            onStepBack={() => void stepBack(panel.before)}
            onKeep={() => setPanel({ show: 'nothing' })}
          />
        ) : null}
        {kind === null ? null : (
          <ImportPanel
            store={store}
            businessDate={businessDate}
            kind={kind}
            current={state.copies.find((copy) => copy.kind === kind)}
            control={control}
            onKind={(chosen) => {
              setByHand(true);
              setPanel({ show: 'import', kind: chosen });
            }}
          />
        )}
        <SentPanel store={store} kinds={DOCUMENTS} />
        <RetentionPanel store={store} on={businessDate} copies={state.copies} />
        <LedgerCheckPanel store={store} />
      </div>
    </div>
  );
}
