/** Words for 人员类别: which of the groups were asked for, and what each came to. */
import { groupsTold, type CheckResult, type GroupTold, type PersonGroup, type ReasonCode } from '../policy/verdict.ts';
import { personGroupLabels, unitTypeWords } from './labels.ts';
import type { ReasonFacts } from './reason-facts.ts';
import type { ReasonWords } from './reasons.ts';

export type GroupReason = Extract<
  ReasonCode,
  | 'group-open'
  | 'no-group-fits'
  | 'group-not-for-unit-type'
  | 'age-outside-group'
  | 'age-on-one-day-only'
  | 'registration-not-at-hire'
>;

/** The finding of one group as a check of its own, so that it is told in the words of its reason. */
export function asCheck(of: CheckResult, { verdict, reason, registry, asOf, detail = {} }: GroupTold): CheckResult {
  const { scope } = of.evidence;
  return {
    check: of.check,
    verdict,
    reason,
    source: of.source,
    evidence: { registry, asOf, ...(registry === of.evidence.registry && scope !== undefined ? { scope } : {}) },
    detail,
  };
}

/** The group that somebody is entitled by, in full; `null` for anybody else, and where only an officer vouched for it. */
export function groupShown({ check, verdict, detail }: CheckResult): string | null {
  const group = detail?.['group'];
  const known = check === 'entitled-group' && verdict === 'met' && typeof group === 'string';
  return known && group in personGroupLabels ? personGroupLabels[group as PersonGroup] : null;
}

/** `毕业年度高校毕业生：在……中未见……` for each group, one after the other. */
const eachGroup = (check: CheckResult, say: (result: CheckResult) => string): string =>
  groupsTold(check)
    .map((told) => `${personGroupLabels[told.group]}：${say(asCheck(check, told)).replace(/[。；]$/u, '')}`)
    .join('；');

const agesOf = ({ check }: ReasonFacts): string => {
  const ages = check.detail?.['ages'];
  return Array.isArray(ages) ? [...new Set(ages.map(String))].join('、') : '';
};
const span = ({ text }: ReasonFacts): string => `${text('ageFrom', '16')}—${text('ageTo', '24')}岁`;

interface Sayings {
  readonly clerk: (result: CheckResult) => string;
  readonly wrong: (result: CheckResult) => string;
}

/** `say`: the words of any reason; a group is refused in the words of its own. */
export const groupReasons = (say: Sayings): Readonly<Record<GroupReason, ReasonWords>> => ({
  'group-open': {
    clerk: ({ check }) => `${eachGroup(check, say.clerk)}。符合其中一类即可。`,
    wrong: () => '尚未核实属于哪一类可享受人员（毕业年度高校毕业生、离校两年内未就业高校毕业生、登记失业青年）',
    remedy: () => '可带毕业证书原件或失业登记凭证来核对；没有的，由窗口核查后告知。',
  },
  'no-group-fits': {
    clerk: ({ check }) => `不属于任何一类可享受人员。${eachGroup(check, say.clerk)}。`,
    wrong: ({ check }) => `该人员不属于可享受人员（${eachGroup(check, say.wrong)}）`,
    remedy: () => '毕业时间、学历或证件登记有误的，提供毕业证书原件、居民身份证原件或失业登记凭证供核对。',
  },
  'group-not-for-unit-type': {
    clerk: ({ text }) => `单位类型为${unitType(text('unitType', ''))}，此类人员不适用。`,
    wrong: ({ text }) => `申请单位属于${unitType(text('unitType', ''))}，此类人员不适用`,
    remedy: () => '单位类型登记有误的，先到登记机关更正，再重新申请。',
  },
  'age-outside-group': {
    clerk: (facts) => `按证件号为${agesOf(facts)}周岁，不在${span(facts)}内。`,
    wrong: (facts) => `该人员${agesOf(facts)}周岁，不在${span(facts)}内`,
    remedy: () => '证件号填写有误的，更正花名册后重交，并带居民身份证原件来核对。',
  },
  'age-on-one-day-only': {
    clerk: (facts) =>
      `招用之日与受理之日只有一天在${span(facts)}内（${agesOf(facts)}周岁），按哪一天认定待本地核定；请审核人员决定。`,
    wrong: (facts) => `年龄按招用之日还是受理之日认定，尚待核实（${span(facts)}）`,
    remedy: () => '暂无须提交材料，由窗口核定后告知。',
  },
  'registration-not-at-hire': {
    clerk: ({ data, day }) =>
      `在${data}中有失业登记（登记${day('registeredOn', '日未载')}，终止${day('endedOn', '日未载')}），看不出招用时仍登记失业；请查就业登记系统。`,
    wrong: ({ data }) => `在${data}中的失业登记看不出招用时仍登记失业，尚待核实`,
    remedy: () => '可带招用时有效的失业登记凭证来核对；没有的，由窗口核查后告知。',
  },
});

const unitType = (kept: string): string =>
  (unitTypeWords as Readonly<Record<string, string>>)[kept] ?? '不可享受的类型';
