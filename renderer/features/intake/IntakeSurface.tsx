/** The work surface itself: firm, roster, evidence, outcome. State lives in the hooks; this file lays out and wires keys. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { countInputErrors, inputErrors } from '#shared/casework/input-errors.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { paperModeOn } from '#shared/policy/paper-mode.ts';
import { documentKinds } from '#shared/domain/supporting-document.ts';
import type { CaseRecord, Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useLowWindow } from '../../ui/low-window.ts';
import type { AttestChange } from './attest-choices.ts';
import { AttestDialog } from './AttestDialog.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { EmployerForm, type EmployerFormHandle } from './EmployerForm.tsx';
import { EmployerLine } from './EmployerLine.tsx';
import { EarlierOffer } from './EarlierOffer.tsx';
import { EvidencePanel } from './EvidencePanel.tsx';
import { InputErrorsDialog } from './InputErrorsDialog.tsx';
import { OutcomeBar } from './OutcomeBar.tsx';
import { ReceivedOnField } from './ReceivedOnField.tsx';
import {
  ImportIssueList,
  RosterSection,
  rosterOffers,
  useColumnMemory,
  type ReadRoster,
  type RosterHandle,
  type RosterSelection,
} from './roster/index.ts';
import { PreviewDialog } from '../papers/index.ts';
import { staleAfterDaysUnder, useQueueing } from '../verification/index.ts';
import { hasNews } from './employer-fill.ts';
import type { CorrectedCase } from './use-correction.ts';
import { useIntake } from './use-intake.ts';
import { useNoticePreview } from './use-notice-preview.ts';
import { knownFirst, useSameFirm } from './use-same-firm.ts';
import { SplitNotice } from './SplitNotice.tsx';
import { useSaving } from './use-saving.ts';
import { remarksByEntry, useSelectedResults } from './use-selected-results.ts';
import { useSplit } from './use-split.ts';
import { useVerdicts } from './use-verdicts.ts';
import { caseOnSheet } from './vouched.ts';

const HITS = 20;
const NOTHING_SELECTED: RosterSelection = { entryIds: [], group: null };
const DRAFT_NOTE = {
  empty: '',
  saving: '正在暂存…',
  saved: '已暂存（本机密封）',
  failed: '暂存失败：磁盘空间不足或数据库不可用。屏幕内容仍在，请先保存办件或清理磁盘',
} as const;

/** A sentence over the sheet. */
export interface SheetNote {
  readonly tone: 'info' | 'warn';
  readonly text: string;
}

export interface IntakeSurfaceProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly draft: Draft;
  /** The accepted case that this sheet corrects; `null` for any other sheet. */
  readonly corrected: CorrectedCase | null;
  readonly note: SheetNote | null;
  /** The roster that the sheet begins with was read just now. */
  readonly carried?: ReadRoster | undefined;
  /** Begins another application with a roster that is another firm's; `null` on the sheet of a recorded case. */
  readonly onOther?: ((carried: ReadRoster) => void) | null;
  readonly onSaved: (record: CaseRecord, forSignature: boolean) => void;
  readonly onClose: () => void;
}

/** The form is open or folded away; the focus follows, first at a field, then at the roster. */
function useForm(startsOpen: boolean) {
  const [editing, setEditing] = useState(startsOpen);
  const form = useRef<EmployerFormHandle>(null);
  const roster = useRef<RosterHandle>(null);
  useEffect(() => {
    if (editing) form.current?.focusFirst();
    else roster.current?.focus();
  }, [editing]);
  return { editing, setEditing, form, roster };
}

/** What the roster's file held beside persons, shown beside the roster when asked for. */
function useFindings(carried: ReadRoster | undefined) {
  const [lastRead, setLastRead] = useState<ReadRoster | null>(carried ?? null);
  const [shown, setShown] = useState(false);
  const some = lastRead !== null && lastRead.reading.issues.length + lastRead.reading.skippedRows.length > 0;
  return {
    lastRead: some ? lastRead : null,
    shown: some && shown,
    take: useCallback((read: ReadRoster) => {
      setLastRead(read);
      setShown(false);
    }, []),
    toggle: () => setShown((before) => !before),
    hide: () => setShown(false),
  };
}

export function IntakeSurface(props: IntakeSurfaceProps) {
  const { store, businessDate, draft, corrected, note, carried, onOther = null, onSaved, onClose } = props;
  const intake = useIntake(store, draft);
  const { application } = intake;
  const { employer } = application;
  const errors = useMemo(() => inputErrors(application), [application]);
  const decideOn = corrected?.decideOn ?? businessDate;
  const verdicts = useVerdicts(store, application, decideOn, draft.caseId);
  const columnMemory = useColumnMemory(store, application.employer.unifiedSocialCreditCode);
  // A new sheet begins with the firm; a kept one where its roster is.
  const { editing, setEditing, form, roster } = useForm(draft.application.employer.name === '');
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [attesting, setAttesting] = useState(false);
  const findings = useFindings(carried);
  const selected = useSelectedResults(application, verdicts, selection);
  const remarks = useMemo(() => remarksByEntry(application, verdicts), [application, verdicts]);
  const firm = useSameFirm(store, employer, draft);
  const earlier = firm.earlier !== null && hasNews(firm.earlier.employer, employer) ? firm.earlier : null;
  const offers = useMemo(
    () => rosterOffers(application.roster, verdicts.caseFile?.registries ?? null, employer.unifiedSocialCreditCode),
    [application.roster, verdicts.caseFile, employer.unifiedSocialCreditCode],
  );
  const parts = { store, on: businessDate, intake, verdicts, errors, corrected, onSaved };
  const saving = useSaving(parts);
  const split = useSplit({ store, intake, verdicts, startsRead: carried !== undefined });
  const preview = useNoticePreview(parts, saving.answer);
  const queueing = useQueueing({
    store,
    on: businessDate,
    caseId: draft.caseId ?? draft.draftId,
    ...verdicts,
    entryIds: selection.entryIds,
  });
  const findEmployers = useCallback(
    async (text: string) => knownFirst(await store.registry.findEmployers(text, HITS), store.cases.list()),
    [store],
  );

  const attest = (changes: readonly AttestChange[]) => {
    intake.attest(changes);
    setAttesting(false);
  };
  const startAttesting = () => {
    saving.forget();
    setAttesting(selected.subjects.length > 0);
  };
  const close = () => void intake.flush().then(onClose);
  const correct = () => {
    saving.dismiss();
    const [first] = errors.entries;
    if (errors.form.length > 0) {
      setEditing(true);
      void form.current?.showErrors();
    } else if (first !== undefined) setTimeout(() => roster.current?.goTo(first.entryId));
  };
  const hideFindings = () => {
    findings.hide();
    roster.current?.focus();
  };
  // Goes outward: what stands beside the roster, then the form unless nothing stands in it, then the page.
  const stepBack = () => {
    if (editing && employer.name !== '') setEditing(false);
    else close();
  };
  /** In the form to what is missing there; in the roster to who needs attention; where nobody does, to the form. */
  const toProblem = (step: 1 | -1) => {
    const inForm = document.activeElement?.closest('.employer-form') ?? null;
    if (inForm !== null && step === 1 && form.current?.toMissing() === true) return;
    if (roster.current?.toProblem(step) === true || errors.form.length === 0) return;
    setEditing(true);
    setTimeout(() => form.current?.focusFirst());
  };
  /** What the firm's last case holds while something of it is missing here, else what the registers know of the persons. */
  const takeOffer = () => {
    if (earlier === null) return roster.current?.takeOffered();
    form.current?.takeEarlier(earlier.employer);
    if (!editing) roster.current?.focus();
  };
  const required = verdicts.held?.pack.parameters.requiredPapers.value ?? documentKinds;
  const paperKey = (index: number) => () => {
    const kind = required[index];
    if (kind !== undefined) intake.togglePaper(kind);
  };
  const allPapers = () => intake.setPapers(required);
  useKeys({
    employer: () => setEditing((before) => !before),
    attest: startAttesting,
    enqueue: queueing.enqueue,
    preview: preview.open,
    print: () => void saving.receive(),
    save: () => void saving.save(),
    back: stepBack,
    nextProblem: () => toProblem(1),
    previousProblem: () => toProblem(-1),
    allPapers,
    hideFindings: findings.lastRead === null ? undefined : findings.toggle,
    takeOffer,
    item1: paperKey(0),
    item2: paperKey(1),
    item3: paperKey(2),
    item4: paperKey(3),
    item5: paperKey(4),
  });

  const low = useLowWindow();
  const firmLine = editing ? null : (
    <EmployerLine
      employer={employer}
      checks={verdicts.decision?.employerChecks ?? []}
      missing={errors.form.length}
      underWay={firm.underWay}
      onEdit={() => setEditing(true)}
      onShowChecks={() => setSelection({ entryIds: [], group: 'licence' })}
    />
  );

  return (
    <div className="intake">
      <div className="intake__top" data-folded={editing ? undefined : ''}>
        {note === null ? null : <Notice tone={note.tone}>{note.text}</Notice>}
        <SplitNotice split={split} told={application.rosterSplit} packs={verdicts.shares.length} />
        {saving.problem === null ? null : (
          <Notice tone="bad" live="alert">
            {saving.problem}
          </Notice>
        )}
        <div hidden={!editing}>
          <EmployerForm
            ref={form}
            initial={draft.application.employer}
            officeDivision={store.office.divisionCode}
            findEmployers={findEmployers}
            onChange={intake.setEmployer}
            onDone={() => setEditing(false)}
            head={<EarlierOffer earlier={earlier} underWay={firm.underWay} onTake={takeOffer} />}
          >
            <ReceivedOnField
              value={application}
              startedOn={application.lateEntryReason === undefined ? draft.application.receivedOn : businessDate}
              latest={businessDate}
              fixed={draft.caseId !== null && corrected === null}
              onChange={intake.setReceivedOn}
            />
          </EmployerForm>
        </div>
        {low ? null : firmLine}
      </div>
      <div className="intake__middle">
        <RosterSection
          ref={roster}
          firm={low ? firmLine : null}
          entries={application.roster}
          source={application.rosterSource}
          decisions={verdicts.byEntry}
          reading={verdicts.reading}
          employerChecks={verdicts.decision?.employerChecks ?? []}
          remarks={remarks}
          offers={offers}
          lastRead={findings.lastRead}
          findingsShown={findings.shown}
          onFindings={findings.toggle}
          onNextProblem={() => toProblem(1)}
          onRead={(read) => {
            findings.take(read);
            split.rosterRead();
            // The roster is the screen from here on.
            setEditing(false);
          }}
          onOther={onOther}
          columnMemory={columnMemory}
          onChange={intake.setRoster}
          onSelect={setSelection}
        />
        {findings.shown && findings.lastRead !== null ? (
          <ImportIssueList
            read={findings.lastRead}
            onGoTo={(issue) => roster.current?.goToIssue(issue)}
            onClose={hideFindings}
          />
        ) : (
          <EvidencePanel
            selected={selected}
            date={decideOn}
            staleAfterDays={staleAfterDaysUnder(verdicts.held)}
            officers={store.officers}
            onAttest={startAttesting}
            queueing={queueing}
          />
        )}
      </div>
      <OutcomeBar
        decision={verdicts.decision}
        answer={saving.answer}
        persons={application.roster.length}
        supplement={draft.supplement}
        correction={corrected !== null}
        errors={errors}
        empty={saving.empty}
        requiredPapers={required}
        paperMode={paperModeOn(verdicts.held?.pack ?? null, application.receivedOn)}
        papers={application.papers}
        onTogglePaper={intake.togglePaper}
        onAllPapers={allPapers}
        busy={saving.busy}
        reading={verdicts.reading}
        obstacle={verdicts.obstacle}
        waiting={saving.waiting}
        draftNote={DRAFT_NOTE[intake.draftState]}
        onSave={() => void saving.save()}
        onPreview={preview.open}
        onReceive={() => void saving.receive()}
        onClose={close}
      />
      {attesting ? (
        <AttestDialog
          of={caseOnSheet(store, draft, application)}
          label={selected.label}
          group={selected.group}
          subjects={selected.subjects}
          officer={store.officer}
          officers={store.officers}
          on={businessDate}
          confirmOfficer={(id, passphrase) => store.confirmOfficer(id, passphrase)}
          awaitsOwner={(id) => store.desk.awaitsOwner(id)}
          passphraseHint={store.area === 'training' ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
          onAttest={attest}
          onClose={() => setAttesting(false)}
        />
      ) : null}
      {saving.correcting && corrected !== null && verdicts.decision !== null ? (
        <CorrectDialog
          corrected={corrected}
          application={application}
          decision={verdicts.decision}
          busy={saving.busy}
          problem={saving.problem}
          onConfirm={(reason) => void saving.correct(reason)}
          onClose={saving.stopCorrecting}
        />
      ) : null}
      {saving.asking && countInputErrors(errors) > 0 ? (
        <InputErrorsDialog
          application={application}
          errors={errors}
          onCorrect={correct}
          onNotify={() => void saving.confirm()}
        />
      ) : null}
      {preview.letter === null ? null : (
        <PreviewDialog letter={preview.letter} copy={1} printedOn={businessDate} onClose={preview.close} />
      )}
    </div>
  );
}
