/**
 * Initials of names for searching (陈海晴 → CHQ). Every usual reading counts: 单, 曾, 行 are found by each. The table of
 * readings is large and comes only when the first name needs it.
 */
import type * as PinyinPro from 'pinyin-pro';

const MOST = 12;

type Pinyin = Pick<typeof PinyinPro, 'pinyin' | 'polyphonic'>;
let loading: Promise<Pinyin> | null = null;

function library(): Promise<Pinyin> {
  loading ??= import('pinyin-pro');
  return loading;
}

const letters = (readings: string): string[] => [
  ...new Set(
    readings
      .toUpperCase()
      .split(/\s+/u)
      .map((reading) => reading.slice(0, 1))
      .filter((letter) => /[A-Z0-9]/u.test(letter)),
  ),
];

/** The initials of one name: as a person's or firm's name is usually read first, then other readings, at most twelve. */
function variants({ pinyin, polyphonic }: Pinyin, name: string): string[] {
  const usual = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head' });
  const readings = polyphonic(name, { pattern: 'first', toneType: 'none' });
  let found = [''];
  usual.forEach((first, index) => {
    const options = [...new Set([...letters(first), ...letters(readings[index] ?? '')])];
    if (options.length > 0) found = options.flatMap((option) => found.map((head) => head + option)).slice(0, MOST);
  });
  return found.filter((text) => text !== '');
}

/** Initials of several names, each reading after a space, upper case. */
export async function initialsOf(names: readonly string[]): Promise<string> {
  const pinyin = await library();
  return [...new Set(names.flatMap((name) => variants(pinyin, name)))].join(' ');
}
