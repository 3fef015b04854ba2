/** 短信 in words: no person, no number of one, no link; of an account the last four digits; the office and its landline under it. */
import type { DueMessage } from '../aftercare/reporting/messages.ts';
import type { MessageTry } from '../aftercare/reporting/reporting.ts';
import { formatYuan } from '../domain/money.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { formatDayForPaper } from '../domain/plain-date.ts';
import { paymentFaultWords } from './aftercare.ts';
import { MATTER } from './letters.ts';

export const templateLabels: Readonly<Record<DueMessage['template'], string>> = {
  M1: '名单内，核对账户',
  M2: '缺收款信息',
  M3: '公示',
  M4: '已发放',
  M5: '发放失败',
  M6: '领取文书',
  M7: '应退提醒',
};

function bodyOf(message: DueMessage, office: string): string {
  switch (message.template) {
    case 'M1':
      return `贵单位已列入${MATTER}免申即享名单，拟发至尾号${message.tail}的账户。账户有误的，请及时到${office}更正。`;
    case 'M2':
      return `贵单位申领${MATTER}缺少收款账户或联系方式，请携带营业执照和开户证明到${office}补充。`;
    case 'M3':
      return `贵单位${MATTER}${message.persons}人共${formatYuan(message.amountFen)}元，自${formatDayForPaper(message.from)}至${formatDayForPaper(message.to)}公示，有异议请在公示期内提出。`;
    case 'M4':
      return `贵单位${MATTER}${formatYuan(message.amountFen)}元已于${formatDayForPaper(message.on)}发至尾号${message.tail}的账户，请查收。`;
    case 'M5':
      return `贵单位${MATTER}发放失败，原因：${paymentFaultWords[message.fault].label}（尾号${message.tail}的账户）。请携带营业执照和开户证明到${office}办理。`;
    case 'M6':
      return `贵单位${MATTER}申请（${message.number}）${message.status === 'deficient' ? '需补正材料' : '已有办理结果'}，请到${office}领取文书。`;
    case 'M7':
      return `贵单位${MATTER}有${formatYuan(message.amountFen)}元应退回，请与${office}联系办理，勿向个人账户转账。`;
  }
}

/** The whole text as it is sent. */
export function messageText(message: DueMessage, { officeName, phone }: OfficeSettings): string {
  return `${bodyOf(message, officeName)}${officeName}${phone === '' ? '' : `，电话${phone}`}`;
}

const manners: Readonly<Record<MessageTry['manner'], string>> = {
  copied: '复制',
  exported: '导出',
  telephoned: '电话',
};

/** `2 次，2022-09-01 导出，未送达：空号`; empty where nobody was told yet. */
export function triesWords(tries: readonly MessageTry[]): string {
  const last = tries.at(-1);
  if (last === undefined) return '';
  const { answer } = last;
  const result = answer === null ? '结果未登记' : answer.result === 'delivered' ? '已告知' : '未送达';
  const note = answer === null || answer.note === '' ? '' : `：${answer.note}`;
  return `${tries.length} 次，${last.on} ${manners[last.manner]}，${result}${note}`;
}
