/** 新受理: one surface from the company's roster to the saved case. */
import { useCallback, useEffect, useState } from 'react';
import { emptyApplication } from '#shared/domain/application.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CaseRecord, Draft } from '../../store/cases/case-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useKeys } from '../../ui/keys.ts';
import type { ReadRoster } from './roster/index.ts';
import { IntakeSurface, type SheetNote } from './IntakeSurface.tsx';
import { SavedPanel, type SavedPanelProps } from './SavedPanel.tsx';
import { useCorrection, type CorrectedCase } from './use-correction.ts';
import './intake.css';

export interface IntakePageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** A kept draft's id, or `new…` for an empty sheet. */
  readonly draftId: string;
  /** A roster that an empty sheet begins with: it was read over another firm's. */
  readonly carried?: ReadRoster | undefined;
  /** Begins another sheet, with a roster that belongs to another firm where there is one. */
  readonly onNew: (carried?: ReadRoster) => void;
  readonly onClose: () => void;
}

function newDraft(receivedOn: PlainDate, carried: ReadRoster | undefined): Draft {
  const empty = emptyApplication(receivedOn);
  return {
    draftId: crypto.randomUUID(),
    caseId: null,
    savedAt: new Date().toISOString(),
    application:
      carried === undefined ? empty : { ...empty, roster: [...carried.entries], rosterSource: carried.source },
    basedOn: null,
    supplement: false,
  };
}

function useDraft({ store, draftId, businessDate, carried }: IntakePageProps) {
  const [draft, setDraft] = useState<Draft | null>(() =>
    draftId.startsWith('new') ? newDraft(businessDate, carried) : null,
  );
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (draftId.startsWith('new')) return () => undefined;
    let current = true;
    void store.cases.drafts().then((drafts) => {
      const found = drafts.find((one) => one.draftId === draftId);
      if (!current) return;
      if (found === undefined) setMissing(true);
      else setDraft(found);
    });
    return () => {
      current = false;
    };
  }, [store, draftId]);
  return { draft, missing };
}

/** What this sheet is about where it is no new application, and that it cannot be saved where the case went on without it. */
function noteOf(store: CounterStore, draft: Draft, corrected: CorrectedCase | null): SheetNote | null {
  const entry = store.cases.list().find(({ caseId }) => caseId === (draft.caseId ?? draft.draftId));
  if (entry !== undefined && entry.decidedAt !== draft.basedOn)
    return {
      tone: 'warn',
      text: `此暂存早于办件 ${entry.number} 的最新决定，不能再保存；所填内容都在，可对照查看。仍需更正的，在“办件”中删除这份暂存后重新开始。`,
    };
  if (entry === undefined) return null;
  if (corrected !== null)
    return {
      tone: 'info',
      text: `更正 ${entry.number}：任何一项都可以改，人员可以增减；按 ${corrected.decideOn} 作出的决定重新判定，保存时写明原因，号码不变。`,
    };
  return draft.supplement
    ? {
        tone: 'info',
        text: `补充决定 ${entry.number}：表中是受理后仍待核的人员。号码不变，保存后打印本次文书，另随以后的批次导出。`,
      }
    : { tone: 'info', text: `更正 ${entry.number}：保存后以本次决定为准，号码不变。` };
}

interface SavedCase {
  readonly record: CaseRecord;
  readonly forSignature: boolean;
}

function Saved(props: SavedPanelProps) {
  useKeys({ newIntake: () => props.onNew(), back: props.onClose });
  return <SavedPanel {...props} />;
}

export function IntakePage(props: IntakePageProps) {
  const { store, businessDate, carried, onNew, onClose } = props;
  const { draft, missing } = useDraft(props);
  const corrected = useCorrection(store, draft);
  const [saved, setSaved] = useState<SavedCase | null>(null);
  const onSaved = useCallback((record: CaseRecord, forSignature: boolean) => setSaved({ record, forSignature }), []);
  if (missing) {
    return (
      <div className="page">
        <Notice tone="warn">这份暂存已不在本机：可能已保存为办件，或已在别处删去。到“办件”中查看。</Notice>
      </div>
    );
  }
  if (saved !== null)
    return <Saved store={store} {...saved} businessDate={businessDate} onNew={() => onNew()} onClose={onClose} />;
  if (draft === null || corrected === undefined) return null;
  return (
    <IntakeSurface
      store={store}
      businessDate={businessDate}
      draft={draft}
      corrected={corrected}
      note={noteOf(store, draft, corrected)}
      carried={carried}
      onOther={draft.caseId === null ? onNew : null}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}
