/** What a sheet that corrects an accepted case is measured against; read once, since a draft that the case outran is not saved. */
import { useEffect, useState } from 'react';
import type { StoredAction } from '#shared/casework/case-state.ts';
import { standingEntries, standingRecords } from '#shared/casework/standing-records.ts';
import { isAllowed, phaseOf } from '#shared/casework/transitions.ts';
import type { Application } from '#shared/domain/application.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { Verdict } from '#shared/policy/verdict.ts';
import type { CaseSummary, Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export interface CorrectedCase {
  readonly summary: CaseSummary;
  /** The record of the case, which a preview of its next paper goes on from. */
  readonly actions: readonly StoredAction[];
  /** The application as it stands. */
  readonly application: Application;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** The last day on which the case was decided: who was entitled then is what a correction asks, not who is today. */
  readonly decideOn: PlainDate;
}

/** `undefined` while it is being read; `null` for a sheet that corrects no accepted case. */
export function useCorrection(store: CounterStore, draft: Draft | null): CorrectedCase | null | undefined {
  const [read, setRead] = useState<{ readonly draft: Draft; readonly corrected: CorrectedCase | null } | null>(null);
  const caseId = draft === null || draft.supplement ? null : draft.caseId;
  useEffect(() => {
    if (draft === null || caseId === null) return () => undefined;
    let current = true;
    void correctedCase(store, caseId).then((corrected) => {
      if (current) setRead({ draft, corrected });
    });
    return () => {
      current = false;
    };
  }, [store, draft, caseId]);
  if (draft === null || caseId === null) return null;
  return read?.draft === draft ? read.corrected : undefined;
}

async function correctedCase(store: CounterStore, caseId: string): Promise<CorrectedCase | null> {
  const opened = await store.cases.open(caseId);
  if (!opened.ok) return null;
  const { summary, actions, application } = opened.value;
  if (!isAllowed(phaseOf(summary), 'corrected', store.officer.role)) return null;
  const records = standingRecords(actions);
  const days = records.map(({ record }) => record.decision.date).toSorted();
  const decideOn = days.at(-1);
  if (decideOn === undefined) return null;
  const entries = standingEntries(records).map(({ entry }) => entry);
  const verdicts = new Map(entries.map(({ citizenId, verdict }) => [normaliseCode(citizenId), verdict]));
  return { summary, actions, application, verdicts, decideOn };
}
