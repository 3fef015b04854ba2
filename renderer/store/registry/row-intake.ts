/** The hot path of an import: rows as cell borders → validated records → the arena, with problems and employers on the way. */
import type { RegistryKind } from '#shared/domain/registries.ts';
import { registryLayouts } from '#shared/registry/registry-headings.ts';
import { closeRow, HEAD_BYTES, MAX_RECORD_BYTES, rebaseHead } from '#shared/registry/registry-record.ts';
import { makeRowReader } from '#shared/registry/registry-rows.ts';
import { makeSipHash } from '#shared/registry/sip-hash.ts';
import type { RowSink, RowVerdict } from './byte-scanner.ts';
import { EmployerUnits, type HandedUnits } from './employer-units.ts';
import { ProblemLog } from './problem-log.ts';
import type { HandedRows, RowArena } from './row-arena.ts';

export interface RowIntakeOptions {
  readonly kind: RegistryKind;
  readonly cellOf: readonly number[];
  readonly headings: readonly string[];
  readonly headingLine: number;
  readonly seed: Uint8Array;
  /** Where rows go: asked for each row, since a full one is put aside. */
  readonly to: { readonly arena: RowArena };
}

/** What an intake has taken in, for another to {@link RowIntake.absorb}. */
export interface TakenShare {
  readonly rows: HandedRows;
  readonly units: HandedUnits;
  readonly problems: readonly Uint8Array<ArrayBuffer>[];
  readonly rowCount: number;
  readonly badRows: number;
  readonly remarks: number;
}

export class RowIntake implements RowSink {
  readonly problems = new ProblemLog();
  readonly units = new EmployerUnits();
  rows = 0;
  badRows = 0;
  remarks = 0;
  readonly #options: RowIntakeOptions;
  readonly #reader: ReturnType<typeof makeRowReader>;
  readonly #sip: ReturnType<typeof makeSipHash>;
  readonly #columnOf: ReadonlyMap<string, string>;
  /** The register of firms: every row is an employer of its own, its code and name go into the search. */
  readonly #isBusiness: boolean;
  readonly #firm = new Uint8Array(MAX_RECORD_BYTES);

  constructor(options: RowIntakeOptions) {
    const { kind, cellOf, headings, seed } = options;
    const { columns } = registryLayouts[kind];
    this.#options = options;
    this.#isBusiness = kind === 'business';
    this.#reader = makeRowReader(kind, cellOf, this.units);
    this.#sip = makeSipHash(seed);
    this.#columnOf = new Map(
      columns.map(({ field, heading }, index) => [field, headings[cellOf[index] ?? -1] ?? heading]),
    );
  }

  /**
   * Takes in what a second reader read of the rows after `linesBefore` lines. False, and nothing is taken in, where its
   * employers are too many for the directory.
   */
  absorb({ rows, units, problems, ...share }: TakenShare, linesBefore: number): boolean {
    if (!this.units.hasRoomFor(units)) return false;
    const numbers = this.units.absorb(units);
    this.#options.to.arena.absorb(rows, (bytes, at) => rebaseHead(bytes, at, linesBefore, numbers));
    this.problems.absorb(problems, linesBefore);
    this.rows += share.rowCount;
    this.badRows += share.badRows;
    this.remarks += share.remarks;
    return true;
  }

  row(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, cells: number, line: number, lines: number): RowVerdict {
    const { headings, headingLine, to } = this.#options;
    if (line <= headingLine) return 'taken';
    if (cells !== headings.length && !this.#fits(bytes, starts, ends, cells))
      return this.#oddCells(starts, ends, cells, line, lines);
    const reader = this.#reader;
    const { arena } = to;
    const record = arena.line;
    const end = reader.read(bytes, starts, ends, record, HEAD_BYTES);
    if (end < 0 && isEmpty(starts, ends, cells)) return 'taken';
    if (reader.found.length > 0) this.#note(line, end < 0);
    if (end < 0) return 'taken';
    this.rows += 1;
    const keyEnd = reader.keyEnd();
    const length = closeRow(record, end, line, reader.employer());
    arena.add(this.#sip.hash(record, HEAD_BYTES, keyEnd), length);
    if (this.#isBusiness) this.#addFirm(record, keyEnd);
    return 'taken';
  }

  /** Code and name, the first two columns of the register of firms: a length of one byte, one of two. */
  #addFirm(record: Uint8Array, nameAt: number): void {
    const firm = this.#firm;
    const codeLength = nameAt - HEAD_BYTES - 1;
    firm.set(record.subarray(HEAD_BYTES + 1, nameAt));
    firm[codeLength] = 9;
    const nameEnd = nameAt + 2 + ((record[nameAt] as number) | ((record[nameAt + 1] as number) << 8));
    firm.set(record.subarray(nameAt + 2, nameEnd), codeLength + 1);
    this.units.add(firm, 0, codeLength + 1 + nameEnd - nameAt - 2, false);
  }

  broken(line: number, reason: 'quote-open' | 'row-too-long'): void {
    if (line <= this.#options.headingLine) return;
    this.badRows += 1;
    this.problems.add(line, '', reason, false);
  }

  /** More cells than headings are no fault while they are empty. */
  #fits(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, cells: number): boolean {
    if (cells < this.#options.headings.length) return false;
    for (let cell = this.#options.headings.length; cell < cells; cell += 1) {
      for (let at = starts[cell] as number; at < (ends[cell] as number); at += 1)
        if ((bytes[at] as number) > 32) return false;
    }
    return true;
  }

  /** A row with too few or too many cells; an empty line is nothing at all. */
  #oddCells(starts: Int32Array, ends: Int32Array, cells: number, line: number, lines: number): RowVerdict {
    if (isEmpty(starts, ends, cells)) return 'taken';
    this.badRows += 1;
    this.problems.add(line, '', lines > 1 ? 'quote-open' : 'cell-count', false);
    return 'again';
  }

  #note(line: number, refused: boolean): void {
    const { found } = this.#reader;
    found.forEach(({ field, code }, index) => {
      const kept = !(refused && index === found.length - 1);
      this.problems.add(line, this.#columnOf.get(field) ?? field, code, kept);
    });
    if (refused) this.badRows += 1;
    else this.remarks += 1;
  }
}

function isEmpty(starts: Int32Array, ends: Int32Array, cells: number): boolean {
  for (let cell = 0; cell < cells; cell += 1) if ((ends[cell] as number) > (starts[cell] as number)) return false;
  return true;
}
