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
