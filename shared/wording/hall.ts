/** 合并导出 in words. */
import type { HallEvent, HallFailure } from '../batches/hall-dispatches.ts';

export const hallFailureWords: Readonly<Record<HallFailure, string>> = {
  'moved-on': '该件没有这样交出过，或已另作处理',
  untrue: '签名与内容不符',
  'not-on-roll': '对方的任职名单上没有签名人；换一名在册人员在本窗口登录后自动重签',
};

const counted = (words: readonly { readonly word: { readonly said: { readonly became: string } } }[], became: string) =>
  words.filter(({ word }) => word.said.became === became);

/** For the ledger. */
export function hallTold(event: HallEvent): string {
  if (event.type === 'hallSettled') {
    const failed = event.became.flatMap(({ became }) => (became === 'applied' ? [] : [hallFailureWords[became]]));
    const applied = event.became.length - failed.length;
    const refused = failed.length === 0 ? '' : `；${failed.length} 件没有登记：${[...new Set(failed)].join('、')}`;
    return `办理窗口对合并导出结果的答复：${applied} 件已登记${refused}`;
  }
  const { prefix, words } = event;
  const exported = counted(words, 'exported');
  const back = words.flatMap(({ word }) =>
    word.said.became === 'handedBack' ? [`退回 ${word.number}：${word.said.reason}`] : [],
  );
  const said = [...(exported.length === 0 ? [] : [`${exported.length} 件已装入批次`]), ...back];
  return `告知 ${prefix} 窗口：${said.join('；')}`;
}
