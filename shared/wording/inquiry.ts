/** 核查 in the words of the office: lists, codes, states, differences, refusals. */
import type { ListKind, RowCode, DifferenceCode, DuplicateCode } from '../aftercare/inquiry/codes.ts';
import type { RowState } from '../aftercare/inquiry/transitions.ts';
import type { InquiryField } from '../lists/inquiry-file.ts';
import { reasonLabels } from './aftercare.ts';

export const listKindLabels: Readonly<Record<ListKind, string>> = {
  dueButUnpaid: '应发未发',
  duplicate: '疑似跨省重复',
};

const duplicateLabels: Readonly<Record<DuplicateCode, string>> = {
  K1: '不是同一人',
  K2: '本地没有实际发放（上报错误）',
  K3: '本地先发且合规，对方应追回',
  K4: '对方先发，本地追回',
  K5: '本地不合规，追回',
  K6: '已退回',
  K7: '待对方省份回函',
};

export const rowCodeLabels: Readonly<Record<RowCode, string>> = {
  Y1: '符合，本期发放',
  Y2: '符合，正在补账户或联系方式',
  Y3: '符合，发放失败待重发',
  Y4: '已发放（上报漏或编号不同）',
  ...reasonLabels,
  ...duplicateLabels,
};

export const rowStateLabels: Readonly<Record<RowState, string>> = {
  open: '待核',
  answered: '待复核',
  checked: '待报',
  pending: '已报，未了',
  done: '办结',
};

export const differenceLabels: Readonly<Record<DifferenceCode, string>> = {
  over: '多发',
  under: '少发',
  twice: '重复',
  notArrived: '未到账',
  nameDiffers: '户名不符',
};

export const inquiryFieldLabels: Readonly<Record<InquiryField, string>> = {
  citizenId: '证件号',
  name: '姓名',
  creditCode: '统一社会信用代码',
  employerNumber: '单位编号',
  employerName: '单位名称',
  county: '行政区划',
  period: '下发期别',
  otherProvince: '对方省份',
  otherFirm: '对方单位',
  otherPaidOn: '对方发放日期',
  otherAmount: '对方发放金额',
};
