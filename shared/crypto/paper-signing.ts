/** The officer's signature in the QR of a paper (shared/domain/paper-proof.ts), and whether a scanned one holds. */
import type { Roll } from '../contract/roll.ts';
import {
  CARD_PLACES,
  paperProofText,
  readPaperProof,
  signedPaperText,
  type PaperFacts,
} from '../domain/paper-proof.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import { cardName, type OfficerSigner } from './officer-signing.ts';
import { verifierOf } from './signing.ts';

const statement = (text: string): string => `counter paper 1\n${text}`;

const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

/** The text of the QR, signed. */
export async function signedPaper(signer: OfficerSigner, facts: PaperFacts): Promise<string> {
  const text = paperProofText(facts);
  const signature = fromBase64(await signer.sign(statement(text))) ?? new Uint8Array(0);
  return signedPaperText(text, signer.card, toHex(signature));
}

/**
 * `true`: signed by that officer of the office. `altered`: the card is one of the office's, and did not sign this. `foreign`: no card
 * that any roll here lists. `unreadable`: no whole code.
 */
export type PaperWord =
  | { readonly word: 'true'; readonly facts: PaperFacts; readonly officerName: string; readonly left: boolean }
  | { readonly word: 'altered' | 'foreign' | 'unreadable' };

/** What a scanned text is worth by these rolls, the oldest first. */
export async function judgePaper(typed: string, rolls: readonly Roll[]): Promise<PaperWord> {
  const proof = readPaperProof(typed);
  if (proof === null) return { word: 'unreadable' };
  const officer = rolls
    .flatMap(({ officers }) => officers)
    .findLast(({ signing }) => cardName(signing).slice(0, CARD_PLACES) === proof.card);
  const verify = officer === undefined ? null : await verifierOf(officer.signing);
  if (officer === undefined || verify === null) return { word: 'foreign' };
  const holds = await verify(statement(proof.text), toBase64(fromHex(proof.signature)));
  if (!holds) return { word: 'altered' };
  return { word: 'true', facts: proof.facts, officerName: officer.name, left: officer.state === 'left' };
}
