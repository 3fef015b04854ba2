/** Failures around the roll (任职名单): what happened, what is safe, what to do. */
import type { FailureCode } from '../contract/failure.ts';
import { PostTroubleCode } from '../contract/post.ts';
import type { Words } from './failure-words.ts';
import { postTroubleText } from './post.ts';

const reasonWords = (reason: unknown): string => {
  const code = PostTroubleCode.safeParse(reason);
  return code.success ? postTroubleText[code.data] : '本机没有加入接收端，没有送出任何内容。';
};

export const rollFailures: Pick<
  Record<FailureCode, Words>,
  | 'not-on-roll'
  | 'hall-elsewhere-only'
  | 'hall-not-waiting'
  | 'hall-not-at-hub'
  | 'hall-folder-there'
  | 'document-incomplete'
  | 'document-untrue'
  | 'left-the-office'
  | 'office-key-wrong'
  | 'roll-unready'
  | 'roll-untrue'
  | 'roll-not-sent'
> = {
  'not-on-roll': () => ({
    title: '任职名单上没有您现在的密钥',
    whatHappened:
      '这一步凭本人密钥办理，管理员的事须是名单上的管理员。现行任职名单没有这样列出您现在的密钥（新添加的、口令由别人重设的都是如此），没有记入台账。',
    whatIsSafe: '原有的设置和办件都没有变化；收件、受理、打印照常。',
    whatToDo: '请持单位密钥纸的管理员到“设置—任职名单”重新签发，签发后再办。',
  }),
  'hall-elsewhere-only': () => ({
    title: '没有交出',
    whatHappened: '现行任职名单没有指定另一个窗口合并导出，或本窗口没有加入接收端。',
    whatIsSafe: '办件都留在本窗口，没有变化。',
    whatToDo: '请在本页由本窗口导出；要合并导出的，请管理员在“设置—任职名单”中指定。',
  }),
  'hall-not-waiting': () => ({
    title: '有办件已不在等待',
    whatHappened: '所选办件中有已装入批次、已退回或办理窗口已另作处理的。',
    whatIsSafe: '没有退回任何一件，批次没有变化。',
    whatToDo: '请看本页现在的清单，仍列出的再办。',
  }),
  'hall-not-at-hub': () => ({
    title: '接收端还没有收到这个批次',
    whatHappened:
      '批次里有别的窗口的办件，已经取号；接收端暂时连不上，所以没有写出文件，以免这台电脑坏了以后这些人又进别的批次。',
    whatIsSafe: '号码和清单已记入台账，办件都没有变化，没有写出任何文件。',
    whatToDo: '请连上接收端后按“续做”；急需导出本窗口自己的，先作废这个批次。',
  }),
  'hall-folder-there': () => ({
    title: '没有作废',
    whatHappened: '这个批次的文件夹已完整写在导出目录里，其中有别的窗口的办件，可能已经导入省系统。',
    whatIsSafe: '批次、文件和办件都没有变化。',
    whatToDo: '请按“续做”，把其中的办件登记为已导出；确需更正的，以后逐件更正。',
  }),
  'document-incomplete': () => ({
    title: '文件还没有收齐',
    whatHappened: '文件的一部分还没有送到本机，或在本机磁盘上已损坏，没有打开。',
    whatIsSafe: '现用的数据没有变化；已收到的部分都在，联网后自动补收，不用重新来过。',
    whatToDo: '请等“已收齐”后再打开；长时间没有变化的，请在“设置—接收端”看网络，或请寄出窗口重新寄送。',
  }),
  'document-untrue': () => ({
    title: '文件与签名不符，没有打开',
    whatHappened: '收到的内容不是名单上的管理员签名寄出的那一份，可能在途中被替换。',
    whatIsSafe: '现用的数据没有变化，也没有采用其中任何内容。',
    whatToDo: '请选“不采用”，并请寄出窗口的管理员核对后重新寄送；反复出现的，联系维护人员。',
  }),
  'left-the-office': () => ({
    title: '已不在任职名单上',
    whatHappened: '最新的任职名单写明此人已离开本单位，口令不再打开本机。',
    whatIsSafe: '此前经办的办件和签名不变。',
    whatToDo: '请由在册人员登录；名单有误的，请管理员重新签发。',
  }),
  'office-key-wrong': () => ({
    title: '单位密钥不对',
    whatHappened: '输入的内容与单位密钥纸不符，没有签发。',
    whatIsSafe: '现行名单和人员没有变化。',
    whatToDo: '请对照封存的单位密钥纸（不是恢复码）重新输入，共八组。',
  }),
  'roll-unready': (detail) => ({
    title: '还不能签发',
    whatHappened:
      detail['why'] === 'no-administrator'
        ? '名单上没有一名有签名密钥的管理员：签发后就没有人能办管理员的事。'
        : '本机还没有任职名单，或接收端有更新的名单没有取到本机。',
    whatIsSafe: '现行名单和人员没有变化。',
    whatToDo:
      detail['why'] === 'no-administrator'
        ? '请管理员锁定后用口令重新登录一次（登录时补上签名密钥），再签发。'
        : '请先取得最新名单，再签发。',
  }),
  'roll-untrue': () => ({
    title: '送来的任职名单没有采用',
    whatHappened: '接收端送来的名单签名不对、接不上现行名单，或不是同一把单位密钥签的。',
    whatIsSafe: '本机照旧用现行名单，人员、办件都没有变化。',
    whatToDo: '请与签发名单的窗口核对“单位密钥指纹”；不一致的，请技术人员检查接收端。',
  }),
  'roll-not-sent': (detail) => ({
    title: '没有连上接收端，名单没有变化',
    whatHappened: reasonWords(detail['reason']),
    whatIsSafe: '现行名单和人员没有变化；没有签发到一半的名单。',
    whatToDo: '加入了接收端的单位，各窗口的名单要先后一致，所以签发、取名单都要连上接收端。请连上后再办。',
  }),
};
