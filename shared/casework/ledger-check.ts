/**
 * Whether a ledger is whole, entry by entry: place, chain, numbers without gap or repeat, what each entry says of the state after
 * it, and which content keys must be there. That an entry's hash fits its own line is the reader's to check before.
 */
import {
  GENESIS,
  isOld,
  type AnyEntry,
  type JournalEntry,
  type JournalHeader,
  type LastNumber,
  type Marks,
  type OldEntry,
} from './journal.ts';
import { lastNumber, nextNumbers, sameTally, tallyAfter } from './ledger-numbers.ts';

export const ledgerProblemCodes = [
  'line-unreadable',
  'line-missing',
  'line-out-of-place',
  'tail-torn',
  'chain-broken',
  'entry-repeated',
  'format-back',
  'number-wrong',
  'tally-wrong',
  'stands-wrong',
  'writer-wrong',
  'mark-back',
  'before-wrong',
  'key-missing',
  'key-left',
  'key-closed',
  'key-line-damaged',
  'entry-closed',
  'author-differs',
  'signature-broken',
  'vault-damaged',
  'vault-differs',
  'settings-damaged',
  'settings-differs',
  'copy-differs',
  'mark-damaged',
  'mark-ahead',
  'mark-differs',
  'ledger-keys-closed',
  'file-altered',
  'manifest-differs',
] as const;
export type LedgerProblemCode = (typeof ledgerProblemCodes)[number];

/** `line`: of the journal's file, 0 for what is no line; `sequence`: ledger number, 0 where there is none. */
export interface LedgerProblem {
  readonly line: number;
  readonly sequence: number;
  readonly code: LedgerProblemCode;
  /** File or subject that it is about; no personal data. */
  readonly about?: string;
}

/** A gap of more lines than this is told by its first ones. */
const LISTED_OF_A_GAP = 1000;

interface Unopened {
  readonly line: number;
  readonly sequence: number;
  readonly subjectId: string;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const idOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null;

interface Content {
  readonly event?: { readonly caseIds?: unknown };
  readonly by?: unknown;
}

export class LedgerCheck {
  private readonly problems: LedgerProblem[] = [];
  /** Lines without a place of their own since the last entry, and the numbers that are free where each stands. */
  private readonly placeless: number[] = [];
  private readonly standsFor = new Map<number, { readonly from: number; readonly to: number }>();
  private readonly entryIds = new Set<string>();
  private readonly unopened: Unopened[] = [];
  private readonly hashes: (string | undefined)[] = [];
  private tally: readonly LastNumber[] = [];
  private stands = { vault: 0, settings: 0, binding: 0 };
  private window = '';
  private generation = 0;
  private purges = 0;
  /** Number of the last entry, its hash, and the format of the last one. */
  count = 0;
  head: string = GENESIS;
  format = 1;
  /** What the ledger last recorded of the files beside it. */
  readonly marks: { -readonly [K in 'vault' | 'settings' | 'binding']?: Marks[K] } = {};
  /** Subjects with a content key, and where each first occurs. */
  readonly keyed = new Map<string, { readonly line: number; readonly sequence: number }>();
  readonly destroyed = new Set<string>();
  private readonly acceptedLines = new Set<number>();
  private readonly acceptedKeys = new Set<string>();

  note(problem: LedgerProblem): void {
    this.problems.push(problem);
    if (problem.code === 'line-unreadable' && problem.sequence === 0) this.placeless.push(problem.line);
  }

  hashOf(sequence: number): string | undefined {
    return this.hashes[sequence];
  }

  /** The next whole line. */
  take(entry: AnyEntry, line: number): void {
    const { sequence, entryId, subjectId } = entry.header;
    const wrong = (code: LedgerProblemCode): void => this.note({ line, sequence, code });
    if (sequence <= this.count) return wrong('line-out-of-place');
    for (const one of this.placeless.splice(0)) this.standsFor.set(one, { from: this.count + 1, to: sequence - 1 });
    const gap = sequence > this.count + 1;
    for (let lost = this.count + 1; lost < sequence && lost <= this.count + LISTED_OF_A_GAP; lost += 1)
      this.note({ line, sequence: lost, code: 'line-missing' });
    if (!gap && entry.previous !== this.head) wrong('chain-broken');
    if (this.entryIds.has(entryId)) wrong('entry-repeated');
    this.entryIds.add(entryId);
    if (isOld(entry)) this.takeOld(entry, gap, wrong);
    else this.takeNew(entry, gap, wrong);
    const keyed = isOld(entry) ? entry.header.kind === 'case' : entry.header.key === 'content';
    if (keyed && !this.keyed.has(subjectId)) this.keyed.set(subjectId, { line, sequence });
    if (entry.header.kind === 'purge') this.purges += 1;
    this.count = sequence;
    this.head = entry.hash;
    this.hashes[sequence] = entry.hash;
  }

  private takeOld({ header }: OldEntry, gap: boolean, wrong: (code: LedgerProblemCode) => void): void {
    if (this.format > 1) wrong('format-back');
    for (const number of header.numbers) {
      const last = lastNumber(this.tally, number.series, number.year, number.prefix);
      if (gap ? number.value <= last : number.value !== last + 1) wrong('number-wrong');
      this.tally = tallyAfter(this.tally, [number]);
    }
  }

  private takeNew({ header }: JournalEntry, gap: boolean, wrong: (code: LedgerProblemCode) => void): void {
    this.checkWriter(header, gap, wrong);
    this.checkNumbers(header, gap, wrong);
    for (const name of ['vault', 'settings', 'binding'] as const) {
      const mark = header.marks[name];
      if (mark === undefined) continue;
      if (name !== 'binding' && (header.marks[name]?.revision ?? 0) <= (this.marks[name]?.revision ?? 0))
        wrong('mark-back');
      this.stands[name] = header.sequence;
      Object.assign(this.marks, { [name]: mark });
    }
    const { vault, settings, binding } = this.stands;
    if (!gap && !same(header.stands, [vault, settings, binding])) wrong('stands-wrong');
    this.stands = { vault: header.stands[0], settings: header.stands[1], binding: header.stands[2] };
    for (const subject of header.marks.destroys ?? []) this.destroyed.add(subject);
    for (const lost of header.marks.accepts?.lines ?? []) this.acceptedLines.add(lost);
    for (const subject of header.marks.accepts?.keys ?? []) this.acceptedKeys.add(subject);
    this.window = header.window;
    this.generation = header.generation;
    this.format = 2;
  }

  private checkWriter(header: JournalHeader, gap: boolean, wrong: (code: LedgerProblemCode) => void): void {
    const { binding, before } = header.marks;
    const changed = header.window !== this.window || header.generation !== this.generation;
    if (!gap && changed && binding === undefined) wrong('writer-wrong');
    if (!gap && before !== undefined && (before.count !== this.count || before.head !== this.head))
      wrong('before-wrong');
    if (!gap && this.format === 1 && this.count > 0 && before === undefined) wrong('before-wrong');
  }

  private checkNumbers(header: JournalHeader, gap: boolean, wrong: (code: LedgerProblemCode) => void): void {
    const prefix = header.marks.binding?.prefix ?? this.marks.binding?.prefix ?? '';
    const wanted = header.numbers.map(({ series }) => series);
    const right = nextNumbers(this.tally, wanted, Number(header.on.slice(0, 4)), prefix);
    const repeated = header.numbers.some(
      ({ series, year, prefix: own, value }) => value <= lastNumber(this.tally, series, year, own),
    );
    if (gap ? repeated : !same(right, header.numbers)) wrong('number-wrong');
    else if (!gap && !sameTally(header.tally, tallyAfter(this.tally, header.numbers))) wrong('tally-wrong');
    this.tally = header.tally;
  }

  /** What an entry opened to; `null` where it did not open. */
  takeContent({ header }: AnyEntry, line: number, text: string | null): void {
    const { sequence, subjectId, officerId } = header;
    const content = text === null ? null : (parsed(text) as Content | null);
    if (content === null) {
      this.unopened.push({ line, sequence, subjectId });
      return;
    }
    const author = idOf(content.by);
    if (author !== null && author !== officerId) this.note({ line, sequence, code: 'author-differs' });
    const named = header.kind === 'purge' ? content.event?.caseIds : undefined;
    if (Array.isArray(named)) for (const id of named) if (typeof id === 'string') this.destroyed.add(id);
  }

  /** Compares the keys that lie beside the journal with what it says; `opened`: the contents were read, so that every purge is known. */
  takeKeys(keys: ReadonlyMap<string, string | null>, opened: boolean): void {
    const purgesKnown = opened || this.format > 1 || this.purges === 0;
    for (const [subjectId, { line, sequence }] of this.keyed) {
      const gone = this.destroyed.has(subjectId) || this.acceptedKeys.has(subjectId);
      const key = keys.get(subjectId);
      if (typeof key === 'string') {
        if (this.destroyed.has(subjectId)) this.note({ line, sequence, code: 'key-left', about: subjectId });
      } else if (!gone && purgesKnown) this.note({ line, sequence, code: 'key-missing', about: subjectId });
    }
  }

  /** Whether an administrator has taken note of it. */
  private isAnswered({ code, line, sequence }: LedgerProblem): boolean {
    if (code !== 'line-missing' && code !== 'line-unreadable') return false;
    const { from, to } =
      sequence > 0 ? { from: sequence, to: sequence } : (this.standsFor.get(line) ?? { from: 1, to: 0 });
    for (let one = from; one <= to; one += 1) if (!this.acceptedLines.has(one)) return false;
    return from <= to;
  }

  /** Everything that is wrong, by line. Damage that an administrator has taken note of is none. */
  found(): readonly LedgerProblem[] {
    const keyless = new Set(this.problems.filter(({ code }) => code === 'key-missing').map(({ about }) => about));
    const closed = this.unopened.filter(
      ({ subjectId }) => !this.destroyed.has(subjectId) && !this.acceptedKeys.has(subjectId) && !keyless.has(subjectId),
    );
    return [
      ...this.problems.filter((problem) => !this.isAnswered(problem)),
      ...closed.map(({ line, sequence }): LedgerProblem => ({ line, sequence, code: 'entry-closed' })),
    ].toSorted((a, b) => a.line - b.line || a.sequence - b.sequence);
  }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
