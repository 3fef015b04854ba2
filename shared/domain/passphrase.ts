/**
 * What a passphrase must be at least. It wraps the key to everything at this window, and whoever steals the folder may
 * guess as often as they like: a sentence of one's own is easy to keep, and length counts. Ours, no source.
 */
import { normaliseCode, normaliseEmployerName, normalisePersonName } from './normalise.ts';
import { cleanOfficerName } from './officer-name.ts';
import { parseCreditCode } from './unified-social-credit-code.ts';

export type PassphraseProblem =
  'too-short' | 'too-few-different' | 'digits-only' | 'in-a-row' | 'identity-number' | 'a-name' | 'office-name';

export interface PassphraseContext {
  /** Names that it may not lean on: the officer's own first, then the others'. */
  readonly names: readonly string[];
  readonly officeName: string;
}

/** A Chinese character counts double. */
const WEIGHT = 12;
const DIFFERENT = 5;
/** Share of neighbours that follow one another in the alphabet, in counting or on the keyboard. */
const IN_A_ROW = 0.7;
const CHINESE = /\p{Script=Han}/u;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;
const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '一二三四五六七八九十', '零壹贰叁肆伍陆柒捌玖拾'];
const COMMON = (
  'password passw0rd passwd iloveyou administrator admin user guest test welcome letmein woaini qwerty ' +
  '1qaz2wsx 1q2w3e4r qazwsx 5201314 mima zhanjiang jiuye renshe guangdong 一次性扩岗补助 扩岗补助'
).split(' ');

const weightOf = (characters: readonly string[]): number =>
  characters.reduce((sum, character) => sum + (CHINESE.test(character) ? 2 : 1), 0);

function follows(one: string, next: string): boolean {
  const step = Math.abs((next.codePointAt(0) ?? 0) - (one.codePointAt(0) ?? 0));
  if (step === 0) return true;
  if (step === 1 && !CHINESE.test(one)) return true;
  return ROWS.some(
    (row) => row.includes(one) && row.includes(next) && Math.abs(row.indexOf(one) - row.indexOf(next)) === 1,
  );
}

/** The shortest part that the whole repeats. */
function unitOf(text: string): string {
  for (let size = 1; size <= text.length / 2; size += 1)
    if (text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text) return text.slice(0, size);
  return text;
}

/** Whether without this word too little is left, or it is itself a part of the word. */
function leansOn(text: string, word: string): boolean {
  if (word.length < 2 || !(text.includes(word) || word.includes(text))) return false;
  return weightOf(Array.from(text.replaceAll(word, ''))) < WEIGHT || word.includes(text);
}

/** A number on a card: 15 or 18 digits of a person, 18 of a firm, wherever they stand. */
function holdsIdentityNumber(code: string): boolean {
  if (/\d{17}[\dX]|(?<!\d)\d{15}(?!\d)/u.test(code)) return true;
  for (let at = 0; at + 18 <= code.length; at += 1) if (parseCreditCode(code.slice(at, at + 18)).ok) return true;
  return false;
}

/** Longest text that is looked at: whatever is longer is long enough, and names in its beginning are found. */
const LOOKED_AT = 200;

/** Why a passphrase will not do; `null` when it will. */
export function passphraseProblem(
  passphrase: string,
  { names, officeName }: PassphraseContext,
): PassphraseProblem | null {
  const seen = passphrase.slice(0, LOOKED_AT).normalize('NFKC').replace(UNSEEN, '').trim();
  const characters = Array.from(seen);
  if (weightOf(characters) < WEIGHT) return 'too-short';
  if (new Set(characters).size < DIFFERENT) return 'too-few-different';
  const code = normaliseCode(seen);
  if (holdsIdentityNumber(code)) return 'identity-number';
  if (/^[\p{Nd}\p{P}\p{S}]+$/u.test(code)) return 'digits-only';
  const letters = Array.from(code.toLowerCase());
  const pairs = letters.slice(1).filter((letter, at) => follows(letters[at] ?? '', letter)).length;
  if (pairs >= (letters.length - 1) * IN_A_ROW) return 'in-a-row';
  if (weightOf(Array.from(unitOf(code))) < WEIGHT) return 'in-a-row';
  if (COMMON.some((word) => leansOn(code.toLowerCase(), word))) return 'in-a-row';
  const [own = '', ...others] = names.map((name) => normalisePersonName(cleanOfficerName(name)));
  const person = normalisePersonName(seen);
  if ((own !== '' && person.includes(own)) || others.some((name) => leansOn(person, name))) return 'a-name';
  return leansOn(normaliseEmployerName(seen), normaliseEmployerName(officeName)) ? 'office-name' : null;
}
