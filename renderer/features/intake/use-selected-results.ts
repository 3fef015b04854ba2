/** What the evidence panel and F7 speak of: the firm, or the persons and the group under the selection. */
import { useMemo } from 'react';
import type { Application } from '#shared/domain/application.ts';
import type { CheckResult } from '#shared/policy/verdict.ts';
import { checksOfGroup, groupLabels, type RosterSelection } from './roster/index.ts';
import type { Verdicts } from './use-verdicts.ts';

export interface SelectedResults {
  readonly onFirm: boolean;
  readonly who: string;
  /** `陈海晴 · 毕业` */
  readonly label: string;
  /** One list of checks per person, or one for the firm. */
  readonly results: readonly (readonly CheckResult[])[];
}

function nameOf(application: Application, selection: RosterSelection, onFirm: boolean): string {
  if (onFirm) return application.employer.name || '单位';
  const names = application.roster
    .filter(({ entryId }) => selection.entryIds.includes(entryId))
    .map(({ name }) => name);
  return names.length === 1 ? (names[0] ?? '') : `${names.length} 人`;
}

export function useSelectedResults(
  application: Application,
  verdicts: Verdicts,
  selection: RosterSelection,
): SelectedResults {
  return useMemo(() => {
    const { decision, byEntry } = verdicts;
    const onFirm = selection.group === 'licence' || selection.entryIds.length === 0;
    const who = nameOf(application, selection, onFirm);
    const label = `${who} · ${onFirm ? groupLabels.licence : selection.group === null ? '全部项目' : groupLabels[selection.group]}`;
    if (decision === null) return { onFirm, who, label, results: [] };
    if (onFirm) return { onFirm, who, label, results: [decision.employerChecks] };
    const wanted = checksOfGroup(selection.group);
    const results = selection.entryIds.flatMap((entryId) => {
      const entry = byEntry.get(entryId);
      return entry === undefined ? [] : [entry.checks.filter(({ check }) => wanted === null || wanted.includes(check))];
    });
    return { onFirm, who, label, results };
  }, [application, verdicts, selection]);
}
