/** New keys and duties in words. */
import type { RollChange } from '../contract/roll-changes.ts';

const words: Readonly<Record<RollChange['kind'], (name: string) => string>> = {
  first: () => '签发第一份任职名单',
  joined: (name) => `${name} 列入名单`,
  left: (name) => `${name} 离开名单`,
  key: (name) => `${name} 换了密钥`,
  duty: (name) => `${name} 身份有变`,
  exporting: (prefix) => (prefix === '' ? '不再合并导出' : `改由 ${prefix} 窗口合并导出`),
};

/** `2022-08-22 王样例 换了密钥` */
export const rollChangeText = ({ kind, name, on }: RollChange): string => `${on} ${words[kind](name)}`;
