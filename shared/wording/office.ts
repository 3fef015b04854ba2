/** The office's own data: names of the fields and what to write in them. */
import type { OfficeSettings } from '../domain/office.ts';

export interface OfficeFieldWording {
  readonly name: keyof OfficeSettings;
  readonly label: string;
  readonly advice: string;
}

export const officeFields: readonly OfficeFieldWording[] = [
  { name: 'officeName', label: '单位名称', advice: '填写 2–60 字的单位全称' },
  { name: 'divisionCode', label: '行政区划代码', advice: '填写 6 位数字，如 440802' },
  { name: 'address', label: '地址', advice: '地址不超过 100 字' },
  { name: 'phone', label: '咨询电话', advice: '电话不超过 30 字' },
  { name: 'supervisionPhone', label: '监督电话', advice: '电话不超过 30 字' },
  { name: 'windowNumber', label: '窗口号', advice: '填写 1–10 字的窗口号' },
  { name: 'sealName', label: '印章名称', advice: '填写 2–60 字，与受理专用章一致' },
  {
    name: 'receiptPrefix',
    label: '办件号前缀',
    advice: '1–3 个大写字母加 1–3 位数字，如 W03；同一大厅各窗口不能相同',
  },
  { name: 'maintenanceContact', label: '维护联系人（可不填，不印）', advice: '不超过 30 字；程序出错时显示' },
  { name: 'maintenancePhone', label: '维护电话（可不填，不印）', advice: '电话不超过 30 字' },
];
