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
