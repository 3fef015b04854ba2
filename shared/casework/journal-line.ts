/**
 * A line of the journal as text. The hash of format 2 covers the line's own bytes before it, so that any program can tell
 * whether a line of any later format is whole, and a line can be made again to the byte from its parts.
 */
import { parsedJson } from '../domain/parsed-json.ts';
import {
  GENESIS,
  JournalEntry,
  OldEntry,
  isOld,
  type AnyEntry,
  type JournalAppend,
  type OldHeader,
} from './journal.ts';

/** SHA-256 of UTF-8 text in lower-case hex: the platform's own where there is a fast one. */
export type HashText = (text: string) => string;

const TAIL = /,"hash":"([0-9a-f]{64})"\}$/u;
const TAIL_LENGTH = 75;

/** The line up to its hash; the order of the fields is the format. */
export function bodyText({ format, header, sealed, signed, previous }: Omit<JournalAppend, 'contentKey'>): string {
  const h = header;
  const ordered = {
    sequence: h.sequence,
    entryId: h.entryId,
    kind: h.kind,
    subjectId: h.subjectId,
    on: h.on,
    at: h.at,
    officerId: h.officerId,
    window: h.window,
    generation: h.generation,
    key: h.key,
    numbers: h.numbers.map(({ series, year, prefix, value }) => ({ series, year, prefix, value })),
    tally: h.tally,
    stands: h.stands,
    marks: orderedMarks(h.marks),
    blobs: h.blobs,
  };
  const { card, roll, value } = signed ?? {};
  return JSON.stringify({ format, header: ordered, sealed, signed: signed && { card, roll, value }, previous }).slice(
    0,
    -1,
  );
}

/** The header alone, as the line has it: what the content is sealed over, with `previous`. */
export function headerText(append: Omit<JournalAppend, 'contentKey' | 'sealed' | 'signed'>): string {
  return bodyText({ ...append, sealed: 'A', signed: null });
}

function orderedMarks({
  vault,
  settings,
  binding,
  before,
  destroys,
  accepts,
}: JournalAppend['header']['marks']): unknown {
  const mark = (file: typeof vault) => file && { revision: file.revision, digest: file.digest };
  return {
    vault: mark(vault),
    settings: mark(settings),
    binding: binding && { prefix: binding.prefix, machine: binding.machine, installation: binding.installation },
    before: before && { count: before.count, head: before.head },
    destroys,
    accepts: accepts && { lines: accepts.lines, keys: accepts.keys },
  };
}

/** An entry with its hash. */
export function completed(request: JournalAppend, hashText: HashText): JournalEntry {
  const { format, header, sealed, signed, previous } = request;
  return { format, header, sealed, signed, previous, hash: hashText(bodyText(request)) };
}

/** The whole line of an entry, without its end mark. */
export function lineText(entry: AnyEntry): string {
  return isOld(entry) ? JSON.stringify(oldOrdered(entry)) : `${bodyText(entry)},"hash":"${entry.hash}"}`;
}

function oldOrdered({ header, sealed, previous, hash }: OldEntry): unknown {
  const { sequence, entryId, kind, subjectId, on, officerId, numbers } = header;
  const listed = numbers.map(({ series, year, prefix, value }) => ({ series, year, prefix, value }));
  return { header: { sequence, entryId, kind, subjectId, on, officerId, numbers: listed }, sealed, previous, hash };
}

/** The text that an entry's hash covers. */
export function hashedText(entry: AnyEntry): string {
  return isOld(entry) ? oldHashedText(entry.previous, entry.header, entry.sealed) : bodyText(entry);
}

/** Format 1: previous hash, header as a list, ciphertext. */
export function oldHashedText(previous: string, header: OldHeader, sealed: string): string {
  const listed = [
    header.sequence,
    header.entryId,
    header.kind,
    header.subjectId,
    header.on,
    header.officerId,
    header.numbers.map((n) => [n.series, n.year, n.prefix, n.value]),
  ];
  return `${previous}\n${JSON.stringify(listed)}\n${sealed}`;
}

/** What a line is. `newer`: whole by its hash, of a format that this program does not know. */
export type LineReading =
  | { readonly state: 'entry'; readonly entry: AnyEntry }
  | { readonly state: 'newer'; readonly format: number }
  | { readonly state: 'damaged' };

const DAMAGED: LineReading = { state: 'damaged' };

/** Reads one line; an entry is only one whose hash fits its content. */
export function readLine(text: string, hashText: HashText): LineReading {
  const value = parsedJson(text);
  if (typeof value !== 'object' || value === null) return DAMAGED;
  if (!('format' in value)) return readOld(value, hashText);
  const hash = TAIL.exec(text.slice(-TAIL_LENGTH))?.[1];
  if (hash === undefined || hashText(text.slice(0, -TAIL_LENGTH)) !== hash) return DAMAGED;
  if (typeof value.format === 'number' && value.format > 2) return { state: 'newer', format: value.format };
  const entry = JournalEntry.safeParse(value);
  // Written by the order of fields that this program would write: else it could not be made again to the byte.
  return entry.success && lineText(entry.data) === text ? { state: 'entry', entry: entry.data } : DAMAGED;
}

function readOld(value: object, hashText: HashText): LineReading {
  const entry = OldEntry.safeParse(value);
  if (!entry.success) return DAMAGED;
  const { header, sealed, previous, hash } = entry.data;
  return hashText(oldHashedText(previous, header, sealed)) === hash ? { state: 'entry', entry: entry.data } : DAMAGED;
}

/** Whether an entry follows a place in the chain. */
export const follows = ({ header, previous }: AnyEntry, count: number, head: string): boolean =>
  header.sequence === count + 1 && previous === (count === 0 ? GENESIS : head);
