/** 信息中心's authorisations in words. */
import {
  authorisationState,
  type AuthorisationState,
  type SystemAuthorisation,
} from '../casework/system-authorisation.ts';
import { daysBetween, type PlainDate } from '../domain/plain-date.ts';

export const authorisationWords: Readonly<Record<AuthorisationState, string>> = {
  notYet: '未到起始日',
  valid: '有效',
  ending: '即将到期',
  ended: '已到期',
};

/** `王样例的省系统授权（湛信〔2022〕3号）9月30日到期，还有 12 天：请向信息中心申请续期。` */
export function authorisationSentence(authorisation: SystemAuthorisation, today: PlainDate): string {
  const { name, documentNumber, to } = authorisation;
  const who = `${name}的省系统授权（${documentNumber}）`;
  if (authorisationState(authorisation, today) === 'ended')
    return `${who}已于 ${to} 到期：续期以前不能在省系统查询、录入，请向信息中心申请。`;
  return `${who} ${to} 到期，还有 ${daysBetween(today, to)} 天：请向信息中心申请续期。`;
}
