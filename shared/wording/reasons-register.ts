/** Words for reasons that speak of the registers: not found, contradicting, not covering, a field missing. */
import type { CheckId, PersonGroup, ReasonCode } from '../policy/verdict.ts';
import { personGroupLabels } from './labels.ts';
import type { ReasonFacts } from './reason-facts.ts';
import type { ReasonWords } from './reasons.ts';

type RegisterReason = Extract<
  ReasonCode,
  | `${string}-missing`
  | 'not-found'
  | 'sources-disagree'
  | 'month-not-covered'
  | 'answer-stale'
  | 'list-stale'
  | 'other-group-not-verified'
  | 'attested-unmet'
>;

/** One printout of the agency shows whatever the insurance checks ask. */
const INSURANCE_RECORD = '社会保险参保缴费证明（载明参保单位、参保地、参保日期和缴费月份）';

/** What the applicant may bring so that the window can look further, by check. */
const papersFor: Readonly<Record<CheckId, string>> = {
  'unit-type': '营业执照副本或其他注册登记证明',
  'enrolment-place': '失业保险参保证明（载明参保地）',
  'insured-here': INSURANCE_RECORD,
  'name-match': '本人居民身份证原件',
  'insuring-employer': INSURANCE_RECORD,
  'last-month-contribution': INSURANCE_RECORD,
  'this-month-enrolment': INSURANCE_RECORD,
  'hired-in-period': INSURANCE_RECORD,
  'months-contributed': INSURANCE_RECORD,
  'programme-graduate': '毕业证书原件或《教育部学历证书电子注册备案表》',
  'entitled-group': '毕业证书原件或失业登记凭证',
  'full-time': '毕业证书原件（载明学习形式）',
  'labour-contract': '与申请单位签订的劳动合同原件',
  'hiring-subsidy': '无须提交，由窗口核查',
  'already-paid': '无须提交，由窗口核查',
  'single-application': '无须提交，由窗口核查',
};

const NOTHING_TO_BRING: ReadonlySet<CheckId> = new Set(['hiring-subsidy', 'already-paid', 'single-application']);

const bring = ({ check }: ReasonFacts): string => bringAll([check.check]);

/** What may be brought where several checks wait for the same thing: each paper once. */
export function bringAll(checks: readonly CheckId[]): string {
  const papers = [...new Set(checks.flatMap((check) => (NOTHING_TO_BRING.has(check) ? [] : [papersFor[check]])))];
  return papers.length === 0
    ? '申请人暂无须补交材料，由窗口核查后告知。'
    : `可带${papers.join('、')}来核对；没有的，由窗口核查后告知。`;
}

const FIELDS: Readonly<
  Record<Exclude<Extract<RegisterReason, `${string}-missing`>, 'list-missing' | 'contract-missing'>, string>
> = {
  'date-missing': '参保日期或参加工作时间',
  'unit-type-missing': '单位类型',
  'enrolled-on-missing': '参保日期',
  'paid-through-missing': '缴至月份',
  'status-missing': '缴费状态',
  'months-contributed-missing': '实际缴费月数',
  'graduated-on-missing': '毕业时间',
  'category-missing': '办学类别',
  'full-time-missing': '学习形式',
  'from-missing': '合同起始日',
  'to-missing': '合同终止日',
  'name-missing': '姓名',
};

const fieldMissing = (field: string): ReasonWords => ({
  clerk: ({ data }) => `${data}中这条记录没有“${field}”，不能据此判断；请查业务系统或核对原件。`,
  wrong: () => `登记信息缺少“${field}”，暂不能核实`,
  remedy: bring,
});

/** Where "not found" says more than that the person is not in the list. */
const notFoundClerk: Partial<Readonly<Record<CheckId, (facts: ReasonFacts) => string>>> = {
  'unit-type': ({ data }) => `在${data}中未见，代码也不能说明单位类型；请核对执照原件。`,
  'enrolment-place': () => '尚不能确定单位的参保地；请查业务系统或核对参保证明。',
  'insured-here': ({ data }) => `在${data}中未见本单位的失业保险记录，或记录没有写明区县；不等于未参保，请查业务系统。`,
  'full-time': ({ data }) => `在${data}中未见符合条件的毕业记录，无从判断学习形式；请核对毕业证书原件。`,
  'programme-graduate': ({ data }) => `在${data}中未见；不等于不是毕业生，请核对毕业证书原件或加入核验队列。`,
};

const TWO_ROWS =
  '本单位的参保记录互相矛盾，或另有单位编号相同、信用代码不同的记录，不能据此判断；请向社保经办机构核实。';

const contradiction: Partial<Readonly<Record<CheckId, string>>> = {
  'insured-here': TWO_ROWS,
  'last-month-contribution': TWO_ROWS,
  'this-month-enrolment': TWO_ROWS,
  'hired-in-period': TWO_ROWS,
  'months-contributed': TWO_ROWS,
  'unit-type': '企业登记的单位类型与统一社会信用代码首两位不一致，请核对执照原件。',
  'insuring-employer': '参保记录的单位编号与本单位相同，统一社会信用代码却不同，请向社保经办机构核实。',
  'programme-graduate': '毕业生名单与核验接口的结果相反，请核对毕业证书原件并重新核验。',
  'labour-contract': '备案合同的单位名称与本单位相同，但缺少统一社会信用代码，请核对合同原件。',
};

const groupNames = ({ check }: ReasonFacts): string => {
  const groups = check.detail?.['groups'];
  return (Array.isArray(groups) ? groups : [])
    .map((group) => personGroupLabels[group as PersonGroup] ?? '')
    .filter(Boolean)
    .join('、');
};

/** Whether what can be done about it is to bring a paper, if there is one. */
export const isBrought = (reason: ReasonCode): boolean =>
  reason in registerReasons && registerReasons[reason as RegisterReason].remedy === bring;

export const registerReasons: Readonly<Record<RegisterReason, ReasonWords>> = {
  'not-found': {
    clerk: (facts) =>
      facts.noCopy
        ? `没有${facts.data}可查，不能据此判断；请导入名单、查业务系统或核对原件。`
        : (notFoundClerk[facts.check.check]?.(facts) ??
          `在${facts.data}中未见；不等于不符合，请查业务系统或核对原件。`),
    wrong: ({ data, noCopy }) =>
      noCopy ? '窗口暂无相关登记数据，尚待核实' : `在${data}中未见，尚待核实（不作为不符合的依据）`,
    remedy: bring,
  },
  'sources-disagree': {
    clerk: ({ check }) => contradiction[check.check] ?? '两处登记信息互相矛盾，请向主管部门核实。',
    wrong: () => '两处登记信息不一致，尚待核实',
    remedy: bring,
  },
  'month-not-covered': {
    clerk: ({ data, noCopy }) =>
      noCopy
        ? `没有${data}可查，不能据此判断；请导入名单或查业务系统。`
        : `${data}不含所需月份的缴费情况，不能据此判断；请更新数据或查业务系统。`,
    wrong: () => '窗口现有数据尚未包含所需月份，待核实',
    remedy: bring,
  },
  'answer-stale': {
    clerk: ({ day }) => `核验接口于${day('answeredOn')}返回“否”，已超过时限，不能据此拒绝；请重新核验。`,
    wrong: () => '毕业生身份的核验结果已过时限，待重新核验',
    remedy: bring,
  },
  'list-missing': {
    clerk: ({ check }) =>
      `本机没有${check.check === 'already-paid' ? '已享受扩岗补助' : '一次性吸纳就业补贴'}名单，不能证明未享受；请导入名单或查业务系统。`,
    wrong: () => '尚未核实是否已享受相关补贴',
    remedy: bring,
  },
  'list-stale': {
    clerk: ({ data }) => `在${data}中未见，但名单已过时限，不能证明未享受；请更新名单或查业务系统。`,
    wrong: () => '尚未核实近期是否已享受相关补贴',
    remedy: bring,
  },
  'contract-missing': {
    clerk: ({ data }) => `在${data}中未见劳动合同；请核对合同原件。`,
    wrong: ({ data }) => `在${data}中未见与申请单位的劳动合同`,
    remedy: () => '请带申请单位与该人员签订、现行有效的劳动合同原件来核对；尚未签订的，签订后带来。',
  },
  'other-group-not-verified': {
    clerk: (facts) =>
      `不在毕业年度名单中；是否属于${groupNames(facts) || '其他可享受人员'}，本机名单不能证明，请核实后再定。`,
    wrong: (facts) => `尚未核实是否属于${groupNames(facts) || '其他可享受人员'}`,
    remedy: () => '可带失业登记凭证、毕业证书原件来核对；没有的，由窗口核查后告知。',
  },
  'attested-unmet': {
    clerk: () => '经工作人员核验原件或业务系统，不符合。',
    wrong: () => '经窗口核验原件或业务系统，不符合该项条件',
    remedy: () => '对核验结果有异议的，可提供相反的证明材料，由窗口重新核验。',
  },
  'date-missing': fieldMissing(FIELDS['date-missing']),
  'unit-type-missing': fieldMissing(FIELDS['unit-type-missing']),
  'enrolled-on-missing': fieldMissing(FIELDS['enrolled-on-missing']),
  'paid-through-missing': fieldMissing(FIELDS['paid-through-missing']),
  'status-missing': fieldMissing(FIELDS['status-missing']),
  'months-contributed-missing': fieldMissing(FIELDS['months-contributed-missing']),
  'graduated-on-missing': fieldMissing(FIELDS['graduated-on-missing']),
  'category-missing': fieldMissing(FIELDS['category-missing']),
  'full-time-missing': fieldMissing(FIELDS['full-time-missing']),
  'from-missing': fieldMissing(FIELDS['from-missing']),
  'to-missing': fieldMissing(FIELDS['to-missing']),
  'name-missing': fieldMissing(FIELDS['name-missing']),
};
