/**
 * A roster whose persons fall under several packs is divided as soon as it was read: the others go into drafts of their own,
 * which are on the disk before anybody leaves this sheet. What was typed is divided when the clerk says so.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { splitRoster, withPart } from '#shared/casework/split-by-pack.ts';
import { failureText } from '#shared/wording/failures.ts';
import { splitSentence } from '#shared/wording/roster-split.ts';
import type { Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { Intake } from './use-intake.ts';
import type { Verdicts } from './use-verdicts.ts';

export interface SplitParts {
  readonly store: CounterStore;
  readonly intake: Intake;
  readonly verdicts: Verdicts;
  /** The sheet began with a roster that was read just now. */
  readonly startsRead: boolean;
}

export interface Split {
  /** Drafts that this sheet gave persons to, the last division's. */
  readonly others: readonly string[];
  readonly problem: string | null;
  /** Divides the sheet; absent where there is nothing to divide, or where the case is recorded already. */
  readonly divide: (() => Promise<void>) | undefined;
  /** A roster was read: it is divided once its days of hire are known. */
  readonly rosterRead: () => void;
}

/** Saves every draft or leaves none; the sentence of what failed. */
async function saveAll({ cases }: CounterStore, drafts: readonly Draft[]): Promise<string | null> {
  for (const [index, draft] of drafts.entries()) {
    const saved = await cases.saveDraft(draft);
    if (saved.ok) continue;
    for (const { draftId } of drafts.slice(0, index)) await cases.removeDraft(draftId);
    return `没有分成两件，全部人员仍在本件。${failureText(saved.failure)}`;
  }
  return null;
}

export function useSplit({ store, intake, verdicts, startsRead }: SplitParts): Split {
  const { application, caseId, giveAway } = intake;
  const { shares, hired } = verdicts;
  const [others, setOthers] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const justRead = useRef(startsRead);
  const working = useRef(false);
  const possible = caseId === null && shares.length > 0;
  const divide = useCallback(async () => {
    const split = splitRoster(application.roster, shares);
    if (split === null || working.current) return;
    working.current = true;
    const drafts = split.moved.map((part): Draft => ({
      draftId: crypto.randomUUID(),
      caseId: null,
      savedAt: new Date().toISOString(),
      application: withPart(application, part, splitSentence(split, part, hired)),
      basedOn: null,
      supplement: false,
    }));
    const failed = await saveAll(store, drafts);
    setProblem(failed);
    if (failed === null) {
      giveAway(
        split.moved.flatMap(({ entries }) => entries.map(({ entryId }) => entryId)),
        splitSentence(split, split.kept, hired),
      );
      setOthers(drafts.map(({ draftId }) => draftId));
    }
    working.current = false;
  }, [application, shares, hired, store, giveAway]);
  // Known once there is something to divide, or a decision: with no firm on the sheet nobody's day of hire is.
  const known = verdicts.settled && (possible || verdicts.decision !== null);
  useEffect(() => {
    if (!known || !justRead.current) return;
    justRead.current = false;
    if (possible) queueMicrotask(() => void divide());
  }, [known, possible, divide]);
  return {
    others,
    problem,
    divide: possible ? divide : undefined,
    rosterRead: useCallback(() => {
      justRead.current = true;
    }, []),
  };
}
