/**
 * The code that a window joins a hub with: 80 random bits as sixteen characters and two that check them, in three groups,
 * `AB3DEF-…`. It never crosses the wire: both sides derive from it the name of the invitation and the key of the proofs, so that
 * whoever stands in between can neither read nor answer. 80 bits cannot be tried out within the hour that a code is good for.
 */
import { toBase64, utf8, type Bytes } from './bytes.ts';
import { ALPHABET, asPrinted, checkOf } from './recovery-key.ts';
import { keyedDigest } from './signing.ts';

const PAYLOAD = 16;

export type JoinCodeReading =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly problem: 'length' | 'character' | 'check' };

/** A code to print; five bits of each of the first sixteen random bytes are used. */
export function makeJoinCode(random: Uint8Array): string {
  if (random.length < PAYLOAD) throw new Error('a code to join with needs 16 random bytes');
  const payload = [...random.subarray(0, PAYLOAD)].map((byte) => ALPHABET[byte & 31] ?? '').join('');
  return `${payload}${checkOf(payload)}`.match(/.{6}/gu)?.join('-') ?? '';
}

/** What a person types; what does not matter is told by {@link asPrinted}. */
export function readJoinCode(typed: string): JoinCodeReading {
  const text = asPrinted(typed);
  if (Array.from(text).some((char) => !ALPHABET.includes(char))) return { ok: false, problem: 'character' };
  if (text.length !== PAYLOAD + 2) return { ok: false, problem: 'length' };
  const secret = text.slice(0, PAYLOAD);
  return checkOf(secret) === text.slice(PAYLOAD) ? { ok: true, secret } : { ok: false, problem: 'check' };
}

/** What both sides derive from the secret part of a code. */
export interface JoinSecrets {
  /** 32 hex characters: which invitation is meant. Says nothing about the code. */
  readonly invitation: string;
  /** Key of the proofs of both sides, see `joinProofText` in shared/post. */
  readonly proofKey: Bytes;
}

export async function joinSecrets(secret: string): Promise<JoinSecrets> {
  const key = utf8(secret);
  const name = await keyedDigest(key, 'counter-post invitation 1');
  const hex = [...name.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { invitation: hex, proofKey: await keyedDigest(key, 'counter-post proof 1') };
}

/** The proof of a text under a code, in Base64. */
export const joinProof = async (proofKey: Bytes, text: string): Promise<string> =>
  toBase64(await keyedDigest(proofKey, text));
