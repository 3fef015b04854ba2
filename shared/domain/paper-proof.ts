/**
 * What the QR of a paper says: which paper of which case (or batch, list, recovery), of what day, how many persons and how much, the paper's digest, and the issuing
 * officer's signature over all of it. No personal data. Capitals, digits and strokes only: a plain scanner types it on any keyboard, and
 * the code stays small.
 */
import { PaperKind } from './letter.ts';
import { isPaperReference } from './paper-reference.ts';
import { parsePlainDate, type PlainDate } from './plain-date.ts';

export interface PaperFacts {
  /** `〔2022〕W03-000127`; of what is no case its reference, `ZH-W03-12` */
  readonly number: string;
  readonly paper: PaperKind;
  readonly on: PlainDate;
  /** 0 where the paper does not say how many. */
  readonly persons: number;
  /** Fen; 0 where the paper grants and asks for nothing. */
  readonly amountFen: number;
  /** The first 32 places of the letter's digest. */
  readonly digest: string;
}

/** As read from a paper; `card`, `signature`: hex as printed. */
export interface PaperProof {
  readonly facts: PaperFacts;
  /** The text under the signature. */
  readonly text: string;
  readonly card: string;
  readonly signature: string;
}

/** Places of a digest and of a card's name in the code. */
export const DIGEST_PLACES = 32;
export const CARD_PLACES = 16;
const SIGNATURE_PLACES = 128;

const MARK = 'KGBZ2';
const NUMBER = /^〔(\d{4})〕(.+)$/u;

/** The text that is signed and stands in the QR before the signature. */
export function paperProofText({ number, paper, on, persons, amountFen, digest }: PaperFacts): string {
  const short = number.replace(NUMBER, '$1-$2');
  const day = on.replaceAll('-', '');
  return [MARK, short, paper, day, persons, amountFen, digest.slice(0, DIGEST_PLACES)].join('/').toUpperCase();
}

/** The whole text of the QR. `signature`: hex. */
export const signedPaperText = (text: string, card: string, signature: string): string =>
  [text, card.slice(0, CARD_PLACES), signature].join('/').toUpperCase();

const isProofLike = /^\s*KGBZ[12]/iu;
/** Whether a text in the search box comes from a paper's QR, of today's form or the one before. */
export const isPaperText = (typed: string): boolean => isProofLike.test(typed.normalize('NFKC'));

const dayOf = (text: string): PlainDate | null => parsePlainDate(text.replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3'));

/** Reads a scanned code; case, spaces and full-width forms do not matter. `null`: not one, or not whole. */
export function readPaperProof(typed: string): PaperProof | null {
  const parts = typed.normalize('NFKC').replace(/\s/gu, '').toUpperCase().split('/');
  const [mark, number = '', kind = '', day = '', persons = '', amount = '', digest = '', card = '', signature = ''] =
    parts;
  const paper = PaperKind.options.find((one) => one.toUpperCase() === kind);
  const on = dayOf(day);
  const whole =
    parts.length === 9 &&
    mark === MARK &&
    (/^\d{4}-\S+$/u.test(number) || isPaperReference(number)) &&
    /^\d{1,9}$/u.test(persons) &&
    /^\d{1,15}$/u.test(amount) &&
    [digest.length, card.length, signature.length].join() === [DIGEST_PLACES, CARD_PLACES, SIGNATURE_PLACES].join();
  if (!whole || paper === undefined || on === null) return null;
  const facts = {
    number: number.replace(/^(\d{4})-/u, '〔$1〕'),
    paper,
    on,
    persons: Number(persons),
    amountFen: Number(amount),
    digest: digest.toLowerCase(),
  };
  return { facts, text: parts.slice(0, 7).join('/'), card: card.toLowerCase(), signature: signature.toLowerCase() };
}
