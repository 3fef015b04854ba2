/**
 * Search of employers by fragment of the name or pinyin initials. The index is a run of lines
 * `code \t number \t normalised name \t initials`, sealed in pieces; the search runs over one long text, so that
 * 300,000 firms are gone through in a few milliseconds where few have the words, in about 40 ms where most do (at most 20,000 of
 * them are looked at). A character with several readings gives a line of initials each way where it matters (行: h, x), joined by `|`.
 */
import { comparableName } from './employer-keys.ts';
import type { Unit } from './employer-units.ts';

const PIECE_CHARACTERS = 120_000;
const MAX_SPELLINGS = 4;

/** Readings of one character as lower-case first letters, the most usual first. */
export type ReadInitials = (character: string) => readonly string[];

/** The readings of pinyin-pro, remembered per character; loaded when first used. */
export async function pinyinInitials(): Promise<ReadInitials> {
  const { pinyin } = await import('pinyin-pro');
  const known = new Map<string, readonly string[]>();
  return (character) => {
    let letters = known.get(character);
    if (letters === undefined) {
      const readings = pinyin(character, { pattern: 'first', toneType: 'none', multiple: true, type: 'array' });
      letters = [
        ...new Set(readings.map((reading) => reading.toLowerCase()).filter((reading) => /^[a-z0-9]$/u.test(reading))),
      ];
      known.set(character, letters);
    }
    return letters;
  };
}

/** Initials of a name, at most four spellings, e.g. `zjhsspyxgs`. */
export function initialsOf(name: string, read: ReadInitials): string {
  let spellings = [''];
  for (const character of name) {
    const letters = read(character);
    const first = letters[0];
    if (first === undefined) continue;
    const many = letters.length > 1 && spellings.length * letters.length <= MAX_SPELLINGS;
    spellings = many
      ? spellings.flatMap((spelling) => letters.map((letter) => spelling + letter))
      : spellings.map((spelling) => spelling + first);
  }
  return spellings.join('|');
}

/** The index in pieces of about 240 KB. */
export function* indexPieces(units: Iterable<Unit>, read: ReadInitials): Generator<string, void, undefined> {
  let lines: string[] = [];
  let length = 0;
  for (const unit of units) {
    const name = comparableName(unit.name);
    if (name === '') continue;
    const line = `${unit.unifiedSocialCreditCode}\t${unit.employerNumber}\t${name}\t${initialsOf(name, read)}\n`;
    lines.push(line);
    length += line.length;
    if (length >= PIECE_CHARACTERS) {
      yield lines.join('');
      lines = [];
      length = 0;
    }
  }
  if (lines.length > 0) yield lines.join('');
}

export interface IndexHit {
  readonly unifiedSocialCreditCode: string;
  readonly employerNumber: string;
  readonly name: string;
  /** The words stand inside the name only: it begins otherwise, after its place too. */
  readonly isInside: boolean;
}

/** How many characters at the beginning of a name are its place. */
export type PlaceLength = (name: string) => number;

/** Most lines that are looked at more closely: two letters stand in nearly every name. */
const MAX_LOOKED_AT = 20_000;

interface Found {
  /** Those whose name begins with what was asked for, then those where what follows the place does, then all others. */
  readonly ranks: readonly [Map<string, IndexHit>, Map<string, IndexHit>, Map<string, IndexHit>];
  /** How many of each kind are kept to be ordered. */
  readonly enough: number;
  lookedAt: number;
}

/**
 * Index pieces searched for `text` (a fragment of the name, code or number, or initials); at most `limit` hits, first the names
 * that begin with it, be it after their place.
 */
export function searchIndex(
  pieces: readonly string[],
  text: string,
  limit: number,
  placeLength: PlaceLength,
): IndexHit[] {
  const wanted = comparableName(text);
  if (wanted === '' || limit <= 0) return [];
  const initials = /^[A-Z]+$/u.test(wanted) ? wanted.toLowerCase() : null;
  const found: Found = { ranks: [new Map(), new Map(), new Map()], enough: limit * 4, lookedAt: 0 };
  for (const piece of pieces) {
    collect(piece, wanted, found, placeLength);
    if (initials !== null) collect(piece, initials, found, placeLength);
  }
  return found.ranks
    .flatMap((hits) => [...hits.values()].sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1)))
    .slice(0, limit);
}

/** 0 where name or initials begin with `wanted`, 1 where they do so after the place. A name's spellings count its characters alike. */
function rankOf(wanted: string, name: string, initials: string, placeLength: PlaceLength): 0 | 1 | 2 {
  const spellings = [name, ...initials.split('|')];
  if (spellings.some((spelling) => spelling.startsWith(wanted))) return 0;
  const place = placeLength(name);
  return place > 0 && spellings.some((spelling) => spelling.startsWith(wanted, place)) ? 1 : 2;
}

function collect(piece: string, wanted: string, found: Found, placeLength: PlaceLength): void {
  const { ranks, enough } = found;
  let at = piece.indexOf(wanted);
  while (at >= 0 && ranks[0].size < enough && found.lookedAt < MAX_LOOKED_AT) {
    found.lookedAt += 1;
    const start = piece.lastIndexOf('\n', at) + 1;
    const end = piece.indexOf('\n', at);
    const line = piece.slice(start, end < 0 ? piece.length : end);
    const [unifiedSocialCreditCode = '', employerNumber = '', name = '', initials = ''] = line.split('\t');
    const rank = rankOf(wanted, name, initials, placeLength);
    const hits = ranks[rank];
    if (hits.size < enough) hits.set(line, { unifiedSocialCreditCode, employerNumber, name, isInside: rank === 2 });
    at = end < 0 ? -1 : piece.indexOf(wanted, end);
  }
}
