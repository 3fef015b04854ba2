/** 寄送: files from one window to all, in words. */
import type {
  DescribedDocument,
  DocumentBecame,
  DocumentContents,
  DocumentEvent,
  DocumentKind,
} from '../casework/document-dispatches.ts';
import { registryNames } from './registries.ts';

export const documentKindLabels: Readonly<Record<DocumentKind, string>> = {
  registry: '登记数据',
  policyPack: '参数包',
  calendar: '工作日历',
  layout: '导出版式',
};

/** What it is, in a line. */
export function documentTitle(contents: DocumentContents): string {
  if (contents.kind === 'registry')
    return `${registryNames[contents.registry]}数据，截至 ${contents.asOf}，范围 ${contents.scope}，${contents.source}提供`;
  return `${documentKindLabels[contents.kind]}“${contents.title}”`;
}

export const documentBecameLabels: Readonly<Record<DocumentBecame, string>> = {
  takenIn: '已采用',
  declined: '不采用',
};

const titleOf = ({ contents, fileName }: Pick<DescribedDocument, 'contents' | 'fileName'>): string =>
  `${documentTitle(contents)}（文件 ${fileName}）`;

/** For the ledger. */
export function documentTold(event: DocumentEvent): string {
  switch (event.type) {
    case 'documentSent':
      return `寄送各窗口：${titleOf(event.document)}`;
    case 'documentWithdrawn':
      return '停止寄送一份文件，还没有收到的窗口不再收到';
    case 'documentTold':
      return `收到 ${event.prefix} 窗口 ${event.document.by.officerName} 寄送：${titleOf(event.document)}`;
    case 'documentSettled':
      return `${event.prefix} 窗口寄送的文件：${documentBecameLabels[event.became]}`;
  }
}

/** Megabytes as they are shown. */
export const megabytes = (bytes: number): string => `${Math.max(0.1, bytes / 1_048_576).toFixed(1)} MB`;

/** How far a file that comes is; `ready` once it can be opened. */
export function comingWords(
  lying: { readonly state: string; readonly here: number; readonly count: number | null } | null,
): { readonly text: string; readonly ready: boolean; readonly bad?: true } {
  if (lying === null || lying.count === null) return { text: '等待接收端', ready: false };
  switch (lying.state) {
    case 'here':
      return { text: '已收齐', ready: true };
    case 'wrong':
      return { text: '✕ 接收端给出的内容不对，自动重收', ready: false, bad: true };
    case 'removed':
      return { text: '✕ 接收端已不再保存，请寄出窗口重新寄送', ready: false, bad: true };
    default:
      return { text: `正在收 ${lying.here} / ${lying.count} 部分`, ready: false };
  }
}

/** Where a file that was sent is. */
export function sentWords(
  lying: { readonly here: number; readonly count: number | null; readonly atHub: number } | null,
): { readonly text: string; readonly bad?: true } {
  if (lying === null) return { text: '✕ 本机和接收端都没有它的内容，请从原文件重新寄送', bad: true };
  if (lying.count !== null && lying.atHub >= lying.count) return { text: '已送到接收端' };
  return { text: `正在送往接收端 ${lying.atHub} / ${lying.count ?? '？'} 部分` };
}

/** Why a file that came cannot be opened. */
export const documentWordLabels: Readonly<Record<'untrue' | 'not-administrator', string>> = {
  untrue: '✕ 签名与内容不符，或签名人不在任职名单上：请选不采用',
  'not-administrator': '✕ 寄出人不是管理员：请选不采用',
};
