/** What the registers are called. */
import type { RegistryKind } from '../domain/registries.ts';

/** Short, as before 数据 or 名单 in a sentence. */
export const registryNames: Readonly<Record<RegistryKind, string>> = {
  business: '企业登记',
  insurance: '参保缴费',
  graduates: '毕业生',
  graduateAnswers: '核验接口返回',
  contracts: '劳动合同备案',
  hiringSubsidy: '一次性吸纳就业补贴',
  paid: '已享受扩岗补助',
  unemployed: '失业登记',
};

/** As things that can be shown or imported. */
export const registryTitles: Readonly<Record<RegistryKind, string>> = {
  business: `${registryNames.business}数据`,
  insurance: `${registryNames.insurance}数据`,
  graduates: `${registryNames.graduates}数据`,
  graduateAnswers: `${registryNames.graduateAnswers}结果`,
  contracts: `${registryNames.contracts}数据`,
  hiringSubsidy: `${registryNames.hiringSubsidy}名单`,
  paid: `${registryNames.paid}名单`,
  unemployed: `${registryNames.unemployed}数据`,
};
