/** What stands on printed papers beside names, days and figures: titles, standing sentences, notices required by law. */
import type { OfficeSettings } from '../domain/office.ts';

export const MATTER = '一次性扩岗补助';

export const paperTitles = {
  receipt: '收件凭证',
  acceptance: '受理通知书',
  deficiencyNotice: '补正材料一次性告知书',
  declineNotice: '不予受理通知书',
  supplementNotice: '继续核验结果告知书',
  applicationForm: '一次性扩岗补助申请表',
  roster: '一次性扩岗补助花名册',
  deliveryReceipt: '送达回证',
  daySheet: '窗口日终交接表',
  publicNotice: '一次性扩岗补助公示',
  allocationSheet: '一次性扩岗补助资金核拨单',
  officeOverview: '本单位办理情况概览',
  payeeSheet: '一次性扩岗补助收款信息确认表',
  deferralNotice: '一次性扩岗补助补缴告知书',
  monthlyReport: '一次性扩岗补助政策落实情况月报',
  leaflet: '一次性扩岗补助办理须知',
  recoveryWarning: '拟责令退回一次性扩岗补助告知书',
  recoveryDecision: '责令限期退回一次性扩岗补助通知书',
  recoveryReminder: '履行行政决定催告书',
  repaymentAgreement: '一次性扩岗补助分期还款协议',
  recoverySheet: '恢复码保管单',
} as const;

/** What a firm declares by its seal. */
export const declarations: readonly string[] = [
  '本表、花名册和所附材料真实、完整，复印件与原件一致。',
  '花名册所列人员均由本单位招用，已签订劳动合同、按时发放工资，并以本单位名义参加失业保险，提交本申请时仍在本单位参保。',
  '所列人员未被本单位或其他单位用于申领一次性吸纳就业补贴，也未在其他地区或其他单位享受一次性扩岗补助。',
  '收款账户为本单位账户，户名、开户银行和账号无误；因填写错误造成的后果由本单位承担。',
  '同意受理单位与税务、市场监管、教育、社会保险经办等部门比对核实上述信息。',
  '如有错发、多发，接到通知后如数退回；如有以欺诈、伪造证明材料等手段骗取的，依法承担退回、罚款及失信记录等责任。',
];

export const formHints =
  '填表说明：1. 单位名称与公章、营业执照一致。2. 补助优先发至对公账户；没有对公账户的，可发至税务部门登记的缴纳社会保险费账户。3. 用黑色或蓝黑色笔签名，涂改处加盖公章。4. 本表双面打印，一式两份，申请单位、受理单位各一份。';

/** 收件 is not 受理 (a paper printed offline must not promise more than it knows). */
export const receiptCaution = '本凭证只证明收到上述材料，不表示已经受理，也不表示符合条件或核准发放。';
/** 社会保险经办条例 第三十一条: no proof papers are kept from 2023-12-01. */
export const SEEN_ONLY_SENTENCE =
  '按照《社会保险经办条例》第三十一条，营业执照、毕业证书、劳动合同由本窗口通过系统核验或者当面核对后退还，不留复印件。';
export const acceptanceCaution =
  '受理后按初审、复审、公示、资金核拨的程序办理。受理不等于核准，补助人数和金额以公示并核拨的结果为准。';

const phoneLine = (label: string, phone: string): string => (phone === '' ? '' : `${label}：${phone}`);

/** Where to ask and whom to complain to; what the settings leave empty is left out. */
export function contactLine(office: OfficeSettings): string {
  const parts = [
    phoneLine('咨询电话', office.phone),
    phoneLine('监督电话', office.supervisionPhone),
    office.address === '' ? '' : `地址：${office.address}`,
  ];
  return parts.filter((part) => part !== '').join('　');
}

/** `湛江市赤坎区就业服务中心3号窗口（地址，电话 …）`, as part of a sentence. */
export function whereToAsk(office: OfficeSettings): string {
  const inside = [office.address, office.phone === '' ? '' : `电话 ${office.phone}`].filter((part) => part !== '');
  return `${office.officeName}${office.windowNumber}号窗口${inside.length > 0 ? `（${inside.join('，')}）` : ''}`;
}

/** 个人信息保护法 17 (what must be told) and 35 (public bodies tell too); 28: account and identity numbers. */
export function personalInformationNotice(office: OfficeSettings): string {
  const contact = office.phone === '' ? '' : `（联系电话 ${office.phone}）`;
  const complaint = office.supervisionPhone === '' ? '' : `，有意见可拨打监督电话 ${office.supervisionPhone}`;
  return (
    `个人信息处理告知（《中华人民共和国个人信息保护法》第十七条、第三十五条）：${office.officeName}${contact}为履行办理一次性扩岗补助的法定职责，` +
    '处理经办人和花名册所列人员的姓名、证件号码、联系方式以及毕业、参保缴费、劳动合同、收款账户信息，其中敏感信息仅用于核验身份、防止重复享受和拨付补助；' +
    '处理方式为收集、与有关部门数据比对、报送省集中式一体化信息系统；按社会保险业务档案管理规定的期限保存，除法律、行政法规规定外不向他人提供。' +
    `本人可凭有效证件到本窗口查阅、复制、更正${complaint}。请申请单位转告所列人员。`
  );
}

/** The same for the 80 mm receipt. */
export function shortPersonalInformationNotice(office: OfficeSettings): string {
  return `个人信息告知：${office.officeName}依法为办理本补助处理所交材料中的个人信息，仅用于核验和拨付，按档案规定期限保存；本人可到窗口查阅、更正。详见申请表。`;
}

/** 复议 60 days, 诉讼 6 months; `government`: the people's government of the office's division, or 本级人民政府. */
export function remedySentence(government: string): string {
  return (
    `如不服本通知，可以自收到本通知之日起60日内依法向${government}申请行政复议，` +
    '也可以自收到本通知之日起6个月内依法向有管辖权的人民法院提起行政诉讼。'
  );
}

export const twoCopies = (paper: string): string => `本${paper}一式两份，申请单位、受理单位各一份。`;
