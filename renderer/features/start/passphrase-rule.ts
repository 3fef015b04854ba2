/** What a passphrase must be at least. A sentence is easier to keep than a password: length counts, Chinese double. */
const WEIGHT = 12;
const DIFFERENT = 5;
const CHINESE = /\p{Script=Han}/u;

/** Why a passphrase will not do, in a sentence; `null` when it will. `name`: the officer's own. */
export function passphraseProblem(passphrase: string, name: string): string | null {
  const characters = Array.from(passphrase.normalize('NFKC').trim());
  const weight = characters.reduce((sum, character) => sum + (CHINESE.test(character) ? 2 : 1), 0);
  if (weight < WEIGHT) return '口令太短：至少 12 个字符（一个汉字算两个），建议用一句好记的话';
  if (new Set(characters).size < DIFFERENT) return '口令太简单：至少用 5 个不同的字符';
  if (name.trim() !== '' && passphrase.includes(name.trim())) return '口令里不能有本人姓名';
  return null;
}
