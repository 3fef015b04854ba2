/** The verdict columns of the roster: which checks stand behind each, and the worst of them. */
import { checksIn } from '#shared/policy/checks/index.ts';
import {
  type CheckGroup,
  verdictRank,
  type CheckId,
  type CheckResult,
  type EntryDecision,
  type PersonGroup,
  type Verdict,
} from '#shared/policy/verdict.ts';
import { attestedWord, basisMarks } from '#shared/wording/evidence.ts';
import { personGroupMarks } from '#shared/wording/labels.ts';
import { levelTags } from '#shared/wording/sources.ts';

export const rosterGroups = ['licence', 'insurance', 'diploma', 'contract', 'hiringSubsidy', 'alreadyPaid'] as const;
/** A verdict column, or `identity`: the mark at the name. */
export type RosterGroup = CheckGroup;

export const groupLabels: Readonly<Record<RosterGroup, string>> = {
  licence: '证照',
  insurance: '参保',
  diploma: '毕业',
  contract: '合同',
  hiringSubsidy: '吸纳',
  alreadyPaid: '已领',
  identity: '姓名',
};

/** The heading in full. */
export const groupTitles: Readonly<Record<RosterGroup, string>> = {
  licence: '证照：单位类型、参保地',
  insurance: '参保：上月参保单位、上月缴费、本月参保、参保时间、缴费月数',
  diploma: '毕业：人员类别、全日制',
  contract: '合同：与申请单位的劳动合同',
  hiringSubsidy: '吸纳：是否已享受一次性吸纳就业补贴',
  alreadyPaid: '已领：是否已享受扩岗补助、是否同时在其他申请中',
  identity: '姓名：与登记是否一致',
};

/** Checks behind a column; `null` (a typed column, 结论, 金额) means all of them. */
export function checksOfGroup(group: RosterGroup | null): readonly CheckId[] | null {
  return group === null ? null : checksIn(group);
}

export const isRosterGroup = (id: string): id is RosterGroup => id in groupLabels;

export interface GroupVerdict {
  readonly verdict: Verdict;
  /** `原件` or `系统` where some check of the group rests on what an officer saw there. */
  readonly seen: string | null;
  /** `失业`: the group that the person is entitled by, where the pack pays for several. */
  readonly group: string | null;
  /** `市级` or `省级` where what is not met is stricter than the ministry's condition. */
  readonly tag: string | null;
}

function groupTag({ check, verdict, detail }: CheckResult): readonly string[] {
  const group = detail?.['group'];
  return check === 'entitled-group' && verdict === 'met' && typeof group === 'string' && group in personGroupMarks
    ? [personGroupMarks[group as PersonGroup]]
    : [];
}

/** The worst of the checks; `null` when the pack asks none of them. */
export function worstOf(results: readonly CheckResult[]): GroupVerdict | null {
  const worst = results.reduce<CheckResult | null>(
    (found, result) => (found === null || verdictRank[result.verdict] > verdictRank[found.verdict] ? result : found),
    null,
  );
  if (worst === null) return null;
  const strict = results.find(
    (result) => result.verdict === worst.verdict && result.verdict !== 'met' && result.stricterThanMinistry === true,
  );
  return {
    verdict: worst.verdict,
    seen: results.flatMap((result) => attestedWord(result) ?? []).map(({ basis }) => basisMarks[basis])[0] ?? null,
    group: results.flatMap(groupTag)[0] ?? null,
    tag: strict === undefined ? null : levelTags[strict.source.level],
  };
}

/** The verdict of a column for one person; the firm's checks stand in every row of 证照. */
export function groupVerdict(
  decision: EntryDecision,
  group: RosterGroup,
  employerChecks: readonly CheckResult[],
): GroupVerdict | null {
  const wanted = checksIn(group);
  return worstOf([...employerChecks, ...decision.checks].filter((result) => wanted.includes(result.check)));
}

/** The column where the person's worst verdict stands; `null` when everything is met. */
export function worstGroup(decision: EntryDecision): RosterGroup | null {
  const groups: readonly RosterGroup[] = ['identity', ...rosterGroups.filter((group) => group !== 'licence')];
  let worst: RosterGroup | null = null;
  let rank = 0;
  for (const group of groups) {
    const found = groupVerdict(decision, group, []);
    if (found === null || verdictRank[found.verdict] <= rank) continue;
    worst = group;
    rank = verdictRank[found.verdict];
  }
  return worst;
}
