/** Why a passphrase will not do, in a sentence. */
import type { PassphraseProblem } from '../domain/passphrase.ts';

export const passphraseProblemWords: Readonly<Record<PassphraseProblem, string>> = {
  'too-short': '口令太短：至少 12 个字符（一个汉字算两个），建议用一句好记的话',
  'too-few-different': '口令太简单：至少用 5 个不同的字符',
  'digits-only': '口令太简单：不能全是数字和符号，建议用一句好记的话',
  'in-a-row': '口令太简单：不能用连着的字母、数字或重复的一段，也不能用常见口令，建议用一句好记的话',
  'identity-number': '口令里不能有证件号码或统一社会信用代码',
  'a-name': '口令里不能有本人姓名，也不能以同事的姓名为主',
  'office-name': '口令不能以单位名称为主，建议用一句好记的话',
};

/** Why a right passphrase does not count as a second officer's word. */
export const OWNER_FIRST =
  '该人员的口令由他人设定，不能用于确认。请该人员先登录，在“设置”中修改本人口令；填写的内容都在';

/** The sentence for a problem that came as a fact of a failure. */
export const passphraseWords = (problem: unknown): string =>
  Object.entries(passphraseProblemWords).find(([code]) => code === problem)?.[1] ?? '口令太简单';
