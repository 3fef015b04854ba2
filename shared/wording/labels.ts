/** Names of papers, documents, actions and states as they stand on screen and on paper. */
import type { CaseActionKind } from '../casework/action.ts';
import type { CaseStatus } from '../casework/status.ts';
import type { OfficerRole } from '../domain/officer.ts';
import type { UnitType } from '../domain/registries.ts';
import type { DocumentKind } from '../domain/supporting-document.ts';
import type { PersonGroup } from '../policy/verdict.ts';

/** The five papers of the notice, short, for tick boxes. */
export const documentLabels: Readonly<Record<DocumentKind, string>> = {
  applicationForm: '申请表',
  roster: '花名册',
  licence: '营业执照',
  diploma: '毕业证书',
  contract: '劳动合同',
};

/** The same with their full names, for lists on paper. */
export const documentTitles: Readonly<Record<DocumentKind, string>> = {
  applicationForm: '一次性扩岗补助申请表（加盖单位公章）',
  roster: '一次性扩岗补助花名册（加盖单位公章）',
  licence: '营业执照等注册登记证明',
  diploma: '毕业证书（花名册所列人员逐人提供）',
  contract: '劳动合同（花名册所列人员逐人提供）',
};

/** How papers that only prove something are kept, where no copy may be. */
export const SEEN_ONLY = '系统核验、不留复印件';

export const actionLabels: Readonly<Record<CaseActionKind, string>> = {
  received: '收件',
  accepted: '受理',
  deficiencyNotified: '一次性告知',
  declined: '不予受理',
  heldPending: '收件待核',
  supplemented: '补充决定',
  corrected: '更正',
  printSent: '打印',
  printConfirmed: '打印结果登记',
  exported: '导出',
  released: '交出合并导出',
  handedBack: '合并导出窗口退回',
  voided: '作废',
  withdrawn: '撤回',
  provinceAnswered: '省系统返回',
  reviewed: '复核',
  caseNote: '备注',
};

export const unitTypeLabels: Readonly<Record<UnitType, string>> = {
  enterprise: '企业',
  'individual-business': '个体工商户',
  cooperative: '农民专业合作社',
  'social-organisation': '社会组织',
  'public-institution': '事业单位',
  government: '机关',
  'law-firm': '律师事务所',
  other: '其他',
};

/** The same as a sentence of a reason names them. */
export const unitTypeWords: Readonly<Record<UnitType, string>> = {
  ...unitTypeLabels,
  'law-firm': '律师执业机构',
  other: '其他单位',
};

/** Whom a pack pays for. */
export const personGroupLabels: Readonly<Record<PersonGroup, string>> = {
  'programme-graduate': '毕业年度高校毕业生',
  'left-school-unemployed': '离校两年内未就业高校毕业生',
  'registered-unemployed': '16—24岁登记失业青年',
};

/** The same in a narrow column. */
export const personGroupMarks: Readonly<Record<PersonGroup, string>> = {
  'programme-graduate': '应届',
  'left-school-unemployed': '离校',
  'registered-unemployed': '失业',
};

/** The same where there is room for a word only. */
export const personGroupTags: Readonly<Record<PersonGroup, string>> = {
  'programme-graduate': '毕业年度',
  'left-school-unemployed': '离校两年内',
  'registered-unemployed': '登记失业',
};

export const roleLabels: Readonly<Record<OfficerRole, string>> = { administrator: '管理员', windowClerk: '窗口人员' };

/** The state of a case in the words of the counter. */
export const statusLabel: Readonly<Record<CaseStatus, string>> = {
  received: '已收件',
  accepted: '已受理',
  deficient: '待补正',
  declined: '不予受理',
  pending: '待核',
  partlyExported: '部分导出',
  exported: '已导出',
  voided: '作废',
  withdrawn: '已撤回',
};
