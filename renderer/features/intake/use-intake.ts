/**
 * One application on the work surface: what is typed, kept as a sealed draft at most half a second later.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Application, RosterEntry } from '#shared/domain/application.ts';
import type { DocumentKind } from '#shared/domain/supporting-document.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { Draft } from '../../store/cases/case-store.ts';
import { changedAttestations, type AttestChange } from './attest-choices.ts';
import type { EmployerFormValues } from '#shared/domain/employer-form.ts';
import { FIRM } from './use-selected-results.ts';

const SAVE_AFTER_MS = 300;

export interface Intake {
  readonly application: Application;
  readonly draftId: string;
  readonly caseId: string | null;
  /** What the draft was made from; see `Draft`. */
  readonly basedOn: number | null;
  readonly supplement: boolean;
  /** `saving` while something typed is not yet sealed; `failed` keeps everything on screen. */
  readonly draftState: 'empty' | 'saving' | 'saved' | 'failed';
  /** The functions keep their identity while the draft is open. */
  readonly setEmployer: (values: EmployerFormValues) => void;
  readonly setRoster: (entries: readonly RosterEntry[], source?: string | null) => void;
  readonly setReceivedOn: (value: Pick<Application, 'receivedOn' | 'lateEntryReason'>) => void;
  readonly togglePaper: (kind: DocumentKind) => void;
  /** All of these are there; none of them where all were. */
  readonly setPapers: (kinds: readonly DocumentKind[]) => void;
  readonly attest: (changes: readonly AttestChange[]) => void;
  /** Takes these persons off the sheet, now that another draft holds them; `why` stands over it from then on. */
  readonly giveAway: (entryIds: readonly string[], why: string) => void;
  /** Writes the draft now (leaving the page, locking). */
  readonly flush: () => Promise<void>;
  /** The case is recorded: the draft has done its work. */
  readonly discard: () => Promise<void>;
}

function isEmpty(application: Application): boolean {
  const { employer } = application;
  return (
    application.roster.length === 0 &&
    employer.name === '' &&
    employer.unifiedSocialCreditCode === '' &&
    employer.agent.name === ''
  );
}

function useDraftWriter(store: CounterStore, draft: Draft, application: Application) {
  const [draftState, setDraftState] = useState<Intake['draftState']>('empty');
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef(application);
  const written = useRef<Application | null>(null);
  const closed = useRef(false);
  const write = useCallback(async () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const current = latest.current;
    if (closed.current || current === written.current || isEmpty(current)) return;
    const saved = await store.cases.saveDraft({ ...draft, savedAt: new Date().toISOString(), application: current });
    if (saved.ok) written.current = current;
    setDraftState(saved.ok ? 'saved' : 'failed');
  }, [store, draft]);
  useEffect(() => {
    latest.current = application;
    if (application === written.current || isEmpty(application) || application === draft.application) return;
    setDraftState('saving');
    timer.current ??= setTimeout(() => void write(), SAVE_AFTER_MS);
  }, [application, draft, write]);
  useEffect(
    () => () => {
      void write();
    },
    [write],
  );
  const close = useCallback(async () => {
    closed.current = true;
    if (timer.current !== null) clearTimeout(timer.current);
    await store.cases.removeDraft(draft.draftId);
  }, [store, draft]);
  return { draftState, flush: write, close };
}

/** Opens a draft for typing. `draft` must keep its identity while it is open. */
export function useIntake(store: CounterStore, draft: Draft): Intake {
  const [application, setApplication] = useState(draft.application);
  const { draftState, flush, close } = useDraftWriter(store, draft, application);
  const actions = useMemo(() => editing(setApplication), []);
  return useMemo<Intake>(
    () => ({
      application,
      draftId: draft.draftId,
      caseId: draft.caseId,
      basedOn: draft.basedOn,
      supplement: draft.supplement,
      draftState,
      flush,
      discard: close,
      ...actions,
    }),
    [application, draft, draftState, flush, close, actions],
  );
}

type Editing = Pick<
  Intake,
  'setEmployer' | 'setRoster' | 'setReceivedOn' | 'togglePaper' | 'setPapers' | 'attest' | 'giveAway'
>;

function editing(change: (edit: (before: Application) => Application) => void): Editing {
  return {
    setEmployer: (values) =>
      change((before) => ({ ...before, employer: { ...values, attestations: before.employer.attestations } })),
    setRoster: (entries, source) =>
      change((before) => ({
        ...before,
        roster: [...entries],
        rosterSource: source === undefined ? before.rosterSource : source,
      })),
    setReceivedOn: (value) =>
      change((before) => {
        const { lateEntryReason: _, ...rest } = before;
        return { ...rest, ...value };
      }),
    togglePaper: (kind) =>
      change((before) => ({ ...before, papers: { ...before.papers, [kind]: before.papers[kind] !== true } })),
    setPapers: (kinds) =>
      change((before) => {
        const present = !kinds.every((kind) => before.papers[kind] === true);
        return { ...before, papers: { ...before.papers, ...Object.fromEntries(kinds.map((kind) => [kind, present])) } };
      }),
    attest: (changes) => change((before) => withAttestations(before, changes)),
    giveAway: (entryIds, rosterSplit) =>
      change((before) => {
        const gone = new Set(entryIds);
        return { ...before, roster: before.roster.filter(({ entryId }) => !gone.has(entryId)), rosterSplit };
      }),
  };
}

/** Each person's record, and the firm's, changed only by what was said of it. */
function withAttestations(before: Application, changes: readonly AttestChange[]): Application {
  const of = new Map(changes.map((change) => [change.subjectId, change]));
  const changed = <Subject extends { readonly attestations: Application['employer']['attestations'] }>(
    subject: Subject,
    id: string,
  ): Subject => {
    const change = of.get(id);
    return change === undefined
      ? subject
      : { ...subject, attestations: changedAttestations(subject.attestations, change) };
  };
  return {
    ...before,
    employer: changed(before.employer, FIRM),
    roster: before.roster.map((entry) => changed(entry, entry.entryId)),
  };
}
