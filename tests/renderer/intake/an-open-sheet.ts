/** A sheet under the hooks of the intake surface, over a store whose registers the test holds in its hand. */
import { renderHook, waitFor } from '@testing-library/react';
import { expect, vi } from 'vitest';
import { inputErrors } from '#shared/casework/input-errors.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { Application } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import type { Draft } from '#renderer/store/cases/case-store.ts';
import { useIntake } from '#renderer/features/intake/use-intake.ts';
import { useNoticePreview } from '#renderer/features/intake/use-notice-preview.ts';
import { useSaving } from '#renderer/features/intake/use-saving.ts';
import { useVerdicts } from '#renderer/features/intake/use-verdicts.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

export const on = plainDate('2022-08-22');
const papers = { applicationForm: true, roster: true, licence: true, diploma: true, contract: true };
export const known = aRosterEntry();
export const damaged = aRosterEntry({ entryId: 'e2', name: '林晓彤', citizenId: '4.40802E+17' });
export const sheet = (change: Partial<Application> = {}): Application => anApplication({ papers, ...change });

type Gather = () => Promise<Result<RegistrySet>>;
export const sceneRows: Gather = async () => success(aSceneFile('').registries);

/** The store of a sheet, and the draft on it. */
export function aSheetStore(application: Application, gather: Gather = sceneRows) {
  const store = aCounterStore();
  const discarded = vi.fn<() => Promise<Result<null>>>(async () => success(null));
  const held = {
    ...store,
    cases: { ...store.cases, saveDraft: async () => success(null), removeDraft: discarded },
    registry: { ...store.registry, gather, subscribe: () => () => undefined },
  };
  const draft: Draft = { draftId: 'd1', caseId: null, savedAt: '1', application, basedOn: null, supplement: false };
  const recorded = () => store.calls.filter((call) => call.startsWith('record:'));
  return { store, held, draft, discarded, recorded };
}

/** Registers that answer when `open` is called, and at once from then on. */
export function heldBackRows(rows: Gather = sceneRows) {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const gather: Gather = async () => {
    await opened;
    return rows();
  };
  return { gather, open };
}

export function openedSheet(application: Application, gather?: Gather) {
  const { store, held, draft, discarded, recorded } = aSheetStore(application, gather);
  const onSaved = vi.fn<() => void>();
  const { result } = renderHook(() => {
    const intake = useIntake(held, draft);
    const errors = inputErrors(intake.application);
    const verdicts = useVerdicts(held, intake.application, on, null);
    const parts = { store: held, on, intake, verdicts, errors, corrected: null, onSaved };
    const saving = useSaving(parts);
    return { intake, verdicts, saving, preview: useNoticePreview(parts, saving.answer) };
  });
  const settled = async () => waitFor(() => expect(result.current.verdicts.settled).toBe(true));
  return { store, result, recorded, settled, onSaved, discarded };
}
