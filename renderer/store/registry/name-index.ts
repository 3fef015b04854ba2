/**
 * Search of employers by fragment of the name or pinyin initials. The index is a run of lines
 * `code \t number \t normalised name \t initials`, sealed in pieces; the search runs over one long text, so that
 * 300,000 firms are gone through in a few milliseconds. A character with several readings gives a line of initials each
 * way where it matters (行: h, x), joined by `|`.
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
}

/** Index pieces searched for `text` (a fragment of the name, code or number, or initials); at most `limit` hits, names that begin with it first. */
export function searchIndex(pieces: readonly string[], text: string, limit: number): IndexHit[] {
  const wanted = comparableName(text);
  if (wanted === '' || limit <= 0) return [];
  const initials = /^[A-Z]+$/u.test(wanted) ? wanted.toLowerCase() : null;
  const hits = new Map<string, IndexHit & { readonly rank: number }>();
  const enough = limit * 4;
  for (const piece of pieces) {
    if (hits.size >= enough) break;
    collect(piece, wanted, hits, enough);
    if (initials !== null) collect(piece, initials, hits, enough);
  }
  return [...hits.values()]
    .sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ unifiedSocialCreditCode, employerNumber, name }) => ({ unifiedSocialCreditCode, employerNumber, name }));
}

function collect(
  piece: string,
  wanted: string,
  hits: Map<string, IndexHit & { readonly rank: number }>,
  enough: number,
): void {
  let at = piece.indexOf(wanted);
  while (at >= 0 && hits.size < enough) {
    const start = piece.lastIndexOf('\n', at) + 1;
    const end = piece.indexOf('\n', at);
    const line = piece.slice(start, end < 0 ? piece.length : end);
    const [unifiedSocialCreditCode = '', employerNumber = '', name = '', initials = ''] = line.split('\t');
    const begins = name.startsWith(wanted) || initials.split('|').some((spelling) => spelling.startsWith(wanted));
    if (!hits.has(line)) hits.set(line, { unifiedSocialCreditCode, employerNumber, name, rank: begins ? 0 : 1 });
    at = end < 0 ? -1 : piece.indexOf(wanted, end);
  }
}
