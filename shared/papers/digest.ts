/** What a stored paper and its QR are known by. */
import { digestOf } from '../policy/canonical-json.ts';
import { Letter } from '../domain/letter.ts';

/** Lower-case hex SHA-256 of the letter's canonical JSON: same text, same pages, same digest. */
export function letterDigest(letter: Letter): string {
  return digestOf(Letter.parse(letter));
}

/** The first 16 places in groups of four, to be compared by eye: `0a1b 2c3d 4e5f 6071`. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 16).replace(/(.{4})(?=.)/gu, '$1 ');
}

/** Text of the QR: what its officer signed, or number and digest alone. Nothing about a person or a firm. */
export function qrText(letter: Letter, digest: string, proof: string | undefined): string {
  return proof ?? `KGBZ1 ${letter.reference ?? letter.number} ${digest}`;
}
