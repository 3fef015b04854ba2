/** What each correction of a case changed: read from the actions themselves, so that it can never say anything else than they do. */
import type { Application } from '../domain/application.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { CaseAction } from './action.ts';
import { applicationChanges, type ApplicationChange } from './application-changes.ts';
import { foldCase, lastApplication, type StoredAction } from './case-state.ts';
import { standingEntries, standingRecords } from './standing-records.ts';

export interface VerdictChange {
  readonly name: string;
  readonly citizenId: string;
  /** `null`: not on the roster then. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
}

export interface CorrectionStory {
  readonly sequence: number;
  readonly action: Extract<CaseAction, { readonly kind: 'corrected' }>;
  readonly changes: readonly ApplicationChange[];
  readonly verdicts: readonly VerdictChange[];
  readonly amountFen: { readonly before: number; readonly after: number };
}

interface Standing {
  readonly application: Application;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly amountFen: number;
}

function standingAfter(caseId: string, actions: readonly StoredAction[]): Standing | null {
  const application = lastApplication(actions);
  const summary = foldCase(caseId, actions);
  if (application === null || summary === null) return null;
  const entries = standingEntries(standingRecords(actions)).map(({ entry }) => entry);
  const verdicts = new Map(entries.map(({ citizenId, verdict }) => [normaliseCode(citizenId), verdict]));
  return { application, verdicts, amountFen: summary.totalAmountFen };
}

/** Whoever is decided otherwise than before, in the order of the new roster, then those who left it. */
export function verdictChanges(
  before: { readonly application: Application; readonly verdicts: ReadonlyMap<string, Verdict> },
  after: { readonly application: Application; readonly verdicts: ReadonlyMap<string, Verdict> },
): readonly VerdictChange[] {
  const names = new Map(
    [...before.application.roster, ...after.application.roster].map(({ citizenId, name }) => [
      normaliseCode(citizenId),
      name.trim(),
    ]),
  );
  return [...new Set([...after.verdicts.keys(), ...before.verdicts.keys()])].flatMap((citizenId) => {
    const was = before.verdicts.get(citizenId) ?? null;
    const is = after.verdicts.get(citizenId) ?? null;
    return was === is ? [] : [{ name: names.get(citizenId) ?? '', citizenId, before: was, after: is }];
  });
}

/** Every correction among these actions, oldest first. `actions`: all of one case. */
export function correctionStories(caseId: string, actions: readonly StoredAction[]): readonly CorrectionStory[] {
  return actions.flatMap(({ action, sequence }, index): CorrectionStory[] => {
    if (action.kind !== 'corrected') return [];
    const before = standingAfter(caseId, actions.slice(0, index));
    const after = standingAfter(caseId, actions.slice(0, index + 1));
    if (before === null || after === null) return [];
    return [
      {
        sequence,
        action,
        changes: applicationChanges(before.application, after.application),
        verdicts: verdictChanges(before, after),
        amountFen: { before: before.amountFen, after: after.amountFen },
      },
    ];
  });
}
