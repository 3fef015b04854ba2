/** Short names of the registers, as before 数据 or 名单 in a sentence. */
import type { RegistryKind } from '../domain/registries.ts';

export const registryLabels: Readonly<Record<RegistryKind, string>> = {
  business: '企业登记',
  insurance: '参保缴费',
  graduates: '毕业生',
  graduateAnswers: '核验接口返回',
  contracts: '劳动合同备案',
  hiringSubsidy: '一次性吸纳就业补贴',
  paid: '已享受扩岗补助',
  unemployed: '失业登记',
};
