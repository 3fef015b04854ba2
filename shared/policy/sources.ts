/**
 * The documents that packs cite, by the number they are cited with. A pack of another place may name others; what is not
 * here is shown by its number alone.
 */
import type { SourceLevel } from './verdict.ts';

export interface PolicyDocument {
  readonly title: string;
  readonly issuer: string;
  /** Day of issue as far as it is known, `YYYY-MM-DD`. */
  readonly issuedOn: string | null;
  readonly level: SourceLevel;
  /** False: known only by what others say of it. */
  readonly seen: boolean;
}

export const documents: Readonly<Record<string, PolicyDocument>> = {
  '湛人社函〔2022〕185号': {
    title: '转发省人力资源和社会保障厅关于加快落实一次性扩岗补助政策有关工作的通知',
    issuer: '湛江市人力资源和社会保障局',
    issuedOn: '2022-08-22',
    level: 'city',
    seen: true,
  },
  '粤人社函〔2022〕252号': {
    title: '关于加快落实一次性扩岗补助政策有关工作的通知',
    issuer: '广东省人力资源和社会保障厅',
    issuedOn: null,
    level: 'province',
    seen: true,
  },
  '人社厅发〔2022〕41号': {
    title: '关于加快落实一次性扩岗补助政策有关工作的通知',
    issuer: '人力资源社会保障部办公厅、教育部办公厅、财政部办公厅',
    issuedOn: '2022-07-27',
    level: 'ministry',
    seen: true,
  },
  '人社失业司便函〔2022〕59号': {
    title: '关于做好一次性扩岗补助相关数据信息比对管理工作的函',
    issuer: '人力资源社会保障部失业保险司',
    issuedOn: null,
    level: 'extraction',
    seen: true,
  },
  '人社厅发〔2022〕52号': {
    title: '（扩大一次性扩岗补助人员范围的通知，原文未见）',
    issuer: '人力资源社会保障部办公厅等',
    issuedOn: null,
    level: 'ministry',
    seen: false,
  },
  '人社部发〔2023〕37号': {
    title: '关于延续实施一次性扩岗补助政策有关工作的通知',
    issuer: '人力资源社会保障部、教育部、财政部',
    issuedOn: '2023-06-25',
    level: 'ministry',
    seen: false,
  },
  '人社部发〔2024〕44号': {
    title: '（2024、2025年招用的扩岗补助，原文未见，按各地转发内容）',
    issuer: '人力资源社会保障部等',
    issuedOn: null,
    level: 'ministry',
    seen: false,
  },
  '国办发〔2025〕25号': {
    title: '（2025年7月稳就业政策文件，扩岗补助范围扩大至社会组织，按各地转发内容）',
    issuer: '国务院办公厅',
    issuedOn: null,
    level: 'ministry',
    seen: false,
  },
  '人社部发〔2026〕39号': {
    title: '关于延续实施失业保险援企稳岗惠民政策有关问题的通知',
    issuer: '人力资源社会保障部等',
    issuedOn: '2026-06-18',
    level: 'ministry',
    seen: false,
  },
  '汕头市一次性扩岗补助办事指南（2022年6月23日）': {
    title: '一次性扩岗补助办事指南',
    issuer: '汕头市',
    issuedOn: '2022-06-23',
    level: 'province',
    seen: false,
  },
  '广东省2023年一次性扩岗补助经办指引（揭阳市就业服务页面所载）': {
    title: '2023年一次性扩岗补助经办指引',
    issuer: '揭阳市就业服务页面转述',
    issuedOn: null,
    level: 'province',
    seen: false,
  },
  社会保险经办条例: {
    title: '社会保险经办条例',
    issuer: '国务院',
    issuedOn: '2023-08-16',
    level: 'ministry',
    seen: true,
  },
  行政许可法: {
    title: '中华人民共和国行政许可法',
    issuer: '全国人民代表大会常务委员会',
    issuedOn: null,
    level: 'own',
    seen: true,
  },
  本系统: { title: '本系统自定，无文件规定', issuer: '—', issuedOn: null, level: 'own', seen: true },
};
