/**
 * What a passphrase must be at least. A sentence is easier to keep than a password, so length counts (Chinese double); what
 * is tried first by anybody counts for nothing: runs, repetitions, numbers alone, an ID, names of officer and office, and
 * the words that stand at the head of every list (NIST SP 800-63B, 3.1.1.2).
 */
import { parseCitizenId } from './citizen-id.ts';

const WEIGHT = 12;
const DIFFERENT = 5;
/** What must be left once everything that is guessed first is taken out. */
const LEFT = 8;
const CHINESE = /\p{Script=Han}/u;

const GUESSED_FIRST = (
  'password passwd administrator admin root user guest test welcome letmein iloveyou ' +
  'qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm zxcvbn 1qaz2wsx 1q2w3e4r qazwsx 5201314 ' +
  'woaini mima zhanjiang jiuye renshe changkou guangdong ' +
  '密码 口令 管理员 默认 用户 一次性扩岗补助 扩岗补助 扩岗'
).split(' ');

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toLowerCase();

const weightOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (CHINESE.test(character) ? 2 : 1), 0);

/** The characters that go on neither upwards, downwards nor the same: `123456` leaves `12`. */
function withoutRuns(text: string): string {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return Array.from(text)
    .filter((_, at) => {
      const step = (codes[at] ?? 0) - (codes[at - 1] ?? 0);
      return at < 2 || Math.abs(step) > 1 || step !== (codes[at - 1] ?? 0) - (codes[at - 2] ?? 0);
    })
    .join('');
}

/** `甲乙甲乙甲乙`: one piece again and again. */
function isRepeated(text: string): boolean {
  const at = `${text}${text}`.indexOf(text, 1);
  return at < text.length;
}

const holds = (text: string, part: string): boolean => folded(part).length >= 2 && text.includes(folded(part));

export interface PassphraseContext {
  /** The officer's own name. */
  readonly name: string;
  readonly officeName?: string;
}

/** Why a passphrase will not do, in a sentence; `null` when it will. */
export function passphraseProblem(passphrase: string, { name, officeName = '' }: PassphraseContext): string | null {
  const text = folded(passphrase.slice(0, 500));
  if (weightOf(passphrase.normalize('NFKC').trim()) < WEIGHT)
    return '口令太短：至少 12 个字符（一个汉字算两个），建议用一句好记的话';
  if (new Set(text).size < DIFFERENT) return '口令太简单：至少用 5 个不同的字符';
  if (holds(text, name)) return '口令里不能有本人姓名';
  if (holds(text, officeName)) return '口令里不能有单位名称';
  if ((text.match(/\d{17}[\dx]/gu) ?? []).some((id) => parseCitizenId(id).ok)) return '口令里不能有证件号码';
  if (/^\d+$/u.test(text)) return '口令不能只用数字，建议用一句好记的话';
  if (isRepeated(text)) return '口令太简单：同样的内容重复了几遍';
  const left = GUESSED_FIRST.reduce((rest, word) => rest.replaceAll(word, ''), text);
  return weightOf(withoutRuns(left)) < LEFT ? '口令太容易猜：请换一句只有自己想得到的话' : null;
}
