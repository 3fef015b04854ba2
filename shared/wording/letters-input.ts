/** Entry errors of a roster row as the applicant reads them: what is wrong with the text itself, before any condition. */
import type { RosterEntry } from '../domain/application.ts';
import { parseCitizenId, type CitizenIdError } from '../domain/citizen-id.ts';

const citizenIdWords: Readonly<Record<CitizenIdError, string>> = {
  empty: '花名册未填证件号码',
  'damaged-by-spreadsheet': '花名册的证件号码已被电子表格改成数字，后几位丢失',
  'old-fifteen-digit': '花名册填的是15位旧证件号码，须填18位公民身份号码',
  'illegal-characters': '花名册的证件号码含有不应有的字符',
  'wrong-length': '花名册的证件号码不是18位',
  'impossible-birthday': '花名册证件号码中的出生日期不存在',
  'wrong-check-digit': '花名册的证件号码有误（校验码不符）',
};

/** The sentences for one row; empty when name and number can be read. */
export function inputErrorWords(entry: RosterEntry): readonly string[] {
  const id = parseCitizenId(entry.citizenId);
  return [...(entry.name.trim() === '' ? ['花名册未填姓名'] : []), ...(id.ok ? [] : [citizenIdWords[id.error]])];
}
