/** Policy packs in plain Chinese: names of figures, values as people read them, and what changes from one pack to the next. */
import { yuanInWords, formatYuan } from '../domain/money.ts';
import { formatDayForPaper } from '../domain/plain-date.ts';
import type { UnitType } from '../domain/registries.ts';
import type { FurtherGroup, PackParameter, PackParameters, ParameterName } from '../policy/pack.ts';
import type { PackDifference } from '../policy/pack-difference.ts';
import type { PackProblemCode } from '../policy/pack-import.ts';
import { personGroups, type CheckSource } from '../policy/verdict.ts';
import { checkLabels } from './checks.ts';
import { documentLabels, personGroupLabels, SEEN_ONLY, unitTypeLabels } from './labels.ts';
import { sourceLevelLabels } from './sources.ts';

export const parameterLabels: Readonly<Record<ParameterName, string>> = {
  acceptance: '受理期',
  amountFen: '补助标准（每人）',
  amountCeilingFen: '部级上限（每人）',
  entitledUnitTypes: '可享受的单位类型',
  requiredInsurances: '须缴纳的险种',
  minimumMonths: '最少缴费月数',
  monthsInARow: '缴费月数是否须连续',
  hireWindow: '招用时段',
  hireWindowIsCondition: '招用时段是否为条件',
  graduationWindow: '毕业时段',
  furtherGroups: '其他可享受人员',
  groupUnitTypes: '各类人员可享受的单位类型',
  requiredPapers: '应交材料',
  paperMode: '材料留存方式',
  staleAfterDays: '名单有效天数',
  decisionWithinDays: '办结期限（日）',
  acceptWithinWorkingDays: '待核期限（工作日）',
  remedyWithinWorkingDays: '补正期限（工作日）',
  publicNoticeWorkingDays: '公示期（工作日）',
  payoutDayOfMonth: '每月发放截止日',
  recheckWithinDays: '名单复核期限（日）',
};

const INSURANCES = { '210': '失业保险', '410': '工伤保险', '110': '职工养老保险' } as const;

const range = ({ from, to }: PackParameters['hireWindow']['value']): string =>
  `${formatDayForPaper(from)}至${formatDayForPaper(to)}`;
const listed = (items: readonly string[]): string => (items.length === 0 ? '无' : items.join('、'));
const amount = (fen: number): string => `${formatYuan(fen)}元（${yuanInWords(fen)}）`;
const AGE_ON = { hire: '年龄按招用之日', acceptance: '年龄按受理之日' } as const;
function group(entry: FurtherGroup): string {
  if (entry.kind === 'registered-unemployed') {
    const counted = entry.ageOn === undefined ? '' : `（${AGE_ON[entry.ageOn]}）`;
    return `${entry.ageFrom}—${entry.ageTo}岁登记失业青年${counted}`;
  }
  const counted = entry.withinMonths === undefined ? '' : `，且毕业之日起${entry.withinMonths}个月内招用`;
  return `离校两年内未就业高校毕业生（${range(entry.graduated)}毕业${counted}）`;
}

const unitTypes = (types: readonly UnitType[]): string => listed(types.map((type) => unitTypeLabels[type]));

type Value<Name extends ParameterName> = PackParameter<Name>['value'];
type Values = { readonly [Name in ParameterName]-?: (value: Value<Name>) => string };

const values: Values = {
  acceptance: range,
  amountFen: amount,
  amountCeilingFen: amount,
  entitledUnitTypes: unitTypes,
  requiredInsurances: (kinds) => listed(kinds.map((kind) => INSURANCES[kind])),
  minimumMonths: (months) => `${months}个月`,
  monthsInARow: (inARow) => (inARow ? '须连续' : '累计即可'),
  hireWindow: range,
  hireWindowIsCondition: (isCondition) => (isCondition ? '是，时段外不予受理' : '否，只作抽取口径'),
  graduationWindow: range,
  furtherGroups: (groups) => listed(groups.map(group)),
  groupUnitTypes: (limits) => {
    const limited = personGroups.flatMap((one) => {
      const types = limits[one];
      return types === undefined ? [] : [`${personGroupLabels[one]}限${unitTypes(types)}`];
    });
    return limited.length === 0 ? '各类人员相同' : limited.join('；');
  },
  requiredPapers: (papers) => listed(papers.map((paper) => documentLabels[paper])),
  paperMode: (mode) => (mode === 'copies' ? '收取纸质材料备案' : SEEN_ONLY),
  staleAfterDays: (days) => `${days}日`,
  decisionWithinDays: (days) => `${days}日，末日逢休息日顺延`,
  acceptWithinWorkingDays: (days) => `${days}个工作日`,
  remedyWithinWorkingDays: (days) => `${days}个工作日`,
  publicNoticeWorkingDays: (days) => `${days}个工作日`,
  payoutDayOfMonth: (day) => `每月${day}日，逢休息日提前`,
  recheckWithinDays: (days) => `${days}日，末日逢休息日顺延`,
};

/** A figure as people read it. */
export function parameterWords<Name extends ParameterName>(name: Name, value: Value<Name>): string {
  return (values[name] as (figure: Value<Name>) => string)(value);
}

/** `粤人社函〔2022〕252号 三“…”（省级规定）` */
export function sourceWords({ document, clause, level }: CheckSource): string {
  return `${document} ${clause}（${sourceLevelLabels[level]}）`;
}

/** One difference between two packs as a sentence. */
export function differenceWords(difference: PackDifference): string {
  switch (difference.kind) {
    case 'parameter': {
      const { name, before, after } = difference;
      if (after === null) return `${parameterLabels[name]}：不再规定`;
      const pending = after.mark === '待本地核定' ? '；待本地核定' : '';
      const change = before === null ? '定为' : `由“${parameterWords(name, before.value)}”改为`;
      return `${parameterLabels[name]}：${change}“${parameterWords(name, after.value)}”。依据：${sourceWords(after.source)}${pending}`;
    }
    case 'mark':
      return `${parameterLabels[difference.name]}：数值不变，${difference.after === 'verified' ? '已核实' : '改为待本地核定'}`;
    case 'check-added':
      return `新增核验项“${checkLabels[difference.check]}”。依据：${sourceWords(difference.source)}`;
    case 'check-removed':
      return `取消核验项“${checkLabels[difference.check]}”（原依据：${sourceWords(difference.source)}）`;
    case 'check-source':
      return `核验项“${checkLabels[difference.check]}”的依据：由${sourceWords(difference.before)}改为${sourceWords(difference.after)}`;
  }
}

/** Headings of what keeps a pack from being taken in; the place and the sentence come with the problem. */
export const packProblemLabels: Readonly<Record<PackProblemCode, string>> = {
  'not-a-pack-file': '不是政策参数包文件',
  'unknown-check': '含本程序没有的核验项',
  'missing-source': '缺少出处',
  'bad-value': '内容不合规定',
  'digest-differs': '摘要不符',
  'dates-overlap': '受理日期重叠',
  'supersedes-nothing': '接替的参数包不存在',
  'same-pack': '与现用的相同',
};
