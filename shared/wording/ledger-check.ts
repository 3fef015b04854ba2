/** What is wrong with a ledger, in words: one sentence a code. */
import type { LedgerProblem, LedgerProblemCode } from '../casework/ledger-check.ts';

export const ledgerProblemWords: Readonly<Record<LedgerProblemCode, string>> = {
  'line-unreadable': '这一行读不出来，或内容与它的摘要不符',
  'line-missing': '缺少这一条记录',
  'line-out-of-place': '这一条的台账号已经有过，位置不对',
  'tail-torn': '末尾是没有写完的半行',
  'chain-broken': '与前一条不相衔接',
  'entry-repeated': '与前面某一条是同一次操作',
  'format-back': '新格式之后又出现旧格式',
  'number-wrong': '办件号或批次号跳号、重号，或年份、前缀不对',
  'tally-wrong': '记载的最后编号与实际不符',
  'stands-wrong': '记载的密钥、设置、绑定所在条与实际不符',
  'writer-wrong': '换了写入的窗口，却没有登记',
  'mark-back': '记载的密钥或设置版本倒退',
  'before-wrong': '记载的此前条数或链首与实际不符',
  'key-missing': '办件的内容密钥不见了，没有销毁记录',
  'key-left': '办件已销毁，内容密钥却还在',
  'key-closed': '办件的内容密钥打不开',
  'key-line-damaged': '密钥文件中有读不出的行',
  'entry-closed': '内容打不开：被改动过，或移到了别的位置',
  'author-differs': '内容中的经手人与记录上的不同',
  'signature-broken': '名单上写着经手人，却不是其本人的密钥签的：有人借用了姓名',
  'vault-damaged': '密钥文件不见了或读不出来',
  'vault-differs': '密钥文件不是台账最后记录的那一份',
  'settings-damaged': '设置文件不见了或读不出来',
  'settings-differs': '设置文件不是台账最后记录的那一份',
  'copy-differs': '第二份文件读不出来，或与台账记录的不同',
  'mark-damaged': '确认标记读不出来',
  'mark-ahead': '确认标记比台账走得更远：台账缺了末尾',
  'mark-differs': '确认标记与台账同一条的摘要不同：有人由旧副本接着办过',
  'ledger-keys-closed': '台账的密钥打不开：密钥文件是别处的，或已损坏',
  'file-altered': '备份中的文件与清单不符：没有写完，或被改动过',
  'manifest-differs': '备份清单的条数或链首与其中的台账不符',
};

/** `line 12（台账第 12 条）：…`; the place first, as compilers print it. */
export function ledgerProblemText({ line, sequence, code, about }: LedgerProblem): string {
  const place = line > 0 ? `line ${line}` : 'line -';
  const number = sequence > 0 ? `（台账第 ${sequence} 条）` : '';
  return `${place}: ${ledgerProblemWords[code]}${number}${about === undefined ? '' : `：${about}`}`;
}
