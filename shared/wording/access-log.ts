/** The access log in words: one sentence a line, grouped as an inspector asks. */
import type { AccessEvent, AccessLine, AccessRecord } from '../casework/access-log.ts';
import { maskCitizenId } from '../domain/citizen-id.ts';
import { actionLabels } from './labels.ts';

export type AccessGroup = 'signIn' | 'looked' | 'print' | 'export' | 'deletion' | 'correction' | 'other';

export const accessGroupLabels: Readonly<Record<AccessGroup, string>> = {
  signIn: '登录',
  looked: '查阅',
  print: '打印',
  export: '导出',
  deletion: '删除',
  correction: '更正',
  other: '办理',
};

const enteredLabels: Readonly<Record<string, string>> = {
  'export begun': '开始导出批次',
  'export committed': '导出批次',
  'export voided': '作废批次',
  'export decisionExported': '导出判定依据',
  'export inspectionExported': '导出查阅记录',
  'export plainRemoved': '删除已导出的文件',
  'export layoutLoaded': '载入导出版式',
  'purge destroyed': '到期销毁办件',
  'registry imported': '导入登记数据',
  'registry removed': '删除登记数据',
};

function actionLabel(action: string): string {
  return Object.entries(actionLabels).find(([kind]) => kind === action)?.[1] ?? '另一版本程序的操作';
}

function groupOf(event: AccessEvent): AccessGroup {
  switch (event.type) {
    case 'signedIn':
    case 'locked':
      return 'signIn';
    case 'caseOpened':
    case 'personOpened':
      return 'looked';
    case 'recorded':
      if (event.correction) return 'correction';
      if (event.action === 'printSent' || event.action === 'printConfirmed') return 'print';
      if (event.action === 'exported') return 'export';
      return event.action === 'voided' ? 'deletion' : 'other';
    case 'entered':
      if (event.kind === 'purge' || event.step === 'plainRemoved' || event.step === 'removed') return 'deletion';
      return event.kind === 'export' || event.kind === 'verification' ? 'export' : 'other';
  }
}

function sentenceOf(event: AccessEvent): string {
  switch (event.type) {
    case 'signedIn':
      return event.failures === 0 ? '登录' : `登录，此前连续输错口令 ${event.failures} 次`;
    case 'locked':
      return '锁定';
    case 'caseOpened':
      return '打开办件';
    case 'personOpened':
      return `查看人员 ${event.name} ${maskCitizenId(event.citizenId)}`;
    case 'recorded':
      return event.correction ? `更正：${actionLabel(event.action)}` : actionLabel(event.action);
    case 'entered': {
      const label = enteredLabels[`${event.kind} ${event.step}`];
      if (label !== undefined) return `${label} ${event.what}`;
      return event.kind === 'verification' ? '核验文件' : `台账记事 ${event.what}`;
    }
  }
}

/** A line as it is shown and handed over. */
export interface ToldAccess {
  readonly sequence: number;
  readonly on: string;
  /** `HH:MM:SS`, of the machine's clock. */
  readonly time: string;
  readonly officerId: string;
  readonly officer: string;
  readonly group: AccessGroup;
  readonly sentence: string;
  readonly caseNumber: string;
  /** 台账号; empty where the line is no entry of the ledger. */
  readonly ledger: string;
}

/** `nameOf`: officers by id, for a failed sign-in, which holds no name. */
export function toldAccess(
  { line, record }: { readonly line: AccessLine; readonly record: AccessRecord | null },
  nameOf: (officerId: string) => string,
): ToldAccess {
  const base = { sequence: line.sequence, on: line.on, caseNumber: '', ledger: '' };
  if (record === null) {
    const { at = '', officerId = '' } = line.failed ?? {};
    const told = { ...base, time: at.slice(11, 19), officerId, officer: officerId === '' ? '—' : nameOf(officerId) };
    return line.failed === null
      ? { ...told, group: 'other', sentence: '内容打不开' }
      : { ...told, group: 'signIn', sentence: '口令不对，没有登录' };
  }
  const { event, by, at } = record;
  const sequence = 'sequence' in event ? event.sequence : 0;
  return {
    ...base,
    time: at.slice(11, 19),
    officerId: by.id,
    officer: by.name,
    group: groupOf(event),
    sentence: sentenceOf(event),
    caseNumber: 'number' in event ? event.number : event.type === 'entered' && event.kind === 'purge' ? event.what : '',
    ledger: sequence === 0 ? '' : String(sequence),
  };
}
