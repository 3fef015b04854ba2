/** The roll in words. */
import type { RollDifference } from '../../store/roll/roll-desk.ts';

const differenceWords: Readonly<Record<RollDifference['kind'], string>> = {
  absent: '不在名单上',
  left: '已停用，名单上还在册',
  card: '口令由别人重设过，换了密钥',
  changed: '姓名或身份有变',
  'no-card': '还没有签名密钥，本人登录一次后才能列入',
};

/** `王样例（不在名单上）、张样例（…）` */
export const differencesText = (differences: readonly RollDifference[]): string =>
  differences.map(({ kind, name }) => `${name}（${differenceWords[kind]}）`).join('、');

/** Whether a new roll would mend something; who has no key yet cannot be listed. */
export const canBeMended = (differences: readonly RollDifference[]): boolean =>
  differences.some(({ kind }) => kind !== 'no-card');
