/** Words for reasons that rest on a fact: what the registers show, and what the applicant can still do about it. */
import type { ReasonCode } from '../policy/verdict.ts';
import { unitTypeWords } from './labels.ts';
import type { GroupReason } from './reasons-group.ts';
import type { registerReasons } from './reasons-register.ts';
import type { ReasonWords } from './reasons.ts';

type FactReason = Exclude<ReasonCode, keyof typeof registerReasons | GroupReason>;

/** The type of unit that a decision kept in its facts. */
const unitType = (kept: string): string =>
  (unitTypeWords as Readonly<Record<string, string>>)[kept] ?? '不可享受的类型';

const NO_REMEDY = '该项情形不能补正。对事实有异议的，可持相反的证明材料到窗口核对。';

export const personReasons: Readonly<Record<FactReason, ReasonWords>> = {
  'not-entitled-unit': {
    clerk: ({ text }) => `单位类型为${unitType(text('unitType', ''))}，不在可享受的单位类型内。`,
    wrong: ({ text }) => `申请单位属于${unitType(text('unitType', ''))}，不在可享受补助的单位类型内`,
    remedy: () => '单位类型登记有误的，先到登记机关更正，再重新申请。',
  },
  'apply-at-enrolment-place': {
    clerk: ({ places }) => `失业保险在${places()}参保，应到参保地申请。`,
    wrong: ({ places }) => `失业保险在${places()}参保，不在本窗口受理范围`,
    remedy: ({ places }) => `请到${places()}的公共就业服务机构申请。`,
  },
  'name-differs': {
    clerk: ({ text }) => `登记姓名为“${text('registeredName', '另一姓名')}”，与花名册不一致；请核对身份证原件。`,
    wrong: () => '花名册所填姓名与登记姓名不一致',
    remedy: () =>
      '请对照居民身份证：填错的，更正花名册、盖章重交；没有填错的，带身份证原件来核对，改过名的另带户口簿。',
  },
  'enrolled-this-month': {
    clerk: ({ insurance, day, month }) =>
      `${insurance}于${day('enrolledOn')}才在本单位参保，上月尚未缴费；最早${month('earliestApplyMonth', '次月')}可申请。`,
    wrong: ({ insurance, day }) => `该人员${insurance}于${day('enrolledOn')}才在申请单位参保，上月没有缴费`,
    remedy: ({ month }) =>
      `本次可先删去该人员；参保当月正常缴费后，最早于${month('earliestApplyMonth', '次月')}再申请。`,
  },
  'insured-elsewhere': {
    clerk: ({ text }) => `上月失业保险由其他单位（${text('employerName', '未载名称')}）参保。`,
    wrong: () => '该人员上月的失业保险参保单位不是申请单位',
    remedy: () => '应由上月为其参保的单位申请；参保登记有误的，先到社保经办机构更正，再重新申请。',
  },
  'left-before-last-month': {
    clerk: ({ month }) => `已在本单位停保，缴至${month('paidThrough')}，上月不在本单位参保。`,
    wrong: ({ month }) => `该人员已停保，缴费至${month('paidThrough')}，上月不在申请单位参保`,
    remedy: () => '重新参保并正常缴费满一个月后，可于次月再申请；参保登记有误的，先到社保经办机构更正。',
  },
  deferred: {
    clerk: ({ insurance }) => `${insurance}缓缴尚未补缴；通知企业补缴后线下申请。`,
    wrong: ({ insurance }) => `单位的${insurance}费处于缓缴状态，尚未补缴`,
    remedy: ({ insurance, month }) =>
      `请到税务部门补缴${month('lastMonth', '上月')}及以前缓缴的${insurance}费，入账后带缴费凭证来核对。`,
  },
  'contribution-stopped': {
    clerk: ({ insurance, month }) => `${insurance}已停缴，缴至${month('paidThrough')}，上月未缴费。`,
    wrong: ({ insurance, month }) =>
      `该人员${insurance}缴费至${month('paidThrough')}，${month('lastMonth', '上月')}已停止缴费`,
    remedy: () => '恢复参保并正常缴费满一个月后，可于次月再申请；缴费记录有误的，先到税务部门、社保经办机构更正。',
  },
  arrears: {
    clerk: ({ insurance, month }) => `${insurance}只缴至${month('paidThrough')}，上月未到账；补缴后再申请。`,
    wrong: ({ insurance, month }) =>
      `该人员${insurance}缴费至${month('paidThrough')}，${month('lastMonth', '上月')}的费用尚未缴纳`,
    remedy: ({ insurance, month }) =>
      `请到税务部门缴清${month('lastMonth', '上月')}及以前的${insurance}费，入账后带缴费凭证来核对；已经缴纳的，直接带凭证来。`,
  },
  'removed-this-month': {
    clerk: () => '本月已减员停保，不符合条件。',
    wrong: () => '该人员本月已由申请单位办理减员停保',
    remedy: () => '减员登记有误的，先到社保经办机构更正，再重新申请；确已离职的，不能补正。',
  },
  'suspended-this-month': {
    clerk: () => '本月参保状态为暂停缴费（中断），不符合条件。',
    wrong: () => '该人员本月参保状态为暂停缴费（中断）',
    remedy: () => '恢复参保并正常缴费后可再申请；状态登记有误的，先到社保经办机构更正。',
  },
  'hired-outside-period': {
    clerk: ({ check, day }) => {
      const period = `${day('windowFrom')}至${day('windowTo')}`;
      return check.verdict === 'unmet'
        ? `参保日期和参加工作时间都不在${period}内。`
        : `参保日期和参加工作时间都不在${period}内；部级文件未将此列为条件，请审核人员决定。`;
    },
    wrong: ({ day }) => `该人员参保日期和参加工作时间都不在${day('windowFrom')}至${day('windowTo')}内`,
    remedy: ({ check }) =>
      `${check.verdict === 'unknown' ? '部级文件未将此列为条件，由审核人员决定。' : ''}参保日期登记有误的，提供劳动合同和参保证明，先到社保经办机构更正。`,
  },
  'months-short': {
    clerk: ({ insurance, text, month }) =>
      `${insurance}在本单位只缴${text('months', '0')}个月，要求${text('required', '1')}个月；最早${month('earliestApplyMonth', '缴足后的次月')}可申请。`,
    wrong: ({ insurance, text }) =>
      `该人员${insurance}在申请单位缴费${text('months', '0')}个月，少于要求的${text('required', '1')}个月`,
    remedy: ({ month }) =>
      `本次可先删去该人员；继续正常缴费，最早于${month('earliestApplyMonth', '缴足后的次月')}再申请。`,
  },
  'months-short-and-stopped': {
    clerk: ({ insurance, text }) =>
      `${insurance}在本单位只缴${text('months', '0')}个月且已停缴，要求${text('required', '1')}个月。`,
    wrong: ({ insurance, text }) =>
      `该人员${insurance}在申请单位缴费${text('months', '0')}个月，少于要求的${text('required', '1')}个月，且已停止缴费`,
    remedy: () => '恢复参保并缴足月数后可再申请；缴费记录有误的，先到社保经办机构更正。',
  },
  'months-not-in-a-row': {
    clerk: ({ insurance, text }) =>
      `${insurance}累计缴${text('months', '0')}个月，登记数据看不出是否连续；请查业务系统的逐月缴费记录。`,
    wrong: ({ insurance }) => `${insurance}费是否连续缴足，尚待核实`,
    remedy: () => '可带社会保险参保缴费证明（载明逐月缴费情况）来核对；没有的，由窗口核查后告知。',
  },
  'not-yet-graduated': {
    clerk: ({ day }) => `毕业时间为${day('graduatedOn')}，尚未毕业；毕业后再申请。`,
    wrong: ({ day }) => `该人员毕业时间为${day('graduatedOn')}，尚未取得毕业证书`,
    remedy: ({ day }) => `本次可先删去该人员；${day('graduatedOn', '毕业')}取得毕业证书后再申请，并带毕业证书原件。`,
  },
  'service-says-no': {
    clerk: ({ day }) => `核验接口于${day('answeredOn')}返回“否”，不是毕业年度普通高校毕业生。`,
    wrong: ({ day }) => `“普通高校应届毕业生身份核验接口”于${day('answeredOn')}返回“否”`,
    remedy: () => '认为结果有误的，提供毕业证书原件或《教育部学历证书电子注册备案表》，由窗口向教育部门核实。',
  },
  'not-regular-higher-education': {
    clerk: () => '学历为成人、自考或网络教育，不是普通高等学校毕业证书。',
    wrong: () => '该人员学历不属于普通高等学校学历教育（成人、自考、网络教育不在范围内）',
    remedy: () => '另有普通高等学校毕业证书的，提供证书原件供核对。',
  },
  'graduated-outside-window': {
    clerk: ({ day }) => `毕业时间${day('graduatedOn')}不在${day('windowFrom')}至${day('windowTo')}内。`,
    wrong: ({ day }) => `该人员毕业时间为${day('graduatedOn')}，不在${day('windowFrom')}至${day('windowTo')}内`,
    remedy: () => '毕业时间登记有误的，提供毕业证书原件供核对。',
  },
  'not-full-time': {
    clerk: () => '毕业记录为非全日制；“全日制”是市级条件，部级文件没有。',
    wrong: () => '该人员毕业证书的学习形式为非全日制',
    remedy: () => '学习形式登记有误的，提供毕业证书原件供核对。',
  },
  'contract-not-started': {
    clerk: ({ day }) => `劳动合同自${day('from')}起生效，受理之日尚未开始。`,
    wrong: ({ day }) => `劳动合同自${day('from')}起生效，申请时尚未开始`,
    remedy: ({ day }) => `另有现行有效的劳动合同的，带原件来核对；没有的，自${day('from', '合同生效之日')}起再申请。`,
  },
  'contract-ended': {
    clerk: ({ day }) => `劳动合同已于${day('to')}终止；续签的请核对合同原件。`,
    wrong: ({ day }) => `备案的劳动合同已于${day('to')}终止`,
    remedy: () => '已续签的，带现行有效的劳动合同原件来核对，并办理合同备案；未续签的，续签后带来。',
  },
  'contract-with-another-employer': {
    clerk: ({ text }) =>
      `备案合同的用人单位是${text('employerName', '其他单位')}，未见与本单位的合同；请核对合同原件。`,
    wrong: () => '备案的劳动合同是与其他单位签订的，未见与申请单位的劳动合同',
    remedy: () => '请带申请单位与该人员签订、现行有效的劳动合同原件来核对；劳务派遣的，由派遣单位申请并提供派遣协议。',
  },
  'hiring-subsidy-received': {
    clerk: ({ day }) => `已在一次性吸纳就业补贴名单中（发放日期：${day('paidOn', '未载')}），两项不能重复享受。`,
    wrong: ({ day }) =>
      `该人员已用于享受一次性吸纳就业补贴（发放日期：${day('paidOn', '未载')}），两项补贴不能重复享受`,
    remedy: () => NO_REMEDY,
  },
  'already-paid': {
    clerk: ({ day }) => `已在已享受扩岗补助名单中（发放日期：${day('paidOn', '未载')}），不能重复使用。`,
    wrong: ({ day }) =>
      `该人员的身份和参保信息已用于享受一次性扩岗补助（发放日期：${day('paidOn', '未载')}），不能重复使用`,
    remedy: () => NO_REMEDY,
  },
  'duplicate-in-roster': {
    clerk: () => '同一人在花名册中出现多次；只保留一行。',
    wrong: () => '同一人在花名册中重复填写',
    remedy: () => '请删除重复的一行，核对人数和金额后重新提交花名册；先填写的一行照常审核。',
  },
  'claimed-by-another-application': {
    clerk: ({ check }) => {
      const ids = check.detail?.['applications'];
      return `该人员已在更早的申请中（${Array.isArray(ids) ? ids.join('、') : '另一办件'}）；须先确定由哪家单位申请。`;
    },
    wrong: () => '该人员已出现在更早的一份申请中，一人只能由一户单位申请',
    remedy: () => '请与本人核实由哪家单位申请；另一份申请撤回后，本单位的申请继续办理。',
  },
};
