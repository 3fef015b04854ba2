/** What the ledger holds beside the cases, told in one sentence each: officers, settings, registry copies, policy, purges. */
import { outcomeLabels, returnFieldLabels } from './returns.ts';
import { ClaimEvent } from '../casework/claim-events.ts';
import { HallEvent } from '../batches/hall-dispatches.ts';
import { DocumentEvent } from '../casework/document-dispatches.ts';
import { AnswersEvent } from '../casework/answer-dispatches.ts';
import { ReviewDispatchEvent } from '../casework/review-dispatches.ts';
import { takesAdministrator } from '../casework/duties.ts';
import type { EntryKind } from '../casework/journal.ts';
import { OfficeEvent } from '../casework/office-events.ts';
import { WindowEvent } from '../casework/window-events.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { byAdministrator, type EntryAuthor } from '../domain/officer.ts';
import { registryKinds } from '../domain/registries.ts';
import { ExportEvent } from '../batches/batch-events.ts';
import { PurgeEvent } from '../batches/retention.ts';
import { RegistryEvent } from '../registry/registry-events.ts';
import { PolicyEvent } from '../policy/policy-events.ts';
import { roleLabels } from './labels.ts';
import { officeFields } from './office.ts';
import { registryNames } from './registries.ts';
import { answersTold } from './answers.ts';
import { documentTold } from './documents.ts';
import { hallTold } from './hall.ts';
import { reviewDispatchTold } from './review.ts';

export const ledgerGroups = [
  'ledger',
  'officers',
  'settings',
  'registry',
  'policy',
  'purge',
  'claims',
  'review',
  'hall',
  'documents',
  'signIn',
] as const;
export type LedgerGroup = (typeof ledgerGroups)[number];

export const ledgerGroupLabels: Readonly<Record<LedgerGroup, string>> = {
  ledger: '台账',
  officers: '人员与恢复码',
  settings: '设置',
  registry: '登记数据',
  policy: '政策与日历',
  purge: '到期销毁',
  claims: '同人核对',
  review: '复核',
  hall: '合并导出',
  documents: '寄送',
  signIn: '登录与口令',
};

/** The kinds of entries that are told here. Batches, prints, verification and clocks have screens of their own. */
export const toldKinds = [
  'office',
  'registry',
  'policy',
  'purge',
  'export',
  'window',
  'exchange',
] as const satisfies readonly EntryKind[];

/** An entry as it is read here. */
export interface ToldEntry {
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly content: unknown;
  readonly by?: EntryAuthor | null;
}

export type LedgerLine<Entry extends ToldEntry> = Entry & { readonly group: LedgerGroup; readonly sentence: string };

interface Told {
  readonly group: LedgerGroup;
  readonly sentence: string;
}

/** What a sentence needs to know of the entries before. */
interface Before {
  readonly nameOf: (officerId: string) => string;
  readonly office: OfficeSettings | null;
}

const count = (value: number): string => value.toLocaleString('zh-CN');

/** Labels only: the maintainer's name and number are nobody's business here. */
function officeSentence(before: OfficeSettings | null, after: OfficeSettings): string {
  if (before === null) return '单位与窗口首次记入台账';
  const labels = officeFields
    .filter(({ name }) => (before[name] ?? '') !== (after[name] ?? ''))
    .map(({ label }) => label.replace(/（.*）/u, ''));
  return labels.length === 0 ? '保存单位与窗口，内容没有变化' : `保存单位与窗口，改了${labels.join('、')}`;
}

const settingTypes = [
  'officeSaved',
  'quotaSet',
  'badRowLimitSet',
  'retentionSet',
  'hubJoined',
  'hubLeft',
  'backupPlaceSet',
  'updateSet',
  'returnLayoutSet',
] as const satisfies readonly OfficeEvent['type'][];
type Setting = Extract<OfficeEvent, { type: (typeof settingTypes)[number] }>;
const isSetting = (event: OfficeEvent): event is Setting =>
  (settingTypes as readonly OfficeEvent['type'][]).includes(event.type);

function settingSentence(event: Setting, before: Before): string {
  switch (event.type) {
    case 'officeSaved':
      return officeSentence(before.office, event.office);
    case 'quotaSet':
      return `核验接口每日限额设为 ${count(event.dailyQuota)} 人`;
    case 'badRowLimitSet':
      return `登记数据坏行上限设为 ${event.percent} %`;
    case 'hubJoined':
      return `加入接收端 ${event.address}，此后台账逐条送往接收端`;
    case 'hubLeft':
      return '退出接收端，此后不再送件；已送达的仍在接收端';
    case 'backupPlaceSet':
      return event.place === null ? '不再备份' : `备份位置设为“${event.place}”`;
    case 'updateSet':
      return event.version === null ? '放弃已准备的程序更新' : `下次启动改用程序 ${event.version} 版`;
    case 'returnLayoutSet': {
      const { headings, words } = event.layout;
      const said = [
        ...Object.entries(headings).map(([heading, field]) => `列“${heading}”为${returnFieldLabels[field]}`),
        ...Object.entries(words).map(([word, outcome]) => `“${word}”为${outcomeLabels[outcome]}`),
      ];
      return said.length === 0 ? '省系统返回文件的对应关系已清空' : `省系统返回文件：${said.join('，')}`;
    }
    case 'retentionSet': {
      const { caseYears, packDays, documentNumber } = event.rule;
      const days = registryKinds.flatMap((kind) =>
        packDays[kind] === undefined ? [] : [`${registryNames[kind]}数据 ${count(packDays[kind])} 天`],
      );
      return `保存期限设为${[`办件 ${caseYears} 年`, ...days].join('、')}，依据 ${documentNumber}`;
    }
  }
}

function officeTold(event: OfficeEvent, before: Before): Told {
  if (isSetting(event)) return { group: 'settings', sentence: settingSentence(event, before) };
  switch (event.type) {
    case 'signedIn':
      return {
        group: 'signIn',
        sentence: event.failures === 0 ? '登录' : `登录，此前连续输错口令 ${event.failures} 次`,
      };
    case 'locked':
      return { group: 'signIn', sentence: '锁定' };
    case 'confirmationRefused':
      return {
        group: 'signIn',
        sentence: `请${before.nameOf(event.officerId)}在此窗口确认，口令不对，连续第 ${event.failures} 次`,
      };
    case 'recoveryKeyUsed':
      return { group: 'officers', sentence: '用恢复码换了口令登录' };
    case 'officerCardMade':
      return { group: 'officers', sentence: `${event.name}的密钥换成新的存放方式，口令不变` };
    case 'dataKeyRotated':
      return { group: 'officers', sentence: '更换数据密钥' };
    case 'oldDataKeyDropped':
      return { group: 'officers', sentence: '数据密钥更换完成，旧的作废' };
    case 'clockBelieved':
      return { group: 'signIn', sentence: `确认电脑时间 ${event.now} 是对的` };
    case 'recoveryKeyRenewed':
      return { group: 'officers', sentence: '更换恢复码，旧的作废' };
    case 'claimKeySet':
      return { group: 'settings', sentence: `同人核对的密钥设为 ${event.name.slice(0, 8)}，本单位各窗口共用` };
    case 'rollSigned':
      return { group: 'officers', sentence: '签发任职名单' };
    case 'rollsTaken':
      return {
        group: 'officers',
        sentence: event.anew ? '核对单位密钥后，改用接收端送来的任职名单' : '收到新的任职名单，本机人员随之更新',
      };
    case 'windowInvited':
      return { group: 'settings', sentence: '做了一张加入码，供另一窗口加入' };
    case 'officeRestored':
      return { group: 'settings', sentence: `两份设置文件都损坏，用台账第 ${event.from} 条恢复单位与窗口` };
    case 'systemAuthorised':
      return {
        group: 'officers',
        sentence: `登记${event.name}的省系统授权：${event.documentNumber}，${event.from} 至 ${event.to}`,
      };
    case 'systemAuthorisationEnded':
      return { group: 'officers', sentence: `撤销${event.name}的省系统授权：${event.reason}` };
    case 'accessLogHead':
      return { group: 'signIn', sentence: `查阅记录链首记入台账，共 ${count(event.count)} 条` };
    case 'accessLogPruned':
      return { group: 'purge', sentence: `查阅记录第 ${count(event.through)} 条及以前保存期满，删除` };
    case 'officerAdded':
      return { group: 'officers', sentence: `添加人员${event.name}（${roleLabels[event.role]}）` };
    case 'officerChanged':
      return { group: 'officers', sentence: `重设${event.name}的口令（${roleLabels[event.role]}）` };
    case 'officerRetired':
      return { group: 'officers', sentence: `停用人员${event.name}` };
  }
}

function registryTold(event: RegistryEvent): Told {
  const what = `${registryNames[event.kind]}数据（截至 ${event.asOf}，${count(event.rows)} 行）`;
  if (event.type === 'removed')
    return { group: 'registry', sentence: `删除${what}${event.because === 'retention' ? '，保存期满' : ''}` };
  if (event.type === 'steppedBack') return { group: 'registry', sentence: `退回上一份${what}` };
  const bad = event.badRows === 0 ? '' : `，另有坏行 ${count(event.badRows)} 行没有采用`;
  return {
    group: 'registry',
    sentence: `导入${what}${bad}${event.replaces === null ? '' : '，替换原有的一份'}${event.approvedBy === undefined ? '' : '（差别较大，经管理员确认）'}`,
  };
}

function policyTold(event: PolicyEvent): Told {
  switch (event.type) {
    case 'confirmed':
      return {
        group: 'policy',
        sentence: `核定政策参数包 ${event.confirmation.packId}，依据 ${event.confirmation.documentNumber}`,
      };
    case 'imported':
      return { group: 'policy', sentence: `载入政策参数包 ${event.pack.title}（${event.pack.id}）` };
    case 'calendarImported':
      return { group: 'policy', sentence: `载入工作日历：${event.years.map(({ year }) => year).join('、')} 年` };
  }
}

const anewBecause = {
  copy: '这个文件夹是另一窗口的副本',
  behind: '台账比已知的少',
  forked: '台账与已知的不一致',
} as const;

function windowTold(event: WindowEvent): string {
  switch (event.type) {
    case 'opened':
      return '台账开始';
    case 'takenOver':
      return `由旧版程序的台账接续，此前 ${count(event.count)} 条`;
    case 'moved':
      return `数据文件夹移到这台机器${event.reason === '' ? '' : `：${event.reason}`}`;
    case 'begunAnew':
      return `改为新的窗口继续（${anewBecause[event.because]}），原前缀 ${event.prefixBefore} 停用${event.reason === '' ? '' : `：${event.reason}`}`;
    case 'damageAccepted':
      return `确认损坏：台账 ${count(event.lines)} 条、密钥 ${count(event.keys)} 件不能找回${event.reason === '' ? '' : `：${event.reason}`}`;
  }
}

function claimTold(event: ClaimEvent): string {
  const theirs = `${event.other.prefix} 窗口 ${event.other.number}`;
  switch (event.type) {
    case 'claimMet':
      return `得知有一人同时在 ${theirs} 申请`;
    case 'claimOver':
      return `与 ${theirs} 的同人申请不再并存`;
    case 'claimSettled':
      return `与 ${theirs} 的同人申请，两人核实由本窗口办理：${event.reason}`;
  }
}

const groupOfKind: Readonly<Partial<Record<EntryKind, LedgerGroup>>> = {
  office: 'settings',
  registry: 'registry',
  policy: 'policy',
  purge: 'purge',
  window: 'ledger',
  exchange: 'claims',
};

/** `null`: told on another screen. `undefined`: a newer version of the program wrote it. */
function toldOf({ kind, content }: ToldEntry, before: Before): Told | null | undefined {
  switch (kind) {
    case 'office': {
      const event = OfficeEvent.safeParse(content);
      return event.success ? officeTold(event.data, before) : undefined;
    }
    case 'registry': {
      const event = RegistryEvent.safeParse(content);
      return event.success ? registryTold(event.data) : undefined;
    }
    case 'policy': {
      const event = PolicyEvent.safeParse(content);
      return event.success ? policyTold(event.data) : undefined;
    }
    case 'purge': {
      const event = PurgeEvent.safeParse(content);
      if (!event.success) return undefined;
      return { group: 'purge', sentence: `销毁 ${count(event.data.caseIds.length)} 件办件，${event.data.reason}` };
    }
    case 'export': {
      const event = ExportEvent.safeParse(content);
      if (!event.success || event.data.step !== 'layoutLoaded') return null;
      const { title, version } = event.data.layout;
      return { group: 'settings', sentence: `载入导出版式 ${title}（版本 ${version}）` };
    }
    case 'window': {
      const event = WindowEvent.safeParse(content);
      return event.success ? { group: 'ledger', sentence: windowTold(event.data) } : undefined;
    }
    case 'case':
    case 'print':
    case 'verification':
    case 'clock':
    case 'exchange': {
      const event = ClaimEvent.safeParse(content);
      if (event.success) return { group: 'claims', sentence: claimTold(event.data) };
      const review = ReviewDispatchEvent.safeParse(content);
      if (review.success) return { group: 'review', sentence: reviewDispatchTold(review.data) };
      const hall = HallEvent.safeParse(content);
      if (hall.success) return { group: 'hall', sentence: hallTold(hall.data) };
      const answers = AnswersEvent.safeParse(content);
      if (answers.success) return { group: 'hall', sentence: answersTold(answers.data) };
      const document = DocumentEvent.safeParse(content);
      return document.success ? { group: 'documents', sentence: documentTold(document.data) } : undefined;
    }
    case 'aftercare':
      return null;
  }
}

/** An administrator's matter that no administrator recorded changes nothing (casework/duties.ts): that is told too. */
const withoutEffect = (entry: ToldEntry): boolean =>
  takesAdministrator(entry.kind, entry.content) && !byAdministrator(entry);

/**
 * The lines, newest first, of entries in any order. `officers`: names of those who are still here; others are found in
 * the entries themselves. What no version of ours wrote is told as such and never dropped.
 */
export function ledgerLines<Entry extends ToldEntry>(
  entries: readonly Entry[],
  officers: readonly { readonly id: string; readonly name: string }[],
): readonly LedgerLine<Entry>[] {
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  for (const { by } of entries) if (by) names.set(by.id, by.name);
  const nameOf = (officerId: string): string => names.get(officerId) ?? '另一人员';
  let office: OfficeSettings | null = null;
  const lines: LedgerLine<Entry>[] = [];
  for (const entry of entries.toSorted((a, b) => a.sequence - b.sequence)) {
    const told = toldOf(entry, { nameOf, office });
    const ineffective = withoutEffect(entry);
    const event = OfficeEvent.safeParse(entry.content);
    if (!ineffective && event.success && event.data.type === 'officeSaved') office = event.data.office;
    if (told === null) continue;
    const group = told?.group ?? groupOfKind[entry.kind] ?? 'settings';
    const sentence = told?.sentence ?? '另一版本程序记录的内容，本版本读不出';
    lines.push({ ...entry, group, sentence: ineffective ? `${sentence}（不是管理员所记，没有生效）` : sentence });
  }
  return lines.toReversed();
}
