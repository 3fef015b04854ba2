/** 待办 in words: what is to be done, why, and whose it is. */
import { formatYuan } from '../domain/money.ts';
import type { RegistryFault } from '../registry/registry-needs.ts';
import type { DeadlineRule } from '../policy/deadline-board.ts';
import type { Task, TaskAbout, TaskKind, TaskOwner, TaskWhen } from '../tasks/task.ts';
import { paymentFaultWords } from './aftercare.ts';
import { documentKindLabels, documentTitle } from './documents.ts';
import { deadlineLabels, dueWhenLabels, ruleWords } from './deadlines.ts';
import { actionLabels } from './labels.ts';
import { registryTitles } from './registries.ts';

export const taskKindLabels: Readonly<Record<TaskKind, string>> = {
  claim: '同人核对',
  review: '复核',
  returned: '退回失败',
  deadline: '期限',
  list: '名单',
  paper: '未确认',
  office: '政策数据',
  draft: '暂存',
};

export const taskWhenLabels: Readonly<Record<TaskWhen, string>> = { ...dueWhenLabels, noDay: '不限日期，尽早办' };

const ownerLabels: Readonly<Record<TaskOwner, string>> = {
  clerk: '窗口人员',
  administrator: '管理员',
  windows: '本窗口和对方窗口',
  other: '另一名人员',
};

/** Whose task it is, where no case says it. */
export const ownerWords = ({ owner, officerName }: Pick<Task, 'owner' | 'officerName'>): string =>
  officerName ?? ownerLabels[owner];

export interface TaskWords {
  /** In a word or two. */
  readonly what: string;
  /** Number of a case or batch; empty where there is none. */
  readonly number: string;
  /** Firm, list, register: what it is about. */
  readonly subject: string;
  /** Why it is a task and what ends it. */
  readonly why: string;
}

/** What a case waits for, by the clock that runs. */
const waitsFor: Readonly<Record<DeadlineRule, string>> = {
  decision: '办结：受理的导出，或作出其他结论',
  remedy: '等单位补正；可电话催办，到期作出结论',
  pending: '答复：核清待核的人，作出决定',
  publicNotice: '公示期满后登记结果',
  payout: '发放',
  recheck: '逐条复核后答复',
};

const faultReasons: Readonly<Record<RegistryFault['fault'], string>> = {
  damaged: '已损坏，停用；重新导入',
  stale: '已过期，判定只能待核；导入新的一份',
  'from-the-future': '日期晚于业务日期；核对后重新导入',
  missing: '没有数据，判定只能待核；请导入',
};

const registryReason = ({ fault, asOf, limitDays }: RegistryFault & { readonly limitDays: number }): string =>
  `${asOf === null ? '' : `截至 ${asOf}，`}${faultReasons[fault]}${fault === 'stale' ? `（时限 ${limitDays} 天）` : ''}`;

function listReason({ partsMissing, toReview, toComplete, toTell }: Extract<TaskAbout, { what: 'list' }>): string {
  return [
    partsMissing > 0 ? `还差 ${partsMissing} 部分没有登记，重新读入同一份文件` : '',
    toReview > 0 ? `待初审 ${toReview} 人` : '',
    toComplete > 0 ? `待补收款信息 ${toComplete} 户` : '',
    toTell > 0 ? `缓缴待告知 ${toTell} 户` : '',
  ]
    .filter(Boolean)
    .join('；');
}

function claimReason({ name, otherNumber, first }: Extract<TaskAbout, { what: 'claim' }>): string {
  const order = first === null ? '先后未定' : first ? '本窗口先' : '对方先';
  return `${name}同时在 ${otherNumber} 申请，${order}；未定以前两边都不能导出此人`;
}

/** The sentence of a task. */
export function taskWords(about: TaskAbout): TaskWords {
  switch (about.what) {
    case 'unconfirmed':
      return {
        what: '上次未确认',
        number: about.number,
        subject: actionLabels[about.action],
        why: '已写入台账，上次关闭前没有来得及显示“已保存”；选保留或作废',
      };
    case 'claim':
      return { what: '同人核对', number: about.number, subject: about.employerName, why: claimReason(about) };
    case 'review':
    case 'reviewReturned':
      return {
        what: about.what === 'review' ? '待复核' : '复核退回',
        number: about.number,
        subject: about.employerName,
        why: `${about.persons} 人 ${formatYuan(about.amountFen)} 元，${about.what === 'review' ? '看过以后登记复核；通过以前不导出' : '按退回的原因更正，更正后重新复核'}`,
      };
    case 'reviewElsewhere':
      return {
        what: `${about.prefix} 窗口待复核`,
        number: about.number,
        subject: about.employerName,
        why: `${about.persons} 人 ${formatYuan(about.amountFen)} 元，看过以后登记复核，送回该窗口；通过以前不导出`,
      };
    case 'handedBack':
      return {
        what: `${about.prefix} 窗口退回`,
        number: about.number,
        subject: about.employerName,
        why: `${about.reason}；更正后重新交出`,
      };
    case 'released':
    case 'hallReceived':
      return {
        what: about.what === 'released' ? '交出未答复' : '合并导出',
        number: '',
        subject: `${about.prefixes.join('、')} 窗口`,
        why:
          about.what === 'released'
            ? `${about.cases} 件 ${about.persons} 人交出三天以上，没有导出也没有退回；请向该窗口询问`
            : `交来 ${about.cases} 件 ${about.persons} 人，装入批次或写明原因退回`,
      };
    case 'refused':
    case 'failed': {
      const [what, came] = about.what === 'refused' ? ['省系统退回', '退回'] : ['发放失败', '发放失败'];
      const day = about.answeredOn === null ? '' : `（${about.answeredOn} 的返回文件）`;
      return {
        what,
        number: about.number,
        subject: about.employerName,
        why: `${came} ${about.persons} 人${day}；更正后随下一批再送`,
      };
    }
    case 'payment': {
      const { label, next } = paymentFaultWords[about.fault];
      return {
        what: '支付失败',
        number: about.batchNumber,
        subject: about.employerName,
        why: `${formatYuan(about.amountFen)} 元没有付成：${about.fault} ${label}；${next}`,
      };
    }
    case 'case':
      return {
        what: deadlineLabels[about.rule],
        number: about.number,
        subject: about.employerName,
        why: `${waitsFor[about.rule]}；${ruleWords(about.shown)}`,
      };
    case 'clock':
      return {
        what: deadlineLabels[about.rule],
        number: '',
        subject: about.name,
        why: `${waitsFor[about.rule]}；${ruleWords(about.shown)}`,
      };
    case 'duty': {
      const { what, name, status, rule } = about.duty;
      return { what, number: '', subject: name, why: [status, rule].filter(Boolean).join('；') };
    }
    case 'list':
      return { what: '免申即享名单', number: '', subject: about.label, why: listReason(about) };
    case 'paper':
      return {
        what: '文书未确认',
        number: about.number,
        subject: about.employerName,
        why: `${about.papers} 份已发送打印，没有登记打没打出；在办件里记为已打印或没打出`,
      };
    case 'draft':
      return {
        what: '暂存',
        number: about.number,
        subject: about.employerName === '' ? '（未填单位）' : about.employerName,
        why: `${about.persons} 人，已放 ${about.days} 天，没有保存为办件；接着办，或在“办件—暂存”删除`,
      };
    case 'document':
    case 'pack':
    case 'packs':
    case 'calendar':
    case 'registry':
    case 'unacknowledged':
      return officeTaskWords(about);
  }
}

type OfficeAbout = Extract<
  TaskAbout,
  { readonly what: 'document' | 'pack' | 'packs' | 'calendar' | 'registry' | 'unacknowledged' }
>;

function officeTaskWords(about: OfficeAbout): TaskWords {
  switch (about.what) {
    case 'document':
      return {
        what: `寄来的${documentKindLabels[about.contents.kind]}`,
        number: '',
        subject: documentTitle(about.contents),
        why: `${about.prefix} 窗口的管理员寄来，已收齐；打开核对后采用，或选不采用`,
      };
    case 'pack':
      return {
        what: '政策待核定',
        number: '',
        subject: about.title,
        why: `受理期 ${about.from} 至 ${about.to}，待本地核定 ${about.figures} 项；核定前只收件，不判定`,
      };
    case 'packs':
      return {
        what: '政策重叠',
        number: '',
        subject: about.titles.join('、'),
        why: '同日生效，写明由谁接替以前只收件，不判定',
      };
    case 'calendar':
      return {
        what: '工作日历',
        number: '',
        subject: `${about.year} 年工作日历`,
        why: '本机没有这一年的日历，这一年的期限算不出来；请导入',
      };
    case 'registry':
      return { what: '登记数据', number: '', subject: registryTitles[about.kind], why: registryReason(about) };
    case 'unacknowledged':
      return {
        what: '送件',
        number: '',
        subject: `台账第 ${about.from} 条起 ${about.entries} 条`,
        why: `已 ${about.days} 天没有接收端的回执；查网络和接收端，或用 U 盘送件`,
      };
  }
}
