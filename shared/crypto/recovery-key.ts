/**
 * The recovery key as it stands on paper: eight groups of four characters, `AB3D-…`. 28 characters carry 140 random
 * bits in an alphabet without look-alikes; in each half the last two of 16 check the 14 before, so that a slip of
 * the pen is told from a wrong key and its half is known.
 */
/** Characters of everything that is printed and typed again: none looks like another. */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HALF = 16;
const PAYLOAD = 14;

export type RecoveryKeyReading =
  | { readonly ok: true; readonly secret: string }
  /** `half` 1 or 2: where the check characters do not fit. */
  | { readonly ok: false; readonly problem: 'length' | 'character' }
  | { readonly ok: false; readonly problem: 'check'; readonly half: 1 | 2 };

/** Two check characters over what stands before them: a weighted sum modulo a prime below 32², so that every single slip and swap shows. */
export function checkOf(payload: string): string {
  const sum = Array.from(payload).reduce(
    (total, char, index) => total + (ALPHABET.indexOf(char) + 1) * (index * 37 + 11),
    0,
  );
  const value = sum % 1021;
  return `${ALPHABET[value >> 5] ?? ''}${ALPHABET[value & 31] ?? ''}`;
}

/** A printable recovery key; five bits of each of the first 28 random bytes are used. */
export function makeRecoveryKey(random: Uint8Array): string {
  if (random.length < 28) throw new Error('a recovery key needs 28 random bytes');
  const payload = [...random.subarray(0, 28)].map((byte) => ALPHABET[byte & 31] ?? '').join('');
  const first = payload.slice(0, PAYLOAD);
  const second = payload.slice(PAYLOAD);
  const all = `${first}${checkOf(first)}${second}${checkOf(second)}`;
  return all.match(/.{4}/gu)?.join('-') ?? '';
}

/** What a person types: case, spaces, dashes of any kind, full-width forms and O/0, I/L/1 do not matter. */
export const asPrinted = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.·]/gu, '')
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1')
    .replace(/U/gu, 'V');

/** Reads what was typed from the paper. */
export function readRecoveryKey(typed: string): RecoveryKeyReading {
  const text = asPrinted(typed);
  if (Array.from(text).some((char) => !ALPHABET.includes(char))) return { ok: false, problem: 'character' };
  if (text.length !== 2 * HALF) return { ok: false, problem: 'length' };
  for (const half of [1, 2] as const) {
    const part = text.slice((half - 1) * HALF, half * HALF);
    if (checkOf(part.slice(0, PAYLOAD)) !== part.slice(PAYLOAD)) return { ok: false, problem: 'check', half };
  }
  return { ok: true, secret: `${text.slice(0, PAYLOAD)}${text.slice(HALF, HALF + PAYLOAD)}` };
}
