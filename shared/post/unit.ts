/**
 * A unit: one line of a window's journal as it lies on the disk, without its end mark, and what lies beside it (its side). The hub
 * judges a line only by what can be seen without a key: whether its hash fits its bytes and where in the chain it stands.
 */
import { parsedJson } from '../domain/parsed-json.ts';
import { z } from 'zod';
import { readLine, type HashText } from '../casework/journal-line.ts';
import { isOld } from '../casework/journal.ts';
import { Hash, Sequence, Signed } from './parts.ts';

/** No line end, which would be two lines, no zero, which no database takes as text, and nothing that is no UTF-8. */
const OneLine = z.string().regex(/^[^\0\n\r\p{Surrogate}]{2,}$/u);

export const WrittenUnit = z.strictObject({ line: OneLine, side: OneLine.optional() });
/**
 * A line that the window's disk lost and that an administrator took note of. The hash is known from the line behind it; `null` in
 * the middle of a longer gap. The hub keeps the place free: a line that fits may still come, and nothing waits for it.
 */
export const LostUnit = z.strictObject({
  lost: z.strictObject({ sequence: Sequence.positive(), hash: Hash.nullable() }),
});
export const Unit = z.union([WrittenUnit, LostUnit]);
export type Unit = z.infer<typeof Unit>;

/** What can be seen of a line. */
export interface LineLink {
  readonly format: number;
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
  /** Who wrote it and what it is about, where the format says so. */
  readonly window: string | null;
  readonly generation: number | null;
  readonly kind: string | null;
  readonly subjectId: string | null;
  /** Bytes of the ciphertext in Base64. */
  readonly sealedLength: number | null;
  /** `known`: as this program would write it; `newer`: of a later format; `odd`: its hash fits, but not its form. */
  readonly form: 'known' | 'newer' | 'odd';
}

const TAIL = /,"hash":"([0-9a-f]{64})"\}$/u;
const TAIL_LENGTH = 75;
/** What a line of any format from 2 on must show, so that its place can be told. */
const Placed = z.object({
  format: z.number().int().min(2),
  header: z.object({
    sequence: Sequence.positive(),
    window: z.string().max(64).optional(),
    generation: z.number().int().optional(),
    kind: z.string().max(64).optional(),
    subjectId: z.string().max(200).optional(),
  }),
  sealed: z.string().optional(),
  previous: Hash,
});

/**
 * The place of a line in its chain; `null` when its hash does not fit its bytes, or no place can be read from it: such a line is
 * never taken. Reads lines exactly as the window's host does (`readLine`).
 */
export function linkOf(line: string, hashText: HashText): LineLink | null {
  const reading = readLine(line, hashText);
  if (reading.state !== 'entry') return oddLink(line, hashText);
  const { entry } = reading;
  const { sequence, kind, subjectId } = entry.header;
  const { previous, hash } = entry;
  const writer = isOld(entry)
    ? { window: null, generation: null }
    : { window: entry.header.window, generation: entry.header.generation };
  const format = isOld(entry) ? 1 : entry.format;
  return {
    format,
    sequence,
    previous,
    hash,
    ...writer,
    kind,
    subjectId,
    sealedLength: entry.sealed.length,
    form: 'known',
  };
}

function oddLink(line: string, hashText: HashText): LineLink | null {
  const hash = TAIL.exec(line.slice(-TAIL_LENGTH))?.[1];
  if (hash === undefined || hashText(line.slice(0, -TAIL_LENGTH)) !== hash) return null;
  const placed = Placed.safeParse(parsedJson(line));
  if (!placed.success) return null;
  const { format, header, sealed, previous } = placed.data;
  return {
    format,
    sequence: header.sequence,
    previous,
    hash,
    window: header.window ?? null,
    generation: header.generation ?? null,
    kind: header.kind ?? null,
    subjectId: header.subjectId ?? null,
    sealedLength: sealed?.length ?? null,
    form: format > 2 ? 'newer' : 'odd',
  };
}

/** A side that this version reads. `body` is opaque: claims, figures and a wrapped key come with later versions. */
export const Side = z.strictObject({
  version: z.literal(1),
  /** Hash of the line that it belongs to. */
  line: Hash,
  body: z.string().max(1 << 20),
  /** By the window's key, over {@link sideText}. */
  signature: Signed,
});
export type Side = z.infer<typeof Side>;
const AnySide = z.object({ version: z.number().int().positive() });

export const sideText = ({ line, body }: Pick<Side, 'line' | 'body'>): string =>
  `counter-post side 1\n${JSON.stringify([line, body])}`;

export type SideReading =
  | { readonly state: 'side'; readonly side: Side }
  /** Of a version that comes after this program: kept, and not judged. */
  | { readonly state: 'later' }
  | { readonly state: 'bad' };

export function readSide(text: string): SideReading {
  const value = parsedJson(text);
  const side = Side.safeParse(value);
  if (side.success) return { state: 'side', side: side.data };
  const any = AnySide.safeParse(value);
  return { state: any.success && any.data.version > 1 ? 'later' : 'bad' };
}

/** Why a unit is kept but acts on nothing. */
export const QuarantineReason = z.enum([
  /** The line's hash fits, its form is none that any program writes. */
  'line-form',
  /** The ciphertext is too short to hold anything, so that nobody can open it. */
  'content-cannot-open',
  'side-form',
  /** The side names another line. */
  'side-other-line',
  'side-signature',
  /** A card that the office's roll lists is named, and its officer did not sign this. */
  'officer-signature',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

export const Quarantined = z.strictObject({ sequence: Sequence.positive(), reason: QuarantineReason });
export type Quarantined = z.infer<typeof Quarantined>;

/** Base64 of a nonce and a tag with one byte between them: nothing shorter can be opened. */
const LEAST_SEALED = 40;

/** What is wrong with a line that stands in its place; the side is judged by whoever holds the window's public key. */
export function lineTrouble({ form, sealedLength }: LineLink): QuarantineReason | null {
  if (form === 'odd') return 'line-form';
  return form === 'known' && sealedLength !== null && sealedLength < LEAST_SEALED ? 'content-cannot-open' : null;
}
