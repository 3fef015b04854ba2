/** What is told when a window could not join a hub. Part of {@link ./failures.ts}. */
import { PostTroubleCode } from '../contract/post.ts';
import type { Words } from './failure-words.ts';
import { postTroubleText } from './post.ts';

export const postNotJoined: Words = (detail) => {
  const reason = PostTroubleCode.safeParse(detail['reason']);
  return {
    title: '没有加入接收端',
    whatHappened: reason.success ? postTroubleText[reason.data] : postTroubleText['no-hub'],
    whatIsSafe: '办件都在本机台账里，没有改动。',
    whatToDo: '请按上面的说明核对后再试；不加入也可以照常办件。',
  };
};

export const postNotInvited: Words = (detail) => {
  const reason = PostTroubleCode.safeParse(detail['reason']);
  return {
    title: '没有做成加入码',
    whatHappened: reason.success ? postTroubleText[reason.data] : '还没有加入接收端，或本窗口还没有同人核对的密钥。',
    whatIsSafe: '没有给出任何内容，办件都在本机台账里，没有改动。',
    whatToDo: '连上接收端后再做一张；急用时可由接收端管理人员生成加入码，之后再补同人核对的密钥。',
  };
};

const stickTexts: Readonly<Record<string, string>> = {
  'place-gone': 'U 盘没有插好、已拔出，或不能写入。',
  'place-full': 'U 盘写满了，没有写完；写了一半的接收端不会收。',
  'not-joined': '还没有加入接收端，不知道送给谁。',
};

export const postStickFailed: Words = (detail) => {
  const reason = String(detail['reason'] ?? '');
  const trouble = PostTroubleCode.safeParse(reason);
  return {
    title: '没有用 U 盘送件',
    whatHappened: stickTexts[reason] ?? (trouble.success ? postTroubleText[trouble.data] : '没有完成。'),
    whatIsSafe: '办件都在本机台账里，没有改动。',
    whatToDo: '请换一个 U 盘或重新插好后再试。',
  };
};

const fetchTexts: Readonly<Record<string, string>> = {
  'code-refused': '取回码不对、已过期，或它是加入码而不是取回码（接收端用 invite --window 生成，一小时内有效）。',
  'code-unreadable': '取回码不完整或有错字。',
  'not-proved': '对方不知道这个取回码：可能填错地址，或中间有人冒充。没有取回任何内容。',
  empty: '这个窗口还没有送过件，接收端没有可取回的内容。',
  'no-office': '这个窗口的人员与设置没有送到接收端，取回的台账没有人能打开。',
  'no-recovery-key': '这个单位没有打印的恢复码，取回的内容没有人能打开。',
  'not-whole': '取回的内容不完整：缺少记录或密钥，没有采用。',
  stopped: '取回已停止。',
  gap: '接收端的记录中间缺少一段，没有采用。',
};

export const postNotFetched: Words = (detail) => {
  const reason = String(detail['reason'] ?? '');
  const trouble = PostTroubleCode.safeParse(reason);
  return {
    title: '没有从接收端取回',
    whatHappened: fetchTexts[reason] ?? (trouble.success ? fetchTroubleText(trouble.data) : '没有完成。'),
    whatIsSafe: '接收端的内容没有改动，这台电脑上没有留下任何内容。',
    whatToDo: '请核对地址和取回码后再试；也可以请接收端管理人员用 U 盘写出备份，再从备份恢复。',
  };
};

/** Only of the way and of the hub: an empty machine has no ledger of its own to speak of. */
const fetchTroubleText = (code: PostTroubleCode): string => {
  if (code === 'unreachable') return '连不上接收端：可能网络断开、接收端没有启动或地址有误。';
  if (code === 'timed-out') return '接收端很久没有回应。';
  return postTroubleText[code];
};
